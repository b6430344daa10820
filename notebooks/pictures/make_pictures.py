"""Draws the picture of each lesson's combination: what goes in, what comes out. Run: python notebooks/pictures/make_pictures.py"""

from pathlib import Path

FOLDER = Path(__file__).resolve().parent
INK, BLUE, ORANGE, PAPER = "#1f2933", "#2e7db9", "#c2611f", "#ffffff"
BARS = (8, 18, 30, 14, 36, 24, 10, 28, 16, 6)
PICTURES = {   # lesson: what goes in, what comes out, and the sentence that says so
    "00": (("text",), ("text", "audio"), "Words go into the model; words and sound come out."),
    "01": (("text",), ("text", "audio"), "Text goes into the model; text and audio come out."),
    "02": (("audio",), ("text",), "Audio goes into the model; text comes out."),
    "03": (("audio",), ("text", "audio"), "Audio goes into the model; text and audio come out."),
    "04": (("text", "audio"), ("text",), "Text and audio go into the model; text comes out."),
    "05": (("text", "audio"), ("text", "audio"), "Text and audio go into the model; text and audio come out."),
}


def draw(into: tuple, out: tuple, sentence: str) -> str:
    """The picture as SVG: white paper with its own ink, so that it reads on light and on dark pages."""
    marks = [_arrow(178, 238), _model(), _arrow(402, 462)]
    marks += [_mark(kind, 90, y) for kind, y in zip(into, _heights(into))] + [_mark(kind, 550, y) for kind, y in zip(out, _heights(out))]
    return (f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 170" width="640" height="170" role="img"><title>{sentence}</title>'
            f'<rect x="1" y="1" width="638" height="168" rx="12" fill="{PAPER}" stroke="#c3ccd5"/>{"".join(marks)}</svg>\n')


def _heights(kinds: tuple) -> tuple:
    return (85,) if len(kinds) == 1 else (48, 122)


def _mark(kind: str, x: int, y: int) -> str:
    return _text(x, y) if kind == "text" else _audio(x, y)


def _text(x: int, y: int) -> str:
    lines = "".join(f'<rect x="{x - 42}" y="{y - 16 + 13 * n}" width="{width}" height="5" rx="2.5" fill="{INK}"/>' for n, width in enumerate((84, 66, 48)))
    return f'<rect x="{x - 60}" y="{y - 32}" width="120" height="60" rx="10" fill="none" stroke="{INK}" stroke-width="2"/>{lines}{_label("text", x + 38, y + 20)}'


def _audio(x: int, y: int) -> str:
    bars = "".join(f'<rect x="{x - 46 + 8 * n}" y="{y - 4 - height / 2}" width="4.5" height="{height}" rx="2.2" fill="{ORANGE}"/>' for n, height in enumerate(BARS))
    return f'<rect x="{x - 60}" y="{y - 32}" width="120" height="60" rx="10" fill="none" stroke="{ORANGE}" stroke-width="2"/>{bars}{_label("audio", x + 36, y + 20, ORANGE)}'


def _label(words: str, x: int, y: int, colour: str = INK) -> str:
    return f'<text x="{x}" y="{y}" font-family="sans-serif" font-size="13" text-anchor="middle" fill="{colour}">{words}</text>'


def _model() -> str:
    return (f'<rect x="248" y="50" width="144" height="70" rx="14" fill="{BLUE}"/>'
            '<text x="320" y="91" font-family="sans-serif" font-size="19" font-weight="bold" text-anchor="middle" fill="#ffffff">the model</text>')


def _arrow(start: int, end: int) -> str:
    return f'<path d="M{start} 85 H{end - 8} M{end - 16} 77 L{end - 6} 85 L{end - 16} 93" fill="none" stroke="{INK}" stroke-width="2.5" stroke-linecap="round" stroke-linejoin="round"/>'


if __name__ == "__main__":
    for lesson, (into, out, sentence) in PICTURES.items():
        (FOLDER / f"{lesson}.svg").write_text(draw(into, out, sentence), "utf-8")
