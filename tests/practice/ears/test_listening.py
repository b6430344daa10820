"""Whole recordings: their words, times, gaps and verdicts, put together from pieces."""

from dataclasses import replace

import numpy as np
import pytest

from helpers.practice.ears import listening, weights
from helpers.practice.ears.heard import VERDICTS, Heard, Word
from helpers.practice.ears.listening import LONGEST, listen, listen_here
from helpers.practice.ears.mel import RATE
from helpers.practice.ears.whisper import Piece
from helpers.speech.error_rate import word_error_rate
from tests.ears import needs_ears, spoken

COFFEE = "I would like a cup of coffee with milk, please."
RAIN = "It rained all night, so the streets are still wet."
SPEECH = np.full(2 * RATE, 0.1, np.float32)
SILENCE = np.zeros(4 * RATE, np.float32)


def noise(level, seconds=2.0, seed=5):
    chance = np.random.default_rng(seed)
    return chance.normal(0, 10 ** (level / 20), int(seconds * RATE)).astype(np.float32)


def tone(hertz, seconds):
    return np.sin(2 * np.pi * hertz * np.arange(int(seconds * RATE)) / RATE)


def melody():
    """Plucked notes with overtones: music, and nothing said."""
    fading = np.exp(-np.arange(int(0.3 * RATE)) / 3000)
    pitches = (262, 294, 330, 349, 392, 330, 262, 392)
    notes = [sum(tone(pitch * n, 0.3) / n for n in range(1, 7)) * fading for pitch in pitches]
    return 0.2 * np.concatenate(notes)


def whistling():
    """Quick notes without overtones."""
    pitches = (523, 659, 784, 587, 440, 698, 523, 880, 784, 659, 494, 523)
    return 0.3 * np.concatenate(
        [tone(pitch, 0.15) * np.hanning(int(0.15 * RATE)) for pitch in pitches]
    )


def piece(text="good morning", language="en", sure=0.9, score=-0.1, no_speech=0.0):
    """What the model makes of a piece; where nobody speaks it knows no language."""
    words = tuple(Word(word, 0.5 * n, 0.5 * n + 0.5, sure) for n, word in enumerate(text.split()))
    return Piece(words, language, 0.1 if no_speech else 0.95, no_speech, score, 1.0)


def heard(*pieces, mono=None, seconds=None):
    """What is made of speech between long silences, one stretch for each of `pieces`."""
    if mono is None:
        mono = np.concatenate([np.concatenate([SPEECH, SILENCE]) for _ in pieces])
    return listen(mono, lambda sounds: pieces[: len(sounds)], seconds)


def test_words_get_the_times_of_the_recording():
    found = heard(piece("one two three four"), piece("five"))
    assert found.words == "one two three four five" and found.verdict == "clear"
    assert [word.start for word in found.timed] == pytest.approx([0, 0.5, 1, 1.5, 6 - 0.05])
    assert found.timed[-1].end == pytest.approx(6.3)
    assert (found.seconds, found.listened_seconds, found.understood_seconds) == (12, 12, 12)
    assert found.gaps == () and found.confidence == pytest.approx(0.9)


def test_what_is_not_understood_is_a_gap_with_its_place():
    found = heard(piece("one two"), piece("mumble", score=-2.0), piece("three"))
    assert found.words == "one two three" and found.verdict == "partly"
    assert found.gaps == (pytest.approx((5.8, 8.2)),)
    assert found.understood_seconds == pytest.approx(18 - 2.4)


def test_sound_without_a_word_in_it_is_heard_once_more():
    """The model passes over what it does not understand: a piece in another language, say."""
    mono = np.tile(SPEECH, 5)
    asked = []

    def hear_in_turn(*found):
        answers = iter(found)
        return lambda sounds: asked.extend(sounds) or [next(answers) for _ in sounds]

    found = listen(mono, hear_in_turn(piece("one two"), piece("three four")))
    assert found.words == "one two three four" and found.verdict == "clear"
    assert [sound.size for sound in asked] == [10 * RATE, 9 * RATE]
    found = listen(mono, hear_in_turn(piece("one two"), piece("mumble", score=-2.0)))
    assert found.words == "one two" and found.verdict == "partly"
    assert found.gaps == (pytest.approx((1, 10)),) and found.understood_seconds == 1
    found = listen(mono, hear_in_turn(piece("one two"), piece(no_speech=0.9)))
    assert found.words == "one two" and found.gaps == () and found.verdict == "clear"


def test_the_verdicts():
    assert heard(piece()).verdict == "clear"
    assert heard(piece(sure=0.5)).verdict == "partly"
    assert heard(piece(score=-2.0)).verdict == "unclear"
    assert heard(piece(no_speech=0.9)).verdict == "no speech"
    assert heard(piece(no_speech=0.9), piece(score=-2.0)).verdict == "unclear"
    assert heard(piece(no_speech=0.9), piece()).verdict == "clear"
    for found in (heard(piece(score=-2.0)), heard(piece(no_speech=0.9))):
        assert (found.words, found.timed, found.confidence) == ("", (), 0.0)
        assert found.understood_seconds == 0


