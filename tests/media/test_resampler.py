"""Channels mixed, rates changed, numbers kept in range."""

import struct

import av
import numpy as np
import pytest

from helpers.media import codec, resampler
from tests.sounds import (
    TONE,
    hertz,
    make,
    pcm,
    tone,
    wav,
)


@pytest.mark.parametrize("channels", [1, 2, 3, 5, 6, 8, 12, 24, 64])
def test_mono_is_the_mean_of_all_channels(channels):
    frames = np.repeat(pcm(tone(0.2, height=0.9)), channels, axis=1)
    mono, _ = codec.samples(wav(frames))
    assert (
        codec.measure(wav(frames)).channels == channels
        and np.abs(mono - tone(0.2, height=0.9)).max() < 0.001
    )
    frames[:, 0] = 0
    assert np.abs(codec.samples(wav(frames))[0]).max() == pytest.approx(
        0.9 * (channels - 1) / channels, abs=0.001
    )


def test_a_file_of_floats_stays_within_bounds_and_finite():
    values = np.array([0.5, np.nan, np.inf, -np.inf, 3.0, -3.0, 0.25] * 100, "<f4")[:, None]
    mono, _ = codec.samples(wav(values, tag=3, bits=32))
    assert np.array_equal(mono[:7], np.array([0.5, 0, 1, -1, 1, -1, 0.25], np.float32))
    assert np.frombuffer(codec.to_pcm16(values[:7, 0]), "<i2").tolist() == [
        16384,
        0,
        32767,
        -32767,
        32767,
        -32767,
        8192,
    ]
    assert codec.from_pcm16(struct.pack("<hh", -32768, 32767) + b"\1").tolist() == [-1, 1]


def test_a_rate_and_channels_that_change_on_the_way():
    data = make("mp3", "libmp3lame", tone(1, 44100), 44100, "stereo", write_xing="0") + make(
        "mp3", "libmp3lame", tone(1, 22050), 22050, write_xing="0"
    )
    mono, rate = codec.samples(data, 24000)
    assert (
        rate == 24000
        and mono.size / rate == pytest.approx(2, abs=0.15)
        and codec.measure(data).seconds == pytest.approx(mono.size / rate, abs=0.01)
    )
    assert hertz(mono[2400:21600], rate) == pytest.approx(440, abs=2) and hertz(
        mono[-21600:-2400], rate
    ) == pytest.approx(440, abs=2)


def test_resampling_keeps_what_it_can():
    assert (
        codec.resample(TONE, 24000, 24000) is TONE
        and not codec.resample(TONE[:0], 24000, 8000).size
    )
    for wanted in (8000, 16000, 44100, 48000):
        other = codec.resample(TONE, 24000, wanted)
        assert (
            other.size == 2 * wanted
            and np.abs(other - tone(2, wanted))[wanted // 10 : -wanted // 10].max() < 0.001
        )


def test_a_layout_that_changes_its_name_on_the_way():
    """Damaged AAC does so: six channels as 5.1, then as 6.0, then as 5.1 again."""
    frames = []
    for layout in ("5.1", "5.1", "6.0", "5.1(side)", "5.1"):
        samples = np.full((1, 6 * 480), 0.25, np.float32)
        frames.append(av.AudioFrame.from_ndarray(samples, format="flt", layout=layout))
        frames[-1].sample_rate = 48000
    for channels, rate in ((6, 48000), (1, 48000), (1, 16000)):
        blocks = list(resampler.blocks_of(frames, rate, channels))
        assert sum(len(block) for block in blocks) == pytest.approx(2400 * rate / 48000, abs=40)
        assert all(block.shape[1] == channels for block in blocks)
