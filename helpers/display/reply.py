"""Reply: what a streamed answer amounts to, put together chunk by chunk (api-facts.md §4)."""

import base64
import time
from dataclasses import dataclass, field

from helpers.conversion import ANSWER_RATE
from helpers.engine import catalogue
from helpers.engine.ledger import ledger
from helpers.media.sniff import SoundError
from helpers.media.wav import wav_bytes
from helpers.sound import Sound
from helpers.units import clock

HEADERS = (
    b"RIFF",
    b"ID3",
    b"OggS",
    b"fLaC",
)  # how a file with a header begins: as pcm16 it would be played as noise

LINES = '(json.loads(line[6:]) for line in response.iter_lines() if line.startswith(b"data: {"))'  # how requests gives a stream


@dataclass(frozen=True, repr=False)
class Reply:
    """What a stream brought. `sound` is None for a written reply, whose words are in `content`.

    `first_sound_seconds` count from the sending of the request (with the clients of `connect()`; else from the call of `listen`) to the arrival of the first sound.
    `finish_reason` is never "stop" for a spoken reply; `expires_at` and `usage` are None where the stream did not come to its end, or was not asked for usage.
    `stopped` means that the listener ended it: `sound` and `transcript` then hold all that had arrived, which can be more than was heard.
    """

    sound: Sound | None = field(default=None)
    transcript: str | None = None
    content: str | None = None
    usage: object = None
    first_sound_seconds: float | None = None
    stopped: bool = False
    finish_reason: str | None = None
    expires_at: int | None = None
    id: str | None = None
    model: str | None = None

    def __repr__(self) -> str:
        facts = [
            f"{clock(self.sound.seconds)} of sound"
            if self.sound
            else f"{len((self.content or '').split())} words, no sound"
        ]
        if self.first_sound_seconds is not None:
            facts.append(f"the first after {self.first_sound_seconds:.2f} s")
        if self.stopped:
            facts.append("stopped")
        return f"Reply: {', '.join(facts)}"


class Arriving:
    """A reply while it arrives: `take()` each chunk, `reply()` at any time. `pcm` holds the sound so far: 16 bit, 24 kHz, mono."""

    def __init__(self):
        self.started = time.perf_counter()
        self.pcm = bytearray()
        self.transcript = self.content = ""  # what is spoken, and what is written
        self.spoken = False  # whether a delta had an `audio`
        self.first_sound: float | None = None
        self.usage = self.finish_reason = self.expires_at = self.id = self.model = self.audio_id = (
            self.function
        ) = None

    @property
    def samples(self) -> int:
        """Whole samples so far: one may be split over two chunks."""
        return len(self.pcm) // 2

    @property
    def words(self) -> str:
        return self.transcript if self.spoken else self.content

    def take(self, chunk) -> None:
        """One chunk of the SDK, or the same as a dict. Raises TypeError for anything else, SoundError for sound that is none, RuntimeError for an error that came as a dict."""
        known = chunk if isinstance(chunk, dict) else _as_dict(chunk)
        if known.get("error"):
            error = known["error"]
            raise RuntimeError(error.get("message") if isinstance(error, dict) else str(error))
        self.id, self.model = known.get("id") or self.id, known.get("model") or self.model
        self.usage = (known.get("usage") if known is chunk else chunk.usage) or self.usage
        for choice in known.get("choices") or []:
            if not choice.get("index"):  # with n > 1 the others would be mixed in
                self.finish_reason = choice.get("finish_reason") or self.finish_reason
                self._delta(choice.get("delta") or {})

    def _delta(self, delta: dict) -> None:
        for call in delta.get("tool_calls") or []:
            self.function = (call.get("function") or {}).get("name") or self.function
        self.content += delta.get("content") or delta.get("refusal") or ""
        audio = delta.get("audio")
        if audio:
            self.spoken = True
            self.transcript += audio.get("transcript") or ""
            self.audio_id, self.expires_at = (
                audio.get("id") or self.audio_id,
                audio.get("expires_at") or self.expires_at,
            )
            if audio.get("data"):
                self._sound(audio["data"])

    def _sound(self, data: str) -> None:
        try:
            piece = base64.b64decode(data, validate=True)
        except (ValueError, TypeError):
            raise SoundError(
                "A piece of the sound is not whole base64: send the request again."
            ) from None
        if not self.pcm and piece.startswith(HEADERS):
            raise SoundError(
                'The sound of this stream is a file in pieces, not bare samples: ask for audio={"voice": …, "format": "pcm16"}.'
            )
        if self.first_sound is None:
            self.first_sound = time.perf_counter() - self.started
        self.pcm += piece

    def reply(self, label: str, stopped: bool = False) -> Reply:
        """All that has arrived so far."""
        sound, transcript = None, self.transcript or None
        if self.samples:
            sound = Sound(
                wav_bytes(bytes(self.pcm[: self.samples * 2]), ANSWER_RATE),
                "wav",
                self.samples / ANSWER_RATE,
                ANSWER_RATE,
                1,
                transcript,
                self.audio_id,
                label,
                "pcm_s16le",
            )
        return Reply(
            sound,
            transcript,
            self.content or None,
            self.usage,
            self.first_sound,
            stopped,
            self.finish_reason,
            self.expires_at,
            self.id,
            self.model,
        )

    def count(self) -> None:
        """Enter the tokens into the ledger. Where no count came, because the stream ended early or was not asked for one, the sound that arrived is counted: the least that it can be."""
        usage = self.usage
        if usage is None and self.samples:
            audio = round(self.samples / ANSWER_RATE * catalogue.tokens_per_second("out"))
            usage = {
                "completion_tokens": audio,
                "completion_tokens_details": {"audio_tokens": audio},
            }
            print(
                "This stream brought no count of its tokens"
                + (
                    ""
                    if self.expires_at is None
                    else ': add stream_options={"include_usage": True} to the request'
                )
                + ". Only the sound that arrived can be counted:"
            )
        ledger.add(
            {
                "id": self.id or id(self),
                "model": self.model,
                "usage": usage if isinstance(usage, dict) or usage is None else usage.model_dump(),
            }
        )


def _as_dict(chunk) -> dict:
    if not (hasattr(chunk, "model_dump") and hasattr(chunk, "choices")):
        raise TypeError(
            f"The pieces of this stream are {type(chunk).__name__}, not chunks of a chat completion. With requests, give the parsed lines: {LINES}"
        )
    return chunk.model_dump(warnings=False)
