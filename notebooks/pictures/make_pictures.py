"""Draws the picture of each lesson: what goes in, what comes out, and when. Run: python notebooks/pictures/make_pictures.py"""

from pathlib import Path

FOLDER = Path(__file__).resolve().parent
INK, BLUE, ORANGE, PAPER = "#1f2933", "#2e7db9", "#c2611f", "#ffffff"
BARS = (8, 18, 30, 14, 36, 24, 10, 28, 16, 6)
PICTURES = {  # lesson: what goes in, what comes out, and the sentence that says so
    "00": (("text",), ("text", "audio"), "Words go into the model; words and sound come out."),
    "01": (("text",), ("text", "audio"), "Text goes into the model; text and audio come out."),
    "02": (("audio",), ("text",), "Audio goes into the model; text comes out."),
    "03": (("audio",), ("text", "audio"), "Audio goes into the model; text and audio come out."),
    "04": (("text", "audio"), ("text",), "Text and audio go into the model; text comes out."),
    "05": (
        ("text", "audio"),
        ("text", "audio"),
        "Text and audio go into the model; text and audio come out.",
    ),
}


def draw(into: tuple, out: tuple, sentence: str) -> str:
    """The picture as SVG: white paper with its own ink, so that it reads on light and on dark pages."""
    marks = [_arrow(178, 238), _model(), _arrow(402, 462)]
    marks += [_mark(kind, 90, y) for kind, y in zip(into, _heights(into))] + [
        _mark(kind, 550, y) for kind, y in zip(out, _heights(out))
    ]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 170" width="640" height="170" role="img"><title>{sentence}</title>'
        f'<rect x="1" y="1" width="638" height="168" rx="12" fill="{PAPER}" stroke="#c3ccd5"/>{"".join(marks)}</svg>\n'
    )


def _heights(kinds: tuple) -> tuple:
    return (85,) if len(kinds) == 1 else (48, 122)


def _mark(kind: str, x: int, y: int) -> str:
    return _text(x, y) if kind == "text" else _audio(x, y)


def _text(x: int, y: int) -> str:
    lines = "".join(
        f'<rect x="{x - 42}" y="{y - 16 + 13 * n}" width="{width}" height="5" rx="2.5" fill="{INK}"/>'
        for n, width in enumerate((84, 66, 48))
    )
    return f'<rect x="{x - 60}" y="{y - 32}" width="120" height="60" rx="10" fill="none" stroke="{INK}" stroke-width="2"/>{lines}{_label("text", x + 38, y + 20)}'


def _audio(x: int, y: int) -> str:
    bars = "".join(
        f'<rect x="{x - 46 + 8 * n}" y="{y - 4 - height / 2}" width="4.5" height="{height}" rx="2.2" fill="{ORANGE}"/>'
        for n, height in enumerate(BARS)
    )
    return f'<rect x="{x - 60}" y="{y - 32}" width="120" height="60" rx="10" fill="none" stroke="{ORANGE}" stroke-width="2"/>{bars}{_label("audio", x + 36, y + 20, ORANGE)}'


def _label(words: str, x: int, y: int, colour: str = INK) -> str:
    return f'<text x="{x}" y="{y}" font-family="sans-serif" font-size="13" text-anchor="middle" fill="{colour}">{words}</text>'


def _model() -> str:
    return (
        f'<rect x="248" y="50" width="144" height="70" rx="14" fill="{BLUE}"/>'
        '<text x="320" y="91" font-family="sans-serif" font-size="19" font-weight="bold" text-anchor="middle" fill="#ffffff">the model</text>'
    )


def _arrow(start: int, end: int) -> str:
    return f'<path d="M{start} 85 H{end - 8} M{end - 16} 77 L{end - 6} 85 L{end - 16} 93" fill="none" stroke="{INK}" stroke-width="2.5" stroke-linecap="round" stroke-linejoin="round"/>'


def _small(words: str, x: int, y: int, colour: str = INK, anchor: str = "start") -> str:
    return f'<text x="{x}" y="{y}" font-family="sans-serif" font-size="13" text-anchor="{anchor}" fill="{colour}">{words}</text>'


