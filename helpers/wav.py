"""The WAV header: write one, and repair one that was written before its end was known (RIFF; api-facts.md §6)."""

import io
import struct
import wave

CHUNKS = 1000                     # a WAV has a handful before its samples
UNKNOWN = 0x7F000000              # a WAV size from here on stands for "not known yet" (0xFFFFFFFF in api-facts.md §6): no file read here is so large


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
    """Put true sizes into a WAV header that was written before its end was known, or that promises more than there is; any other bytes come back as they are (RIFF, api-facts.md §6)."""
    at = data_chunk(data)
    if at is None:
        return data
    riff, size, held = size_at(data, 4), size_at(data, at + 4), len(data) - at - 8
    if size > held or size == 0 and riff + 8 != len(data):   # 0 is true in an empty recording only
        size = held
    if not at + size <= riff <= len(data) - 8:
        riff = len(data) - 8
    return data[:4] + struct.pack("<I", riff) + data[8:at + 4] + struct.pack("<I", size) + data[at + 8:]


def data_chunk(data: bytes) -> int | None:
    """Where a WAV's `data` chunk begins, None in other files."""
    at = 12
    for _ in range(CHUNKS if data[:4] == b"RIFF" and data[8:12] == b"WAVE" else 0):
        if at + 8 > len(data):
            return None
        if data[at:at + 4] == b"data":
            return at
        at += 8 + size_at(data, at + 4) + size_at(data, at + 4) % 2
    return None


def size_at(data: bytes, at: int) -> int:
    """The little-endian size that stands at `at`."""
    return struct.unpack_from("<I", data, at)[0]
