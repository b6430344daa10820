"""From a request that is in order to its answer: decide, speak, shape; whole or as a stream."""

import itertools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from helpers.engine import catalogue
from helpers.engine.tokens import text_tokens
from helpers.practice.cancellation import Cancellation
from helpers.practice.decisions import decide
from helpers.practice.mind.phrase_book import Answer
from helpers.practice.protocol import replies
from helpers.practice.protocol.rewording import reworded
from helpers.practice.protocol.rules import Accepted
from helpers.practice.protocol.streams import Chunk, Stream
from helpers.practice.voice import synthesis

ENDLESS_WORDS = "and so on"  # what a runaway answer repeats where it has no words of its own


@dataclass(frozen=True)
class ChatCompletion:
    """The work for one request: accepted at `created` (unix time), perhaps with a fault to make.

    Its methods raise Cancelled once `cancellation` ends the work, and Refusal.
    """

    accepted: Accepted
    created: int
    fault: str = ""
    cancellation: Cancellation = field(default_factory=Cancellation)

    def whole(self) -> dict[str, Any]:
        """The answer as one JSON document; `n` of them are n times the same."""
        decision = decide(self.accepted, self.fault, self.cancellation)
        choices = [self._choice(decision) for _ in range(self._number)]
        return replies.completion(self._counted, self.created, choices)

    def streamed(self) -> Iterator[Chunk | None]:
        """The answer as the chunks of a stream, each made when it is asked for.

        None is a heartbeat that is waited for and not sent.
        """
        decision = decide(self.accepted, self.fault, self.cancellation)
        stream = Stream(self._counted, self.created)
        if isinstance(decision, list):
            choices = [stream.calling(index, decision) for index in range(self._number)]
        elif self.accepted.speaks:
            choices = [
                stream.spoken(index, self._words(decision), self._sound(decision))
                for index in range(self._number)
            ]
        else:
            words = self._words(decision)
            choices = [stream.written(index, words) for index in range(self._number)]
        return stream.chunks(choices)

    @property
    def _counted(self) -> Accepted:
        """The request as it is counted: what is ignored is not (assumed)."""
        return replace(self.accepted, recordings=()) if self.fault == "ignored" else self.accepted

    @property
    def _number(self) -> int:
        return self.accepted.body.get("n") or 1

    def _choice(self, decision: Answer | list[dict[str, Any]]) -> replies.Choice:
        if isinstance(decision, list):
            return replies.calling(self.accepted, decision)
        words = self._words(decision)
        if self.accepted.speaks:
            sound = self._sound(decision)
            return replies.spoken(self.accepted, words, sound, self.cancellation)
        return replies.written(self.accepted, words)

    def _words(self, answer: Answer) -> str:
        """The words that are told; a runaway answer says them until any limit is reached."""
        if self.fault == "reword-transcript":
            return reworded(answer.text)
        if self.fault != "runaway":
            return answer.text
        times = catalogue.limit("output_tokens") // max(1, text_tokens(answer.text)) + 1
        return " ".join([answer.text or ENDLESS_WORDS] * times)

    def _sound(self, answer: Answer) -> Iterable[NDArray[np.float32]]:
        """The sound phrase by phrase as it is needed: samples in [-1, 1] at 24 kHz."""
        endless = self.fault == "runaway"
        if not answer.text and not endless:
            return
        text = reworded(answer.text) if self.fault == "reword-sound" else answer.text
        for _ in itertools.count() if endless else range(1):
            for block in synthesis.blocks(
                text, self.accepted.voice, answer.language, answer.delivery
            ):
                self.cancellation.check()
                yield block
