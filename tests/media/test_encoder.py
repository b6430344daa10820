"""Files made block by block."""

import numpy as np
import pytest

from helpers.media import codec
from helpers.media.encoder import WRITERS, Encoder, rate_for
from helpers.media.sniff import SoundError
from tests.sounds import plain, tone

PCM = (tone(2) * 32767).astype(np.int16)[:, None]


def written(format, sizes, channels=1):
    encoder, at = Encoder(format, 24000, channels), 0
    for size in sizes:
        encoder.add(np.repeat(PCM[at : at + size], channels, axis=1))
        at += size
    assert encoder.count == at
    return encoder.close()


@pytest.mark.parametrize("format", ["wav", "pcm16", *WRITERS])
def test_the_size_of_blocks_changes_nothing(format):
    assert written(format, [48000]) == written(format, [1, 0, 999, 7000, 40000])


@pytest.mark.parametrize("channels", [1, 2, 3, 6, 8])
@pytest.mark.parametrize("format", ["wav", "flac"])
def test_what_keeps_every_sample_keeps_it(format, channels):
    data = written(format, [48000], channels)
    facts, (block, *more) = codec.measure(data), codec.blocks(data, 24000, channels)
    assert (facts.channels, facts.seconds) == (channels, 2) and np.array_equal(
        np.rint(np.concatenate((block, *more)) * 32768).astype(np.int16),
        np.repeat(PCM, channels, axis=1),
    )


def test_a_faster_mp3_is_as_long_and_as_large():
    def mp3(level):
        encoder = Encoder("mp3", 16_000, 1, 32_000, compression_level=level)
        encoder.add(PCM)
        return encoder.close()

    usual, fast = mp3(None), mp3(7)
    assert usual == mp3(None) != fast and len(usual) == len(fast)
    assert codec.measure(usual).seconds == codec.measure(fast).seconds


def test_a_file_on_disk_is_the_file_in_memory():
    for format in ("wav", "flac", "mp3"):
        encoder = Encoder(format, 24_000, on_disk=True)
        encoder.add(PCM)
        assert encoder.close() == written(format, [48000])


def test_rates_that_a_codec_has():
    assert [rate_for(format, 44100) for format in ("wav", "flac", "mp3", "opus", "m4a")] == [
        44100,
        44100,
        44100,
        48000,
        44100,
    ]
    assert [rate_for("mp3", rate) for rate in (1000, 9000, 192000)] == [8000, 11025, 48000]


@pytest.mark.parametrize("format", ["wav", "flac", "pcm16"])
def test_a_bit_rate_is_not_passed_over_in_silence(format):
    with pytest.raises(SoundError, match="has no bit rate") as caught:
        Encoder(format, 24000, bitrate=64000)
    plain(caught.value)


@pytest.mark.parametrize("bitrate", ["many", -5, 10**30, 1.5])
@pytest.mark.parametrize("format", ["mp3", "opus", "m4a"])
def test_odd_bit_rates(format, bitrate):
    """The codec takes the nearest it has, or one sentence says that it does not."""
    try:
        encoder = Encoder(format, 24000, bitrate=bitrate)
        encoder.add(PCM)
        assert codec.measure(encoder.close()).seconds > 1.9
    except SoundError as error:
        plain(error)
