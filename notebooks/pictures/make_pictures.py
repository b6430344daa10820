"""Draws the picture of each lesson: what goes in, what comes out, and when.

Run: python notebooks/pictures/make_pictures.py
"""

from pathlib import Path

FOLDER = Path(__file__).resolve().parent
INK, BLUE, ORANGE, GREY, PAPER = "#1f2933", "#2e7db9", "#c2611f", "#5b6873", "#ffffff"
BORDER, FAINT = "#c3ccd5", "#8a97a3"
BARS = (8, 18, 30, 14, 36, 24, 10, 28, 16, 6)  # heights in pixels
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
KOREAN = {  # the words of the picture that lesson 00 has in Korean too
    PICTURES["00"][2]: "글이 모델로 들어가고, 글과 소리가 나옵니다.",
    "the model": "모델",
    "text": "글",
    "audio": "소리",
}


def element(name: str, content: str = "", **attributes: object) -> str:
    """One SVG element; an underscore in an attribute's name is written as a dash."""
    written = " ".join(f'{key.replace("_", "-")}="{value}"' for key, value in attributes.items())
    return f"<{name} {written}>{content}</{name}>" if content else f"<{name} {written}/>"


def picture(sentence: str, marks: str) -> str:
    """White paper with its own ink, so that it reads on light and on dark pages."""
    paper = element("rect", x=1, y=1, width=638, height=168, rx=12, fill=PAPER, stroke=BORDER)
    return (
        element(
            "svg",
            f"<title>{sentence}</title>{paper}{marks}",
            xmlns="http://www.w3.org/2000/svg",
            viewBox="0 0 640 170",
            width=640,
            height=170,
            role="img",
        )
        + "\n"
    )


def combination(into: tuple[str, ...], out: tuple[str, ...], sentence: str) -> str:
    """What goes into the model on the left, what comes out on the right."""
    sides = [(kind, 90, y) for kind, y in zip(into, heights(into), strict=True)]
    sides += [(kind, 550, y) for kind, y in zip(out, heights(out), strict=True)]
    boxes = "".join(text_box(x, y) if kind == "text" else audio_box(x, y) for kind, x, y in sides)
    return picture(sentence, arrow(178, 238) + model(248, 144) + arrow(402, 462) + boxes)


def in_korean(drawn: str) -> str:
    """The same picture with the words of KOREAN."""
    for english, korean in KOREAN.items():
        drawn = drawn.replace(f">{english}<", f">{korean}<")
    return drawn


def heights(kinds: tuple[str, ...]) -> tuple[int, ...]:
    """Where one box, or two boxes, stand in the picture's height."""
    return (85,) if len(kinds) == 1 else (48, 122)


def text_box(x: int, y: int) -> str:
    """A box with three lines of writing."""
    lines = "".join(
        bar(x - 42, y - 16 + 13 * number, width, 5, INK)
        for number, width in enumerate((84, 66, 48))
    )
    return (
        frame(x - 60, y - 32, 120, 60, INK) + lines + label("text", x + 38, y + 20, INK, "middle")
    )


def audio_box(x: int, y: int) -> str:
    """A box with the bars of a waveform."""
    return (
        frame(x - 60, y - 32, 120, 60, ORANGE)
        + waveform(x - 46, y - 4, len(BARS), step=8)
        + label("audio", x + 36, y + 20, ORANGE, "middle")
    )


def frame(x: int, y: int, width: int, height: int, colour: str) -> str:
    """An empty box with round corners."""
    return element(
        "rect", x=x, y=y, width=width, height=height, rx=10,
        fill="none", stroke=colour, stroke_width=2,
    )  # fmt: skip


def bar(x: float, y: float, width: float, height: float, colour: str) -> str:
    """A filled bar with round ends."""
    return element("rect", x=x, y=y, width=width, height=height, rx=2.2, fill=colour)


def waveform(x: float, y: float, bars: int, step: int = 7) -> str:
    """Bars of sound whose middle is at `y`."""
    return "".join(
        bar(x + step * number, y - BARS[number % 10] / 2, 4.5, BARS[number % 10], ORANGE)
        for number in range(bars)
    )


def writing(x: int, y: int) -> str:
    """Two short lines of text."""
    return bar(x, y, 26, 4.5, INK) + bar(x, y + 9, 18.2, 4.5, INK)


def label(
    words: str, x: int, y: int, colour: str = INK, anchor: str = "start", size: int = 13
) -> str:
    """Words, their baseline at `y`."""
    return element(
        "text", words, x=x, y=y, font_family="sans-serif", font_size=size,
        text_anchor=anchor, fill=colour,
    )  # fmt: skip


