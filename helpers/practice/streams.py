"""A streamed answer as the API sends it: role, first words with the id, heartbeats, sound, usage, the end of its hour (api-facts.md §4)."""

import base64
import random
import string
from collections.abc import Iterable, Iterator

import numpy as np

from . import memory, replies
from .flow import Spoken, flow, pieces
from .rules import Accepted


class Stream:
    """One streamed answer: `events()` gives its chunks as dicts, in order."""

    def __init__(self, accepted: Accepted, created: int):
        options = accepted.body.get("stream_options") or {}
        self.accepted = accepted
        self.most = replies.most_tokens(accepted.body)
        self.with_usage = bool(options.get("include_usage"))
        self.with_obfuscation = options.get("include_obfuscation") is not False
        self.head = {"id": replies.completion_id(), "object": "chat.completion.chunk", "created": created, "model": accepted.body["model"],
                     "service_tier": "default", "system_fingerprint": replies.FINGERPRINT}

    def spoken(self, text: str, blocks: Iterable[np.ndarray]) -> Iterator[dict]:
        """A spoken answer. `blocks` are float samples at 24 kHz; nothing is made before it is asked for."""
        name, sent, first_sound = replies.audio_id(self.head["created"]), Spoken(), True
        yield self._delta({"role": "assistant", "refusal": None})
        for kind, value in flow(text, blocks, self.most, sent):
            if kind == "beat":
                yield self._chunk()
            elif kind == "words":
                yield self._delta({"audio": {"transcript": value}} if len(sent.words) > 1 else {"content": None, "audio": {"id": name, "transcript": value}})
            else:
                data = base64.b64encode(value).decode("ascii")
                yield self._delta({"role": "assistant", "content": None, "refusal": None, "audio": {"id": name, "data": data}} if first_sound else {"audio": {"data": data}})
                first_sound = False
        if sent.cut:
            yield self._chunk([{"index": 0, "delta": {}, "finish_reason": "length"}])   # assumed: no cut stream was recorded; a whole one never names a reason
        turn = memory.remember(name, sent.transcript, sent.text_tokens, sent.audio_tokens)
        yield from self._usage(sent.text_tokens, sent.audio_tokens)
        yield self._chunk([{"index": 0, "delta": {"audio": {"expires_at": turn.expires_at}}}])

    def written(self, text: str) -> Iterator[dict]:
        """A written answer (assumed: recorded with other models of the same endpoint)."""
        words = pieces(text)
        yield self._delta({"role": "assistant", "content": "", "refusal": None})
        for word in words[: self.most]:
            yield self._delta({"content": word})
        yield self._chunk([{"index": 0, "delta": {}, "finish_reason": "stop" if len(words) <= self.most else "length"}])
        yield from self._usage(min(len(words), self.most), 0)

    def calling(self, calls: list[dict]) -> Iterator[dict]:
        """Function calls, their arguments in pieces (assumed: recorded with other models of the same endpoint)."""
        yield self._delta({"role": "assistant", "content": None, "refusal": None})
        for index, call in enumerate(calls):
            yield self._delta({"tool_calls": [{"index": index, "id": call["id"], "type": "function", "function": {"name": call["function"]["name"], "arguments": ""}}]})
            for piece in pieces(call["function"]["arguments"]):
                yield self._delta({"tool_calls": [{"index": index, "function": {"arguments": piece}}]})
        yield self._chunk([{"index": 0, "delta": {}, "finish_reason": "tool_calls"}])
        yield from self._usage(replies.call_tokens(calls), 0)

    def _usage(self, text: int, audio: int) -> Iterator[dict]:
        if self.with_usage:
            yield self._chunk([]) | {"usage": replies.usage(replies.prompt_tokens(self.accepted), (text, audio))}

    def _delta(self, delta: dict) -> dict:
        return self._chunk([{"index": 0, "delta": delta, "finish_reason": None}])

    def _chunk(self, choices: list | None = None) -> dict:
        """One chunk with its keys in the API's order; a heartbeat has no choices at all."""
        chunk = dict(self.head)
        if choices is not None:
            chunk["choices"] = choices
        if self.with_usage:
            chunk["usage"] = None
        if self.with_obfuscation:
            chunk["obfuscation"] = "".join(random.choices(string.ascii_letters + string.digits, k=random.randint(0, 15)))
        return chunk
