"""Frames of mp3, AAC and AMR: what their first bytes say of their length and their number."""

from helpers.media.reader import Reader, read_at

# The bit rates of Layer III in kbit/s, by the frame header's number (ISO/IEC 11172-3, 13818-3).
MPEG1_KILOBITS = (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 0)
MPEG2_KILOBITS = (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160, 0)
MPEG1_RATES = (44100, 48000, 32000)  # Hz; MPEG-2 has half of each, MPEG-2.5 a quarter
RATE_DIVISORS = {3: 1, 2: 2, 0: 4}  # the header's version: MPEG-1, MPEG-2, MPEG-2.5
AMR_BYTES = {  # a frame's length by its type (RFC 4867 §5.3)
    "amrnb": (13, 14, 16, 18, 20, 21, 27, 32, 6),
    "amrwb": (18, 24, 33, 37, 41, 47, 51, 59, 61, 6),
}
HEADER_BYTES = 6  # what is needed of an mp3 or ADTS frame to know its length


def length_of_frame(frame: bytes, container: str, codec: str) -> int:
    """Bytes that a frame which begins so has to have; 0 in formats whose frames do not say it."""
    if codec in AMR_BYTES and frame:
        kind = frame[0] >> 3 & 15
        return AMR_BYTES[codec][kind] if kind < len(AMR_BYTES[codec]) else 0
    if len(frame) < HEADER_BYTES or frame[0] != 0xFF or frame[1] < 0xE0:
        is_part_of_header = frame[:1] == b"\xff" and container in ("mp3", "aac")
        return HEADER_BYTES if is_part_of_header else 0
    if codec == "aac" and frame[1] & 0xF6 == 0xF0:  # ADTS (ISO/IEC 13818-7 §6.2)
        return (frame[3] & 3) << 11 | frame[4] << 3 | frame[5] >> 5
    return _length_of_mp3_frame(frame) if codec.startswith("mp3") else 0


def _length_of_mp3_frame(frame: bytes) -> int:
    version, layer, rate = frame[1] >> 3 & 3, frame[1] >> 1 & 3, frame[2] >> 2 & 3
    if layer != 1 or version not in RATE_DIVISORS or rate == 3:
        return 0
    is_mpeg1, padding = version == 3, frame[2] >> 1 & 1
    kilobits = (MPEG1_KILOBITS if is_mpeg1 else MPEG2_KILOBITS)[frame[2] >> 4]
    hertz = MPEG1_RATES[rate] // RATE_DIVISORS[version]
    return (144 if is_mpeg1 else 72) * kilobits * 1000 // hertz + padding


def has_frame_table(reader: Reader) -> bool:
    """Whether an mp3 begins, behind its ID3 tags, with a table that counts its frames."""
    at = 0
    while (head := read_at(reader, at, 10))[:3] == b"ID3" and len(head) == 10:
        at += 10 + _synchsafe(head[6:])
    first = read_at(reader, at, 200)
    return any(mark in first for mark in (b"Xing", b"Info", b"VBRI"))


def _synchsafe(size: bytes) -> int:
    """A size of seven bits a byte (ID3v2.4 §6.2)."""
    number = 0
    for byte in size:
        number = number << 7 | byte & 127
    return number
