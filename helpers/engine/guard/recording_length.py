"""How long a recording can be at most, from its bytes alone: for the price of a request.

It decodes nothing: the guard reserves money for what is sent, whether it is sound or not.
"""

import struct
from functools import lru_cache

LEAST_BYTES_A_SECOND = 1_000  # mp3 at 8 kbit/s, the lowest rate of MPEG-2 layer III
LOOKED_AHEAD = 256  # frames; most files have one bit rate, and their frames need no step each
SIMPLE_CODECS = {1, 3, 6, 7, 0xFFFE}  # PCM, float, A-law, mu-law, extensible: fixed frames

# MPEG audio layer III (ISO/IEC 11172-3 and 13818-3): kbit/s by index, and Hz by index.
RATES_1 = (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320)
RATES_2 = (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160)
HERTZ = {3: (44_100, 48_000, 32_000), 2: (22_050, 24_000, 16_000), 0: (11_025, 12_000, 8_000)}


def most_seconds(data: bytes) -> float:
    """The most seconds that `data`, a WAV or an MP3 file, can last.

    WAV by the frame size in its header, MP3 by its frames; bytes that are neither count as the
    lowest bit rate there is.
    """
    if data[:4] in (b"RIFF", b"RIFX", b"RF64"):
        return len(data) / _wav_bytes_a_second(data)
    return _mp3_seconds(data)


def _wav_bytes_a_second(data: bytes) -> int:
    start = data.find(b"fmt ", 12, 4096)
    if start < 0 or len(data) < start + 24 or data[:4] == b"RIFX":
        return LEAST_BYTES_A_SECOND
    codec, _, rate, _, frame = struct.unpack_from("<HHIIH", data, start + 8)
    if codec not in SIMPLE_CODECS or not rate or not frame:
        return LEAST_BYTES_A_SECOND
    return int(rate * frame)


def _mp3_seconds(data: bytes) -> float:
    seconds, at, outside = 0.0, 0, 0
    while True:
        found = data.find(b"\xff", at)
        if found < 0:
            return seconds + (outside + len(data) - at) / LEAST_BYTES_A_SECOND
        outside, at = outside + found - at, found
        length, duration = mp3_frame(data[at : at + 4])
        if length:
            alike = frames_alike(data, at, length)
            seconds, at = seconds + alike * duration, at + alike * length
        else:
            outside, at = outside + 1, at + 1


def frames_alike(data: bytes, at: int, length: int) -> int:
    """How many frames in a row have the header and so the length of the one at `at`."""
    if data[at + length : at + length + 4] != data[at : at + 4]:
        return 1
    end = at + length * LOOKED_AHEAD
    counts = []
    for place in range(4):
        column = data[at + place : end : length]
        counts.append(len(column) - len(column.lstrip(column[:1])))
    return min(counts)


@lru_cache(maxsize=4096)  # a file repeats a few headers thousands of times
def mp3_frame(header: bytes) -> tuple[int, float]:
    """(bytes, seconds) of the layer III frame that begins with `header`; zeros for none."""
    if len(header) < 4 or header[1] & 0xE6 != 0xE2:
        return 0, 0.0
    version, rate, hertz = header[1] >> 3 & 3, header[2] >> 4, header[2] >> 2 & 3
    if version == 1 or rate in (0, 15) or hertz == 3:
        return 0, 0.0
    sample_rate = HERTZ[version][hertz]
    samples = 1152 if version == 3 else 576
    kilobits = (RATES_1 if version == 3 else RATES_2)[rate]
    length = samples // 8 * kilobits * 1000 // sample_rate + (header[2] >> 1 & 1)
    return length, samples / sample_rate
