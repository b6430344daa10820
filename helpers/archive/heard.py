"""Was all of a long recording heard? Its pieces that were answered, against the whole."""

from dataclasses import dataclass, replace
from pathlib import Path

from helpers.engine import catalogue
from helpers.language import translated

LOST_SECONDS = 0.1  # at most, between the pieces and the whole: they are cut sample for sample
LOST_TOKENS = 2  # of each piece, at most: a part of one at its end, and one in its conversion


@dataclass(frozen=True)
class Heard:
    """A recording of `seconds` in `pieces`, and what was answered of it.

    `tokens` are the audio tokens that the engine counted for that; 0 where it counts none.
    """

    path: str
    seconds: float
    pieces: int
    answered: int = 0
    answered_seconds: float = 0.0
    tokens: int = 0

    def with_answer(self, seconds: float, tokens: int) -> "Heard":
        """The same with one more piece of so many seconds answered."""
        return replace(
            self,
            answered=self.answered + 1,
            answered_seconds=self.answered_seconds + seconds,
            tokens=self.tokens + tokens,
        )

    @property
    def due(self) -> int:
        """The audio tokens of all of it."""
        return int(self.seconds * catalogue.tokens_per_second("in"))

    @property
    def is_all(self) -> bool:
        """Whether every piece was answered, no second is missing, and every token was counted."""
        has_seconds = self.answered_seconds + LOST_SECONDS >= self.seconds
        is_counted = not self.tokens or self.tokens + LOST_TOKENS * self.pieces >= self.due
        return self.answered == self.pieces and has_seconds and is_counted

    def __str__(self) -> str:
        facts = [
            f"{self.answered} of {self.pieces} pieces",
            f"{self.answered_seconds:,.1f} of {self.seconds:,.1f} s",
            f"{self.tokens:,} of {self.due:,} audio tokens" if self.tokens else "no tokens counted",
        ]
        verdict = "all of it was heard" if self.is_all else "some of it was not heard"
        told = ", ".join(map(translated, facts))
        return f"{Path(self.path).name}: {told}: {translated(verdict)}"

    __repr__ = __str__
