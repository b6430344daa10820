"""Frames of mp3, AAC, AMR, AC-3 and DTS: what their first bytes say of length and number."""

from helpers.media.reader import Reader, read_at
from helpers.media.tags import front_tags_size

# Bit rates in kbit/s, by the frame header's number (ISO/IEC 11172-3, 13818-3).
MPEG1_LAYER3_KILOBITS = (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 0)
MPEG1_LAYER2_KILOBITS = (0, 32, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384, 0)
MPEG2_KILOBITS = (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160, 0)
LAYER2, LAYER3 = 2, 1  # the header's numbers
LAYERS = {"mp2": LAYER2, "mp3": LAYER3}  # by FFmpeg's name of the codec
MPEG1_RATES = (44100, 48000, 32000)  # Hz; MPEG-2 has half of each, MPEG-2.5 a quarter
RATE_DIVISORS = {3: 1, 2: 2, 0: 4}  # the header's version: MPEG-1, MPEG-2, MPEG-2.5
AMR_BYTES = {  # a frame's length by its type (RFC 4867 §5.3)
    "amrnb": (13, 14, 16, 18, 20, 21, 27, 32, 6),
    "amrwb": (18, 24, 33, 37, 41, 47, 51, 59, 61, 6),
}
AC3_KILOBITS = (  # kbit/s by the frame header's number (ATSC A/52, table 5.18)
    *(32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384, 448, 512, 576, 640),
)
AC3_RATES = (48000, 44100, 32000)  # Hz
AC3_SAMPLES = 1536  # in a frame
HEADER_BYTES = 6  # what is needed of an mp3 or ADTS frame to know its length
LONGER_HEADER_BYTES = 8  # the same of the frames in LENGTHS


def length_of_frame(frame: bytes, container: str, codec: str) -> int:
    """Bytes that a frame which begins so has to have; 0 in formats whose frames do not say it."""
    if codec in AMR_BYTES and frame:
        kind = frame[0] >> 3 & 15
        return AMR_BYTES[codec][kind] if kind < len(AMR_BYTES[codec]) else 0
    if codec in LENGTHS and frame:
        return LENGTHS[codec](frame) if len(frame) >= LONGER_HEADER_BYTES else LONGER_HEADER_BYTES
    if len(frame) < HEADER_BYTES or frame[0] != 0xFF or frame[1] < 0xE0:
        is_part_of_header = frame[:1] == b"\xff" and container in ("mp3", "aac")
        return HEADER_BYTES if is_part_of_header else 0
    if codec == "aac" and frame[1] & 0xF6 == 0xF0:  # ADTS (ISO/IEC 13818-7 §6.2)
        return (frame[3] & 3) << 11 | frame[4] << 3 | frame[5] >> 5
    layer = next((layer for name, layer in LAYERS.items() if codec.startswith(name)), 0)
    return _length_of_mpeg_frame(frame) if layer and layer == frame[1] >> 1 & 3 else 0


def _length_of_mpeg_frame(frame: bytes) -> int:
    version, layer, rate = frame[1] >> 3 & 3, frame[1] >> 1 & 3, frame[2] >> 2 & 3
    if version not in RATE_DIVISORS or rate == 3:
        return 0
    is_mpeg1, padding = version == 3, frame[2] >> 1 & 1
    of_mpeg1 = MPEG1_LAYER3_KILOBITS if layer == LAYER3 else MPEG1_LAYER2_KILOBITS
    kilobits = (of_mpeg1 if is_mpeg1 else MPEG2_KILOBITS)[frame[2] >> 4]
    hertz = MPEG1_RATES[rate] // RATE_DIVISORS[version]
    is_half = layer == LAYER3 and not is_mpeg1  # 576 samples in place of 1152
    return (72 if is_half else 144) * kilobits * 1000 // hertz + padding


def _length_of_ac3_frame(frame: bytes) -> int:
    """ATSC A/52 §5.4.1; 0 where the bytes are swapped or damaged."""
    rate, size = frame[4] >> 6, frame[4] & 63
    if frame[:2] != b"\x0b\x77" or rate == 3 or size // 2 >= len(AC3_KILOBITS):
        return 0
    words = AC3_KILOBITS[size // 2] * 1000 * AC3_SAMPLES // AC3_RATES[rate] // 16
    return 2 * (words + (size & 1 if AC3_RATES[rate] == 44100 else 0))


def _length_of_eac3_frame(frame: bytes) -> int:
    """ATSC A/52 annex E §2.3.1."""
    return 2 * (((frame[2] & 7) << 8 | frame[3]) + 1) if frame[:2] == b"\x0b\x77" else 0


def _length_of_dts_frame(frame: bytes) -> int:
    """ETSI TS 102 114 §5.3, in words of 16 bits."""
    size = (frame[5] & 3) << 12 | frame[6] << 4 | frame[7] >> 4
    return size + 1 if frame[:4] == b"\x7f\xfe\x80\x01" else 0


def _length_of_loas_frame(frame: bytes) -> int:
    """ISO/IEC 14496-3 §1.7.2."""
    is_synchronous = frame[0] == 0x56 and frame[1] & 0xE0 == 0xE0
    return ((frame[1] & 31) << 8 | frame[2]) + 3 if is_synchronous else 0


LENGTHS = {
    "ac3": _length_of_ac3_frame,
    "eac3": _length_of_eac3_frame,
    "dca": _length_of_dts_frame,
    "aac_latm": _length_of_loas_frame,
}


def has_frame_table(reader: Reader) -> bool:
    """Whether an mp3 begins, behind its ID3 tags, with a table that counts its frames."""
    first = read_at(reader, front_tags_size(reader), 200)
    return any(mark in first for mark in (b"Xing", b"Info", b"VBRI"))


def begins_with_mp3_frames(reader: Reader) -> bool:
    """Whether two frames of an mp3 stand behind the tags with which a file may begin."""
    at = front_tags_size(reader)
    first = read_at(reader, at, HEADER_BYTES)
    size = length_of_frame(first, "mp3", "mp3")
    return size > HEADER_BYTES and read_at(reader, at + size, 2) == first[:2]
