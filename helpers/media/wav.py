"""The WAV header: write one, and repair one that was written before its end was known.

RIFF (Microsoft, 1991); RF64 and BW64 are EBU Tech 3306 and ITU-R BS.2088.
The API's own header claims sizes that are not known: docs/protocol.md §6.
"""

import io
import struct

from helpers.media.reader import Reader, read_at, size_of

MOST_CHUNKS = 1000  # a WAV has a handful before its samples
LARGEST_WAV = 0xFFFFFFFF - 36  # bytes of samples: a size has 32 bits and counts the header
SIZE_ELSEWHERE = 0xFFFFFFFF  # the size in an RF64, whose true one stands in its ds64 chunk
PLAIN_TAGS = (1, 3, 0xFFFE)  # format tags of integers, floats, and either with more to say
LARGE_FORMS = (b"RF64", b"BW64")  # WAVs that may pass 4 GB: their sizes have 64 bits
RIFF_FORMS = (b"RIFF", *LARGE_FORMS)


def wav_header(size: int, rate: int, channels: int = 1) -> bytes:
    """The 44 bytes in front of `size` bytes of 16-bit samples, `rate` in Hz."""
    frame = channels * 2  # bytes of one sample of all channels
    form = struct.pack("<IHHIIHH", 16, 1, channels, rate, rate * frame, frame, 16)
    return (
        b"RIFF"
        + struct.pack("<I", 36 + size)
        + b"WAVEfmt "
        + form
        + b"data"
        + struct.pack("<I", size)
    )


def wav_bytes(pcm16: bytes, rate: int) -> bytes:
    """A mono 16-bit WAV file of the samples `pcm16`, `rate` in Hz."""
    return wav_header(len(pcm16), rate) + pcm16


def repair_wav(data: bytes) -> bytes:
    """A WAV with true sizes in its header, where they were not known yet or claim too much.

    An RF64 becomes a plain WAV. Any other bytes come back as they are.
    """
    head = true_head(io.BytesIO(data))
    return b"".join((head, memoryview(data)[len(head) :])) if head else data


def true_head(reader: Reader) -> bytes:
    """The bytes of a WAV up to its samples, with true sizes in them.

    Empty where nothing is to be repaired, and where the sizes need more than 32 bits.
    """
    at, length = data_chunk(reader), size_of(reader)
    if at is None or length > SIZE_ELSEWHERE:
        return b""
    found = read_at(reader, 0, at + 8)
    size = _true_size(found, length)
    riff = _uint32(found[4:8])
    if not at + size <= riff <= length - 8:
        riff = length - 8
    head = bytearray(found)
    head[0:8] = b"RIFF" + struct.pack("<I", riff)
    head[at + 4 :] = struct.pack("<I", size)
    if found[:4] in LARGE_FORMS and found[12:16] == b"ds64":
        head[12:16] = b"JUNK"  # the name of a chunk to pass over
    return b"" if head == found else bytes(head)


def data_chunk(reader: Reader) -> int | None:
    """Where a WAV's `data` chunk begins, in bytes; None in other files."""
    head = read_at(reader, 0, 12)
    if head[:4] not in RIFF_FORMS or head[8:12] != b"WAVE":
        return None
    at = 12
    for _ in range(MOST_CHUNKS):
        chunk = read_at(reader, at, 8)
        if len(chunk) < 8:
            return None
        if chunk[:4] == b"data":
            return at
        size = _uint32(chunk[4:])
        at += 8 + size + size % 2
    return None


def claimed_size(reader: Reader, at: int) -> int:
    """How many bytes of samples the header claims, `at` being the `data` chunk."""
    head, size = read_at(reader, 0, 36), _uint32(read_at(reader, at + 4, 4))
    if head[:4] in LARGE_FORMS and head[12:16] == b"ds64" and size == SIZE_ELSEWHERE:
        return int.from_bytes(head[28:36], "little")
    return size


def _true_size(head: bytes, length: int) -> int:
    """Bytes of whole samples that the file holds: `head` stands before them, `length` is all."""
    at, held = len(head) - 8, length - len(head)
    size = claimed_size(io.BytesIO(head), at)
    is_unset = size == 0 and _uint32(head[4:8]) + 8 != length  # 0 is true where nothing follows
    if size > held or is_unset:
        size = held
    return size - size % (_frame_size(head, at) or 1)


def _frame_size(data: bytes, at: int) -> int:
    """Bytes of one sample of all channels in plain samples, 1 in anything else."""
    form = data.find(b"fmt ", 12, at)
    if form < 0 or form + 24 > at:
        return 1
    tag, channels, _, _, _, bits = struct.unpack_from("<HHIIHH", data, form + 8)
    return int(channels * ((bits + 7) // 8)) if tag in PLAIN_TAGS else 1


def _uint32(data: bytes) -> int:
    return int.from_bytes(data, "little")
