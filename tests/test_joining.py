"""Files one behind the other, and files that vary on the way: all of it is kept, and it is said."""

import numpy as np
import pytest

from helpers import Sound
from helpers.media import codec
from helpers.media.wav import wav_header
from tests.sounds import FILES, WAV, hertz, make, refused, tone

TWO = {
    "wav": ("wav", "pcm_s16le", 24000),
    "aiff": ("aiff", "pcm_s16be", 24000),
    "aifc": ("aiff", "pcm_mulaw", 8000),
    "w64": ("w64", "pcm_s16le", 24000),
    "caf": ("caf", "pcm_s16be", 24000),
    "m4a": ("ipod", "aac", 24000),
    "mov": ("mov", "alac", 44100),
}


@pytest.mark.parametrize("name", TWO)
def test_two_files_one_behind_the_other_are_read_as_one(name, capsys):
    container, form, rate = TWO[name]
    first, second = tone(1, rate), tone(1.5, rate, hertz=880)
    data = make(container, form, first, rate) + make(container, form, second, rate)
    sound = Sound.load(data, label="talk")
    assert capsys.readouterr().out == (
        f"talk holds 2 files one behind the other: read as one, {sound.seconds:.1f} s long.\n"
    )
    assert (sound.format, sound.sample_rate) == ("wav", rate)
    assert sound.seconds == pytest.approx(2.5, abs=0.1)
    mono = sound.samples()
    assert hertz(mono[rate // 10 : rate * 9 // 10], rate) == pytest.approx(440, abs=3)
    assert hertz(mono[-rate:], rate) == pytest.approx(880, abs=3)
    assert codec.measure(sound.data).seconds == sound.seconds
    assert sound.part()["input_audio"]["format"] == "wav" and capsys.readouterr().out == ""


def test_three_files_of_two_rates_are_joined_in_the_higher_one(capsys):
    data = b"".join(codec.encode(tone(1, rate), rate, "wav") for rate in (16000, 24000, 16000))
    sound = Sound.load(data, quiet=True)
    assert (sound.sample_rate, sound.seconds) == (24000, pytest.approx(3, abs=0.001))
    assert capsys.readouterr().out == ""


def test_a_part_that_cannot_be_decoded_is_left_out_and_said(capsys):
    empty = wav_header(0, 24000)
    assert Sound.load(WAV + empty, label="talk").seconds == 2
    assert capsys.readouterr().out == (
        "talk holds 2 files one behind the other: read as one, 2.0 s long, "
        "1 that cannot be decoded are left out.\n"
    )
    assert "no sound that can be decoded" in refused(Sound.load, empty + empty)


def test_a_file_that_varies_on_the_way_plays_what_its_card_says(capsys):
    """A browser stops where an mp3 changes its sample rate."""
    parts = [(44100, "stereo"), (22050, "mono")]
    data = b"".join(
        make("mp3", "libmp3lame", tone(1, rate), rate, layout, write_xing="0")
        for rate, layout in parts
    )
    sound = Sound.load(data, label="talk")
    assert (sound.format, sound.sample_rate, sound.channels) == ("wav", 44100, 2)
    assert sound.seconds == pytest.approx(2, abs=0.15)
    assert capsys.readouterr().out.startswith("talk changes its sample rate or channels on the way")


@pytest.mark.parametrize("name", FILES)
def test_one_file_stays_as_it_is(name, capsys):
    assert Sound.load(FILES[name]).data == FILES[name] and capsys.readouterr().out == ""


def test_a_word_that_begins_a_file_within_the_sound_is_sound():
    samples = np.frombuffer(b"RIFF\0\0\0\0WAVE" * 4000, "<i2")
    data = codec.encode(samples / 32768, 24000, "wav")
    assert Sound.load(data).data == data
