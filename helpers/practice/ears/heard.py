"""What the ears say of a recording: its words, when and how surely each was heard, and its gaps."""

from dataclasses import dataclass

VERDICTS = ("clear", "partly", "unclear", "no speech", "no ears")


@dataclass(frozen=True)
class Word:
    """One word as it is written, punctuation included: "Tom's", "20,", "왔어요."."""

    text: str
    start: float  # seconds from the start of the recording
    end: float
    probability: float  # 0 to 1


@dataclass(frozen=True)
class Heard:
    """One recording as it was heard.

    `verdict` is one of VERDICTS: "clear"; "partly", where words are in doubt or gaps are left;
    "unclear", speech without a word that could be believed; "no speech"; "no ears", nothing that
    could hear is installed. Only of the first two are there any words.
    """

    words: str  # as written, with capitals, digits and punctuation; "" where none is believed
    confidence: float  # 0 to 1: the words' probabilities, weighted by their length in time
    verdict: str
    timed: tuple[Word, ...] = ()  # the same words one by one, in order
    language: str = ""  # ISO 639-1 ("en", "ko") of most of the speech; "" where there is none
    language_probability: float = 0.0  # 0 to 1: how sure that is
    languages: tuple[str, ...] = ()  # every language of the words, in order of appearance
    seconds: float = 0.0  # how long the recording is
    listened_seconds: float = 0.0  # how much of it, from its start, was listened to
    gaps: tuple[tuple[float, float], ...] = ()  # (start, end) of speech that was not understood

    @property
    def understood_seconds(self) -> float:
        """What was listened to without the gaps; 0 where there are no words."""
        lost = sum(end - start for start, end in self.gaps)
        return max(0.0, self.listened_seconds - lost) if self.words else 0.0
