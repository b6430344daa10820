"""Samples without a header, as telephone systems write them: they get the header of a WAV."""

import struct

from helpers.media.kinds import BARE, Bare, kind_of
from helpers.media.reader import Reader, size_of
from helpers.media.sniff import name_other_kind
from helpers.media.stored import read_whole
from helpers.media.tags import front_tags_size, head_of


def bare_kind(reader: Reader, ending: str, format: str) -> Bare | None:
    """What the bytes are, by `format` or else by the ending of their name.

    None where neither tells, or where the bytes themselves say what they are.
    """
    if not is_bare(reader):
        return None
    return next(
        (kind for kind in BARE if format == kind.format or (not format and ending in kind.endings)),
        None,
    )


def is_bare(reader: Reader) -> bool:
    """Whether the bytes may be samples without a header: they say of nothing else what it is."""
    head = head_of(reader)
    return not (kind_of(head) or name_other_kind(head) or front_tags_size(reader))


def with_header(reader: Reader, kind: Bare) -> bytes:
    """A mono WAV of the same samples."""
    size, bits = size_of(reader), kind.bits
    form = struct.pack(
        "<HHIIHHH",
        *(kind.tag, 1, kind.sample_rate, kind.sample_rate * bits // 8, max(bits // 8, 1), bits, 0),
    )
    head = b"WAVEfmt " + struct.pack("<I", len(form)) + form + b"data" + struct.pack("<I", size)
    return b"RIFF" + struct.pack("<I", len(head) + size) + head + read_whole(reader)
