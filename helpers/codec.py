"""Bytes to samples and back, for every container that FFmpeg reads. PyAV carries FFmpeg inside its wheel: no system install."""

import io
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, groupby

import numpy as np

from .unlike import what_it_is, why_not
from .wav import UNKNOWN, data_chunk, repair_wav, size_at, wav_bytes  # noqa: F401  (repair_wav and wav_bytes are this module's too)

READABLE = "wav,w64,mp3,flac,ogg,mov,matroska,webm,aac,amr,caf,aiff,asf,au,mpegts,avi"   # containers of sound alone: no playlists, which could make FFmpeg open other files or addresses
NAMES = {"mov,mp4,m4a,3gp,3g2,mj2": "m4a", "matroska,webm": "webm", "asf": "wma"}        # FFmpeg's name -> the name people know
PROMISING = ("flac", "mov,mp4,m4a,3gp,3g2,mj2", "matroska,webm", "aiff", "caf", "asf", "w64", "au")   # containers whose header says how long the sound is; elsewhere FFmpeg guesses
WRITERS = {                                                                             # format -> FFmpeg's container, codec, usual bits per second, sample rates the codec takes
    "mp3": ("mp3", "libmp3lame", 64_000, (8000, 11025, 12000, 16000, 22050, 24000, 32000, 44100, 48000)),
    "flac": ("flac", "flac", None, None),
    "opus": ("ogg", "libopus", 32_000, (8000, 12000, 16000, 24000, 48000)),
    "webm": ("webm", "libopus", 32_000, (8000, 12000, 16000, 24000, 48000)),
    "aac": ("adts", "aac", 64_000, (8000, 11025, 12000, 16000, 22050, 24000, 32000, 44100, 48000)),
    "m4a": ("ipod", "aac", 64_000, (8000, 11025, 12000, 16000, 22050, 24000, 32000, 44100, 48000)),
}
RATES = (1_000, 768_000)          # samples per second that a recording can have
MOST_CHANNELS = 64                # FFmpeg's resampler takes no more
LONGEST_SECONDS = 4 * 3600        # a small file can unpack to days of silence
TOLERANCE = 0.25                  # seconds: encoders pad the beginning and the end
BLOCK_SECONDS = 5
SILENT = "The file names a sound track but holds no sound that can be decoded: copy or export it again."


class SoundError(ValueError):
    """What is wrong with a sound, and what to do about it, in one sentence."""


@dataclass(frozen=True)
class Facts:
    """What decoding a file showed. `seconds` counts decoded samples; `cut_short` means the file promised more than it holds."""
    format: str
    codec: str
    sample_rate: int
    channels: int
    seconds: float
    cut_short: bool
    video: bool


def measure(data: bytes) -> Facts:
    """Decode every frame of `data` and count: a header can lie, samples cannot. Raises SoundError."""
    with _open(data) as container:
        stream, counts, frame = _track(container), {}, None
        for frame in _frames(container, stream):
            counts[frame.sample_rate] = counts.get(frame.sample_rate, 0) + frame.samples
            if counts[frame.sample_rate] > LONGEST_SECONDS * frame.sample_rate:
                raise SoundError(f"This recording lasts more than {LONGEST_SECONDS // 3600} hours: cut it into pieces first.")
        if frame is None:
            raise SoundError(SILENT)
        seconds = sum(count / rate for rate, count in counts.items())
        codec = stream.codec_context.name
        video = any(v.average_rate and not v.disposition.value & 0x400 for v in container.streams.video)   # 0x400: a cover picture
        return Facts(_name(data, container, codec, video), codec, frame.sample_rate, frame.layout.nb_channels, seconds, _cut_short(data, container, stream, seconds), video)


