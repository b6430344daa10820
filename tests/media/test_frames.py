"""Frames that say how long they are, against files that FFmpeg wrote."""

import io

import pytest

from helpers.media.container import Track
from helpers.media.frames import has_frame_table, length_of_frame
from tests.sounds import FILES, make, tone


def frames_of(data):
    """Every packet of a file, with its container's and its codec's name."""
    with Track(data) as track:
        container, codec = track.container.format.name, track.stream.codec_context.name
        return container, codec, [bytes(packet) for packet in track.container.demux(track.stream)]


@pytest.mark.parametrize(
    ("container", "name", "rate", "layout"),
    [
        ("mp3", "libmp3lame", 44100, "stereo"),
        ("mp3", "libmp3lame", 24000, "mono"),
        ("mp3", "libmp3lame", 11025, "mono"),
        ("mp3", "libmp3lame", 8000, "mono"),
        ("adts", "aac", 44100, "stereo"),
        ("amr", "libopencore_amrnb", 8000, "mono"),
    ],
)
def test_a_frame_says_its_length(container, name, rate, layout):
    container, codec, packets = frames_of(make(container, name, tone(1, rate), rate, layout))
    frames = [packet for packet in packets if packet]
    assert len(frames) > 10
    for frame in frames:
        assert length_of_frame(frame, container, codec) == len(frame)
        assert length_of_frame(frame[:-1], container, codec) == len(frame)


@pytest.mark.parametrize(
    ("frame", "container", "codec", "length"),
    [
        (b"", "mp3", "mp3float", 0),
        (b"\xff", "mp3", "mp3float", 6),
        (b"\xff", "aac", "aac", 6),
        (b"\xff", "wav", "mp3float", 0),
        (b"\xff\xfb\x9c\x00\x00\x00", "mp3", "mp3float", 0),
        (b"\xff\xeb\x90\x00\x00\x00", "mp3", "mp3float", 0),
        (b"\xff\xfd\x90\x00\x00\x00", "mp3", "mp3float", 0),
        (b"\x7c" + bytes(9), "amr", "amrnb", 0),
        (b"fLaC" + bytes(9), "flac", "flac", 0),
    ],
    ids=str,
)
def test_what_does_not_say_its_length(frame, container, codec, length):
    assert length_of_frame(frame, container, codec) == length


def test_a_table_of_frames_stands_behind_the_tags():
    bare = make("mp3", "libmp3lame", tone(1), 24000, write_xing="0", write_id3v1="0")
    tag = b"ID3\4\0\0\0\0\2\1" + bytes(257)  # 2 * 128 + 1 bytes
    assert has_frame_table(io.BytesIO(FILES["mp3"])) and not has_frame_table(io.BytesIO(bare))
    assert has_frame_table(io.BytesIO(tag + tag + FILES["mp3"]))
    assert not has_frame_table(io.BytesIO(b"ID3\4\0\0\0\0\0\4Xing" + bytes(300)))
    assert not has_frame_table(io.BytesIO(b"ID3"))
