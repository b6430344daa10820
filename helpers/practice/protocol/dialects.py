"""The dialects of compatible servers: their requests read, the engine's answers told in their form.

None of them was captured. What is known is from their documents and code (docs/protocol.md §12);
the rest is assumed, and said so beside it.
"""

import base64
import time
from typing import ClassVar

from helpers.engine import catalogue
from helpers.media.wav import wav_bytes
from helpers.practice.protocol.compatible import Chunk, Compatible, Dialect, Json
from helpers.practice.protocol.ids import letters
from helpers.practice.protocol.rules import Refusal
from helpers.practice.protocol.rules.refusal import invalid

RATE = 24_000  # Hz of streamed samples, docs/protocol.md §4
DAY = 86_400  # seconds


class Qwen(Compatible):
    """Qwen-Omni of DashScope: only streams, words in `content`, samples that are called wav."""

    models = ("qwen3.5-omni-plus", "qwen3-omni-flash")
    voices: ClassVar = {"Tina": "nova", "Cherry": "coral", "Chelsie": "shimmer", "Ethan": "ash"}

    def __init__(self, body: Json) -> None:
        super().__init__(body)
        if not body.get("stream"):
            raise invalid(
                "This model only support stream mode, please enable the stream parameter to "
                "access the model. ",
                None,
                "invalid_parameter_error",
            )
        audio = body.get("audio")
        if isinstance(audio, dict):
            voice = str(audio.get("voice"))
            if voice not in self.voices:  # assumed: that it is refused, and the words
                message = f"Voice '{voice[:60]}' is not supported."
                raise invalid(message, None, "invalid_parameter_error")
            self.body["audio"] = {"voice": self.voices[voice], "format": "pcm16"}

    def _delta(self, delta: Json) -> Json:
        audio = delta.get("audio", {})
        if "data" in audio:
            return {"content": None, "audio": {"data": audio["data"]}}
        if "transcript" in audio:
            return {"content": audio["transcript"]}
        return delta


class Vllm(Compatible):
    """vLLM-Omni: a choice for the words and one for the sound; streamed sound in `content`."""

    models = ("Qwen/Qwen3-Omni-30B-A3B-Instruct",)

    def __init__(self, body: Json) -> None:
        super().__init__({"modalities": ["text", "audio"], **body})
        if self.speaks:  # it has one voice, and answers with wav alone
            form = "pcm16" if body.get("stream") else "wav"
            self.body["audio"] = {"voice": "alloy", "format": form}

    @classmethod
    def listed(cls, models: list[Json]) -> list[Json]:
        """Its one model, which says who serves it."""
        return [{**entry, "owned_by": "vllm"} for entry in super().listed(models)]

    def whole(self, answer: Json) -> Json:
        """Two choices for one spoken answer, both with its index; the sound has no transcript."""
        choices = [part for choice in answer["choices"] for part in self._choices(choice)]
        usage = self._usage(answer["usage"])
        return {**self._envelope(answer), "choices": choices, "usage": usage}

    def _choices(self, choice: Json) -> list[Json]:
        audio = choice["message"].get("audio")
        if not audio:
            return [choice]
        words = {**choice["message"], "content": audio["transcript"], "audio": None}
        sound = {
            "id": "audio-" + letters(16).lower(),
            "data": audio["data"],
            "expires_at": int(time.time()) + DAY,
            "transcript": "",
        }
        return [
            {**choice, "message": words},
            {**choice, "message": {**words, "content": None, "audio": sound}},
        ]

    def _chunk(self, chunk: Chunk) -> Chunk:
        told = super()._chunk(chunk)
        is_sound = "data" in chunk["choices"][0]["delta"].get("audio", {})
        return {**told, "modality": "audio" if is_sound else "text"}

    def _delta(self, delta: Json) -> Json:
        audio = delta.get("audio", {})
        if "data" in audio:  # each piece is a file with a header of its own
            file = wav_bytes(base64.b64decode(audio["data"]), RATE)
            return {"role": "assistant", "content": base64.b64encode(file).decode("ascii")}
        return {"content": audio["transcript"]} if "transcript" in audio else delta

    def _usage(self, usage: Json) -> Json:
        told = ("prompt_tokens", "total_tokens", "completion_tokens")
        return {**{name: usage[name] for name in told}, "prompt_tokens_details": None}


class OpenRouter(Compatible):
    """OpenRouter: OpenAI's models by longer names, sound only in streams, `content` always ""."""

    prefix = "openai/"

    def __init__(self, body: Json) -> None:
        super().__init__(body)
        self.body["model"] = self.asked.removeprefix(self.prefix)
        if self.speaks and not body.get("stream"):
            raise Refusal(400, "Audio output requires stream: true")
        if body.get("stream"):  # the usage always comes
            self.body["stream_options"] = {"include_usage": True}

    @classmethod
    def listed(cls, models: list[Json]) -> list[Json]:
        """The API's models by their names there, with what goes in and out."""
        both = ["text", "audio"]
        sides = {"input_modalities": both, "output_modalities": both}
        return [
            {"id": cls.prefix + model["id"], "architecture": sides}
            for model in models
            if catalogue.model(model["id"])
        ]

    @staticmethod
    def refusal(refusal: Refusal) -> Refusal:
        """An error, those of OpenAI too (assumed), in an envelope of its own."""
        return Bare(refusal.status, refusal.message, headers=refusal.headers)

    def whole(self, answer: Json) -> Json:
        """A written answer: all else is streamed."""
        return {**answer, **self._envelope(answer)}

    def _envelope(self, answer: Json) -> Json:
        name = "gen-" + answer["id"].removeprefix("chatcmpl-")
        return {**super()._envelope(answer), "id": name, "provider": "OpenAI"}

    def _delta(self, delta: Json) -> Json:
        told = {**delta, "role": "assistant", "content": delta.get("content") or ""}
        if "audio" in delta:  # assumed: no id comes through, as in the documents' example
            told["audio"] = {name: text for name, text in delta["audio"].items() if name != "id"}
        return told

    def _check_model(self) -> None:
        if not self.asked.startswith(self.prefix):
            raise Refusal(400, f"{self.asked[:60]} is not a valid model ID")


class Bare(Refusal):
    """A refusal in OpenRouter's envelope: a sentence, and the status once more."""

    def body(self) -> Json:
        """The body."""
        return {"error": {"message": self.message, "code": self.status}}


DIALECTS: dict[str, type[Dialect]] = {
    "openai": Dialect,
    "qwen": Qwen,
    "vllm": Vllm,
    "openrouter": OpenRouter,
}
