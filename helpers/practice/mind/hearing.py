"""One recording as the mind gets it: what the ears made of it, and what was measured."""

from dataclasses import dataclass, replace

from helpers.practice.ears.heard import Heard
from helpers.speech.prosody import Prosody


@dataclass(frozen=True)
class Hearing:
    """One recording: its words, and the measurements of its voice."""

    heard: Heard
    voice: Prosody

    @property
    def english(self) -> bool:
        """Whether English was heard; of speech without words nothing is known."""
        return bool(self.heard.words) and self.heard.language in ("", "en")


def between(hearing: Hearing, start: float, end: float) -> Hearing:
    """The same recording with the words that begin between `start` and `end`, in seconds.

    The measurements stay those of the whole recording.
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
    return replace(hearing, heard=part)
