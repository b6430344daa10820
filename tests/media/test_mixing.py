"""Channels mixed to one: as loud as each is heard, and nothing vanishes."""

import numpy as np
import pytest

from helpers import Sound
from helpers.media import codec
from helpers.media.mixing import mixed
from tests.sound_file import sound_file
from tests.sounds import make, pcm, tone, wav

RATE = 48_000
VOICE = tone(1, RATE, height=0.5)
LAYOUTS = {
    "5.1": ("FL", "FR", "FC", "LFE", "BL", "BR"),
    "5.1(side)": ("FL", "FR", "FC", "LFE", "SL", "SR"),
    "7.1": ("FL", "FR", "FC", "LFE", "BL", "BR", "SL", "SR"),
    "quad": ("FL", "FR", "BL", "BR"),
}
DECIBELS = {"FC": 0, "FL": -3, "FR": -3, "BL": -6, "BR": -6, "SL": -6, "SR": -6}


def alone(layout, speaker):
    """The voice in one channel, all others silent."""
    samples = np.zeros((VOICE.size, len(LAYOUTS[layout])), np.float32)
    samples[:, LAYOUTS[layout].index(speaker)] = VOICE
    return samples


def loudness(samples):
    return 20 * np.log10(max(float(np.sqrt((samples**2).mean())), 1e-9))


@pytest.mark.parametrize("speaker", DECIBELS)
@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_voice_in_one_channel_is_as_loud_as_the_recommendation_says(layout, speaker):
    if speaker not in LAYOUTS[layout]:
        return
    mono, _ = codec.samples(sound_file("flac", "flac", alone(layout, speaker), RATE, layout))
    assert loudness(mono) - loudness(VOICE) == pytest.approx(DECIBELS[speaker], abs=0.05)


def test_deep_effects_are_left_out():
    (found,) = mixed([alone("5.1", "LFE")], LAYOUTS["5.1"])
    assert not found.any() and found.shape == (VOICE.size, 1)
    (found,) = mixed([np.stack((VOICE, VOICE, VOICE / 5), axis=1)], ("FL", "FR", "LFE"))
    assert np.abs(found[:, 0] - VOICE).max() < 0.001  # 2.1 is stereo with an extra


def test_a_mix_that_would_clip_is_turned_down_and_up_again():
    loud, quiet = (np.full((RATE, 6), height, np.float32) for height in (1.0, 0.1))
    blocks = list(mixed([quiet, quiet, loud, quiet, quiet], LAYOUTS["5.1"]))
    whole = np.concatenate(blocks)[:, 0]
    assert whole.size == 5 * RATE and whole.max() == pytest.approx(1) and whole.min() > 0
    assert whole[:RATE].tolist() == pytest.approx([0.34142] * RATE, abs=0.001)  # as it is
    turned_down = slice(RATE, 2 * RATE)  # a straight line within the block before the loud one
    assert np.ptp(np.diff(whole[turned_down])) < 1e-6 and whole[2 * RATE - 1] < 0.15
    assert np.abs(np.diff(whole[3 * RATE :])).max() < 1e-4  # and no step on the way back
    assert whole[-1] == pytest.approx(0.34142, abs=0.001)


@pytest.mark.parametrize("format", ["wav", "flac", "mp3"])
def test_two_channels_of_opposite_phase_do_not_vanish(format):
    """A plug that is wired the wrong way round, which headphones hide."""
    name = {"wav": "pcm_s16le", "flac": "flac", "mp3": "libmp3lame"}[format]
    file = sound_file(format, name, np.stack((VOICE, -VOICE), axis=1), RATE, "stereo")
    mono, _ = codec.samples(file)
    assert abs(loudness(mono) - loudness(VOICE)) < 0.5
    assert loudness(Sound.load(file).mono().samples()) == pytest.approx(loudness(mono), abs=0.1)
    shaped = np.stack((VOICE, -VOICE), axis=1)
    assert loudness(Sound.from_samples(shaped, RATE).samples()) > loudness(VOICE) - 0.1


def test_a_pause_keeps_the_phase_and_a_plain_part_changes_it():
    silence, plain = np.zeros((RATE, 2), np.float32), np.stack((VOICE, VOICE), axis=1)
    opposed = plain * (1, -1)
    found = list(mixed([opposed, silence, opposed, plain, plain], ("FL", "FR")))
    for block, height in zip(found, (0.5, 0, 0.5, 0.5, 0.5), strict=True):
        assert np.abs(block).max() == pytest.approx(height, abs=0.001)
    assert np.abs(found[0][:, 0] - VOICE).max() < 0.001  # the left channel's own phase


def test_plain_stereo_and_channels_without_a_place_become_their_mean():
    chance = np.random.default_rng(0).uniform(-1, 1, (RATE, 2)).astype(np.float32)
    assert np.array_equal(next(mixed([chance], ("FL", "FR"))), chance.mean(axis=1, keepdims=True))
    nameless = np.repeat(chance, 3, axis=1)
    found = next(mixed([nameless], ("NONE",) * 6))
    assert np.array_equal(found, nameless.mean(axis=1, keepdims=True))
    assert (
        np.abs(codec.samples(make("flac", "flac", VOICE, RATE, "stereo"))[0] - VOICE).max() < 1e-3
    )
    tracks = np.repeat(pcm(VOICE), 6, axis=1)  # a WAV that names no loudspeakers
    assert np.abs(codec.samples(wav(tracks, RATE))[0] - VOICE).max() < 1e-3