def test_the_language_is_that_of_most_of_the_time():
    found = heard(piece("안녕하세요", "ko"), piece(), piece(), piece(language="es", score=-2.0))
    assert (found.language, found.language_probability) == ("en", 0.95)
    assert found.languages == ("ko", "en")
    assert heard(piece(language="th", score=-2.0)).language == "th"
    assert heard(piece(no_speech=0.9)).language == ""


def test_only_the_first_ten_minutes_are_heard_and_the_length_is_told():
    mono = np.tile(SPEECH, int(LONGEST) // 2 + 5)
    asked = []
    found = listen(
        mono, lambda sounds: asked.extend(sounds) or [piece("word " * 50) for _ in sounds]
    )
    assert sum(sound.size for sound in asked) == LONGEST * RATE
    assert found.seconds == LONGEST + 10 and found.listened_seconds == LONGEST
    assert found.understood_seconds == LONGEST
    assert heard(piece(), seconds=3600.0).seconds == 3600


ODD = {
    "empty": np.zeros(0),
    "one sample": np.ones(1),
    "nan": np.full(RATE, np.nan),
    "inf": np.full(RATE, np.inf),
    "-inf": np.full(RATE, -np.inf),
    "huge": np.array([np.nan, 1e30, -1e30] * 3000),
    "empty stereo": np.zeros((0, 2)),
    "whole numbers": np.ones(159, np.int16),
}


@needs_ears
@pytest.mark.parametrize("mono", ODD.values(), ids=ODD)
def test_any_array_is_taken(mono):
    found = listen_here(mono)
    assert found.words == "" and found.verdict in ("no speech", "unclear")


@needs_ears
@pytest.mark.parametrize("name", ["echo", "alloy", "marin"])
def test_own_voice_is_understood(name):
    found = listen_here(spoken(COFFEE, name))
    assert found.verdict in ("clear", "partly") and found.language == "en"
    assert word_error_rate(COFFEE, found.words) <= 0.2
    assert 0.3 < found.confidence <= 1


@needs_ears
def test_words_lie_in_the_recording_in_order_and_as_they_are_written():
    mono = spoken(RAIN)
    found = listen_here(mono)
    assert " ".join(word.text for word in found.timed) == found.words
    assert found.words[0].isupper() and found.words.endswith(".")
    assert not set("()<>[]|") & set(found.words)
    times = [time for word in found.timed for time in (word.start, word.end)]
    assert times == sorted(times) and times[0] >= 0 and times[-1] <= mono.size / RATE + 0.05
    assert all(0 <= word.probability <= 1 for word in found.timed)


@needs_ears
def test_a_pause_before_the_words_moves_their_times():
    late = listen_here(np.concatenate([np.zeros(2 * RATE), spoken(COFFEE)]))
    assert late.words and late.timed[0].start == pytest.approx(2, abs=0.3)


@needs_ears
@pytest.mark.parametrize("gain", [0.02, 3.0])
def test_soft_and_loud_recordings_are_heard(gain):
    assert word_error_rate(COFFEE, listen_here(spoken(COFFEE) * gain).words) <= 0.3


NOTHING_SAID = {
    "silence": np.zeros(2 * RATE),
    "hiss": noise(-60),
    "noise": noise(-30),
    "loud noise": noise(-12),
    "tone": 0.3 * tone(440, 2),
    "chord": 0.1 * (tone(262, 2) + tone(330, 2) + tone(392, 2)),
    "melody": melody(),
    "whistling": whistling(),
}


@needs_ears
@pytest.mark.parametrize("mono", NOTHING_SAID.values(), ids=NOTHING_SAID)
def test_nothing_said_gives_no_words(mono):
    found = listen_here(mono)
    assert found.words == "" and found.timed == ()
    assert found.verdict == "no speech"


@needs_ears
@pytest.mark.parametrize("voice", ["onyx", "shimmer"])
def test_a_voice_that_is_not_understood_is_unclear_and_its_place_is_a_gap(voice):
    mono = spoken("내일 아침 아홉 시에 역 앞에서 만나요.", voice, "ko")
    found = listen_here(mono)
    assert found.words == "" and found.verdict == "unclear"
    assert sum(end - start for start, end in found.gaps) > 0.8 * mono.size / RATE


def test_no_language_is_named_of_which_the_model_is_not_sure():
    unsure = replace(piece(score=-2.0), language="th", language_probability=0.2)
    assert heard(unsure).language == "" and heard(unsure).verdict == "unclear"
    assert heard(replace(unsure, language_probability=0.9)).language == "th"


@needs_ears
def test_the_same_recording_gives_the_same_words_whatever_came_before():
    coffee = spoken(COFFEE, "nova")
    first = listen_here(coffee)
    for before in (noise(-10, 1), spoken(RAIN, "onyx"), 0.05 * spoken("감사합니다.", "sage", "ko")):
        listen_here(before)
        assert listen_here(coffee) == first


@needs_ears
def test_nothing_is_written_to_the_terminal(capfd):
    listen_here(noise(-20, 0.02))
    listen_here(spoken("Thank you very much."))
    assert capfd.readouterr() == ("", "")


def test_without_weights_the_ears_say_so(monkeypatch):
    monkeypatch.setattr(weights, "find", lambda: None)
    listening._model.cache_clear()
    assert listen_here(np.zeros(RATE)) == Heard("", 0.0, "no ears", seconds=1.0)
    assert "no ears" in VERDICTS
    listening._model.cache_clear()
