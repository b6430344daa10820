"""Tags behind the sound: they are no part of it, and a file that has them is whole."""

import io
import struct

import pytest

from helpers import Sound
from helpers.media import codec
from helpers.media.tags import size_without_tags
from tests.sounds import make, tone


def ape(item, has_header=True):
    """An APEv2 tag that holds one item."""
    flags, size = 1 << 31 if has_header else 0, len(item) + 32
    footer = b"APETAGEX" + struct.pack("<4I8x", 2000, size, 1, flags)
    header = b"APETAGEX" + struct.pack("<4I8x", 2000, size, 1, 0xA0000000)
    return (header if has_header else b"") + item + footer


ITEM = struct.pack("<2I", 4, 0) + b"Title\0song"
COVER = struct.pack("<2I", 90_000, 2) + b"Cover Art (Front)\0" + bytes(range(250)) * 360
ID3V1 = b"TAG" + bytes(125)
LYRICS = b"LYRICSBEGININD0000200" + b"000021LYRICS200"
TAGS = {
    "ape": ape(ITEM),
    "ape without a header": ape(ITEM, has_header=False),
    "ape with a cover": ape(COVER),
    "id3v1": ID3V1,
    "lyrics and id3v1": LYRICS + ID3V1,
    "ape and id3v1": ape(ITEM) + ID3V1,
    "id3v2 with a footer": b"ID3\4\0\x10\0\0\0\x0a" + bytes(10) + b"3DI\4\0\x10\0\0\0\x0a",
}
FILES = {
    "wv": make("wv", "wavpack", tone(1, 44100), 44100),
    "amr": make("amr", "libopencore_amrnb", tone(1, 8000), 8000),
    "mp3": make("mp3", "libmp3lame", tone(1), 24000),
    "aac": make("adts", "aac", tone(1, 44100), 44100),
    "mpegts": make("mpegts", "aac", tone(1, 48000), 48000),
    "webm": make("webm", "libopus", tone(1, 48000), 48000),
    "wav": make("wav", "pcm_s16le", tone(1), 24000),
    "ogg": make("ogg", "libopus", tone(1, 48000), 48000),
    "flac": make("flac", "flac", tone(1), 24000),
}


@pytest.mark.parametrize("tag", TAGS)
@pytest.mark.parametrize("name", FILES)
def test_a_tag_behind_the_sound_changes_nothing(name, tag):
    assert size_without_tags(io.BytesIO(FILES[name] + TAGS[tag])) == len(FILES[name])
    assert codec.measure(FILES[name] + TAGS[tag]) == codec.measure(FILES[name])


ID3V2 = b"ID3\4\0\0\0\0\0\x0a" + bytes(10)


@pytest.mark.parametrize("tag", [ID3V2, ape(ITEM), ID3V2 + ape(ITEM)], ids=["id3", "ape", "both"])
@pytest.mark.parametrize("name", FILES)
def test_a_tag_before_the_sound_changes_nothing(name, tag):
    whole = Sound.load(FILES[name])
    tagged = Sound.load(tag + FILES[name], quiet=True)
    assert tagged.format == whole.format
    assert abs(tagged.seconds - whole.seconds) <= 0.06  # FFmpeg sees no table behind an APE tag
    if name not in ("mp3", "aac", "mpegts"):  # whose readers pass over tags themselves
        assert tagged.data == whole.data


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"TAG",
        ID3V1,
        bytes(500),
        bytes(500) + b"APETAGEX" + struct.pack("<4I8x", 2000, 0xFFFFFFFF, 1, 0xFFFFFFFF),
        bytes(500) + b"APETAGEX" + bytes(24),
        bytes(500) + b"999999LYRICS200",
    ],
    ids=lambda data: data[-20:],
)
def test_what_is_no_tag_stays(data):
    assert size_without_tags(io.BytesIO(data)) == len(data)
