"""Whether a file was meant to be longer than it is, as far as its format can tell."""

from typing import Literal

from helpers.media.container import Track
from helpers.media.ebml import elements
from helpers.media.frames import has_frame_table, length_of_frame
from helpers.media.reader import Reader, read_at, size_of
from helpers.media.wav import MOST_CHUNKS, claimed_size, data_chunk

# Containers whose header says how long the sound is -> seconds of it that encoders may leave out.
# Elsewhere FFmpeg guesses.
SPARE_SECONDS = {
    "flac": 0,
    "aiff": 0,
    "au": 0,
    "tta": 0,
    "wv": 0,
    "nistsphere": 0,
    "wve": 0,
    "caf": 0.25,
    "mov,mp4,m4a,3gp,3g2,mj2": 0.25,
    "matroska,webm": 0.25,
    "mp3": 0.1,
}
ROUNDING = 0.001  # seconds
# Sizes that a writer leaves in a header until it knows the end, which may never come:
LEAST_UNKNOWN = 0x7F000000  # bytes; no file read here is so large (docs/protocol.md §6)
LEAST_PLACEHOLDER = 100_000_000  # bytes; a smaller one cannot be told from a true size
ROUND_SIZES = (100_000_000, 1 << 28)  # multiples of these are no sizes of recordings, give or take
LEAST_ROUND = 10_000_000  # bytes; from here on these are none where next to nothing is there
SMALL_ROUND_SIZES = (10_000_000, 1 << 24)
HEADER_BYTES = 128  # which a writer may have added to a round size, or taken off
MOST_LOST = 16  # a file that holds a smaller part of its size was written so, not broken off
W64_FIRST_CHUNK, CAF_FIRST_CHUNK = 40, 8  # bytes before it
LONGEST_OGG_PAGE = 27 + 255 + 255 * 255  # bytes (RFC 3533 §6)
ASF_HEAD = 100_000  # bytes in which the object below is looked for
# The object of a WMA's header that holds the size of the file (ASF specification §3.2).
ASF_FILE_PROPERTIES = bytes.fromhex("a1dcab8c47a9cf118ee400c00c205365")
MPEGTS_PACKET = 188  # bytes, of which the first is a G (ISO/IEC 13818-1 §2.4.3)


def is_cut_short(track: Track, seconds: float) -> bool:
    """Whether a file holds less than it says: `track` was read to its end and gave `seconds`."""
    name = track.container.format.name
    if name in CUT_SHORT and CUT_SHORT[name](track.reader):
        return True
    codec, last = track.stream.codec_context.name, track.last_packet
    is_pcm = codec.startswith("pcm_")
    if name in ("wav", "w64", "ogg", "mpegts") or (name == "caf" and is_pcm):
        return False  # nothing but the above tells
    found, claimed = seconds + track.lost_seconds, _seconds_in_header(track)
    size = size_of(track.reader)
    is_left_open = is_placeholder(size * claimed / found, size)
    if is_left_open and is_pcm:  # FFmpeg calls its last packet torn
        return False
    return (
        track.torn
        or len(last) < length_of_frame(last, name, codec)
        or (claimed > found + ROUNDING and not is_left_open)
    )


def is_placeholder(claimed: float, held: float) -> bool:
    """Whether a size in a header stands for "not known yet", in bytes: `held` are there."""
    is_tiny = claimed > held * MOST_LOST
    if claimed < LEAST_PLACEHOLDER:
        return claimed >= LEAST_ROUND - HEADER_BYTES and is_tiny and _is_round(claimed, True)
    return claimed >= LEAST_UNKNOWN or is_tiny or _is_round(claimed)


def _is_round(size: float, small: bool = False) -> bool:
    units = SMALL_ROUND_SIZES if small else ROUND_SIZES
    return any(abs(size - round(size / unit) * unit) <= HEADER_BYTES for unit in units)


def _claims_more(claimed: float, held: float) -> bool:
    return held < claimed and not is_placeholder(claimed, held)


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
    return at is not None and _claims_more(claimed_size(reader, at), size_of(reader) - at - 8)


def _w64_cut_short(reader: Reader) -> bool:
    """Chunks have names of 16 bytes and sizes of 64 bits that count both (Sony Wave64)."""
    at, end = W64_FIRST_CHUNK, size_of(reader)
    for _ in range(MOST_CHUNKS):
        head = read_at(reader, at, 24)
        size = int.from_bytes(head[16:], "little")
        if head[:4] == b"data" or len(head) < 24:
            return _claims_more(size, end - at)
        at += max(size + -size % 8, 24)
    return False


def _caf_cut_short(reader: Reader) -> bool:
    """Chunks have names of 4 bytes and sizes of 64 bits (Apple, Core Audio Format)."""
    at, end = CAF_FIRST_CHUNK, size_of(reader)
    for _ in range(MOST_CHUNKS):
        head = read_at(reader, at, 12)
        size = int.from_bytes(head[4:], "big")
        if head[:4] == b"data" or len(head) < 12:
            return _claims_more(size, end - at - 12)
        at += 12 + size
    return False


def _sox_cut_short(reader: Reader) -> bool:
    """The header says its own size and how many samples of 32 bits follow."""
    head = read_at(reader, 0, 16)
    order: Literal["little", "big"] = "little" if head[:4] == b".SoX" else "big"
    of_head, samples = (int.from_bytes(part, order) for part in (head[4:8], head[8:]))
    return _claims_more(4 * samples, size_of(reader) - of_head)


def _avi_cut_short(reader: Reader) -> bool:
    head = read_at(reader, 0, 8)
    claimed = int.from_bytes(head[4:], "little")
    return head[:4] == b"RIFF" and _claims_more(claimed, size_of(reader) - 8)


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
    return _claims_more(int.from_bytes(read_at(reader, at + 40, 8), "little"), end)


def _mpegts_cut_short(reader: Reader) -> bool:
    starts_a_packet = read_at(reader, MPEGTS_PACKET, 1) == b"G"
    return starts_a_packet and size_of(reader) % MPEGTS_PACKET > 0


def _matroska_cut_short(reader: Reader) -> bool:
    """Its last element ends behind the end of the file."""
    size = size_of(reader)
    return any(behind > size for _, _, behind in elements(reader))


CUT_SHORT = {
    "wav": _wav_cut_short,
    "w64": _w64_cut_short,
    "caf": _caf_cut_short,
    "sox": _sox_cut_short,
    "avi": _avi_cut_short,
    "ogg": _ogg_cut_short,
    "asf": _asf_cut_short,
    "mpegts": _mpegts_cut_short,
    "matroska,webm": _matroska_cut_short,
}
