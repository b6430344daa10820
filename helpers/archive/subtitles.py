"""Subtitles of a recording: the engine hears the words, the pauses give their times."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from helpers.engine.connection import Engine, connected
from helpers.sound import Sound
from helpers.speech import prosody
from helpers.speech import subtitles as forms

LONGEST_PHRASE = 6.0  # seconds that are asked about at once, where the pauses allow it
MARGIN = 0.5  # seconds of silence, at most, that are sent before and after a phrase
MOST_TOKENS = 300  # of the words of a phrase: in six seconds nobody says 60
# A form: what an engine says of a phrase that it did not understand must be no subtitle.
FORM = {
    "name": "write_down",
    "description": "Write down the words of this recording; an empty text where there are none.",
    "parameters": {
        "type": "object",
        "properties": {"transcript": {"type": "string"}},
        "required": ["transcript"],
    },
}


@dataclass(frozen=True)
class Subtitles:
    """Phrases with their times, as (start, end, text) in seconds, and the two forms of them."""

    phrases: list[forms.Cue]

    @property
    def srt(self) -> str:
        """The text of an .srt file."""
        return forms.srt(self.phrases)

    @property
    def vtt(self) -> str:
        """The text of a .vtt file, which a page's <track> takes."""
        return forms.vtt(self.phrases)


def subtitles(sound: Sound, *, engine: Engine | None = None) -> Subtitles:
    """The subtitles of `sound`, by one call for each phrase between two pauses.

    `engine` is that of the last connect() if none is given. Raises the SDK's own errors.
    """
    engine = engine or connected()
    times, cues = phrase_times(sound), []
    for (start, end), (first, last) in zip(times, sent_times(times, sound.seconds), strict=True):
        if words := _words(engine, sound.trim(first, last)):
            cues.append((start, end, words))
    return Subtitles(cues)


def phrase_times(sound: Sound) -> list[tuple[float, float]]:
    """Start and end in seconds of each phrase: speech between two pauses, short ones together."""
    spoken = prosody.stretches(sound.samples(), sound.sample_rate)
    return list(_joined(spoken))


def sent_times(times: list[tuple[float, float]], seconds: float) -> list[tuple[float, float]]:
    """What is sent for each phrase: with silence round it, and nothing of its neighbours."""
    middles = [(end + start) / 2 for (_, end), (start, _) in pairwise(times)]
    edges = pairwise([0.0, *middles, seconds])
    return [
        (max(start - MARGIN, first), min(end + MARGIN, last))
        for (start, end), (first, last) in zip(times, edges, strict=bool(times))
    ]


def _joined(spoken: list[tuple[float, float]]) -> Iterator[tuple[float, float]]:
    start: float | None = None
    last = 0.0
    for begin, end in spoken:
        if start is not None and end - start > LONGEST_PHRASE:
            yield start, last
            start = None
        start, last = begin if start is None else start, end
    if start is not None:
        yield start, last


def _words(engine: Engine, part: Sound) -> str:
    """What was said; empty where nothing was understood."""
    request: dict[str, Any] = {
        "model": engine.model,
        "modalities": ["text"],
        "messages": [{"role": "user", "content": [part.part(quiet=True)]}],
        "tools": [{"type": "function", "function": FORM}],
        "tool_choice": {"type": "function", "function": {"name": FORM["name"]}},
        "max_completion_tokens": MOST_TOKENS,
        "store": False,
    }
    completion = engine.client.chat.completions.create(**request)
    calls = completion.choices[0].message.tool_calls or []
    try:
        return str(json.loads(calls[0].function.arguments)["transcript"]).strip()
    except (IndexError, KeyError, ValueError, TypeError):  # no form, or half of one
        return ""
