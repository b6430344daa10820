"""A recording in another format, and in one that may be sent."""

from numbers import Real
from typing import Any

from helpers.language import translated
from helpers.media import codec
from helpers.media.container import SAMPLE_RATES
from helpers.media.encoder import TOO_LARGE, check_writable
from helpers.media.recording import Recording
from helpers.media.sniff import SoundError
from helpers.media.stored import Content, check_room
from helpers.media.wav import LARGEST_WAV
from helpers.progress import Progress
from helpers.units import clock, size

ANSWER_RATE = 24_000  # Hz of every spoken answer (docs/protocol.md §6)
LARGEST_SENT = (
    20_000_000  # bytes; Azure's figure, OpenAI's own is not known (docs/protocol.md §2.3)
)
SENT_BITRATE = 64_000  # bits per second of the mp3 that is sent for other formats
# Speech-grade mp3 for what is too large to send, the first bit rate that fits: of 520 spoken words
# in noise the ears miss 34 % as recorded, 36 % at 32 kbit/s, 50 % at 24 (benchmarks/ears.py).
SPEECH_RATE = 16_000  # Hz
SPEECH_BITRATES = (32_000, 24_000)  # bits per second
# LAME's level: half the processor time of its default. At 32 kbit/s the ears then miss 5.1 % of the
# words of 60 spoken sentences, by default 5.8 %; of 140 in noise 11.7 %, by default 11.5 %.
SPEECH_COMPRESSION = 7
SAMPLE_BYTES = 4  # of a sample in memory, a float32
# A shared Jupyter server often gives a learner 1 GB or 2.
MUCH_MEMORY, MOST_MEMORY = 200_000_000, 1_000_000_000  # bytes of samples


def convert(
    recording: Recording,
    format: str,
    sample_rate: int,
    bitrate: int | None = None,
    quiet: bool = False,
    compression_level: int | None = None,
) -> Content:
    """A mono file in another format; a large one is on disk, and its size is said before.

    `sample_rate` in Hz, `bitrate` in bits per second where the format has one. How far it is shows
    itself after a while, unless `quiet`. `compression_level` is Encoder's. Raises SoundError.
    """
    check_writable(format, bitrate)
    on_disk = _is_large(recording, format, sample_rate, bitrate, quiet)
    if recording.format == "pcm16" and isinstance(recording.content, bytes) and not on_disk:
        mono = codec.from_pcm16(recording.data)
        resampled = codec.resample(mono, recording.sample_rate, sample_rate)
        return codec.encode(resampled, sample_rate, format, bitrate)
    progress = Progress(f"Converting {recording.label}", quiet)
    with progress, recording.decodable() as file:
        return codec.convert(
            file, format, sample_rate, bitrate, progress, compression_level, on_disk
        )


def converted(
    recording: Recording,
    sample_rate: int,
    bitrate: int | None,
    quiet: bool = False,
    compression_level: int | None = None,
) -> bytes:
    """The bytes of an mp3 that may be sent, as `convert` writes it. Raises SoundError."""
    content = convert(recording, "mp3", sample_rate, bitrate, quiet, compression_level)
    return content if isinstance(content, bytes) else b"".join(content.pieces())


def sendable(recording: Recording, quiet: bool = False) -> tuple[bytes, str]:
    """Bytes that the API takes, and their format: wav or mp3 (docs/protocol.md §2.1, §2.3).

    As they are where they fit, else converted, and said unless `quiet`. Raises SoundError.
    """
    is_accepted = _is_accepted(recording)
    sent_bytes = recording.size if is_accepted else _mp3_bytes(recording, SENT_BITRATE)
    if sent_bytes > LARGEST_SENT:
        bitrate = _speech_bitrate(recording)
        data = converted(recording, SPEECH_RATE, bitrate, quiet, SPEECH_COMPRESSION)
        said = (
            f"{clock(recording.seconds)} of {recording.format} take more than the {_limit()} "
            f"that may be sent: converted to speech-grade mp3, 16 kHz, {size(len(data))}"
        )
    elif is_accepted:
        return recording.data, recording.format
    else:
        data = converted(recording, ANSWER_RATE, SENT_BITRATE, quiet)
        said = (
            f"{_named(recording)} is not accepted by the API: "
            f"converted to mp3, 24 kHz, {size(len(data))}"
        )
    if not quiet:
        print(translated(said))
    return data, "mp3"


def check_memory(recording: Recording) -> None:
    """Say how much memory all samples of a recording take where it is much.

    Raises SoundError where that is more than a shared server has.
    """
    needed = recording.seconds * recording.sample_rate * SAMPLE_BYTES
    if needed > MOST_MEMORY:
        raise SoundError(
            f"The samples of this recording take {size(needed)} of memory, more than the "
            f"{size(MOST_MEMORY)} that are used here: take a part with sound.trim(0, 600), "
            "or pieces with sound.split(600)."
        )
    if needed > MUCH_MEMORY:
        print(translated(f"The samples of {recording.label} take {size(needed)} of memory."))


def whole_rate(sample_rate: Any) -> int:
    """A sample rate in whole Hz. Raises SoundError for what is none."""
    least, most = SAMPLE_RATES
    is_number = isinstance(sample_rate, Real) and not isinstance(sample_rate, bool)
    if not is_number or not least <= sample_rate <= most:
        shown = repr(sample_rate) if isinstance(sample_rate, str) else str(sample_rate)
        raise SoundError(
            f"{shown[:50]} Hz is no sample rate: use 8000 to 192000, for instance {ANSWER_RATE}."
        )
    return int(sample_rate)


def _is_large(
    recording: Recording, format: str, rate: int, bitrate: int | None, quiet: bool
) -> bool:
    """Whether what is written is too large to be held in memory; then its size is said.

    Raises SoundError where it can be no such file, or finds no room on the disk.
    """
    if format not in ("wav", "pcm16", "flac"):
        return recording.seconds * (bitrate or SENT_BITRATE) / 8 > LARGEST_SENT
    needed = recording.seconds * rate * 2
    if format == "wav" and needed > LARGEST_WAV:
        raise SoundError(TOO_LARGE)
    if needed <= LARGEST_SENT:
        return False
    what = f"{recording.label} as {format}"
    check_room(needed, translated(what))
    if needed > MUCH_MEMORY and not quiet:
        print(translated(f"{what} takes up to {size(needed)} on disk."))
    return True


def _is_accepted(recording: Recording) -> bool:
    if recording.format == "wav":
        return recording.codec == "pcm_s16le"
    return recording.format == "mp3" and recording.codec.startswith("mp3")


def _speech_bitrate(recording: Recording) -> int:
    """The first bit rate with which the recording may be sent, in bits per second."""
    for bitrate in SPEECH_BITRATES:
        if _mp3_bytes(recording, bitrate) <= LARGEST_SENT:
            return bitrate
    raise SoundError(
        f"This recording lasts {clock(recording.seconds)} and stays larger than the {_limit()} "
        "that may be sent even as speech-grade mp3: "
        "send it in pieces, which sound.split(600) gives."
    )


def _mp3_bytes(recording: Recording, bitrate: int) -> float:
    """How large an mp3 of so many bits per second is: the codec adds less than a second."""
    return (recording.seconds + 1) * bitrate / 8


def _limit() -> str:
    return f"{LARGEST_SENT // 1_000_000} MB"


def _named(recording: Recording) -> str:
    is_wav = recording.format == "wav"
    return f"wav with {recording.codec} inside" if is_wav else recording.format
