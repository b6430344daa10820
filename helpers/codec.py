"""Bytes to samples and back, for every container that FFmpeg reads. PyAV carries FFmpeg inside its wheel: no system install."""

import io
import struct
import wave
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

READABLE = "wav,w64,mp3,flac,ogg,mov,matroska,webm,aac,amr,caf,aiff,asf,au,mpegts,avi"   # containers of sound alone: no playlists, which could make FFmpeg open other files or addresses
NAMES = {"mov,mp4,m4a,3gp,3g2,mj2": "m4a", "matroska,webm": "webm", "asf": "wma"}        # FFmpeg's name -> the name people know
WRITERS = {                                                                             # format -> FFmpeg's container, codec, usual bits per second, sample rates the codec takes
    "mp3": ("mp3", "libmp3lame", 64_000, (8000, 11025, 12000, 16000, 22050, 24000, 32000, 44100, 48000)),
    "flac": ("flac", "flac", None, None),
    "opus": ("ogg", "libopus", 32_000, (8000, 12000, 16000, 24000, 48000)),
    "webm": ("webm", "libopus", 32_000, (8000, 12000, 16000, 24000, 48000)),
    "aac": ("adts", "aac", 64_000, (8000, 11025, 12000, 16000, 22050, 24000, 32000, 44100, 48000)),
    "m4a": ("ipod", "aac", 64_000, (8000, 11025, 12000, 16000, 22050, 24000, 32000, 44100, 48000)),
}
UNKNOWN_SIZES = (0, 0xFFFFFFFF)   # what a WAV header says when it was written before its end was known (api-facts.md §6)
BLOCK_SECONDS = 5


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
        stream = container.streams.audio[0]
        count, rate = 0, 0
        for frame in _frames(container, stream):
            count, rate = count + frame.samples, frame.sample_rate
        if not count:
            raise SoundError("The file names a sound track but holds no sound that can be decoded: copy or export it again.")
        seconds = count / rate
        codec = stream.codec_context
        video = any(v.average_rate and not v.disposition.value & 0x400 for v in container.streams.video)   # 0x400: a cover picture
        name = _name(container, codec.name, video)
        return Facts(name, codec.name, rate, codec.channels, seconds, _promised(data, container, stream) > seconds * 1.05 + 0.2, video)


def samples(data: bytes, sample_rate: int | None = None, seconds: float = float("inf")) -> tuple[np.ndarray, int]:
    """Decode `data` to (mono float32 array in [-1, 1], sample rate in Hz), resampled when `sample_rate` is given, at most `seconds` long. Raises SoundError."""
    import av
    with _open(data) as container:
        blocks, count, resampler = [], 0, None
        for frame in _frames(container, container.streams.audio[0]):
            if resampler is None:
                sample_rate = sample_rate or frame.sample_rate
                resampler = av.AudioResampler(format="flt", layout="mono", rate=sample_rate)
            frame.pts = None
            for block in resampler.resample(frame):
                blocks.append(block.to_ndarray()[0])
                count += blocks[-1].size
            if count >= seconds * sample_rate:
                break
        if resampler is None:
            raise SoundError("The file names a sound track but holds no sound that can be decoded: copy or export it again.")
        blocks += [block.to_ndarray()[0] for block in resampler.resample(None)]
    whole = np.concatenate(blocks) if blocks else np.zeros(0, np.float32)
    return np.clip(whole[: int(min(seconds * sample_rate, whole.size))], -1, 1), sample_rate


def resample(mono: np.ndarray, rate: int, wanted: int) -> np.ndarray:
    """Mono float32 samples at `wanted` Hz."""
    if rate == wanted or not mono.size:
        return mono
    import av
    resampler = av.AudioResampler(format="flt", layout="mono", rate=wanted)
    frame = av.AudioFrame.from_ndarray(np.ascontiguousarray(mono[None], np.float32), format="flt", layout="mono")
    frame.sample_rate = rate
    return np.concatenate([block.to_ndarray()[0] for part in (frame, None) for block in resampler.resample(part)])


def encode(mono: np.ndarray, rate: int, format: str, bitrate: int | None = None) -> bytes:
    """Mono float32 samples as a file in `format` (wav, pcm16 or a key of WRITERS), `bitrate` in bits per second. A rate the codec lacks is raised to the next it has."""
    import av
    if format == "pcm16":
        return to_pcm16(mono)
    if format == "wav":
        return wav_bytes(to_pcm16(mono), rate)
    if format not in WRITERS:
        raise SoundError(f"'{format}' cannot be written: choose one of wav, pcm16, {', '.join(WRITERS)}.")
    container_name, codec, usual, rates = WRITERS[format]
    if rates and rate not in rates:
        wanted = next((r for r in rates if r > rate), rates[-1])
        mono, rate = resample(mono, rate, wanted), wanted
    pcm = np.frombuffer(to_pcm16(mono), np.int16)
    file = io.BytesIO()
    with av.open(file, "w", format=container_name, options={"fflags": "+bitexact"}) as container:
        stream = container.add_stream(codec, rate=rate, layout="mono")
        stream.codec_context.flags |= 1 << 23   # AV_CODEC_FLAG_BITEXACT: the same bytes every time
        if usual:
            stream.codec_context.bit_rate = bitrate or usual
        for start in range(0, max(pcm.size, 1), rate * BLOCK_SECONDS):
            frame = av.AudioFrame.from_ndarray(pcm[None, start:start + rate * BLOCK_SECONDS], format="s16", layout="mono")
            frame.sample_rate, frame.pts = rate, start
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    return file.getvalue()


