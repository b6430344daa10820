"""A streamed answer as the API sends it: role, first words with the id, heartbeats, sound, usage, the end of its hour (api-facts.md §4)."""

import base64
import random
import string
from collections.abc import Iterable, Iterator

import numpy as np

from helpers.engine.tokens import text_pieces
from helpers.practice.protocol import audio_ids, replies
from helpers.practice.protocol.flow import Spoken, flow
from helpers.practice.protocol.rules import Accepted


class Stream:
    """One streamed answer: `chunks()` of what `spoken`, `written` or `calling` give, as dicts, in order."""

    def __init__(self, accepted: Accepted, created: int):
        options = accepted.body.get("stream_options") or {}
        self.accepted = accepted
        self.most = replies.most_tokens(accepted.body)
        self.with_usage = bool(options.get("include_usage"))
        self.with_obfuscation = options.get("include_obfuscation") is not False
        self.head = {
            "id": replies.completion_id(),
            "object": "chat.completion.chunk",
            "created": created,
            "model": replies.answering(accepted),
            "service_tier": "default",
            "system_fingerprint": replies.FINGERPRINT,
        }

    def chunks(self, choices: list[Iterator[dict | None]]) -> Iterator[dict | None]:
        """All chunks: those of each choice (one after another where there are several: assumed), the usage, and last how long each sound can be referred to.

        None is a heartbeat that is not sent, only waited for: without include_usage a heartbeat would be empty (assumed, see the engine's README)."""
        text, audio, last = 0, 0, []
        for choice in choices:
            words, sound, ends = yield from choice
            text, audio, last = text + words, audio + sound, last + ends
        if self.with_usage:
            yield self._chunk([]) | {
                "usage": replies.usage(replies.prompt_tokens(self.accepted), (text, audio))
            }
        yield from last

    def spoken(self, index: int, text: str, blocks: Iterable[np.ndarray]) -> Iterator[dict | None]:
        """A spoken answer. `blocks` are float samples at 24 kHz; nothing is made before it is asked for."""
        name, sent, first_sound = replies.audio_id(self.head["created"]), Spoken(), True
        yield self._delta(index, {"role": "assistant", "refusal": None})
        for kind, value in flow(text, blocks, self.most, sent):
            if kind == "beat":
                yield self._chunk() if self.with_usage else None
            elif kind == "words":
                yield self._delta(
                    index,
                    {"audio": {"transcript": value}}
                    if len(sent.words) > 1
                    else {"content": None, "audio": {"id": name, "transcript": value}},
                )
            else:
                data = base64.b64encode(value).decode("ascii")
                yield self._delta(
                    index,
                    {
                        "role": "assistant",
                        "content": None,
                        "refusal": None,
                        "audio": {"id": name, "data": data},
                    }
                    if first_sound
                    else {"audio": {"data": data}},
                )
                first_sound = False
        if sent.cut:
            yield self._end(
                index, "length"
            )  # assumed: no cut stream was recorded; a whole one never names a reason
        turn = audio_ids.remember(name, sent.transcript, sent.text_tokens, sent.audio_tokens)
        return (
            sent.text_tokens,
            sent.audio_tokens,
            [self._chunk([{"index": index, "delta": {"audio": {"expires_at": turn.expires_at}}}])],
        )

    def written(self, index: int, text: str) -> Iterator[dict]:
        """A written answer (assumed: recorded with other models of the same endpoint)."""
        words = text_pieces(text)
        yield self._delta(index, {"role": "assistant", "content": "", "refusal": None})
        for word in words[: self.most]:
            yield self._delta(index, {"content": word})
        yield self._end(index, "stop" if len(words) <= self.most else "length")
        return min(len(words), self.most), 0, []

    def calling(self, index: int, calls: list[dict]) -> Iterator[dict]:
        """Function calls, their arguments in pieces (assumed: recorded with other models of the same endpoint, one call's beginning in the first chunk, that of several after it)."""
        kept, spent, cut = replies.within(calls, self.most)
        begun = [
            {
                "tool_calls": [
                    {
                        "index": number,
                        "id": call["id"],
                        "type": "function",
                        "function": {"name": call["function"]["name"], "arguments": ""},
                    }
                ]
            }
            for number, call in enumerate(kept)
        ]
        yield self._delta(
            index,
            {
                "role": "assistant",
                "content": None,
                **(begun[0] if len(kept) == 1 else {}),
                "refusal": None,
            },
        )
        for number, call in enumerate(kept):
            if len(kept) > 1:
                yield self._delta(index, begun[number])
            for piece in text_pieces(call["function"]["arguments"]):
                yield self._delta(
                    index, {"tool_calls": [{"index": number, "function": {"arguments": piece}}]}
                )
        yield self._end(index, "length" if cut else "tool_calls")
        return spent, 0, []

    def _delta(self, index: int, delta: dict) -> dict:
        return self._chunk([{"index": index, "delta": delta, "finish_reason": None}])

    def _end(self, index: int, reason: str) -> dict:
        return self._chunk([{"index": index, "delta": {}, "finish_reason": reason}])

    def _chunk(self, choices: list | None = None) -> dict:
        """One chunk with its keys in the API's order; a heartbeat has no choices at all."""
        chunk = dict(self.head)
        if choices is not None:
            chunk["choices"] = choices
        if self.with_usage:
            chunk["usage"] = None
        if self.with_obfuscation:
            chunk["obfuscation"] = "".join(
                random.choices(string.ascii_letters + string.digits, k=random.randint(0, 15))
            )
        return chunk
