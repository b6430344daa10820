"""Subtitles: the words that were heard, at the times at which they are said."""

import re

import pytest

from helpers import Sound
from helpers.archive.subtitles import phrase_times, sent_times, subtitles
from helpers.paths import DATA
from helpers.speech import prosody
from helpers.speech.error_rate import word_error_rate

WORDS = (
    "It will be cold and dry in the morning. In the afternoon there will be some rain in the "
    "north. The wind will be strong in the evening."
)


@pytest.fixture(scope="module")
def weather():
    return Sound.load(DATA / "weather.mp3", quiet=True)


@pytest.fixture(scope="module")
def made(weather, engine):
    return subtitles(weather, engine=engine)


def plain(text):
    return re.findall(r"[a-z]+", text.lower())


def test_the_words_are_there_once_and_in_their_order(made):
    heard = " ".join(words for _, _, words in made.phrases)
    assert word_error_rate(WORDS, heard) <= 0.1


def test_times_are_those_of_the_speech_between_pauses(made, weather):
    spoken = prosody.stretches(weather.samples(), weather.sample_rate)
    starts, ends = {start for start, _ in spoken}, {end for _, end in spoken}
    assert all(start in starts and end in ends for start, end, _ in made.phrases)
    assert made.phrases[0][0] == spoken[0][0] and made.phrases[-1][1] == spoken[-1][1]
    assert len(made.phrases) > 1


def test_both_forms_hold_the_same(made):
    assert made.vtt.startswith("WEBVTT\n") and made.srt.startswith("1\n00:00:0")
    assert made.srt.count(" --> ") == made.vtt.count(" --> ") >= len(made.phrases)
    times = r"WEBVTT|^\d+$|[\d:,.]+ --> .*"
    both = (plain(re.sub(times, "", form, flags=re.MULTILINE)) for form in (made.vtt, made.srt))
    assert next(both) == next(both) == plain(" ".join(words for _, _, words in made.phrases))


def test_silence_and_what_cannot_be_understood_have_no_subtitles(engine):
    rate = 24_000
    silence = Sound.from_samples([0.0] * rate, rate)
    assert phrase_times(silence) == [] and subtitles(silence, engine=engine).srt == ""
    spanish = Sound.load(DATA / "spanish.mp3", quiet=True)
    assert "cannot" not in subtitles(spanish, engine=engine).srt


def test_no_sound_is_sent_twice():
    assert sent_times([(1, 3), (3.4, 6), (8, 9)], 9.2) == [
        pytest.approx(times) for times in ((0.5, 3.2), (3.2, 6.5), (7.5, 9.2))
    ]
    assert sent_times([], 5.0) == []