def model(x: int, width: int) -> str:
    """The model: a blue box in the middle of the picture's height."""
    name = element(
        "text", "the model", x=x + width // 2, y=91, font_family="sans-serif", font_size=19,
        font_weight="bold", text_anchor="middle", fill=PAPER,
    )  # fmt: skip
    return element("rect", x=x, y=50, width=width, height=70, rx=14, fill=BLUE) + name


def line(path: str, colour: str = INK, width: float = 2.5, **attributes: object) -> str:
    """A line along an SVG path."""
    return element(
        "path", d=path, fill="none", stroke=colour, stroke_width=width,
        stroke_linecap="round", stroke_linejoin="round", **attributes,
    )  # fmt: skip


def arrow(start: int, end: int, y: int = 85) -> str:
    """An arrow to the right or to the left, `y` from the top."""
    ahead = 1 if end > start else -1
    tip, tail = end - 6 * ahead, end - 16 * ahead
    return line(f"M{start} {y} H{end - 8 * ahead} M{tail} {y - 8} L{tip} {y} L{tail} {y + 8}")


def stream() -> str:
    """Two lines of time: a reply that is waited for, and one that is streamed."""
    whole = label("whole", 24, 57) + line("M110 52 H330", FAINT, stroke_dasharray="2 7")
    whole += label("silence", 220, 42, GREY, "middle") + writing(346, 42) + waveform(386, 52, 30)
    chunks = "".join(
        writing(112 + 118 * number, 108) + waveform(146 + 118 * number, 118, 10)
        for number in range(4)
    )
    time = line("M110 150 H606 M598 144 L608 150 L598 156", width=1.5) + label("time", 24, 154)
    return picture(
        "Above, the whole reply: a long silence, then words and sound at once. "
        "Below, the stream: words, sound, words, sound, from the beginning.",
        whole + label("stream", 24, 123) + chunks + time,
    )


def at_once() -> str:
    """Two lines of time: three requests one after the other, and the same three at once."""
    starts, widths = (112, 282, 422), (166, 136, 176)
    above = "".join(
        bar(start, 26 + 14 * number, width, 9, BLUE)
        for number, (start, width) in enumerate(zip(starts, widths, strict=True))
    )
    below = "".join(
        bar(112, 92 + 14 * number, width, 9, BLUE) for number, width in enumerate(widths)
    )
    end = line("M292 86 V136", GREY, 1.5, stroke_dasharray="3 4")
    time = line("M110 150 H606 M598 144 L608 150 L598 156", width=1.5) + label("time", 24, 154)
    return picture(
        "Above, three requests one after the other: each bar begins where the last one ends. "
        "Below, the same three at once: all bars begin together, and the end comes earlier.",
        label("one by one", 24, 52)
        + above
        + label("at once", 24, 115)
        + below
        + end
        + label("all answered", 300, 116, GREY, size=12)
        + time,
    )


def four_families() -> str:
    """Four families of failures: three raise an error, the fourth looks like success."""
    names = (
        ("my request", "400 · 404"),
        ("key and money", "401 · 403 · 429"),
        ("their side", "429 · 500 · 503"),
        ("silent", "200"),
    )
    boxes = "".join(
        frame(20 + 154 * number, 30, 138, 56, ORANGE if name == "silent" else INK)
        + label(name, 89 + 154 * number, 54, ORANGE if name == "silent" else INK, "middle", 15)
        + label(status, 89 + 154 * number, 74, GREY, "middle")
        for number, (name, status) in enumerate(names)
    )
    error = line("M20 104 V112 H466 V104") + label("an error is raised", 243, 136, INK, "middle")
    reply = line("M482 104 V112 H620 V104", ORANGE) + label(
        "a reply comes", 551, 136, ORANGE, "middle"
    )
    return picture(
        "Four boxes: my request, key and money, their side, silent. Under the first three an "
        "error is raised; under the fourth a reply comes, and it is wrong.",
        boxes + error + reply,
    )


def journey() -> str:
    """Where a recording goes: to this computer, and further only when a request carries it."""
    names = (("microphone", 18), ("voice memo", 68), ("long meeting", 118))
    sources = "".join(
        frame(20, y, 130, 34, ORANGE)
        + label(name, 85, y + 22, ORANGE, "middle")
        + line(f"M158 {y + 17} L222 85", width=2)
        for name, y in names
    )
    here = (
        frame(230, 42, 150, 86, INK)
        + label("this computer", 305, 80, INK, "middle")
        + label("looked at, cut, converted", 305, 100, GREY, "middle", size=11)
    )
    gate = (
        line("M390 85 H474", stroke_dasharray="6 6")
        + line("M470 77 L480 85 L470 93")
        + label("only when you", 434, 62, INK, "middle")
        + label("send it", 434, 115, INK, "middle")
    )
    return picture(
        "A microphone, a voice memo and a long meeting lead to this computer, where they are "
        "looked at, cut and converted; only what you send goes on to the model.",
        sources + here + gate + model(490, 130),
    )


