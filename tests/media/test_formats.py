"""The names of formats."""

import io
import struct

import pytest
from PIL import Image

from helpers.media import codec
from helpers.media.container import Track
from helpers.media.formats import (
    BARE_NAMES,
    ENDINGS,
    check_ending,
    ending_of,
    fits_ending,
    has_video,
)
from helpers.media.kinds import UNTRIED
from tests.media.by_hand import BY_HAND
from tests.media.rows import MORE_ROWS
from tests.sounds import FILES, MADE, make, refused, tone


@pytest.mark.parametrize(
    ("name", "ending"),
    [("a.WAV", "wav"), ("두 개.m4a", "m4a"), ("a.b.mp3", "mp3"), ("no ending", ""), ("", "")],
)
def test_the_ending_of_a_name(name, ending):
    assert ending_of(name) == ending


def test_every_format_has_an_ending_of_its_own_name():
    formats = {ours for *_, ours, _ in MADE} | {"mp4", "pcm16", "mpeg", "flv", "wv"}
    more = {row.ours for row in MORE_ROWS} | set(BY_HAND) - {"wav"}
    assert all(fits_ending(name, f"a.{name}") for name in formats | more)
    assert {name for names in ENDINGS.values() for name in names} == formats | more | UNTRIED
    assert not UNTRIED & more
    assert not {ending for ending in ENDINGS if ending in BARE_NAMES} - {"pcm16"}


@pytest.mark.parametrize(
    ("format", "name", "fits"),
    [
        ("m4a", "film.mp4", True),
        ("opus", "chat.ogg", True),
        ("webm", "film.mkv", True),
        ("wav", "a.xyz", True),
        ("wav", "", True),
        ("wav", "a.mp3", False),
        ("mp3", "a.ts", False),
    ],
)
def test_what_a_name_may_hold(format, name, fits):
    assert fits_ending(format, name) == fits


def test_a_name_of_another_format_is_refused_with_what_to_do():
    check_ending("wav", "a.wav")
    assert refused(check_ending, "wav", "a.wma").endswith("save it as .wav.")
    assert "sound.to('mp3').save" in refused(check_ending, "wav", "a.mp3")


def test_a_cover_picture_is_no_video():
    png = io.BytesIO()
    Image.new("RGB", (16, 16)).save(png, "png")
    picture = b"\0image/png\0\3\0" + png.getvalue()
    body = b"APIC" + struct.pack(">IH", len(picture), 0) + picture
    tag = b"ID3\3\0\0" + bytes(len(body) >> shift & 127 for shift in (21, 14, 7, 0)) + body
    with Track(tag + FILES["mp3"]) as track:
        assert len(track.container.streams.video) == 1 and not has_video(track.container)
    assert not codec.measure(tag + FILES["mp3"]).video
    film = make("mp4", "aac", tone(1), 24000, video=True)
    assert codec.measure(film).video and not codec.measure(FILES["m4a"]).video
    assert (codec.measure(film).format, codec.measure(FILES["m4a"]).format) == ("mp4", "m4a")
