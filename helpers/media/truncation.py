"""Whether a file was meant to be longer than it is, as far as its format can tell."""

from helpers.media.container import Track
from helpers.media.frames import has_frame_table, length_of_frame
from helpers.media.reader import Reader, read_at, size_of
from helpers.media.wav import SIZE_UNKNOWN, claimed_size, data_chunk

# Containers whose header says how long the sound is -> seconds of it that encoders may leave out.
# Elsewhere FFmpeg guesses.
SPARE_SECONDS = {
    "flac": 0,
    "aiff": 0,
    "au": 0,
    "w64": 0,
    "caf": 0.25,
    "mov,mp4,m4a,3gp,3g2,mj2": 0.25,
    "matroska,webm": 0.25,
    "mp3": 0.1,
}
ROUNDING = 0.001  # seconds
LONGEST_OGG_PAGE = 27 + 255 + 255 * 255  # bytes (RFC 3533 §6)
ASF_HEAD = 100_000  # bytes in which the object below is looked for
# The object of a WMA's header that holds the size of the file (ASF specification §3.2).
ASF_FILE_PROPERTIES = bytes.fromhex("a1dcab8c47a9cf118ee400c00c205365")
ASF_LARGEST = 1 << 40  # a broadcast has no true size
MPEGTS_PACKET = 188  # bytes, of which the first is a G (ISO/IEC 13818-1 §2.4.3)
EBML_MASTERS = (0x18538067, 0x1F43B675)  # Segment, Cluster: they hold everything else (RFC 9559)
LONGEST_EBML_HEAD = 13  # bytes: 4 of an element's kind, up to 9 read of its length


def is_cut_short(track: Track, seconds: float) -> bool:
    """Whether a file holds less than it says: `track` was read to its end and gave `seconds`."""
    name = track.container.format.name
    if name in CUT_SHORT and CUT_SHORT[name](track.reader):
        return True
    if name in ("wav", "ogg", "mpegts"):  # nothing but the above tells
        return False
    codec, last = track.stream.codec_context.name, track.last_packet
    return (
        track.torn
        or len(last) < length_of_frame(last, name, codec)
        or _seconds_in_header(track) > seconds + track.lost_seconds + ROUNDING
    )


def _seconds_in_header(track: Track) -> float:
    """What the header says, less what encoders may leave out; 0 where it says nothing."""
    name = track.container.format.name
    if name not in SPARE_SECONDS or (name == "mp3" and not has_frame_table(track.reader)):
        return 0.0
    of_stream, of_file = track.stream.duration, track.container.duration
    if of_stream:
        return float(of_stream * track.stream.time_base) - SPARE_SECONDS[name]
    return (of_file or 0) / 1_000_000 - SPARE_SECONDS[name]


def _wav_cut_short(reader: Reader) -> bool:
    at = data_chunk(reader)
    return at is not None and size_of(reader) - at - 8 < claimed_size(reader, at) < SIZE_UNKNOWN


def _avi_cut_short(reader: Reader) -> bool:
    head = read_at(reader, 0, 8)
    claimed = int.from_bytes(head[4:], "little")
    return head[:4] == b"RIFF" and size_of(reader) - 8 < claimed < SIZE_UNKNOWN


def _ogg_cut_short(reader: Reader) -> bool:
    """The last page says how long each of its pieces is."""
    end = size_of(reader)
    tail = read_at(reader, max(end - LONGEST_OGG_PAGE, 0), LONGEST_OGG_PAGE)
    page = tail[tail.rfind(b"OggS") :] if b"OggS" in tail else b""
    if not page:  # something else stands behind the file
        return False
    lengths = page[27 : 27 + page[26]] if len(page) > 26 else b""
    return len(page) < 27 or len(page) < 27 + page[26] + sum(lengths)


def _asf_cut_short(reader: Reader) -> bool:
    head, end = read_at(reader, 0, ASF_HEAD), size_of(reader)
    at = head.find(ASF_FILE_PROPERTIES)
    if at < 0 or at >= end - 48:
        return False
    return end < int.from_bytes(read_at(reader, at + 40, 8), "little") < ASF_LARGEST


def _mpegts_cut_short(reader: Reader) -> bool:
    starts_a_packet = read_at(reader, MPEGTS_PACKET, 1) == b"G"
    return starts_a_packet and size_of(reader) % MPEGTS_PACKET > 0


def _matroska_cut_short(reader: Reader) -> bool:
    """Step from element to element.

    Browsers write neither a length of the whole nor the sizes of what holds others.
    """
    at, end = 0, size_of(reader)
    while at < end:
        head = read_at(reader, at, LONGEST_EBML_HEAD)
        kind_bytes = 9 - head[0].bit_length()
        if kind_bytes > 4:  # no element: something else stands behind the file
            return False
        size_bytes = 9 - head[kind_bytes].bit_length() if kind_bytes < len(head) else 9
        head_bytes = kind_bytes + size_bytes
        if at + head_bytes > end:
            return True
        unknown = (1 << 7 * size_bytes) - 1  # all bits set
        size = int.from_bytes(head[kind_bytes:head_bytes], "big") & unknown
        holds_others = int.from_bytes(head[:kind_bytes], "big") in EBML_MASTERS
        at += head_bytes if holds_others or size == unknown else head_bytes + size
    return at > end


CUT_SHORT = {
    "wav": _wav_cut_short,
    "avi": _avi_cut_short,
    "ogg": _ogg_cut_short,
    "asf": _asf_cut_short,
    "mpegts": _mpegts_cut_short,
    "matroska,webm": _matroska_cut_short,
}