def korean() -> str:
    """Korean speech and a written question go in; Korean text and speech come out."""
    asked, answered = (
        frame(x - 60, 16, 120, 60, INK)
        + label(above, x, 42, INK, "middle")
        + label(below, x, 60, INK, "middle")
        for x, above, below in ((90, "녹음 내용이", "무엇인가요?"), (550, "이렇게", "들었습니다"))
    )
    return picture(
        "Korean speech and a Korean question go into the model; Korean text and speech come out.",
        asked
        + audio_box(90, 122)
        + arrow(178, 238)
        + model(248, 144)
        + arrow(402, 462)
        + answered
        + audio_box(550, 122),
    )


def calls() -> str:
    """Speech goes in; the model writes a call, Python runs it, the model speaks the result."""
    python = (
        frame(498, 50, 122, 70, INK)
        + label("your Python", 559, 80, INK, "middle")
        + label("runs it, or does not", 559, 100, GREY, "middle", size=11)
    )
    ways = (
        arrow(148, 216, 62)
        + arrow(214, 146, 108)
        + arrow(374, 492, 62)
        + arrow(490, 372, 108)
        + label("call", 430, 48, INK, "middle")
        + label("result", 430, 134, INK, "middle")
    )
    return picture(
        "Speech goes into the model, which writes a call; your Python runs it and gives back a "
        "result, which the model speaks.",
        audio_box(80, 44) + audio_box(80, 130) + model(222, 144) + ways + python,
    )


def payload() -> str:
    """A sound on its way into a message: a wave, samples, a file, letters."""
    swing = "M24 85 C36 30 48 30 60 85 S84 140 96 85 S120 30 132 85"
    steps = (60, 46, 52, 85, 118, 124, 96, 62, 46)
    samples = "".join(
        bar(196 + 13 * number, min(y, 85), 5, max(4, abs(y - 85)), ORANGE)
        for number, y in enumerate(steps)
    )
    file = (
        frame(358, 58, 112, 54, INK)
        + line("M394 58 V112", width=2)
        + label("header", 376, 48, INK, "middle", size=11)
        + label("44", 376, 90, INK, "middle")
        + waveform(404, 85, 8)
    )
    rows = ("UklGRv//", "//9XQVZF", "Zm10IBAA")
    letters = "".join(
        element(
            "text", row, x=574, y=70 + 20 * number, font_family="monospace", font_size=15,
            text_anchor="middle", fill=INK,
        )
        for number, row in enumerate(rows)
    )  # fmt: skip
    names = (("sound", 78), ("samples", 252), ("file", 414), ("base64", 574))
    arrows = "".join(
        line(f"M{x} 85 H{x + 26} M{x + 19} 78 L{x + 27} 85 L{x + 19} 92") for x in (148, 320, 484)
    )
    return picture(
        "A sound wave becomes samples, the samples become a file with a header of 44 bytes, "
        "and the file becomes letters.",
        line(swing, ORANGE)
        + samples
        + file
        + letters
        + arrows
        + "".join(label(name, x, 154, GREY, "middle") for name, x in names),
    )


def measures() -> str:
    """One sentence said four ways; four measures; no way from them to a feeling."""
    ways = "".join(
        element("g", waveform(0, 0, 14), transform=f"translate(30 {y}) scale({wide} {tall})")
        for y, wide, tall in ((28, 1, 0.7), (66, 1.2, 1), (104, 1.5, 0.45), (142, 0.7, 0.8))
    )
    named = (
        frame(268, 24, 130, 122, INK)
        + label("pitch", 333, 56, INK, "middle")
        + label("loudness", 333, 82, INK, "middle")
        + label("rate", 333, 108, INK, "middle")
        + label("pauses", 333, 134, INK, "middle")
    )
    feeling = (
        line("M410 85 H496", FAINT, stroke_dasharray="2 7")
        + frame(504, 58, 110, 54, FAINT)
        + label("a feeling?", 559, 90, GREY, "middle")
    )
    return picture(
        "One sentence, said four ways, is measured: pitch, loudness, rate and pauses. "
        "A dotted line with a question mark leads on to a feeling.",
        ways + arrow(196, 258) + named + feeling,
    )


def summary() -> str:
    """Two pages of text go in; a short text and a short sound come out."""
    pages = "".join(
        element(
            "rect", x=x, y=y, width=76, height=104, rx=6, fill=PAPER, stroke=INK, stroke_width=2
        )
        + "".join(
            bar(x + 10, y + 12 + 11 * number, (56, 56, 48, 56, 52, 56, 56, 40)[number], 4, INK)
            for number in range(8)
        )
        for x, y in ((36, 22), (72, 40))
    )
    short = (
        frame(490, 24, 120, 48, INK)
        + bar(508, 38, 84, 5, INK)
        + bar(508, 52, 60, 5, INK)
        + frame(490, 96, 120, 48, ORANGE)
        + waveform(506, 120, 10, step=9)
    )
    return picture(
        "Two pages of text go into the model; a short text and a short sound come out.",
        pages + arrow(178, 238) + model(248, 144) + arrow(402, 462) + short,
    )


