"""Pitch, loudness, rate and pauses against sounds whose truth is known."""

import math
import time
import tracemalloc

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as some

from helpers.media.codec import resample
from helpers.practice.voice.espeak import RATE, TIMBRES, Delivery, speak
from helpers.speech import prosody

RATES = (8000, 11025, 16000, 22050, 24000, 44100, 48000, 96000, 192000)
WORDS = "Please leave a message after the tone, and we will call you back tomorrow morning."  # 21 syllables
SPOKEN = {voice: speak(WORDS, voice) for voice in TIMBRES}


def tone(hertz, rate=RATE, seconds=0.5, height=0.5):
    return (height * np.sin(2 * np.pi * hertz * np.arange(int(rate * seconds)) / rate)).astype(
        np.float32
    )


def noise(seconds, rate=RATE, height=0.1, seed=0):
    return (height * np.random.default_rng(seed).standard_normal(int(rate * seconds))).astype(
        np.float32
    )


def buzz(hertz, seconds=1.0, formants=((500, 80), (1500, 120), (2500, 160))):
    """A vowel: every harmonic up to 4 kHz under formants, the plain truth about a voice's pitch."""
    times, sound = np.arange(int(RATE * seconds)) / RATE, 0
    for harmonic in np.arange(hertz, 4000, hertz):
        gain = sum(1 / (1 + ((harmonic - centre) / width) ** 2) for centre, width in formants)
        sound = sound + gain * np.sin(2 * np.pi * harmonic * times + harmonic)
    return (0.5 * sound / np.abs(sound).max()).astype(np.float32)


def silence(seconds, rate=RATE):
    return np.zeros(int(rate * seconds), np.float32)


def two_phrases(gap):
    first, second = (
        np.trim_zeros(speak(words, "alloy"))
        for words in ("Good morning to all of you", "Good morning to all of them")
    )
    return np.concatenate([silence(0.5), first, gap, second, silence(0.5)]), 0.5 + first.size / RATE


def same(left, right, but=()):
    for name in set(vars(left)) - set(but):
        np.testing.assert_allclose(
            getattr(left, name), getattr(right, name), rtol=1e-3, err_msg=name
        )


@pytest.mark.parametrize("rate", RATES)
def test_every_cell_of_a_tone_has_its_pitch_to_a_thousandth(rate):
    for hertz in (60, 77.7, 110, 234.5, 333.3, 440, 500):
        found = prosody.pitch(tone(hertz, rate), rate)[1]
        assert np.abs(found / hertz - 1).max() < 0.001  # nan fails too


@pytest.mark.parametrize("hertz", [30, 50, 540, 700, 1000, 3000])
def test_tones_out_of_range_are_no_voice(hertz):
    assert math.isnan(prosody.measure(tone(hertz), RATE).pitch)


@pytest.mark.parametrize("rate", [8000, 24000, 48000])
def test_noise_and_silence_are_no_voice(rate):
    for sound in (noise(10, rate), noise(10, rate, 0.001, seed=1), silence(2, rate)):
        assert np.isnan(prosody.pitch(sound, rate)[1]).all()
        assert prosody.measure(sound, rate).syllables == 0


@pytest.mark.parametrize("hertz", [65, 90, 120, 175, 250, 380])
def test_a_vowel_keeps_its_octave(hertz):
    found = prosody.measure(buzz(hertz), RATE)
    assert found.pitch == pytest.approx(hertz, rel=0.002)
    assert (found.pitch_low, found.pitch_high) == pytest.approx((hertz, hertz), rel=0.005)


def test_a_missing_fundamental_is_heard():
    assert prosody.measure((tone(300) + tone(450) + tone(600)) / 2, RATE).pitch == pytest.approx(
        150, rel=0.002
    )


def test_a_glide_is_followed():
    times = np.arange(RATE * 2) / RATE
    glide = np.sin(2 * np.pi * 100 * 2 / np.log(4) * (4 ** (times / 2) - 1)).astype(
        np.float32
    )  # 100 to 400 Hz in 2 s
    at, found = prosody.pitch(glide, RATE)
    cents = 1200 * np.abs(np.log2(found / (100 * 4 ** (at / 2))))[5:-5]
    assert np.median(cents) < 10 and cents.max() < 40
    whole = prosody.measure(glide, RATE)
    assert (whole.pitch_low, whole.pitch, whole.pitch_high) == pytest.approx(
        (100 * 4**0.1, 200, 100 * 4**0.9), rel=0.02
    )


