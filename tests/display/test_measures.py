"""What is measured in a sound for its plot, and the same in words."""

import re
import subprocess
import sys

import numpy as np
import pytest

from helpers import Sound, SoundError
from helpers.display import measures, plots, spectrum
from helpers.display.measures import MeasuredSound
from helpers.display.waveform import column_extremes
from helpers.media import codec
from helpers.media.wav import wav_header
from helpers.speech import prosody
from tests.display.drawn import RATE, buzz, silence, sound
from tests.environment import ROOT


def test_the_pitch_of_a_long_sound_is_measured_in_excerpts_all_over_it(lecture):
    times, pitch = MeasuredSound.of(lecture).pitch()
    assert (
        times.min() < 22
        and times.max() > 638
        and np.histogram(times, 30, (0, 660))[0].min() > 0
        and (np.diff(times) > 0).all()
    )
    measured = prosody.measure(lecture.samples()[: 8000 * 60], 8000)
    assert np.median(pitch) == pytest.approx(measured.pitch, rel=0.03)
    said = plots.pitch_and_loudness(lecture).alt
    assert re.search(
        r"11 min 00 s long\. The pitch is mostly between \d+ and \d+ Hz", said
    ) and re.search(r"\d+ pauses, the longest of [\d.]+ s at", said)


@pytest.mark.parametrize("rate", [6000, 11025, RATE])
@pytest.mark.parametrize("format", ["wav", "flac", "pcm16"])
def test_a_long_recording_is_measured_as_a_held_one(format, rate, monkeypatch):
    """Block by block: what is decoded anew gives what is held gives."""
    louder = buzz(200, 1.5)  # up to its middle
    louder *= 1 - np.abs(np.linspace(-0.5, 0.5, louder.size, dtype=np.float32))
    spoken = np.concatenate([buzz(150, 1.3, 0.2), silence(0.7), louder])
    wave = Sound.from_samples(codec.resample(spoken, RATE, rate), rate, "talk")
    sound = wave.to(format) if rate > 6000 else wave
    held = MeasuredSound.of(sound)
    monkeypatch.setattr(measures, "MOST_HELD", 1000)
    long = MeasuredSound.of(sound)
    assert long.is_long and not held.is_long and abs(long.size - held.size) <= 1
    assert np.array(long.speech) == pytest.approx(np.array(held.speech), abs=0.011)
    assert long.summary() == held.summary()
    for columns in (1, 30, 1000)[: 3 if rate == long.rate else 2]:  # a resampler adds a frame
        (times, level), (same_times, same_level) = (
            one.mean_loudness(columns) for one in (long, held)
        )
        assert times == pytest.approx(same_times, abs=0.011)
        assert 10 ** (level / 20) == pytest.approx(10 ** (same_level / 20), abs=1e-3)
    if rate == long.rate:
        for found, same in zip(long.pitch(), held.pitch(), strict=True):
            assert found == pytest.approx(same, rel=1e-3)
    seen, all_of_it = (column_extremes(one.outline, 20) for one in (long, held))
    assert long.outline.size < held.outline.size / 50
    assert np.array(seen) == pytest.approx(np.array(all_of_it), abs=0.02)
    found, same = (
        np.nan_to_num(spectrum.band_power(one.blocks(), one.size, one.rate, one.top, 40))
        for one in (long, held)
    )
    assert found == pytest.approx(same, rel=0.05, abs=1e-6)


MEMORY = """
import sys
from helpers import Sound
from helpers.display import plots
from tests.peak_memory import peak
sound = Sound.load(sys.argv[1])
for draw in (plots.waveform, plots.spectrogram, plots.pitch_and_loudness):
    assert "45 min 00 s" in draw(sound).alt
print(peak() >> 20)
"""


@pytest.mark.soak
def test_pictures_of_a_field_recording_take_little_memory(tmp_path):
    path, second = tmp_path / "field.wav", np.repeat(buzz(150, 2)[:48_000, None], 2, axis=1)
    size = 2700 * second.size * 2
    with path.open("wb") as file:
        file.write(wav_header(size, 48_000, 2))
        for _ in range(2700):
            file.write((second * 32767).astype("<i2").tobytes())
    run = subprocess.run(
        [sys.executable, "-c", MEMORY, str(path)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert path.stat().st_size > 518_000_000 and int(run.stdout) < 150, run.stdout


def test_a_list_holds_one_to_sixteen_sounds():
    one = sound(buzz(150, 0.1))
    assert len(measures.measured_sounds(one)) == 1
    assert len(measures.measured_sounds((one,) * 16)) == 16
    for wrong, words in (([], "give a Sound, or a list"), ([one] * 17, "give fewer")):
        with pytest.raises(SoundError, match=words):
            measures.measured_sounds(wrong)


@pytest.mark.parametrize(
    "seconds, words", [(0.0123, "12 ms"), (0.1, "0.1 s"), (3, "3.0 s"), (125, "2 min 05 s")]
)
def test_durations(seconds, words):
    assert measures.duration(seconds) == words


def test_the_mean_loudness_keeps_the_energy():
    measured = MeasuredSound.of(sound(buzz(150, 1, 0.1), buzz(150, 1, 0.5)))
    times, level = measured.mean_loudness(10)
    assert times.shape == level.shape == (10,)
    whole = 10 ** (measured.mean_loudness(1000)[1] / 10)
    assert np.mean(10 ** (level / 10)) == pytest.approx(whole.mean(), rel=0.01)
    assert measured.mean_loudness(1000)[0].size == 200


def test_a_pitch_in_words():
    assert measures.pitch_sentence(np.zeros(0)) == "No pitch: nothing is voiced."
    assert measures.pitch_sentence(np.full(9, 120.2)) == "The pitch stays at 120 Hz."
    said = measures.pitch_sentence(np.linspace(100, 200, 101))
    assert said == "The pitch is mostly between 110 and 190 Hz, 150 Hz in the middle."
