"""How the sound in a file is coded where nothing here decodes it: what that is, how to go on."""

from typing import Any

from helpers.media.reader import Reader, read_at, size_of

ENDS_READ = 1_000_000  # bytes at either end of a file in which its index is looked for
LOCKED_TAGS = ("drms", "enca")  # of an mp4's track (ISO/IEC 14496-12 §8.12): it decodes to noise
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
    """Whether a Windows Media file is locked."""
    return read_at(reader, 0, 8) == ASF_HEADER and ASF_LOCK in read_at(reader, 0, ENDS_READ)


def has_lock(codec_context: Any) -> bool:
    """Whether PyAV's decoder of a track is one for what is locked."""
    try:
        return codec_context.codec_tag in LOCKED_TAGS
    except UnicodeDecodeError:  # four bytes that are no letters
        return False


def undecoded(reader: Reader) -> str:
    """One sentence for a whole file whose sound is in a coding that is not decoded here."""
    first, end = read_at(reader, 0, ENDS_READ), size_of(reader)
    last = read_at(reader, max(end - ENDS_READ, 0), ENDS_READ)
    name = _name_in_index(first) or _name_in_index(last)
    if name.decode("latin-1") in LOCKED_TAGS:
        return LOCKED
    if name in IN_MP4:
        return (
            "The sound in this file is in a format that is not known here, "
            f"{IN_MP4[name]}: {EXPORT}"
        )
    return f"The sound in this file is in a format that is not known here: {EXPORT}"


def _name_in_index(data: bytes) -> bytes:
    """The coding of the first track that an mp4's index describes, empty where there is none."""
    at = data.find(b"stsd")  # then version, number of entries, size of the first
    return data[at + 16 : at + 20] if at >= 0 else b""
