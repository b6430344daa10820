"""A reply while it arrives, put together chunk by chunk (docs/protocol.md §4)."""

import base64
import io
import time
from typing import Any

from helpers.conversion import ANSWER_RATE
from helpers.display.reply import Reply
from helpers.engine import catalogue
from helpers.engine.guard.meter import is_sound
from helpers.engine.ledger import ledger
from helpers.language import translated
from helpers.media.sniff import SoundError
from helpers.media.wav import claimed_size, data_chunk, wav_bytes, wav_header
from helpers.sound import Sound

# How a file with a header begins: as pcm16 it would be played as noise. Servers that stream WAV
# files are understood (docs/protocol.md §12), as far as their samples are those of pcm16.
FILE_HEADERS = (b"RIFF", b"ID3", b"OggS", b"fLaC")
# How requests gives a stream.
PARSED_LINES = (
    '(json.loads(line[6:]) for line in response.iter_lines() if line.startswith(b"data: {"))'
)
BYTES_PER_SAMPLE = 2
FORM = wav_header(0, ANSWER_RATE)[12:36]  # how a WAV says that its samples are those of pcm16


class PartialReply:
    """A reply while it arrives: `add()` each chunk, `reply()` at any time.

    `pcm` holds the sound so far: 16 bit, 24 kHz, mono.
    """

    def __init__(self) -> None:
        self.started = time.perf_counter()
        self.pcm = bytearray()
        self.transcript = self.content = ""  # what is spoken, and what is written
        self.is_spoken = False  # whether a delta had an `audio`
        self.first_sound_seconds: float | None = None
        self.usage: Any = None
        self.finish_reason: str | None = None
        self.expires_at: int | None = None
        self.id: str | None = None
        self.model: str | None = None
        self.audio_id: str | None = None
        self.function: str | None = None

    @property
    def samples(self) -> int:
        """Whole samples so far: one may be split over two chunks."""
        return len(self.pcm) // BYTES_PER_SAMPLE

    @property
    def words(self) -> str:
        """What is said, or written where nothing is said.

        Some servers put the words of the sound into `content` (docs/protocol.md §12).
        """
        return (self.is_spoken and self.transcript) or self.content

    @property
    def is_written(self) -> bool:
        """Whether it has words and is not spoken."""
        return bool(self.content and not self.is_spoken)

    def add(self, chunk: Any) -> None:
        """One chunk of the SDK, or the same as a dict.

        Raises TypeError for anything else, SoundError for sound that is none, RuntimeError for an
        error that came as a dict.
        """
        known = chunk if isinstance(chunk, dict) else _as_dict(chunk)
        if known.get("error"):
            error = known["error"]
            raise RuntimeError(error.get("message") if isinstance(error, dict) else str(error))
        self.id, self.model = known.get("id") or self.id, known.get("model") or self.model
        self.usage = (known.get("usage") if known is chunk else chunk.usage) or self.usage
        for choice in known.get("choices") or []:
            if not choice.get("index"):  # with n > 1 the others would be mixed in
                self.finish_reason = choice.get("finish_reason") or self.finish_reason
                delta = choice.get("delta") or {}
                self._add_delta(_told_as_audio(delta) if is_sound(known) else delta)

    def _add_delta(self, delta: dict) -> None:
        for call in delta.get("tool_calls") or []:
            self.function = (call.get("function") or {}).get("name") or self.function
        self.content += delta.get("content") or delta.get("refusal") or ""
        if audio := delta.get("audio"):
            self.is_spoken = True
            self.transcript += audio.get("transcript") or ""
            self.audio_id = audio.get("id") or self.audio_id
            self.expires_at = audio.get("expires_at") or self.expires_at
            if audio.get("data"):
                self._add_sound(audio["data"])

    def _add_sound(self, data: str) -> None:
        try:
            pcm = base64.b64decode(data, validate=True)
        except (ValueError, TypeError):
            raise SoundError(
                "A piece of the sound is not whole base64: send the request again."
            ) from None
        pcm = _without_header(pcm)
        if not self.pcm and pcm.startswith(FILE_HEADERS):
            raise SoundError(
                "The sound of this stream is a file in pieces, not bare samples: "
                'ask for audio={"voice": …, "format": "pcm16"}.'
            )
        if self.first_sound_seconds is None:
            self.first_sound_seconds = time.perf_counter() - self.started
        self.pcm += pcm

    def reply(self, label: str, stopped: bool = False) -> Reply:
        """All that has arrived so far."""
        return Reply(
            self._sound(label) if self.samples else None,
            self.words if self.is_spoken and self.words else None,
            self.content or None,
            self.usage,
            self.first_sound_seconds,
            stopped=stopped,
            finish_reason=self.finish_reason,
            expires_at=self.expires_at,
            id=self.id,
            model=self.model,
        )

    def _sound(self, label: str) -> Sound:
        pcm = bytes(self.pcm[: self.samples * BYTES_PER_SAMPLE])
        return Sound(
            wav_bytes(pcm, ANSWER_RATE),
            "wav",
            self.samples / ANSWER_RATE,
            ANSWER_RATE,
            transcript=self.words or None,
            audio_id=self.audio_id,
            label=label,
            codec="pcm_s16le",
        )

    def count(self) -> None:
        """Enter the tokens into the ledger.

        Where no count came, because the stream ended early or was not asked for one, the sound that
        arrived is counted: the least that it can be.
        """
        if ledger.has(self.id):  # by the guard, as its bytes passed
            return
        usage = self.usage
        if usage is None and self.samples:
            usage = self._usage_of_sound()
            print(translated(self._note_on_usage()))
        if usage is not None and not isinstance(usage, dict):
            usage = usage.model_dump()
        ledger.add({"id": self.id or id(self), "model": self.model, "usage": usage})

    def _usage_of_sound(self) -> dict:
        tokens = round(self.samples / ANSWER_RATE * catalogue.tokens_per_second("out"))
        return {
            "completion_tokens": tokens,
            "completion_tokens_details": {"audio_tokens": tokens},
        }

    def _note_on_usage(self) -> str:
        advice = ""
        if self.expires_at is not None:
            advice = ': add stream_options={"include_usage": True} to the request'
        return (
            f"This stream brought no count of its tokens{advice}. "
            "Only the sound that arrived can be counted:"
        )


def _without_header(piece: bytes) -> bytes:
    """The samples of a WAV file that has those of pcm16; any other bytes as they are."""
    reader = io.BytesIO(piece)
    at = data_chunk(reader)
    if at is None or piece[12:36] != FORM:
        return piece
    size = claimed_size(reader, at) or len(piece)  # a size that is not known yet is 0, or huge
    return piece[at + 8 : at + 8 + size]


def _told_as_audio(delta: dict[str, Any]) -> dict[str, Any]:
    """The delta of a chunk of sound as OpenAI has it: vLLM-Omni puts the sound into `content`."""
    return {"audio": {"data": delta.get("content")}}


def _as_dict(chunk: Any) -> dict[str, Any]:
    if not (hasattr(chunk, "model_dump") and hasattr(chunk, "choices")):
        raise TypeError(
            f"The pieces of this stream are {type(chunk).__name__}, not chunks of a chat "
            f"completion. With requests, give the parsed lines: {PARSED_LINES}"
        )
    return dict(chunk.model_dump(warnings=False))
