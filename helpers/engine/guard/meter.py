"""What an answer used, read from its bytes as they pass: a whole one, or a stream of events.

Where the answer gives no `usage`, the tokens are bounded from what it carries
(docs/protocol.md §4 and §6).
"""

import base64
import json
import math
from typing import Any

from helpers.engine import catalogue
from helpers.engine.guard.recording_length import most_seconds

BYTES_A_SECOND = 48_000  # of the sound in a stream: pcm16 at 24 kHz, docs/protocol.md §4
HEARTBEATS = 15  # at least so many audio tokens lie between two bursts of words, §4


class Meter:
    """Collects what one answer used.

    `complete` says that the tokens are final: a `usage` came, or the answer came to its end.
    """

    def __init__(self, streamed: bool) -> None:
        self.streamed = streamed
        self.complete = False
        self.id = self.model = ""
        self.usage: dict[str, Any] | None = None
        self.audio_ids: set[str] = set()
        self.carries = self.cut = False  # cut: a limit of tokens ended the answer
        self.said = False  # it told the words of its sound as a transcript
        self.sound_at: int | None = None  # among its choices; a stream's stand one in a chunk
        self._pieces: list[bytes] = []
        self._failed = False
        self._text_bytes = 0
        self._seconds = 0.0
        self._choices: set[int] = set()

    def add(self, data: bytes) -> None:
        """Look at the next bytes of the answer's body."""
        self._pieces.append(data)
        if self.streamed and b"\n" in data:
            *lines, rest = b"".join(self._pieces).split(b"\n")
            self._pieces = [rest]
            for line in lines:
                self._line(line.strip())

    def end(self) -> None:
        """The body has come to its end."""
        if not self.streamed:
            answer = _json(b"".join(self._pieces))
            self._look(answer)
            self.complete = self.complete or bool(answer.get("choices"))
        elif self._pieces:
            self._line(b"".join(self._pieces).strip())

    def tokens_out(self) -> tuple[int, int]:
        """The most (text, audio) tokens that what has arrived can be.

        A token has at least one byte; beside its words an answer has two, and two for each burst.
        """
        audio = math.ceil(self._seconds * catalogue.tokens_per_second("out") - 1e-6)
        bursts = len(self._choices) + audio // HEARTBEATS
        text = self._text_bytes + 2 * len(self._choices) + 2 * bursts if self._text_bytes else 0
        return text, audio

    def _line(self, line: bytes) -> None:
        field, _, value = line.partition(b":")
        if field != b"data":
            return
        if value.strip() == b"[DONE]":
            self.complete = not self._failed
        else:
            self._look(_json(value))

    def _look(self, answer: dict[str, Any]) -> None:
        self._failed = self._failed or bool(answer.get("error"))
        self.id = _text(answer.get("id")) or self.id
        self.model = _text(answer.get("model")) or self.model
        choices = answer.get("choices")
        for place, choice in enumerate(_list(choices)):
            told = _dict(choice)
            delta = _dict(told.get("delta"))
            if is_sound(answer) and delta:
                told = {**told, "delta": {"audio": {"data": delta.get("content")}}}
            self._choice(told, place)
        if usage := _dict(answer.get("usage")):
            self.usage = usage
            # some servers send a running count with every piece; the last one comes alone
            self.complete = self.complete or not self.streamed or not choices

    def _choice(self, choice: dict[str, Any], place: int) -> None:
        self.cut = self.cut or choice.get("finish_reason") == "length"
        message = _dict(choice.get("delta")) or _dict(choice.get("message"))
        audio = _dict(message.get("audio"))
        calls = message.get("tool_calls")
        functions = [_dict(_dict(call).get("function")) for call in _list(calls)]
        words = [message.get("content"), message.get("refusal"), audio.get("transcript")]
        words += [function.get(name) for function in functions for name in ("name", "arguments")]
        spoken = "".join(map(_text, words))
        self._text_bytes += len(spoken.encode("utf-8", "surrogatepass")) + 4 * len(functions)
        self.said = self.said or bool(audio.get("transcript"))
        if self.sound_at is None and audio.get("data"):
            self.sound_at = place
        self._sound(_text(audio.get("data")))
        self.carries = self.carries or bool(spoken or functions or audio.get("data"))
        self._choices.add(choice["index"] if isinstance(choice.get("index"), int) else 0)
        if _text(audio.get("id")):
            self.audio_ids.add(audio["id"])

    def _sound(self, data: str) -> None:
        if self.streamed:
            self._seconds += len(data) * 3 // 4 / BYTES_A_SECOND
        elif data:
            self._seconds += most_seconds(_decoded(data))


def is_sound(chunk: dict[str, Any]) -> bool:
    """Whether the `content` in a chunk's delta is sound: vLLM-Omni says so (docs/protocol.md §12).

    It is base64 of a WAV file then, and no words.
    """
    return chunk.get("modality") == "audio"


def _decoded(data: str) -> bytes:
    try:
        return base64.b64decode(data)
    except ValueError:  # no base64: as long as it is
        return data.encode("utf-8", "replace")


def _json(data: bytes) -> dict[str, Any]:
    """The JSON object in `data`; an empty one where there is none."""
    try:
        return _dict(json.loads(data))
    except (ValueError, RecursionError):
        return {}


def _dict(value: object) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""
