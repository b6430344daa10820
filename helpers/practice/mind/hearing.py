"""One recording as the mind gets it: what the ears made of it, and what was measured."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from helpers.practice.ears.heard import Heard
from helpers.speech.prosody import Prosody


@dataclass(frozen=True)
class Hearing:
    """One recording: its words, and the measurements of its voice.

    `measure` measures the part from one second to another, where the sound is at hand.
    """

    heard: Heard
    voice: Prosody
    measure: Callable[[float, float], Prosody] | None = field(default=None, compare=False)

    @property
    def english(self) -> bool:
        """Whether English was heard; of speech without words nothing is known."""
        return bool(self.heard.words) and self.heard.language in ("", "en")


def between(hearing: Hearing, start: float, end: float) -> Hearing:
    """The same recording with the words that begin between `start` and `end`, in seconds.

    So are the measurements where it can `measure`; else they stay those of the whole recording.
    """
    heard = hearing.heard
    timed = tuple(word for word in heard.timed if start <= word.start < end)
    gaps = tuple(
        (max(since, start), min(until, end))
        for since, until in heard.gaps
        if since < end and until > start
    )
    seconds = max(0.0, min(heard.seconds, end) - start)
    listened = max(0.0, min(heard.listened_seconds, end) - start)
    words = " ".join(word.text for word in timed)
    part = replace(
        heard, words=words, timed=timed, gaps=gaps, seconds=seconds, listened_seconds=listened
    )
    voice = _moved(hearing.measure(start, end), start) if hearing.measure else hearing.voice
    return replace(hearing, heard=part, voice=voice)


def _moved(voice: Prosody, start: float) -> Prosody:
    """The same with its pauses at the times of the recording, of which it begins at `start`."""
    return replace(voice, pauses=tuple((a + start, b + start) for a, b in voice.pauses))
