"""What a page and its sanitiser make of HTML, and what eyes make of colours."""

from html.parser import HTMLParser

import numpy as np

EVIL = (
    """<script>alert(1)</script> " ' onmouseover="alert(2)" & </figure> """
    "<img src=x onerror=alert(3)>"
)


KEPT = {
    "figure",
    "figcaption",
    "b",
    "span",
    "img",
    "audio",
    "details",
    "summary",
    "p",
    "a",
}  # tags a notebook's sanitiser keeps


ATTRIBUTES = {
    "style",
    "dir",
    "alt",
    "src",
    "controls",
    "preload",
    "title",
    "open",
    "href",
    "download",
}


GROUNDS = (
    (255, 255, 255),
    (17, 17, 17),
    (33, 33, 33),
)  # white, JupyterLab's dark notebook, its dark cells


class Page(HTMLParser):
    """Tags with their attributes, and the text between them, as a browser reads a card."""

    def __init__(self, card):
        super().__init__()
        self.tags, self.text, self.depth = [], "", 0
        self.feed(card)
        self.close()

    def handle_starttag(self, tag, attributes):
        self.tags.append((tag, dict(attributes)))
        self.depth += tag != "img"

    def handle_endtag(self, tag):
        self.depth -= 1

    def handle_data(self, data):
        self.text += data

    def one(self, tag):
        (found,) = [attributes for name, attributes in self.tags if name == tag]
        return found


def tone(seconds, rate=24000):
    return (0.4 * np.sin(2 * np.pi * 440 * np.arange(int(seconds * rate)) / rate)).astype(
        np.float32
    )


def contrast(colour, ground):
    """The contrast ratio of WCAG 2.2 between two sRGB colours, 1 to 21."""

    def light(colour):
        parts = [
            value / 255 / 12.92
            if value / 255 <= 0.04045
            else ((value / 255 + 0.055) / 1.055) ** 2.4
            for value in colour
        ]
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]

    bright, dark = sorted((light(colour), light(ground)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)
