"""Whether a file was meant to be longer than it is, as far as its format can tell."""

import struct

from helpers.media.wav import UNKNOWN, data_chunk, promised, size_at

PROMISING = {  # containers whose header says how long the sound is -> seconds of it that encoders may leave out; elsewhere FFmpeg guesses
    "flac": 0,
    "aiff": 0,
    "au": 0,
    "w64": 0,
    "caf": 0.25,
    "mov,mp4,m4a,3gp,3g2,mj2": 0.25,
    "matroska,webm": 0.25,
    "mp3": 0.1,
}
EXACT = 0.001  # seconds, for rounding
ASF_PROPERTIES = bytes.fromhex(
    "a1dcab8c47a9cf118ee400c00c205365"
)  # the object of a WMA's header that holds the size of the file (ASF specification §3.2)
EBML_MASTERS = (
    0x18538067,
    0x1F43B675,
)  # Segment and Cluster, which hold everything else (Matroska, RFC 9559)
MP3_KILOBITS = {  # the frame header's bit rates: MPEG-1 and MPEG-2 Layer III (ISO/IEC 11172-3, 13818-3)
    1: (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 0),
    2: (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160, 0),
}
AMR_BYTES = {  # a frame's bytes by its type (RFC 4867 §5.3)
    "amrnb": (13, 14, 16, 18, 20, 21, 27, 32, 6),
    "amrwb": (18, 24, 33, 37, 41, 47, 51, 59, 61, 6),
}


def breaks_off(data: bytes, track, seconds: float) -> bool:
    """Whether the file holds less than it promises: `track` was read to its end, which gave `seconds`."""
    name = track.container.format.name
    if name in TORN and TORN[name](data):
        return True
    if name in ("wav", "ogg", "mpegts"):  # nothing but the above tells
        return False
    return (
        track.torn
        or len(track.last) < _frame_bytes(track.last, name, track.stream.codec_context.name)
        or _promised_seconds(data, track, name) > seconds + track.lost_seconds + EXACT
    )


def _promised_seconds(data: bytes, track, name: str) -> float:
    """What the header says, less what encoders may add or leave out; 0 where it says nothing."""
    if name not in PROMISING or name == "mp3" and not _has_table(data):
        return 0.0
    length, container = track.stream.duration, track.container.duration
    return (
        float(length * track.stream.time_base) if length else (container or 0) / 1_000_000
    ) - PROMISING[name]


def _has_table(data: bytes) -> bool:
    """Whether the first frame of an mp3, behind its ID3 tags, is a table of contents, which counts the frames."""
    at = 0
    while data[at : at + 3] == b"ID3" and at + 10 <= len(data):
        at += 10 + sum(
            (byte & 127) << shift for byte, shift in zip(data[at + 6 : at + 10], (21, 14, 7, 0))
        )
    return any(mark in data[at : at + 200] for mark in (b"Xing", b"Info", b"VBRI"))


def _frame_bytes(last: bytes, container: str, codec: str) -> int:
    """How long the packet that begins so has to be, in formats whose frames say it; 0 elsewhere."""
    if codec in AMR_BYTES and last:
        kind = last[0] >> 3 & 15
        return AMR_BYTES[codec][kind] if kind < len(AMR_BYTES[codec]) else 0
    if len(last) < 6 or last[0] != 0xFF or last[1] < 0xE0:
        return (
            6 if last[:1] == b"\xff" and container in ("mp3", "aac") else 0
        )  # the beginning of a frame is no frame
    if codec == "aac" and last[1] & 0xF6 == 0xF0:  # ADTS (ISO/IEC 13818-7)
        return (last[3] & 3) << 11 | last[4] << 3 | last[5] >> 5
    version, layer, rate = last[1] >> 3 & 3, last[1] >> 1 & 3, last[2] >> 2 & 3
    if not codec.startswith("mp3") or layer != 1 or version == 1 or rate == 3:
        return 0
    kilobits, hertz = (
        MP3_KILOBITS[1 if version == 3 else 2][last[2] >> 4],
        (44100, 48000, 32000)[rate] >> (0, 1, 2)[(3, 2, 0).index(version)],
    )
    return (144 if version == 3 else 72) * kilobits * 1000 // hertz + (last[2] >> 1 & 1)


def _torn_wav(data: bytes) -> bool:
    at = data_chunk(data)
    return at is not None and len(data) - at - 8 < promised(data, at) < UNKNOWN


def _torn_avi(data: bytes) -> bool:
    return data[:4] == b"RIFF" and len(data) - 8 < size_at(data, 4) < UNKNOWN


def _torn_ogg(data: bytes) -> bool:
    last = data.rfind(b"OggS")  # a page says how long each of its pieces is
    return last + 27 > len(data) or last + 27 + data[last + 26] + sum(
        data[last + 27 : last + 27 + data[last + 26]]
    ) > len(data)


def _torn_asf(data: bytes) -> bool:
    at = data.find(ASF_PROPERTIES, 0, 100_000)
    return (
        0 <= at < len(data) - 48
        and len(data) < struct.unpack_from("<Q", data, at + 40)[0] < 1 << 40
    )  # a broadcast has no true size


def _torn_mpegts(data: bytes) -> bool:
    return (
        data[188:189] == b"G" and len(data) % 188 > 0
    )  # packets of 188 bytes begin with a G (ISO/IEC 13818-1)


def _torn_matroska(data: bytes) -> bool:
    """Step from element to element: browsers write neither a length nor the sizes of what holds others."""
    at = 0
    while at < len(data):
        kind_bytes = 9 - data[at].bit_length()
        length_at = at + kind_bytes
        if kind_bytes > 4:  # no element: something else stands behind the file
            return False
        size_bytes = 9 - data[length_at].bit_length() if length_at < len(data) else 9
        begin = length_at + size_bytes
        if begin > len(data):
            return True
        size, kind = (
            int.from_bytes(data[length_at:begin], "big") & (1 << 7 * size_bytes) - 1,
            int.from_bytes(data[at:length_at], "big"),
        )
        at = (
            begin if kind in EBML_MASTERS or size == (1 << 7 * size_bytes) - 1 else begin + size
        )  # all bits set: the size is not known
    return at > len(data)


TORN = {
    "wav": _torn_wav,
    "avi": _torn_avi,
    "ogg": _torn_ogg,
    "asf": _torn_asf,
    "mpegts": _torn_mpegts,
    "matroska,webm": _torn_matroska,
}
