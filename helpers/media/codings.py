"""How the sound in a file is coded where nothing here decodes it: what that is, how to go on."""

from typing import Any

from helpers.media.reader import Reader, read_at, size_of

ENDS_READ = 1_000_000  # bytes at either end of a file in which its index is looked for
LOCKED_TAGS = (b"drms", b"enca")  # of an mp4's track (ISO/IEC 14496-12 §8.12): it decodes to noise
# The object of a Windows Media file that holds the keys of its lock (ASF specification §3.14).
ASF_HEADER = bytes.fromhex("3026b2758e66cf11")
ASF_LOCK = bytes.fromhex("fbb3112223bdd211b4b700a0c955fc6e")
LOCKED = (
    "The sound in this file is locked to the player of the shop that sold it: "
    "choose a recording without such a lock."
)
EXPORT = "export it as wav, mp3 or m4a from where it was made."
IN_MP4 = {  # the name of a track's coding (https://mp4ra.org) -> what people call it
    **dict.fromkeys((b"ac-4",), "Dolby AC-4"),
    **dict.fromkeys((b"mha1", b"mha2", b"mhm1", b"mhm2"), "MPEG-H"),
    **dict.fromkeys((b"apac",), "Apple's spatial audio"),
    **dict.fromkeys((b"sawp",), "AMR-WB+"),
}


def is_locked(reader: Reader) -> bool:
    """Whether a Windows Media file or an mp4 is locked."""
    head = read_at(reader, 0, 8)
    if head == ASF_HEADER:
        return ASF_LOCK in read_at(reader, 0, ENDS_READ)
    return head[4:] == b"ftyp" and any(name in LOCKED_TAGS for name in _names_in_index(reader))


def has_lock(codec_context: Any) -> bool:
    """Whether PyAV's decoder of a track is one for what is locked."""
    try:
        return codec_context.codec_tag.encode("latin-1") in LOCKED_TAGS
    except UnicodeError:  # four bytes that are no letters
        return False


def undecoded(reader: Reader) -> str:
    """One sentence for a whole file whose sound is in a coding that is not decoded here."""
    names = _names_in_index(reader)
    if any(name in LOCKED_TAGS for name in names):
        return LOCKED
    if known := next((IN_MP4[name] for name in names if name in IN_MP4), None):
        return f"The sound in this file is in a format that is not known here, {known}: {EXPORT}"
    return f"The sound in this file is in a format that is not known here: {EXPORT}"


def _names_in_index(reader: Reader) -> list[bytes]:
    """The codings of the tracks that an mp4's index describes."""
    first, end = read_at(reader, 0, ENDS_READ), size_of(reader)
    last = read_at(reader, max(end - ENDS_READ, 0), ENDS_READ)
    # behind the name stand its version, the number of entries, the size of the first
    return [part[12:16] for data in (first, last) for part in data.split(b"stsd")[1:]]