def test_times_are_ten_milliseconds_apart_and_shared():
    for rate in RATES:
        (at, found), (same_at, level) = (
            prosody.pitch(tone(200, rate, 0.333), rate),
            prosody.loudness(tone(200, rate, 0.333), rate),
        )
        assert at.shape == found.shape == level.shape == (34,)
        assert (at == same_at).all() and at[0] == 0.005
        np.testing.assert_allclose(np.diff(at), 0.01)


@pytest.mark.parametrize("voice", TIMBRES)
def test_voices_have_about_the_pitch_they_are_made_for(voice):
    found = prosody.measure(SPOKEN[voice], RATE)
    assert found.pitch == pytest.approx(TIMBRES[voice].pitch, rel=0.08)
    assert (
        found.pitch * 0.8 < found.pitch_low < found.pitch < found.pitch_high < found.pitch * 1.25
    )  # an octave error would fall out


def test_octave_errors_are_rare():
    cells = np.concatenate(
        [
            found / np.nanmedian(found)
            for found in (prosody.pitch(sound, RATE)[1] for sound in SPOKEN.values())
        ]
    )
    cells = cells[~np.isnan(cells)]
    assert cells.size > 13 * 200
    assert np.mean(np.abs(np.log2(cells)) > 0.7) < 0.002  # 0.0005; without the median 0.02


def test_voices_keep_their_order():
    found = [prosody.measure(sound, RATE).pitch for sound in SPOKEN.values()]
    assert found == sorted(found)


@pytest.mark.parametrize("voice", TIMBRES)
def test_faster_speech_has_a_higher_rate(voice):
    slow, usual, fast = (
        prosody.measure(speak(WORDS, voice, delivery=Delivery(speed=speed)), RATE)
        for speed in (0.7, 1.0, 1.4)
    )
    assert slow.rate < usual.rate < fast.rate
    assert usual.rate == pytest.approx(usual.syllables / usual.speech_seconds)
    assert 17 <= usual.syllables <= 23


def test_syllables_are_bursts_of_voice():
    vowel = buzz(120, 0.15)
    assert (
        prosody.measure(
            np.concatenate([part for _ in range(7) for part in (vowel, silence(0.08))]), RATE
        ).syllables
        == 7
    )
    hiss = noise(0.15)
    assert (
        prosody.measure(
            np.concatenate([part for _ in range(7) for part in (hiss, silence(0.08))]), RATE
        ).syllables
        == 0
    )


def test_a_pause_is_found_where_it_is():
    sound, start = two_phrases(silence(0.5))
    found = prosody.measure(sound, RATE)
    assert len(found.pauses) == 1
    assert found.pauses[0] == pytest.approx((start, start + 0.5), abs=0.1)
    assert found.seconds == sound.size / RATE
    assert found.speech_seconds == pytest.approx(found.seconds - 1.5, abs=0.2)


def test_stretches_are_what_lies_between_the_pauses():
    sound, _ = two_phrases(silence(0.5))
    (start, first), (second, end) = prosody.stretches(sound, RATE)
    assert ((first, second),) == prosody.measure(sound, RATE).pauses
    assert (start, end) == (
        pytest.approx(0.5, abs=0.1),
        pytest.approx(sound.size / RATE - 0.5, abs=0.1),
    )
    assert prosody.stretches(silence(1), RATE) == prosody.stretches(silence(0), RATE) == []


@pytest.mark.parametrize("gap, pauses", [(0.1, 0), (0.6, 1)])
def test_only_silences_of_a_quarter_second_are_pauses(gap, pauses):
    sound = np.concatenate([buzz(150), silence(gap), buzz(150)])
    assert len(prosody.measure(sound, RATE).pauses) == pauses


