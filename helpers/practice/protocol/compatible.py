"""What the dialects of compatible servers share, beside OpenAI's own (docs/protocol.md §12)."""

from collections.abc import Iterator
from typing import Any

from helpers.engine import catalogue
from helpers.practice.protocol.rules import Refusal
from helpers.practice.protocol.rules.models import NO_MODEL

Json = dict[str, Any]
Chunk = Json


class Dialect:
    """How a server reads one request and tells its answer. This one is OpenAI's: all as it is.

    `body` is the request as the rules of the API take it. Raises Refusal.
    """

    def __init__(self, body: Json) -> None:
        self.body = body

    @staticmethod
    def listed(models: list[Json]) -> list[Json]:
        """The entries of `GET /v1/models`."""
        return models

    @staticmethod
    def refusal(refusal: Refusal) -> Refusal:
        """An error."""
        return refusal

    def whole(self, answer: Json) -> Json:
        """A whole answer."""
        return answer

    def chunks(self, chunks: Iterator[Chunk | None]) -> Iterator[Chunk | None]:
        """The chunks of a stream; None is a heartbeat that is waited for and not sent."""
        return chunks


class Compatible(Dialect):
    """What the compatible servers share: no heartbeats, `finish_reason`, the usage at the end."""

    models: tuple[str, ...] = ()

    def __init__(self, body: Json) -> None:
        if body.get("model") in (None, ""):  # assumed: the API's words
            raise Refusal(400, NO_MODEL)
        self.asked = str(body["model"])
        self._check_model()
        super().__init__({**body, "model": catalogue.default_model()})

    @classmethod
    def listed(cls, models: list[Json]) -> list[Json]:
        """The models of this server, none of the API's."""
        return [{"id": name, "object": "model", "created": 0} for name in cls.models]

    def chunks(self, chunks: Iterator[Chunk | None]) -> Iterator[Chunk | None]:
        """The chunks with words or sound, told by `_delta`; then the usage, in a chunk alone."""
        last, ended = None, set()
        for chunk in chunks:
            if chunk is None or "choices" not in chunk:
                yield None
            elif not chunk["choices"]:
                last = chunk
            elif (told := self._chunk(chunk))["choices"][0]["index"] not in ended:
                choice = told["choices"][0]
                ended |= {choice["index"]} if choice["finish_reason"] else set()
                yield told
        if last:
            yield {**self._envelope(last), "choices": [], "usage": self._usage(last["usage"])}

    def _chunk(self, chunk: Chunk) -> Chunk:
        choice = chunk["choices"][0]
        delta, reason = choice["delta"], choice.get("finish_reason")
        if "expires_at" in delta.get("audio", {}):  # OpenAI's last chunk
            told, reason = {"content": ""}, "stop"
        else:
            told = self._delta(delta)
        choices = [{"index": choice["index"], "delta": told, "finish_reason": reason}]
        return {**self._envelope(chunk), "choices": choices}

    def _envelope(self, answer: Json) -> Json:
        """What stands around the choices."""
        return {**{name: answer[name] for name in ("id", "object", "created")}, "model": self.asked}

    def _delta(self, delta: Json) -> Json:
        raise NotImplementedError

    def _usage(self, usage: Json) -> Json:
        return usage

    def _check_model(self) -> None:
        if self.asked not in self.models:
            message = f"The model `{self.asked[:60]}` does not exist."
            raise Refusal(404, message, code="model_not_found")

    @property
    def speaks(self) -> bool:
        """Whether the request asks for sound."""
        modalities = self.body.get("modalities")
        return isinstance(modalities, list) and "audio" in modalities
