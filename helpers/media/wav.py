"""The WAV header: write one, and repair one that was written before its end was known (RIFF; RF64 is EBU Tech 3306; api-facts.md §6)."""

import struct

CHUNKS = 1000  # a WAV has a handful before its samples
UNKNOWN = 0x7F000000  # a WAV size from here on stands for "not known yet" (0xFFFFFFFF in api-facts.md §6): no file read here is so large
PLAIN = (1, 3, 0xFFFE)  # format tags of integers, floats, and either with more to say
LARGE = (
    b"RF64",
    b"BW64",
)  # WAVs that may pass 4 GB: their true sizes stand in a chunk of 64-bit numbers


def wav_header(size: int, rate: int, channels: int = 1) -> bytes:
    """The 44 bytes in front of `size` bytes of 16-bit samples."""
    return struct.pack(
        "<4sI8sIHHIIHH4sI",
        b"RIFF",
        36 + size,
        b"WAVEfmt ",
        16,
        1,
        channels,
        rate,
        rate * channels * 2,
        channels * 2,
        16,
        b"data",
        size,
    )


def wav_bytes(pcm16: bytes, rate: int) -> bytes:
    """A mono 16-bit WAV file round `pcm16`."""
    return wav_header(len(pcm16), rate) + pcm16


def repair_wav(data: bytes) -> bytes:
    """Put true sizes into a WAV header that was written before its end was known, or that promises more than there is, and make a plain WAV of an RF64; any other bytes come back as they are."""
    at = data_chunk(data)
    if at is None:
        return data
    riff, size, held = size_at(data, 4), promised(data, at), len(data) - at - 8
    if size > held or size == 0 and riff + 8 != len(data):  # 0 is true in an empty recording only
        size = held
    size -= size % (_frame_size(data, at) or 1)  # half a sample is none
    if not at + size <= riff <= len(data) - 8:
        riff = len(data) - 8
    head = bytearray(data[: at + 8])
    head[0:8], head[at + 4 : at + 8] = b"RIFF" + struct.pack("<I", riff), struct.pack("<I", size)
    if data[:4] in LARGE and data[12:16] == b"ds64":
        head[12:16] = b"JUNK"  # the name of a chunk to pass over
    return data if head == data[: at + 8] else b"".join((head, memoryview(data)[at + 8 :]))


def data_chunk(data: bytes) -> int | None:
    """Where a WAV's `data` chunk begins, None in other files."""
    at = 12
    for _ in range(CHUNKS if data[:4] in (b"RIFF", *LARGE) and data[8:12] == b"WAVE" else 0):
        if at + 8 > len(data):
            return None
        if data[at : at + 4] == b"data":
            return at
        at += 8 + size_at(data, at + 4) + size_at(data, at + 4) % 2
    return None


def promised(data: bytes, at: int) -> int:
    """How many bytes of samples the header claims, `at` being the `data` chunk."""
    if data[:4] in LARGE and data[12:16] == b"ds64" and size_at(data, at + 4) == 0xFFFFFFFF:
        return struct.unpack_from("<Q", data, 28)[0]
    return size_at(data, at + 4)


def size_at(data: bytes, at: int) -> int:
    """The little-endian size that stands at `at`."""
    return struct.unpack_from("<I", data, at)[0]


def _frame_size(data: bytes, at: int) -> int:
    """Bytes of one sample of all channels in plain samples, 1 in anything else."""
    form = data.find(b"fmt ", 12, at)
    if form < 0 or form + 24 > at:
        return 1
    tag, channels, _, _, _, bits = struct.unpack_from("<HHIIHH", data, form + 8)
    return channels * ((bits + 7) // 8) if tag in PLAIN else 1