def turns() -> str:
    """Three requests of one conversation: each carries the turns before it again."""

    def spoken(x: int, y: int) -> str:
        return frame(x, y - 17, 96, 34, ORANGE) + waveform(x + 13, y, 10)

    def by_id(x: int, y: int) -> str:
        return frame(x, y - 17, 66, 34, INK) + label("id", x + 33, y + 5, INK, "middle")

    rows = "".join(
        label(f"turn {number + 1}", 26, y + 5)
        + "".join(spoken(96 + 178 * at, y) for at in range(number + 1))
        + "".join(by_id(200 + 178 * at, y) for at in range(number))
        for number, y in enumerate((34, 84, 134))
    )
    return picture(
        "Each turn sends again all recordings and the ids of all answers before it, "
        "and one new recording.",
        rows,
    )


def after_speech() -> str:
    """A line of time from the end of speech: when people answer, and what a machine does."""
    spoken = waveform(24, 85, 12) + label("you speak", 64, 132, ORANGE, "middle")
    stop = line("M116 40 V128", INK, 2) + label("stop", 116, 30, INK, "middle")
    people = line("M176 62 V128", ORANGE, 2, stroke_dasharray="3 5")
    people += label("people answer", 184, 60, ORANGE)
    marks = "".join(
        bar(x, 94, 3, 22, BLUE) + label(name, x + 2, 84, BLUE, "middle")
        for name, x in (("uploaded", 240), ("first sound", 352), ("heard", 470))
    )
    answer = waveform(474, 105, 18) + label("the answer", 540, 146, GREY, "middle")
    time = line("M116 128 H606 M598 122 L608 128 L598 134", width=1.5)
    return picture(
        "A line of time that begins when you stop speaking. People answer after a fifth of a "
        "second; here come the upload, the first sound and what you hear.",
        spoken + stop + people + marks + answer + time + label("time", 612, 148, GREY, "end"),
    )


def archive() -> str:
    """Many recordings go through one request; each answer is kept, and becomes a row."""
    recordings = "".join(
        element("g", waveform(0, 0, 5), transform=f"translate({x} {y}) scale(0.75 0.6)")
        + frame(x - 8, y - 15, 40, 30, ORANGE)
        for x in (30, 80, 130)
        for y in (45, 85, 125)
    )
    kept = (
        frame(410, 44, 84, 82, INK)
        + "".join(bar(424, y, 56, 8, FAINT) for y in (58, 74, 90, 106))
        + label("store", 452, 146, GREY, "middle")
    )
    rows = "".join(
        bar(544, 50 + 18 * row, 18, 8, INK) + bar(568, 50 + 18 * row, 44, 8, INK)
        for row in range(4)
    )
    again = line("M452 36 V22 H578 V38 M571 30 L578 39 L585 30", GREY, 1.5, stroke_dasharray="4 4")
    return picture(
        "Many recordings go through one request. Each answer is kept in a store and becomes a row "
        "of a table; a second run takes the rows from the store alone.",
        recordings
        + arrow(178, 226)
        + model(236, 120)
        + arrow(362, 404)
        + kept
        + arrow(498, 538)
        + rows
        + again
        + label("rows", 578, 146, GREY, "middle")
        + label("a second run", 446, 26, GREY, "end"),
    )


def main() -> None:
    """Write all pictures."""
    for lesson, (into, out, sentence) in PICTURES.items():
        (FOLDER / f"{lesson}.svg").write_text(combination(into, out, sentence), "utf-8")
    (FOLDER / "00-ko.svg").write_text(in_korean(combination(*PICTURES["00"])), "utf-8")
    (FOLDER / "10.svg").write_text(payload(), "utf-8")
    (FOLDER / "11.svg").write_text(summary(), "utf-8")
    (FOLDER / "12.svg").write_text(korean(), "utf-8")
    (FOLDER / "13.svg").write_text(turns(), "utf-8")
    (FOLDER / "20.svg").write_text(stream(), "utf-8")
    (FOLDER / "21.svg").write_text(calls(), "utf-8")
    (FOLDER / "22.svg").write_text(measures(), "utf-8")
    (FOLDER / "23.svg").write_text(at_once(), "utf-8")
    (FOLDER / "24.svg").write_text(four_families(), "utf-8")
    (FOLDER / "32.svg").write_text(archive(), "utf-8")
    (FOLDER / "33.svg").write_text(after_speech(), "utf-8")
    (FOLDER / "30.svg").write_text(journey(), "utf-8")


if __name__ == "__main__":
    main()
