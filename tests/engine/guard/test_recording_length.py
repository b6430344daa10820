"""The most that a recording can last: never less than it lasts, and not much more."""

import base64
import struct

import numpy as np
import pytest

from helpers.engine.guard.recording_length import most_seconds
from helpers.media import codec


def sine(seconds, rate):
    return np.sin(np.arange(int(seconds * rate)) / 20).astype(np.float32) / 2


@pytest.mark.parametrize("format", ["wav", "mp3"])
@pytest.mark.parametrize("rate", [8_000, 16_000, 22_050, 24_000, 44_100, 48_000])
@pytest.mark.parametrize("seconds", [0.2, 3.266, 30])
def test_it_is_long_enough_and_little_more(format, rate, seconds):
    data = codec.encode(sine(seconds, rate), rate, format)
    assert seconds <= most_seconds(data) <= seconds * 1.05 + 0.6


def wav(codec_number, rate, frame):
    header = b"RIFF\xff\xff\xff\xffWAVEfmt "
    facts = struct.pack("<IHHIIHH", 16, codec_number, 1, rate, 10**9, frame, 16)
    return header + facts + b"data\xff\xff\xff\xff" + bytes(96_000)


@pytest.mark.parametrize(
    ("data", "seconds"),
    [
        (wav(1, 24_000, 2), 2),
        (wav(7, 8_000, 1), 12),
        (wav(1, 100, 2), 480),
        (wav(0x31, 8_000, 65), 96),  # GSM: blocks of another length
        (wav(1, 0, 2), 96),
        (wav(1, 24_000, 0), 96),
        (b"RIFF" + bytes(96_000), 96),
        (b"RIFX" + wav(1, 24_000, 2)[4:], 96),
        (bytes(96_000), 96),
        (b"\xff" * 96_000, 96),
        (base64.b64encode(bytes(72_000)), 96),
        (b"", 0),
    ],
)
def test_headers_that_lie_or_lack(data, seconds):
    assert most_seconds(data) == pytest.approx(seconds, rel=0.01)


@pytest.mark.parametrize("cut", range(8))
def test_mp3_frames_are_found_behind_other_bytes(cut):
    sound = codec.encode(sine(2, 24_000), 24_000, "mp3")
    assert 2 <= most_seconds(b"ID3" + bytes(cut) + sound) <= 2.6
    assert 2 <= most_seconds(sound + b"\xff" * cut) <= 2.6
