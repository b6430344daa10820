"""From a request that is in order to its answer: hear, decide, speak. Whole or as a stream, and spoilt where a fault was ordered."""

import hashlib
import itertools
import json
import os
import threading
from collections import OrderedDict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

import numpy as np

from helpers.engine.tokens import text_tokens
from helpers.practice.cancellation import Cancellation
from helpers.practice.ears import pocketsphinx
from helpers.practice.ears.workers import Ears
from helpers.practice.mind import phrase_book
from helpers.practice.mind.instruction import Hearing, text_of
from helpers.practice.protocol import audio_ids, faults, replies, rules
from helpers.practice.protocol.streams import Stream
from helpers.practice.tools import choose
from helpers.practice.voice import synthesis
from helpers.speech import prosody

REMEMBERED = 64  # recordings whose hearing is kept, so that a second question does not listen again

listeners = Ears(min(2, os.cpu_count() or 1))
_heard: OrderedDict[str, Hearing] = OrderedDict()
_keeping = threading.Lock()
_at_it = [
    threading.Lock() for _ in range(REMEMBERED)
]  # who sends what another is having heard waits for that: a class sends the same recording thirty times


def check_turns(accepted: rules.Accepted, fault: str = "") -> None:
    """Refuse an audio id that is unknown or whose hour is over (api-facts.md §2.4 E12)."""
    for index, message in enumerate(accepted.body["messages"]):
        if message.get("role") == "assistant" and message.get("audio"):
            name = message["audio"]["id"]
            if fault == "expired" or not audio_ids.recall(name):
                raise rules.Refusal(
                    400,
                    f"Assistant audio {name[:100]} not found.{audio_ids.why_gone()}",
                    param=f"content.messages[{index}].audio.id",
                    code="audio_not_found",
                )


def hear(recording: rules.Recording, cancellation: Cancellation) -> Hearing:
    """What the ears make of a recording and what is measured of it; the same bytes are listened to once."""
    key = hashlib.sha256(recording.data).hexdigest()
    with _at_it[int(key, 16) % len(_at_it)]:
        cancellation.check()
        with _keeping:
            known = _heard.get(key)
        if not known:
            mono = recording.mono()
            known = Hearing(
                pocketsphinx.listen(mono, lambda pieces: listeners.decoded(pieces, cancellation)),
                prosody.measure(mono, pocketsphinx.RATE),
            )
    with _keeping:
        _heard[key] = known
        _heard.move_to_end(key)
        while len(_heard) > REMEMBERED:
            _heard.popitem(last=False)
    return known