def test_a_pause_survives_noise_a_click_and_silent_ends():
    sound, start = two_phrases(silence(0.5))
    level = prosody.measure(sound, RATE).loudness
    hiss = noise(sound.size / RATE, height=10 ** ((level - 25) / 20))
    hiss[: RATE // 4] = 0
    click = sound.copy()
    click[int((start + 0.25) * RATE)] = 0.9
    for spoilt in (sound + hiss, click, sound + np.float32(0.3), np.clip(sound * 20, -1, 1)):
        assert len(prosody.measure(spoilt, RATE).pauses) == 1


@pytest.mark.parametrize("rate", RATES)
def test_a_full_scale_sine_is_three_decibels_down(rate):
    found = prosody.measure(tone(100, rate, 1, 1.0), rate)
    assert found.loudness == pytest.approx(-3.0103, abs=0.02)
    assert found.peak == pytest.approx(0, abs=0.02)
    assert np.abs(prosody.loudness(tone(1000, rate, 1, 1.0), rate)[1] + 3.0103).max() < 0.02


def test_loudness_follows_gain_exactly_and_nothing_else_does():
    quiet, loud = prosody.measure(SPOKEN["coral"] / 2, RATE), prosody.measure(SPOKEN["coral"], RATE)
    assert loud.loudness - quiet.loudness == pytest.approx(6.0206, abs=1e-4)
    assert loud.peak - quiet.peak == pytest.approx(6.0206, abs=1e-4)
    same(quiet, loud, but=("loudness", "peak"))


def test_silence_does_not_dilute_loudness():
    spoken = prosody.measure(SPOKEN["sage"], RATE)
    padded = prosody.measure(np.concatenate([silence(3), SPOKEN["sage"], silence(10)]), RATE)
    assert padded.loudness == pytest.approx(spoken.loudness, abs=0.05)
    assert padded.speech_seconds == pytest.approx(spoken.speech_seconds, abs=0.03)


@pytest.mark.parametrize("rate", RATES)
def test_the_sample_rate_changes_nothing(rate):
    usual, other = (
        prosody.measure(SPOKEN["verse"], RATE),
        prosody.measure(resample(SPOKEN["verse"], RATE, rate), rate),
    )
    assert other.pitch == pytest.approx(usual.pitch, rel=0.01)
    assert other.loudness == pytest.approx(usual.loudness, abs=0.3)
    assert abs(other.syllables - usual.syllables) <= 1


def test_an_offset_and_clipping_leave_the_pitch():
    usual = prosody.measure(SPOKEN["nova"], RATE)
    same(prosody.measure(SPOKEN["nova"] + np.float32(0.25), RATE), usual, but=("peak",))
    assert prosody.measure(np.clip(SPOKEN["nova"] * 10, -1, 1), RATE).pitch == pytest.approx(
        usual.pitch, rel=0.01
    )


def test_what_is_not_finite_counts_as_zero():
    spoilt, mended = SPOKEN["ash"].copy(), SPOKEN["ash"].copy()
    spoilt[1000::5000], spoilt[2000::5000], spoilt[3000::5000] = np.nan, np.inf, -np.inf
    for first in (1000, 2000, 3000):
        mended[first::5000] = 0
    assert prosody.measure(spoilt, RATE) == prosody.measure(mended, RATE)


@pytest.mark.parametrize(
    "sound", [[], [0.5], [math.nan], [math.inf] * 3, [0.5] * RATE, [1e300] * RATE]
)
def test_sounds_without_a_sound(sound):
    found = prosody.measure(np.array(sound), RATE)
    assert (
        found.seconds,
        found.speech_seconds,
        found.loudness,
        found.pauses,
        found.syllables,
        found.rate,
    ) == (len(sound) / RATE, 0, -120, (), 0, 0)
    assert math.isnan(found.pitch) and math.isnan(found.pitch_low) and math.isnan(found.pitch_high)
    assert (
        prosody.pitch(np.array(sound), RATE)[1].shape
        == prosody.loudness(np.array(sound), RATE)[0].shape
    )


ANYTHING = some.arrays(
    np.float32, st.integers(0, 3000), elements=st.floats(width=32), fill=st.floats(-1, 1, width=32)
)


@settings(max_examples=100, deadline=None)
@given(ANYTHING, st.sampled_from(RATES), st.integers(1, 5))
def test_any_samples_give_numbers(mono, rate, times):
    found = prosody.measure(np.tile(mono, times), rate)
    assert found.seconds == mono.size * times / rate
    assert 0 <= found.speech_seconds <= found.seconds
    assert -120 <= found.loudness < math.inf and -120 <= found.peak < math.inf
    assert 0 <= found.rate < math.inf and found.syllables >= 0
    assert math.isnan(found.pitch) or 59 < found.pitch_low <= found.pitch <= found.pitch_high < 503
    assert all(
        0 <= start < end <= found.seconds + 0.01 and end - start >= 0.25
        for start, end in found.pauses
    )


def test_a_minute_takes_a_fraction_of_a_second():
    minute = np.resize(resample(SPOKEN["onyx"], RATE, 48_000), 48_000 * 60)
    fastest = math.inf
    for _ in range(2):
        start = time.process_time()
        prosody.measure(minute, 48_000)
        fastest = min(fastest, time.process_time() - start)
    assert fastest < 0.6


def test_long_sounds_need_less_memory_than_themselves():
    long = np.resize(SPOKEN["echo"], 48_000 * 240)
    tracemalloc.start()
    prosody.measure(long, 48_000)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < long.nbytes
