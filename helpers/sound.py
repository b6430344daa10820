"""Sound: a recording or a spoken answer, whatever format it came in."""

import base64
from dataclasses import dataclass, field, replace
from numbers import Real
from pathlib import Path

import numpy as np

from helpers import editing
from helpers.editing import LARGEST_SENT
from helpers.media import codec
from helpers.media.container import MOST_CHANNELS, RATES
from helpers.media.encoder import WRITERS
from helpers.media.sniff import SoundError
from helpers.media.source import read
from helpers.media.wav import repair_wav
from helpers.progress import Progress
from helpers.units import clock, size

SENT_BITS = 64_000  # bits per second of the mp3 that is sent for other formats
SPEECH_RATE, SPEECH_BITS = (
    16_000,
    (32_000, 24_000),
)  # speech-grade mp3 for what is too large to send, the first that fits: of 520 spoken words in noise the ears miss 34 % as recorded, 36 % at 32 kbit/s, 50 % at 24
ANSWER_RATE = 24_000  # Hz of every spoken answer (api-facts.md §6)
ENDINGS = {  # a file's ending -> the formats it may hold
    **{
        name: (name,)
        for name in (
            "wav",
            "mp3",
            "flac",
            "webm",
            "aac",
            "pcm16",
            "amr",
            "caf",
            "wma",
            "aiff",
            "au",
            "w64",
            "avi",
            "mpegts",
            "flv",
            "wv",
        )
    },
    **dict.fromkeys(
        ("m4a", "mp4", "m4b", "m4v", "mov", "3gp", "3g2", "3ga"), ("m4a", "mp4", "3gp")
    ),
    **dict.fromkeys(("opus", "ogg", "oga"), ("opus", "ogg")),
    **dict.fromkeys(("mkv", "mka"), ("webm",)),
    **dict.fromkeys(("aif", "aifc"), ("aiff",)),
    **dict.fromkeys(("mpg", "mpeg", "vob"), ("mpeg",)),
    "snd": ("au",),
    "ts": ("mpegts",),
}
DAMAGE = 0.25  # seconds lost on the way that are worth a word


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
    def load(cls, source, label: str | None = None, quiet: bool = False) -> "Sound":
        """Read a path, URL, bytes or file object in any container FFmpeg reads; `quiet` leaves unsaid what is odd about it. Raises SoundError, which says what is wrong and what to do."""
        if isinstance(source, cls):
            return replace(source, label=label) if label else source
        data, name = read(source)
        return cls._of(data, label or name or "sound", name, quiet)

    @classmethod
    def from_message(cls, message, format: str = "wav", label: str = "answer") -> "Sound":
        """The spoken part of `completion.choices[0].message`, or of the same as a dict; `format` is the one the request asked for."""
        message = message.model_dump() if hasattr(message, "model_dump") else message
        if not isinstance(message, dict) or "choices" in message:
            raise SoundError(
                "This is not a message: give completion.choices[0].message, or the same of a dict."
            )
        audio = message.get("audio")
        if not isinstance(audio, dict):
            raise SoundError(
                'This message has no sound: ask for it with modalities=["text", "audio"] and an audio={"voice": …, "format": …}.'
            )
        if not audio.get("data"):
            raise SoundError(
                "This message names a sound but brings none, which happens now and then: send the request again."
            )
        try:
            data = base64.b64decode(audio["data"], validate=True)
        except (ValueError, TypeError):
            raise SoundError(
                "The sound in this message is not whole base64: send the request again, and keep every character of the data."
            ) from None
        known = {"transcript": audio.get("transcript"), "audio_id": audio.get("id")}
        if format == "pcm16" and data[:4] != b"RIFF":
            return cls(
                data,
                "pcm16",
                len(data) // 2 / ANSWER_RATE,
                ANSWER_RATE,
                1,
                label=label,
                codec="pcm_s16le",
                **known,
            )
        try:
            return cls._of(data, label, "", **known)
        except SoundError as error:
            raise SoundError(
                f'{str(error).partition(":")[0]}: if the request asked for pcm16, which has no header, say so with format="pcm16".'
            ) from None

    @classmethod
    def from_samples(cls, samples: np.ndarray, sample_rate: int, label: str = "sound") -> "Sound":
        """A WAV sound from float samples in [-1, 1], mono or (samples, channels)."""
        samples = np.asarray(samples)
        if (
            samples.dtype.kind != "f"
            or samples.ndim not in (1, 2)
            or not samples.size
            or samples[0].size > MOST_CHANNELS
        ):
            raise SoundError(
                f"Samples are an array of floats from -1 to 1, (samples,) or (samples, channels), not {samples.dtype} of shape {samples.shape}: divide 16-bit numbers by 32768."
            )
        mono = samples.mean(axis=1) if samples.ndim == 2 else samples
        return cls._of(codec.encode(mono, _rate(sample_rate), "wav"), label, "")

    @classmethod
    def _of(cls, data: bytes, label: str, name: str, quiet: bool = False, **known) -> "Sound":
        with Progress(f"Reading {label}", quiet) as progress:
            facts = codec.measure(data, progress)
        if not quiet:
            _say_what_is_odd(facts, label, name)
        return cls(
            repair_wav(data),
            facts.format,
            facts.seconds,
            facts.sample_rate,
            facts.channels,
            label=label,
            codec=facts.codec,
            **known,
        )

    def samples(self) -> np.ndarray:
        """Mono float32 samples in [-1, 1] at `sample_rate`."""
        if self.format == "pcm16":
            return codec.from_pcm16(self.data)
        return codec.samples(self.data, self.sample_rate)[0]

    def to(
        self, format: str, sample_rate: int | None = None, bitrate: int | None = None
    ) -> "Sound":
        """The same sound in another format (wav, mp3, flac, opus, aac, m4a, webm, pcm16), in mono; `sample_rate` in Hz, `bitrate` in bits per second where the format has one."""
        rate = _rate(sample_rate or (ANSWER_RATE if format == "pcm16" else self.sample_rate))
        data, known = (
            self._converted(format, rate, bitrate),
            {"transcript": self.transcript, "audio_id": self.audio_id, "label": self.label},
        )
        if format == "pcm16":
            return Sound(data, "pcm16", len(data) // 2 / rate, rate, codec="pcm_s16le", **known)
        facts = codec.measure(data)
        return Sound(
            data,
            format,
            facts.seconds,
            facts.sample_rate,
            facts.channels,
            codec=facts.codec,
            **known,
        )

    def _converted(self, format: str, rate: int, bitrate: int | None, quiet: bool = False) -> bytes:
        if self.format == "pcm16":
            return codec.encode(
                codec.resample(self.samples(), self.sample_rate, rate), rate, format, bitrate
            )
        with Progress(f"Converting {self.label}", quiet) as progress:
            return codec.convert(self.data, format, rate, bitrate, progress)

    def mono(self) -> "Sound":
        """The mean of all channels, as wav, or as flac where a wav could not be sent (`helpers/editing.py`)."""
        return editing.mono(self)

    def gain(self, decibels: float) -> "Sound":
        """Louder by `decibels`, from -60 to 60 (6 doubles the samples, -6 halves them), in the formats of `mono`. It never clips: what would is made as loud as it can be, and said. Raises SoundError."""
        return editing.gain(self, decibels)

    def trim(self, start: float = 0.0, end: float | None = None) -> "Sound":
        """The part from `start` to `end` in seconds, to the end where that is None, in the formats of `mono`. Raises SoundError where the recording has no such part."""
        return editing.trim(self, start, end)

    def split(self, seconds: float) -> "list[Sound]":
        """Pieces of at most `seconds` (1 or more), cut at the quietest place in the last 30 seconds of each, or in its second half where that is less. Joined they are the whole,
        sample for sample, in the formats of `mono`; what is short enough comes as it is. Raises SoundError."""
        return editing.split(self, seconds)

    def part(self, quiet: bool = False) -> dict:
        """The `input_audio` part of a message: as it is when the API takes it, else converted, and said unless `quiet` (api-facts.md §2.1, §2.3). Raises SoundError."""
        accepted = (
            (self.format, self.codec) == ("wav", "pcm_s16le")
            or self.format == "mp3"
            and self.codec.startswith("mp3")
        )
        data, format, limit = self.data, self.format, f"{LARGEST_SENT // 1_000_000} MB"
        if len(data) > LARGEST_SENT if accepted else self._sent_bytes(SENT_BITS) > LARGEST_SENT:
            bits = next(
                (bits for bits in SPEECH_BITS if self._sent_bytes(bits) <= LARGEST_SENT), None
            )
            if bits is None:
                raise SoundError(
                    f"This recording lasts {clock(self.seconds)} and stays larger than the {limit} that may be sent even as speech-grade mp3: send it in pieces, which sound.split(600) gives."
                )
            data, format = self._converted("mp3", SPEECH_RATE, bits, quiet), "mp3"
            said = f"{clock(self.seconds)} of {self.format} take more than the {limit} that may be sent: converted to speech-grade mp3, 16 kHz, {size(data)}"
        elif not accepted:
            data, format = self._converted("mp3", ANSWER_RATE, SENT_BITS, quiet), "mp3"
            said = f"{f'wav with {self.codec} inside' if self.format == 'wav' else self.format} is not accepted by the API: converted to mp3, 24 kHz, {size(data)}"
        if data is not self.data and not quiet:
            print(said)
        return {
            "type": "input_audio",
            "input_audio": {"data": base64.b64encode(data).decode("ascii"), "format": format},
        }

    def _sent_bytes(self, bits: int) -> float:
        """How large an mp3 of so many bits per second is: the codec adds less than a second."""
        return (self.seconds + 1) * bits / 8

    def save(self, path) -> Path:
        """Write the bytes to `path` and return it; folders are made. An ending that names another format is refused with a SoundError."""
        path = Path(path).expanduser()
        ending = path.suffix[1:].lower()
        wanted = ENDINGS.get(ending, (self.format,))
        if self.format not in wanted:
            instead = (
                f", or use sound.to({wanted[0]!r}).save(…)"
                if wanted[0] in ("wav", "pcm16", *WRITERS)
                else ""
            )
            raise SoundError(
                f"These bytes are {self.format} and the name ends in .{ending}: save it as .{self.format}{instead}."
            )
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(self.data)
        except OSError as error:
            raise SoundError(
                f"{path} cannot be written ({error.strerror}): name another file or folder."
            ) from None
        return path

    def __repr__(self) -> str:
        words = f' · "{self.transcript}"' if self.transcript else ""
        return " ".join(
            f"{self.label} · {clock(self.seconds)} · {self.format} · {size(self.data)}{words}".split()
        )  # one line, whatever the transcript holds

    def _repr_mimebundle_(self, **_):
        from helpers.display.card import card

        return {"text/html": card(self), "text/plain": repr(self)}


def _say_what_is_odd(facts: codec.Facts, label: str, name: str) -> None:
    ending = Path(name).suffix[1:].lower()
    if facts.format not in ENDINGS.get(ending, (facts.format,)):
        print(f"{name} is named {ending} but holds {facts.format}: read as {facts.format}.")
    if facts.video:
        print(f"{label} is a video: only its sound track is used.")
    if facts.cut_short:
        print(f"{label} breaks off early: the {clock(facts.seconds)} that can be decoded are kept.")
    elif facts.lost_seconds > DAMAGE:
        print(
            f"{label} is damaged: about {clock(facts.lost_seconds)} of it cannot be decoded, the other {clock(facts.seconds)} are kept."
        )


def _rate(sample_rate) -> int:
    if not isinstance(sample_rate, Real) or not RATES[0] <= sample_rate <= RATES[1]:
        raise SoundError(
            f"{str(sample_rate)[:50]} Hz is no sample rate: use 8000 to 192000, for instance {ANSWER_RATE}."
        )
    return int(sample_rate)
