"""Sound: a recording or a spoken answer, whatever format it came in."""

import base64
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np

from . import codec
from .codec import SoundError
from .source import read

LARGEST_SENT = 20_000_000   # bytes; Azure's figure, OpenAI's own is not known (api-facts.md §2.3)
SENT_BITS = 64_000   # bits per second of the mp3 that is sent for other formats
SPEECH_RATE, SPEECH_BITS = 16_000, 24_000   # speech-grade mp3 for what is too large to send
ANSWER_RATE = 24_000   # Hz of every spoken answer (api-facts.md §6)
ENDINGS = {          # a file's ending -> the formats it may hold
    "wav": ("wav",), "mp3": ("mp3",), "flac": ("flac",), "webm": ("webm",), "aac": ("aac",), "pcm16": ("pcm16",),
    "m4a": ("m4a", "mp4", "3gp"), "mp4": ("m4a", "mp4", "3gp"), "opus": ("opus", "ogg"), "ogg": ("opus", "ogg"),
}


@dataclass(frozen=True, repr=False)
class Sound:
    """One sound: `data` holds the bytes of a file in `format`; `seconds` are counted by decoding, never read from a header.

    As the last line of a cell it shows itself as a player card.
    """
    data: bytes = field(repr=False)
    format: str
    seconds: float
    sample_rate: int
    channels: int = 1
    transcript: str | None = None
    audio_id: str | None = None
    label: str = "sound"
    codec: str = ""

    @classmethod
    def load(cls, source, label: str | None = None) -> "Sound":
        """Read a path, URL, bytes or file object in any container FFmpeg reads. Raises SoundError, which says what is wrong and what to do."""
        if isinstance(source, cls):
            return replace(source, label=label) if label else source
        data, name = read(source)
        return cls._of(data, label or name or "sound", name)

    @classmethod
    def from_message(cls, message, format: str = "wav", label: str = "answer") -> "Sound":
        """The spoken part of `completion.choices[0].message`, or of the same as a dict; `format` is the one the request asked for."""
        message = message.model_dump() if hasattr(message, "model_dump") else message
        if not isinstance(message, dict) or "choices" in message:
            raise SoundError("This is not a message: give completion.choices[0].message, or the same of a dict.")
        audio = message.get("audio")
        if not isinstance(audio, dict):
            raise SoundError('This message has no sound: ask for it with modalities=["text", "audio"] and an audio={"voice": …, "format": …}.')
        if not audio.get("data"):
            raise SoundError("This message names a sound but brings none, which happens now and then: send the request again.")
        try:
            data = base64.b64decode(audio["data"], validate=True)
        except (ValueError, TypeError):
            raise SoundError("The sound in this message is not whole base64: send the request again, and keep every character of the data.") from None
        known = {"transcript": audio.get("transcript"), "audio_id": audio.get("id")}
        if format == "pcm16" and data[:4] != b"RIFF":
            return cls(data, "pcm16", len(data) // 2 / ANSWER_RATE, ANSWER_RATE, 1, label=label, codec="pcm_s16le", **known)
        try:
            return cls._of(data, label, "", **known)
        except SoundError as error:
            raise SoundError(f'{str(error).partition(":")[0]}: if the request asked for pcm16, which has no header, say so with format="pcm16".') from None

    @classmethod
    def from_samples(cls, samples: np.ndarray, sample_rate: int, label: str = "sound") -> "Sound":
        """A WAV sound from float samples in [-1, 1], mono or (samples, channels)."""
        samples = np.asarray(samples)
        if samples.dtype.kind != "f" or samples.ndim not in (1, 2) or not samples.size or samples[0].size > codec.MOST_CHANNELS:
            raise SoundError(f"Samples are an array of floats from -1 to 1, (samples,) or (samples, channels), not {samples.dtype} of shape {samples.shape}: divide 16-bit numbers by 32768.")
        mono = samples.mean(axis=1) if samples.ndim == 2 else samples
        return cls._of(codec.encode(mono, _rate(sample_rate), "wav"), label, "")

    @classmethod
    def _of(cls, data: bytes, label: str, name: str, **known) -> "Sound":
        facts = codec.measure(data)
        ending = Path(name).suffix[1:].lower()
        if ending in ENDINGS and facts.format not in ENDINGS[ending]:
            print(f"{name} is named {ending} but holds {facts.format}: read as {facts.format}.")
        if facts.video:
            print(f"{label} is a video: only its sound track is used.")
        if facts.cut_short:
            print(f"{label} breaks off early: the {clock(facts.seconds)} that can be decoded are kept.")
        return cls(codec.repair_wav(data), facts.format, facts.seconds, facts.sample_rate, facts.channels, label=label, codec=facts.codec, **known)

    def samples(self) -> np.ndarray:
        """Mono float32 samples in [-1, 1] at `sample_rate`."""
        if self.format == "pcm16":
            return codec.from_pcm16(self.data)
        return codec.samples(self.data)[0]

    def to(self, format: str, sample_rate: int | None = None, bitrate: int | None = None) -> "Sound":
        """The same sound in another format (wav, mp3, flac, opus, aac, m4a, webm, pcm16), in mono; `sample_rate` in Hz, `bitrate` in bits per second."""
        rate = _rate(sample_rate or (ANSWER_RATE if format == "pcm16" else self.sample_rate))
        mono = codec.resample(self.samples(), self.sample_rate, rate)
        data = codec.encode(mono, rate, format, bitrate)
        known = {"transcript": self.transcript, "audio_id": self.audio_id, "label": self.label}
        if format == "pcm16":
            return Sound(data, "pcm16", len(data) // 2 / rate, rate, codec="pcm_s16le", **known)
        facts = codec.measure(data)
        return Sound(data, format, facts.seconds, facts.sample_rate, facts.channels, codec=facts.codec, **known)

    def part(self) -> dict:
        """The `input_audio` part of a message: as it is when the API takes it, else converted, and said (api-facts.md §2.1, §2.3)."""
        ready, limit = self, f"{LARGEST_SENT // 1_000_000} MB"
        accepted = (self.format, self.codec) == ("wav", "pcm_s16le") or self.format == "mp3" and self.codec.startswith("mp3")
        if (len(self.data) if accepted else self.seconds * SENT_BITS / 8) > LARGEST_SENT:
            if self.seconds * SPEECH_BITS / 8 > LARGEST_SENT:
                raise SoundError(f"This recording lasts {clock(self.seconds)} and stays larger than the {limit} that may be sent even as speech-grade mp3: send it in pieces.")
            ready = self.to("mp3", sample_rate=SPEECH_RATE, bitrate=SPEECH_BITS)
            print(f"{clock(self.seconds)} of {self.format} take more than the {limit} that may be sent: converted to speech-grade mp3, 16 kHz, {size(ready.data)}")
        elif not accepted:
            ready = self.to("mp3", sample_rate=ANSWER_RATE, bitrate=SENT_BITS)
            what = f"wav with {self.codec} inside" if self.format == "wav" else self.format
            print(f"{what} is not accepted by the API: converted to mp3, 24 kHz, {size(ready.data)}")
        return {"type": "input_audio", "input_audio": {"data": base64.b64encode(ready.data).decode("ascii"), "format": ready.format}}

    def save(self, path) -> Path:
        """Write the bytes to `path` and return it; folders are made. An ending that names another format is refused with a SoundError."""
        path = Path(path).expanduser()
        ending = path.suffix[1:].lower()
        if self.format not in ENDINGS.get(ending, (self.format,)):
            raise SoundError(f"These bytes are {self.format} and the name ends in .{ending}: save it as .{self.format}, or use sound.to({ENDINGS[ending][0]!r}).save(…).")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(self.data)
        except OSError as error:
            raise SoundError(f"{path} cannot be written ({error.strerror}): name another file or folder.") from None
        return path

    def __repr__(self) -> str:
        words = f' · "{self.transcript}"' if self.transcript else ""
        return " ".join(f"{self.label} · {clock(self.seconds)} · {self.format} · {size(self.data)}{words}".split())   # one line, whatever the transcript holds

    def _repr_mimebundle_(self, **_):
        from .player import card
        return {"text/html": card(self), "text/plain": repr(self)}


def clock(seconds: float) -> str:
    """Seconds as people read them: `3.4 s`, `2 min 05 s`."""
    return f"{seconds:.1f} s" if seconds < 59.95 else f"{round(seconds) // 60} min {round(seconds) % 60:02d} s"


def size(data: bytes) -> str:
    """The number of bytes as people read it: `41 KB`, `2.9 MB`."""
    return f"{max(1, round(len(data) / 1000))} KB" if len(data) < 999_500 else f"{len(data) / 1e6:.1f} MB"


def _rate(sample_rate) -> int:
    if not codec.RATES[0] <= sample_rate <= codec.RATES[1]:
        raise SoundError(f"{sample_rate} Hz is no sample rate: use 8000 to 192000, for instance {ANSWER_RATE}.")
    return int(sample_rate)