def samples(data: bytes, sample_rate: int | None = None, seconds: float = float("inf")) -> tuple[np.ndarray, int]:
    """Decode `data` to (mono float32 array in [-1, 1], sample rate in Hz), resampled when `sample_rate` is given, at most `seconds` long. Raises SoundError."""
    with _open(data) as container:
        blocks, count = [], 0
        frames = _frames(container, _track(container))
        first = next(frames, None)
        if first is None:
            raise SoundError(SILENT)
        sample_rate = sample_rate or first.sample_rate
        for block in _mono(chain((first,), frames), sample_rate):
            blocks.append(block)
            count += block.size
            if count >= min(seconds, LONGEST_SECONDS) * sample_rate:
                break
    whole = np.concatenate(blocks) if blocks else np.zeros(0, np.float32)
    return _sound(whole[: int(min(seconds * sample_rate, whole.size))]), sample_rate


def resample(mono: np.ndarray, rate: int, wanted: int) -> np.ndarray:
    """Mono float32 samples at `wanted` Hz."""
    if rate == wanted or not mono.size:
        return mono
    import av
    resampler = av.AudioResampler(format="flt", layout="mono", rate=wanted)
    frame = av.AudioFrame.from_ndarray(np.ascontiguousarray(mono[None], np.float32), format="flt", layout="mono")
    frame.sample_rate = rate
    return np.concatenate([np.zeros(0, np.float32), *(block.to_ndarray()[0] for part in (frame, None) for block in resampler.resample(part))])


def encode(mono: np.ndarray, rate: int, format: str, bitrate: int | None = None) -> bytes:
    """Mono float32 samples as a file in `format` (wav, pcm16 or a key of WRITERS), `bitrate` in bits per second. A rate the codec lacks is raised to the next it has. Raises SoundError."""
    import av
    if format == "pcm16":
        return to_pcm16(mono)
    if format == "wav":
        return wav_bytes(to_pcm16(_padded(mono, 1)), rate)
    if format not in WRITERS:
        raise SoundError(f"'{format}' cannot be written: choose one of wav, pcm16, {', '.join(WRITERS)}.")
    container_name, codec, usual, rates = WRITERS[format]
    if rates and rate not in rates:
        wanted = next((r for r in rates if r > rate), rates[-1])
        mono, rate = resample(mono, rate, wanted), wanted
    pcm = np.frombuffer(to_pcm16(_padded(mono, 2048 if codec == "aac" else 1)), np.int16)   # AAC is recognised from its third frame on
    file = io.BytesIO()
    try:
        with av.open(file, "w", format=container_name, options={"fflags": "+bitexact"}) as container:
            stream = container.add_stream(codec, rate=rate, layout="mono")
            stream.codec_context.flags |= 1 << 23   # AV_CODEC_FLAG_BITEXACT: the same bytes every time
            if usual:
                stream.codec_context.bit_rate = bitrate or usual
            for start in range(0, pcm.size, rate * BLOCK_SECONDS):
                frame = av.AudioFrame.from_ndarray(pcm[None, start:start + rate * BLOCK_SECONDS], format="s16", layout="mono")
                frame.sample_rate, frame.pts = rate, start
                container.mux(stream.encode(frame))
            container.mux(stream.encode(None))
    except (av.error.FFmpegError, ValueError, OverflowError, TypeError):
        raise SoundError(f"{format} cannot be written at {rate} Hz with {bitrate or usual} bits per second: leave both to the helper.") from None
    return file.getvalue()


def to_pcm16(mono: np.ndarray) -> bytes:
    """Float samples in [-1, 1] as signed 16-bit little-endian bytes, the API's `pcm16` (api-facts.md §4)."""
    return (_sound(mono) * 32767).round().astype("<i2").tobytes()