def to_pcm16(mono: np.ndarray) -> bytes:
    """Float samples in [-1, 1] as signed 16-bit little-endian bytes, the API's `pcm16` (api-facts.md §4)."""
    return (np.clip(mono, -1, 1) * 32767).round().astype("<i2").tobytes()


def from_pcm16(data: bytes) -> np.ndarray:
    """Signed 16-bit little-endian bytes as float32 samples in [-1, 1]; an odd last byte is dropped."""
    return np.frombuffer(data[: len(data) // 2 * 2], "<i2").astype(np.float32) / 32767


def wav_bytes(pcm16: bytes, rate: int) -> bytes:
    """A mono 16-bit WAV file round `pcm16`."""
    file = io.BytesIO()
    with wave.open(file, "wb") as writer:
        writer.setnchannels(1)
        writer.setsampwidth(2)
        writer.setframerate(rate)
        writer.writeframes(pcm16)
    return file.getvalue()


def repair_wav(data: bytes) -> bytes:
    """Put true sizes into a WAV header that was written before its end was known; any other bytes come back as they are (RIFF, api-facts.md §6)."""
    if data[:4] != b"RIFF" or data[8:12] != b"WAVE":
        return data
    at = _data_chunk(data)
    if at is None or (_size(data, 4) not in UNKNOWN_SIZES and _size(data, at + 4) not in UNKNOWN_SIZES):
        return data
    header = data[:4] + struct.pack("<I", len(data) - 8) + data[8:at + 4]
    if _size(data, at + 4) not in UNKNOWN_SIZES:
        return header + data[at + 4:]
    return header + struct.pack("<I", len(data) - at - 8) + data[at + 8:]


def _open(data: bytes):
    import av
    if not data:
        raise SoundError("The file is empty: record it or export it again.")
    try:
        container = av.open(io.BytesIO(data), options={"format_whitelist": READABLE}, metadata_errors="replace")
    except (av.error.FFmpegError, ValueError, UnicodeError):
        raise SoundError(_what_else(data)) from None
    if not container.streams.audio:
        container.close()
        raise SoundError("There is a picture in this file but no sound track: choose a file with sound.")
    return container


def _frames(container, stream) -> Iterator:
    """Frames that decode, in order. Broken packets are passed over: what decodes in part is kept in part."""
    import av
    packets = container.demux(stream)
    while True:
        try:
            packet = next(packets)
        except StopIteration:
            return
        except av.error.FFmpegError:
            return
        try:
            frames = packet.decode()
        except av.error.FFmpegError:
            continue
        yield from (frame for frame in frames if frame.samples and frame.sample_rate)


def _name(container, codec: str, video: bool) -> str:
    name = container.format.name
    if name == "ogg" and codec == "opus":
        return "opus"
    if name in NAMES and NAMES[name] == "m4a" and video:
        return "mp4"
    return NAMES.get(name, name)


def _promised(data: bytes, container, stream) -> float:
    """Seconds that the header promises, 0 where it promises nothing."""
    if data[:4] == b"RIFF" and data[8:12] == b"WAVE":
        at = _data_chunk(data)
        if at is None or _size(data, at + 4) in UNKNOWN_SIZES:
            return 0.0
        frame = stream.codec_context.sample_rate * (stream.codec_context.bit_rate or 0) / max(stream.codec_context.sample_rate, 1) / 8
        return _size(data, at + 4) / frame if frame else 0.0
    if stream.duration and stream.time_base:
        return float(stream.duration * stream.time_base)
    return (container.duration or 0) / 1_000_000


def _data_chunk(data: bytes) -> int | None:
    """Where the WAV's `data` chunk begins."""
    at = 12
    while at + 8 <= len(data):
        if data[at:at + 4] == b"data":
            return at
        at += 8 + _size(data, at + 4) + _size(data, at + 4) % 2
    return None


def _size(data: bytes, at: int) -> int:
    return struct.unpack_from("<I", data, at)[0]


def _what_else(data: bytes) -> str:
    """One sentence for bytes that are not sound: what they look like, and what to do."""
    head = data[:512].lstrip().lower()
    if head.startswith((b"<!doctype", b"<html", b"<?xml")):
        return "This is a web page, not a sound: find the address of the recording itself."
    if data[4:8] == b"ftyp":
        return "The recording ends before its index was written, so nothing can be decoded: copy the whole file again."
    if data[:4] in (b"RIFF", b"OggS", b"fLaC", b"\x1aE\xdf\xa3") or data[:3] == b"ID3":
        return "The file begins like a recording but breaks off or is damaged: copy the whole file again."
    if data[:4] == b"%PDF" or data[:4] == b"\x89PNG" or data[:3] == b"\xff\xd8\xff" or data[:2] == b"PK":
        return "This is a document, a picture or an archive, not a sound: choose a recording."
    try:
        data[:2000].decode("utf-8")
        return "This is text, not a sound, whatever its name says: choose a recording."
    except UnicodeDecodeError:
        return "These bytes are no sound that can be decoded: export the recording as wav, mp3 or m4a and try again."
