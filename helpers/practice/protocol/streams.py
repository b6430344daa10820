"""Streamed answers: role, words, heartbeats, sound, usage, expiry (docs/protocol.md §4)."""

import base64
from collections.abc import Generator, Iterable, Iterator
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from helpers.engine.tokens import text_pieces
from helpers.practice import at_work
from helpers.practice.protocol import audio_ids, padding
from helpers.practice.protocol.ids import audio_id, completion_id
from helpers.practice.protocol.interleaving import Delivered, Heartbeat, Word, interleave
from helpers.practice.protocol.replies import answering_model
from helpers.practice.protocol.rules import Accepted
from helpers.practice.protocol.tool_calls import sent_calls
from helpers.practice.protocol.usage import most_tokens, prompt_tokens, usage

Chunk = dict[str, Any]


class Finished(NamedTuple):
    """What one streamed choice took, and the chunks that follow the usage."""

    text_tokens: int
    audio_tokens: int
    closing: list[Chunk]


# None is a heartbeat that is waited for and not sent.
ChoiceChunks = Generator[Chunk | None, None, Finished]


class Stream:
    """One streamed answer: `chunks()` of what `spoken`, `written` or `calling` give, in order."""

    def __init__(self, accepted: Accepted, created: int) -> None:
        options = accepted.body.get("stream_options") or {}
        self.accepted = accepted
        self.created = created
        self.most = most_tokens(accepted.body)
        self.with_usage = bool(options.get("include_usage"))
        self.with_obfuscation = options.get("include_obfuscation") is not False
        self.envelope = {
            "id": completion_id(),
            "object": "chat.completion.chunk",
            "created": created,
            "model": answering_model(accepted),
            "service_tier": "default",
            "system_fingerprint": at_work.fingerprint(),
        }

    def chunks(self, choices: list[ChoiceChunks]) -> Iterator[Chunk | None]:
        """All chunks: of each choice, the usage, and how long each sound can be referred to.

        Choices come one after another (assumed). None is a heartbeat that is waited for and not
        sent: without include_usage a heartbeat would be empty (assumed, see the engine's README).
        """
        text, audio, closing = 0, 0, []
        for choice in choices:
            finished = yield from choice
            text += finished.text_tokens
            audio += finished.audio_tokens
            closing += finished.closing
        if self.with_usage:
            counted = usage(prompt_tokens(self.accepted), (text, audio))
            yield self._chunk([], counted)
        yield from closing

    def spoken(self, index: int, text: str, blocks: Iterable[NDArray[np.float32]]) -> ChoiceChunks:
        """A spoken answer.

        `blocks` are float samples in [-1, 1] at 24 kHz; none is made before it is asked for.
        """
        name, delivered, first_sound = audio_id(self.created), Delivered(), True
        yield self._delta(index, {"role": "assistant", "refusal": None})
        for event in interleave(text, blocks, self.most, delivered):
            if isinstance(event, Heartbeat):
                yield self._chunk() if self.with_usage else None
            elif isinstance(event, Word):
                first_word = len(delivered.words) == 1
                yield self._delta(index, _word_delta(event.text, name if first_word else ""))
            else:
                yield self._delta(index, _sound_delta(event.pcm, name if first_sound else ""))
                first_sound = False
        if delivered.cut:  # assumed: no cut stream was recorded; a whole one names no reason
            yield self._end(index, "length")
        turn = audio_ids.remember(
            name, delivered.transcript, delivered.text_tokens, delivered.audio_tokens
        )
        closing = [self._expiry(index, turn.expires_at)]
        return Finished(delivered.text_tokens, delivered.audio_tokens, closing)

    def written(self, index: int, text: str) -> ChoiceChunks:
        """A written answer (assumed: recorded with other models of the same endpoint)."""
        pieces = text_pieces(text)
        yield self._delta(index, {"role": "assistant", "content": "", "refusal": None})
        for piece in pieces[: self.most]:
            yield self._delta(index, {"content": piece})
        yield self._end(index, "stop" if len(pieces) <= self.most else "length")
        return Finished(min(len(pieces), self.most), 0, [])

    def calling(self, index: int, calls: list[dict[str, Any]]) -> ChoiceChunks:
        """Function calls, their arguments in pieces.

        Assumed: recorded with other models of the same endpoint, where one call begins in the
        first chunk, and several after it.
        """
        sent = sent_calls(calls, self.accepted.body)
        alone = _call_begins(0, sent.calls[0]) if len(sent.calls) == 1 else {}
        yield self._delta(index, {"role": "assistant", "content": None, **alone, "refusal": None})
        for number, call in enumerate(sent.calls):
            if not alone:
                yield self._delta(index, _call_begins(number, call))
            for piece in text_pieces(call["function"]["arguments"]):
                arguments = {"index": number, "function": {"arguments": piece}}
                yield self._delta(index, {"tool_calls": [arguments]})
        yield self._end(index, sent.finish_reason)
        return Finished(sent.tokens, 0, [])

    def _delta(self, index: int, delta: dict[str, Any]) -> Chunk:
        return self._chunk([{"index": index, "delta": delta, "finish_reason": None}])

    def _end(self, index: int, reason: str) -> Chunk:
        return self._chunk([{"index": index, "delta": {}, "finish_reason": reason}])

    def _chunk(
        self, choices: list[dict[str, Any]] | None = None, counted: dict[str, Any] | None = None
    ) -> Chunk:
        """One chunk with its keys in the API's order; a heartbeat has no choices at all."""
        chunk: Chunk = dict(self.envelope)
        if choices is not None:
            chunk["choices"] = choices
        if self.with_usage:
            chunk["usage"] = counted
        if self.with_obfuscation:
            chunk["obfuscation"] = padding.padding(chunk)
        return chunk

    def _expiry(self, index: int, expires_at: int) -> Chunk:
        """The chunk that says until when (unix time) the sound can be referred to."""
        chunk = self._chunk([{"index": index, "delta": {"audio": {"expires_at": expires_at}}}])
        if self.with_obfuscation:
            chunk["obfuscation"] = padding.letters(padding.LAST)
        return chunk


def _word_delta(word: str, name: str) -> dict[str, Any]:
    """A word; the first one brings the audio id `name`."""
    if name:
        return {"content": None, "audio": {"id": name, "transcript": word}}
    return {"audio": {"transcript": word}}


def _sound_delta(pcm: bytes, name: str) -> dict[str, Any]:
    """A piece of sound; the first one repeats the role and the audio id `name`."""
    data = base64.b64encode(pcm).decode("ascii")
    if name:
        audio = {"id": name, "data": data}
        return {"role": "assistant", "content": None, "refusal": None, "audio": audio}
    return {"audio": {"data": data}}


def _call_begins(number: int, call: dict[str, Any]) -> dict[str, Any]:
    """The delta in which a call has its name and no arguments yet."""
    function = {"name": call["function"]["name"], "arguments": ""}
    begun = {"index": number, "id": call["id"], "type": "function", "function": function}
    return {"tool_calls": [begun]}
