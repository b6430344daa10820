"""A reply as an output: the card of its sound; its words where it has none."""

import html
from typing import Any

from helpers.display.figure import figure_html
from helpers.display.reply import Reply
from helpers.language import translated


class ReplyCard:
    """What a cell shows of a reply, in `bundle` as text/html and text/plain."""

    def __init__(self, reply: Reply, label: str) -> None:
        self.bundle: dict[str, str] = (
            reply.sound._repr_mimebundle_() if reply.sound else _written(reply, label)
        )

    def __repr__(self) -> str:
        return self.bundle["text/plain"]

    def _repr_mimebundle_(self, **_: Any) -> dict[str, str]:
        return self.bundle


def _written(reply: Reply, label: str) -> dict[str, str]:
    """The words of a reply without sound. keep-all: Korean breaks between words."""
    words = reply.transcript or reply.content or ""
    note = "Written: no sound was asked for." if reply.content else "No sound came."
    note, content = translated(note), ""
    if words:
        content = (
            '<p dir="auto" style="margin:0;white-space:pre-wrap;overflow-wrap:break-word;'
            f'word-break:keep-all">{html.escape(words)}</p>'
        )
    return {
        "text/plain": " ".join(f"{label} · {note} {words}".split()),
        "text/html": figure_html(label, note, content),
    }
