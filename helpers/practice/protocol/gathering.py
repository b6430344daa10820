"""A streamed answer gathered to the whole one, while its chunks pass."""

import base64
from collections.abc import Callable, Iterator
from typing import Any

from helpers.practice.protocol.rules.rule import JSON
from helpers.practice.protocol.streams import Chunk


def gathered(
    chunks: Iterator[Chunk | None], then: Callable[[JSON], None]
) -> Iterator[Chunk | None]:
    """The same chunks; after the last one `then` gets the answer as one completion."""
    choices: dict[int, _Choice] = {}
    last: JSON = {}
    usage = None
    for chunk in chunks:
        if chunk is not None:
            last, usage = chunk, chunk.get("usage") or usage
            for choice in chunk.get("choices", ()):
                choices.setdefault(choice["index"], _Choice()).add(choice)
        yield chunk
    then(
        {
            "id": last["id"],
            "object": "chat.completion",
            "created": last["created"],
            "model": last["model"],
            "choices": [{"index": index, **choices[index].whole()} for index in sorted(choices)],
            "usage": usage,
            "service_tier": last["service_tier"],
            "system_fingerprint": last["system_fingerprint"],
        }
    )


class _Choice:
    """One choice in the making."""

    def __init__(self) -> None:
        self._content: str | None = None
        self._audio: dict[str, Any] = {}
        self._pcm = bytearray()
        self._calls: list[JSON] = []
        self._reason = "stop"  # a spoken stream names none (docs/protocol.md §4)

    def add(self, choice: JSON) -> None:
        delta = choice["delta"]
        self._reason = choice.get("finish_reason") or self._reason
        if delta.get("content") is not None:
            self._content = (self._content or "") + delta["content"]
        audio = dict(delta.get("audio", {}))
        self._pcm += base64.b64decode(audio.pop("data", ""))
        words = self._audio.get("transcript", "") + audio.pop("transcript", "")
        if audio or words:
            self._audio |= {**audio, "transcript": words}
        for call in delta.get("tool_calls", ()):
            self._add_call(call)

    def _add_call(self, call: JSON) -> None:
        if "id" in call:
            begun = {"id": call["id"], "type": call["type"], "function": dict(call["function"])}
            self._calls.append(begun)
        else:
            function = self._calls[call["index"]]["function"]
            function["arguments"] += call["function"]["arguments"]

    def whole(self) -> JSON:
        message: JSON = {"role": "assistant", "content": self._content}
        if self._calls:
            message["tool_calls"] = self._calls
        message["refusal"] = None
        if self._audio:
            data = base64.b64encode(self._pcm).decode("ascii")
            message["audio"] = {
                "id": self._audio["id"],
                "data": data,
                "expires_at": self._audio["expires_at"],
                "transcript": self._audio["transcript"],
            }
        return {"message": {**message, "annotations": []}, "finish_reason": self._reason}