@dataclass(frozen=True)
class Work:
    """The work for one request: accepted at `created` (unix time), perhaps with a `fault` to make, ended by `cancellation`."""

    accepted: rules.Accepted
    created: int
    fault: str = ""
    cancellation: Cancellation = field(default_factory=Cancellation)

    def whole(self) -> dict:
        """The answer as one JSON document; `n` of them are n times the same."""
        answer, calls = self._decided()
        return replies.completion(
            self._noticed, self.created, [self._choice(answer, calls) for _ in range(self._number)]
        )

    def streamed(self) -> Iterator[dict]:
        """The answer as the chunks of a stream, each made when it is asked for."""
        answer, calls = self._decided()
        stream = Stream(self._noticed, self.created)
        return stream.chunks(
            [self._delivered(stream, index, answer, calls) for index in range(self._number)]
        )

    @property
    def _noticed(self) -> rules.Accepted:
        """The request as it is counted: what is ignored is not (assumed)."""
        return replace(self.accepted, recordings=()) if self.fault == "ignored" else self.accepted

    @property
    def _number(self) -> int:
        return self.accepted.body.get("n") or 1

    def _choice(self, answer: phrase_book.Answer, calls: list[dict]) -> replies.Choice:
        if calls:
            return replies.calling(self.accepted, calls)
        if self.accepted.speaks:
            return replies.spoken(self.accepted, *self._speech(answer), self.cancellation)
        return replies.written(self.accepted, self._words(answer))

    def _delivered(
        self, stream: Stream, index: int, answer: phrase_book.Answer, calls: list[dict]
    ) -> Iterator[dict]:
        if calls:
            return stream.calling(index, calls)
        if self.accepted.speaks:
            return stream.spoken(index, *self._speech(answer))
        return stream.written(index, self._words(answer))

    def _decided(self) -> tuple[phrase_book.Answer, list[dict]]:
        """What to say, or else which functions to call."""
        accepted, messages = self.accepted, self.accepted.body["messages"]
        if self.fault == "empty":
            return phrase_book.Answer(""), []
        hearings = (
            []
            if self.fault == "ignored"
            else [hear(recording, self.cancellation) for recording in _latest(accepted)]
        )
        calls = _calls(accepted, hearings) if messages[-1].get("role") == "user" else []
        if calls:
            return phrase_book.Answer(""), calls
        instead = (
            faults.INSTEAD.get(self.fault)
            if self.fault != "ignored" or accepted.recordings
            else None
        )
        answer = (
            phrase_book.Answer(instead)
            if instead
            else phrase_book.answer(messages, hearings, self._said)
        )
        text = faults.PREAMBLE * (self.fault == "preamble") + _until(
            answer.text, accepted.body.get("stop")
        )
        return replace(answer, text=_shaped(text, accepted)), []

    def _words(self, answer: phrase_book.Answer) -> str:
        """What is said; a runaway answer says it until any limit is reached."""
        if self.fault != "runaway":
            return answer.text
        return " ".join(
            [answer.text or "and so on"] * (20_000 // max(1, text_tokens(answer.text)) + 1)
        )

    def _speech(self, answer: phrase_book.Answer) -> tuple[str, Iterable[np.ndarray]]:
        """The words, and the sound phrase by phrase as it is needed."""

        def blocks():
            for _ in itertools.count() if self.fault == "runaway" else (0,):
                for block in synthesis.blocks(
                    answer.text, self.accepted.voice, answer.language, answer.delivery
                ):
                    self.cancellation.check()
                    yield block

        words = self._words(answer)
        return words, blocks() if words else ()

    def _said(self) -> list[str]:
        """What the user wrote and said in the turns before the last, one text a turn."""
        messages = self.accepted.body["messages"]
        last = max(
            (index for index, message in enumerate(messages) if message.get("role") == "user"),
            default=0,
        )
        turns = []
        for index, message in enumerate(messages[:last]):
            if message.get("role") == "user":
                heard = [
                    hear(recording, self.cancellation)
                    for recording in self.accepted.recordings
                    if recording.message == index
                ]
                turns.append(
                    " ".join(
                        filter(
                            None, [text_of(message), *(hearing.heard.words for hearing in heard)]
                        )
                    )
                )
        return [turn for turn in turns if turn]


def _latest(accepted: rules.Accepted) -> list[rules.Recording]:
    """The recordings of the last message that brought any."""
    last = max((recording.message for recording in accepted.recordings), default=None)
    return [recording for recording in accepted.recordings if recording.message == last]


def _until(text: str, stop: str | list[str] | None) -> str:
    """The text before the first of the sequences that stop an answer."""
    ends = [
        text.index(end)
        for end in ([stop] if isinstance(stop, str) else stop or [])
        if end and end in text
    ]
    return text[: min(ends)] if ends else text


def _shaped(text: str, accepted: rules.Accepted) -> str:
    """The text, as JSON where a written answer is asked for as an object."""
    wanted = (accepted.body.get("response_format") or {}).get("type")
    return (
        json.dumps({"answer": text}, ensure_ascii=False)
        if wanted == "json_object" and not accepted.speaks
        else text
    )


def _calls(accepted: rules.Accepted, hearings: list[Hearing]) -> list[dict]:
    """The functions to call, as the API writes them."""
    tools = accepted.body.get("tools")
    if not tools:
        return []
    words = " ".join(
        filter(
            None,
            [
                text_of(accepted.body["messages"][-1]),
                *(hearing.heard.words for hearing in hearings),
            ],
        )
    )
    chosen = choose.choose(
        tools, accepted.body.get("tool_choice") or "auto", words, tuple(hearings)
    )
    if accepted.body.get("parallel_tool_calls") is False:
        chosen = chosen[:1]
    return [
        {
            "id": "call_" + replies.letters(24),
            "type": "function",
            "function": {
                "name": call.name,
                "arguments": json.dumps(call.arguments, ensure_ascii=False),
            },
        }
        for call in chosen
    ]