def from_pcm16(data: bytes) -> np.ndarray:
    """Signed 16-bit little-endian bytes as float32 samples in [-1, 1]; an odd last byte is dropped."""
    return _sound(np.frombuffer(data[: len(data) // 2 * 2], "<i2").astype(np.float32) / 32767)


def _open(data: bytes):
    import av
    other = what_it_is(data)
    if other:
        raise SoundError(other)
    try:
        return av.open(io.BytesIO(data), options={"format_whitelist": READABLE}, metadata_errors="replace")
    except (av.error.FFmpegError, ValueError):
        raise SoundError(why_not(data)) from None


def _track(container):
    """The first sound track that can be decoded: phones add one in a format of their own."""
    if not container.streams.audio:
        raise SoundError("There is a picture in this file but no sound track: choose a file with sound." if container.streams.video else SILENT)
    for stream in container.streams.audio:
        if stream.codec_context:
            return stream
    raise SoundError("The sound in this file is in a format that is not known here: export it as wav, mp3 or m4a.")


def _frames(container, stream) -> Iterator:
    """Frames that decode, in order. Broken packets are passed over: what decodes in part is kept in part."""
    import av
    packets = container.demux(stream)
    while True:
        try:
            packet = next(packets)
        except (StopIteration, av.error.FFmpegError, IndexError):   # IndexError: PyAV 18.1 over a track that appears on the way
            return
        try:
            frames = packet.decode()
        except av.error.FFmpegError:
            continue
        for frame in filter(lambda frame: frame.samples, frames):
            if not RATES[0] <= frame.sample_rate <= RATES[1] or frame.layout.nb_channels > MOST_CHANNELS:
                raise SoundError(f"This file claims {frame.sample_rate} samples a second in {frame.layout.nb_channels} channels, which no recording has: export it again.")
            yield frame


def _mono(frames: Iterator, sample_rate: int) -> Iterator[np.ndarray]:
    """Frames as mono blocks at `sample_rate`: the mean of the channels. Their rate and their channels may change on the way."""
    import av
    for (_, channels, _), alike in groupby(frames, lambda frame: (frame.format.name, frame.layout.nb_channels, frame.sample_rate)):
        resampler = av.AudioResampler(format="flt", rate=sample_rate)   # packed, because PyAV 18.1 ends the process over planes of 8 channels and more
        for frame in chain(alike, (None,)):
            if frame is not None:
                frame.pts = None
            for block in resampler.resample(frame):
                yield block.to_ndarray().reshape(-1, channels).mean(axis=1)


def _padded(mono: np.ndarray, least: int) -> np.ndarray:
    """At least `least` samples: resampling can leave nothing of a click, and a file of nothing is none."""
    return np.pad(mono, (0, max(0, least - mono.size)))


def _sound(mono: np.ndarray) -> np.ndarray:
    """Only what can be played: within [-1, 1], silence where a file of floats holds what is no number."""
    return np.clip(np.nan_to_num(mono, nan=0.0, posinf=1.0, neginf=-1.0), -1, 1)


def _name(data: bytes, container, codec: str, video: bool) -> str:
    name = container.format.name
    if name == "ogg" and codec == "opus":
        return "opus"
    if NAMES.get(name) == "m4a" and data[8:11] == b"3gp":
        return "3gp"
    if NAMES.get(name) == "m4a" and video:
        return "mp4"
    return NAMES.get(name, name)


def _cut_short(data: bytes, container, stream, seconds: float) -> bool:
    """Whether the file was meant to be longer, as far as its format can tell."""
    name, at = container.format.name, data_chunk(data)
    if at is not None:
        return len(data) - at - 8 < size_at(data, at + 4) < UNKNOWN
    if name == "ogg":
        last = data.rfind(b"OggS")   # a page says how long each of its pieces is
        return last + 27 > len(data) or last + 27 + data[last + 26] + sum(data[last + 27:last + 27 + data[last + 26]]) > len(data)
    if name in PROMISING or name == "mp3" and any(mark in data[:200_000] for mark in (b"Xing", b"Info")):   # the mp3's own table of contents
        promised = float(stream.duration * stream.time_base) if stream.duration else (container.duration or 0) / 1_000_000
        return promised > seconds + TOLERANCE
    return False