def _words(x: int, y: int, width: int = 26) -> str:
    return "".join(
        f'<rect x="{x}" y="{y + 9 * n}" width="{part}" height="4.5" rx="2.2" fill="{INK}"/>'
        for n, part in enumerate((width, width * 0.7))
    )


def _sound(x: float, y: int, bars: int) -> str:
    return "".join(
        f'<rect x="{x + 7 * n}" y="{y - BARS[n % 10] / 2}" width="4.5" height="{BARS[n % 10]}" rx="2.2" fill="{ORANGE}"/>'
        for n in range(bars)
    )


def _framed(sentence: str, marks: str) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 170" width="640" height="170" role="img"><title>{sentence}</title>'
        f'<rect x="1" y="1" width="638" height="168" rx="12" fill="{PAPER}" stroke="#c3ccd5"/>{marks}</svg>\n'
    )


def stream() -> str:
    """Two lines of time: a reply that is waited for, and one that is streamed."""
    waiting = '<path d="M110 52 H330" stroke="#8a97a3" stroke-width="2.5" stroke-dasharray="2 7" stroke-linecap="round"/>'
    whole = (
        _small("whole", 24, 57)
        + waiting
        + _small("silence", 220, 42, "#5b6873", "middle")
        + _words(346, 42)
        + _sound(386, 52, 30)
    )
    pieces = "".join(_words(112 + 118 * n, 108) + _sound(146 + 118 * n, 118, 10) for n in range(4))
    axis = (
        f'<path d="M110 150 H606 M598 144 L608 150 L598 156" fill="none" stroke="{INK}" stroke-width="1.5"/>'
        + _small("time", 24, 154)
    )
    return _framed(
        "Above, the whole reply: a long silence, then words and sound at once. Below, the stream: words, sound, words, sound, from the beginning.",
        whole + _small("stream", 24, 123) + pieces + axis,
    )


def journey() -> str:
    """Where a recording goes: from its sources to this computer, and further only when a request carries it."""
    sources = "".join(
        f'<rect x="20" y="{y}" width="130" height="34" rx="8" fill="none" stroke="{ORANGE}" stroke-width="2"/>'
        + _small(name, 85, y + 22, ORANGE, "middle")
        for name, y in (("microphone", 18), ("voice memo", 68), ("long meeting", 118))
    )
    arrows = "".join(
        f'<path d="M158 {y} L222 85" stroke="{INK}" stroke-width="2" stroke-linecap="round"/>'
        for y in (35, 85, 135)
    )
    here = (
        f'<rect x="230" y="42" width="150" height="86" rx="12" fill="none" stroke="{INK}" stroke-width="2.5"/>'
        + _small("this computer", 305, 80, INK, "middle")
        + _small("looked at, cut, converted", 305, 100, "#5b6873", "middle").replace('"13"', '"11"')
    )
    gate = (
        f'<path d="M390 85 H474" stroke="{INK}" stroke-width="2.5" stroke-dasharray="6 6"/><path d="M470 77 L480 85 L470 93" fill="none" stroke="{INK}" stroke-width="2.5"/>'
        + _small("only when you", 434, 62, INK, "middle")
        + _small("send it", 434, 115, INK, "middle")
    )
    return _framed(
        "A microphone, a voice memo and a long meeting lead to this computer, where they are looked at, cut and converted; only what you send goes on to the model.",
        sources
        + arrows
        + here
        + gate
        + _model()
        .replace('x="248"', 'x="490"')
        .replace('width="144"', 'width="130"')
        .replace('x="320"', 'x="555"'),
    )


if __name__ == "__main__":
    (FOLDER / "20.svg").write_text(stream(), "utf-8")
    (FOLDER / "30.svg").write_text(journey(), "utf-8")
    for lesson, (into, out, sentence) in PICTURES.items():
        (FOLDER / f"{lesson}.svg").write_text(draw(into, out, sentence), "utf-8")
