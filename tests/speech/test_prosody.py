"""Rate, syllables and the whole measure, against speech whose truth is known."""

import math
import time
import tracemalloc

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as some

from helpers.media.codec import resample
from helpers.practice.voice.delivery import Delivery
from helpers.practice.voice.synthesis import RATE, speak
from helpers.practice.voice.timbres import TIMBRES
from helpers.speech import prosody
from tests.speech.signals import RATES, SPOKEN, WORDS, buzz, noise, silence


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


@pytest.mark.parametrize("rate", RATES)
def test_the_sample_rate_changes_nothing(rate):
    usual, other = (
        prosody.measure(SPOKEN["verse"], RATE),
        prosody.measure(resample(SPOKEN["verse"], RATE, rate), rate),
    )
    assert other.pitch == pytest.approx(usual.pitch, rel=0.01)
    assert other.loudness == pytest.approx(usual.loudness, abs=0.3)
    assert abs(other.syllables - usual.syllables) <= 1


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


@pytest.mark.soak
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
