"""Subtitles from phrases with their times, in the forms SubRip (SRT) and WebVTT."""

import textwrap

LINE = 42  # characters in a line and
LINES = 2  # lines in a subtitle, as broadcasters' guidelines have them
SHORTEST = 1.0  # seconds that a subtitle stays, unless the next one comes earlier

Cue = tuple[float, float, str]  # start and end in seconds, and the text


def srt(phrases: list[Cue]) -> str:
    """The phrases, in the order of their times, as the text of an .srt file.

    A phrase too long for one subtitle is cut, its time shared out by letters.
    """
    return "\n".join(
        f"{number}\n{clock(start)} --> {clock(end)}\n{text}\n"
        for number, (start, end, text) in enumerate(shown(phrases), 1)
    )


def vtt(phrases: list[Cue]) -> str:
    """The same as the text of a .vtt file."""
    cues = (
        f"{clock(start, '.')} --> {clock(end, '.')}\n{text}\n"
        for start, end, text in shown(phrases)
    )
    return "\n".join(["WEBVTT\n", *cues])


def shown(phrases: list[Cue]) -> list[Cue]:
    """The phrases as they are shown: cut, and each for as long as it can be read."""
    cues = [cue for phrase in phrases for cue in _cut(phrase)]
    following = [start for start, _, _ in cues[1:]] + [float("inf")]
    return [
        (start, min(max(end, start + SHORTEST), then), text)
        for (start, end, text), then in zip(cues, following, strict=False)
    ]


def clock(seconds: float, mark: str = ",") -> str:
    """Hours, minutes, seconds and milliseconds, as in 00:01:02,500."""
    milliseconds = round(seconds * 1000)
    minutes, rest = divmod(milliseconds, 60_000)
    return f"{minutes // 60:02}:{minutes % 60:02}:{rest // 1000:02}{mark}{rest % 1000:03}"


def _cut(phrase: Cue) -> list[Cue]:
    start, end, text = phrase
    lines = textwrap.wrap(text, LINE) or [text]
    letters = max(1, sum(map(len, lines)))
    cues, now = [], start
    for first in range(0, len(lines), LINES):
        shown = lines[first : first + LINES]
        until = now + (end - start) * sum(map(len, shown)) / letters
        cues.append((now, until, "\n".join(shown)))
        now = until
    return cues
