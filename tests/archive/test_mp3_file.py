"""An mp3 file's length from its frames: as it is by decoding, or none where anything is odd."""

import numpy as np
import pytest

from helpers import Sound
from helpers.archive.mp3_file import mp3_of
from helpers.paths import DATA


def encoded(seconds, rate, bitrate=None):
    tone = (0.3 * np.sin(np.arange(int(seconds * rate)) / 20)).astype(np.float32)
    return Sound.from_samples(tone, rate).to("mp3", bitrate=bitrate)


@pytest.fixture(scope="module")
def data():
    return encoded(1.0, 16_000, 32_000).data


@pytest.mark.parametrize("rate", [8_000, 11_025, 16_000, 22_050, 24_000, 44_100, 48_000])
@pytest.mark.parametrize("seconds", [0.3, 1.345])
def test_it_is_as_long_as_by_decoding(rate, seconds):
    sound = encoded(seconds, rate)
    told = mp3_of(sound.data)
    assert told.seconds == pytest.approx(sound.seconds, abs=1e-6)
    assert (told.sample_rate, told.channels) == (sound.sample_rate, sound.channels)


@pytest.mark.parametrize("path", sorted((DATA / "archive").glob("call-0*.mp3")), ids=str)
def test_the_recordings_of_the_course(path):
    assert mp3_of(path.read_bytes()).seconds == pytest.approx(Sound.load(path).seconds, abs=1e-6)


def test_tags_are_no_sound(data):
    title = b"ID3\3\0\0\0\0\1\1" + bytes(129)
    assert mp3_of(title + data + b"TAG" + bytes(125)) == mp3_of(data)


@pytest.mark.parametrize(
    "spoilt",
    [
        lambda data: b"",
        lambda data: b"ID3",
        lambda data: b"words, no sound at all",
        lambda data: data[:-10],  # the last frame is cut
        lambda data: data + b"garbage",
        lambda data: data[:2000] + bytes(7) + data[2000:],
        lambda data: data + encoded(1.0, 24_000).data,
        lambda data: b"RIFF" + data,
    ],
)
def test_anything_else_is_left_to_the_decoder(data, spoilt):
    assert mp3_of(spoilt(data)) is None
