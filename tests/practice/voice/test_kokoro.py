"""The natural voice: thirteen voices, the delivery that is asked for, nothing left out."""

import numpy as np
import pytest

from helpers.engine import catalogue
from helpers.practice.voice import espeak, kokoro, weights
from helpers.practice.voice.delivery import LOUDEST, PLAIN, Delivery
from helpers.speech import prosody
from tests.practice.voice.samples import SENTENCE, print_of

WORDS = "Please call me back today."


@pytest.fixture(scope="module")
def voice():
    if not weights.available():
        pytest.skip("Kokoro is not here: make voice")
    return kokoro.synthesiser()


def say(voice, words=WORDS, name="marin", language="en", delivery=PLAIN, pause=False):
    return voice.say(words, name, language, delivery, pause)


def test_each_of_our_names_has_a_voice_of_its_own():
    assert set(kokoro.STYLES) == set(catalogue.voices())
    assert len(set(kokoro.STYLES.values())) == 13
    needed = {kokoro.style_name(one, lang) for one in kokoro.STYLES for lang in espeak.LANGUAGES}
    assert {f"voices/{style}.bin" for style in needed} == set(weights.STYLES.files)


def test_the_same_words_give_the_same_samples_and_each_voice_its_own(voice):
    first = say(voice)
    assert first.dtype == np.float32 and first.ndim == 1 and np.abs(first).max() <= 1
    assert 1 < first.size / voice.rate < 3
    others = [say(voice, name=name) for name in ("onyx", "nova")]
    assert len({print_of(mono) for mono in (first, *others)}) == 3
    assert print_of(say(voice)) == print_of(first)


def test_a_delivery_changes_what_it_says_and_nothing_else(voice):
    words = "The children are playing in the garden near the old house."
    plain = prosody.measure(say(voice, words), voice.rate)
    ways = (
        Delivery(1.4), Delivery(0.7), Delivery(pitch=70), Delivery(pitch=35),
        Delivery(loudness=0.4), Delivery(loudness=LOUDEST),
    )  # fmt: skip
    fast, slow, high, low, quiet, loud = (
        prosody.measure(say(voice, words, delivery=way), voice.rate) for way in ways
    )
    assert fast.seconds < 0.8 * plain.seconds and slow.seconds > 1.25 * plain.seconds
    assert high.pitch > 1.1 * plain.pitch and low.pitch < 0.93 * plain.pitch
    assert high.seconds == pytest.approx(plain.seconds, rel=0.15)
    assert plain.loudness - quiet.loudness == pytest.approx(8, abs=1)
    assert loud.loudness > plain.loudness + 1 and loud.peak < -0.1


def test_a_pause_is_added_behind_a_phrase_that_another_follows(voice):
    alone, followed = say(voice), say(voice, pause=True)
    assert followed.size - alone.size == round(kokoro.PAUSE * voice.rate)
    assert np.array_equal(followed[: alone.size], alone) and not followed[alone.size :].any()


@pytest.mark.parametrize("language", ["ko", "es"])
def test_other_languages_are_said_by_other_voices(voice, language):
    made = say(voice, SENTENCE[language], language=language)
    assert 1.5 < made.size / voice.rate < 6
    assert print_of(made) != print_of(say(voice, SENTENCE[language]))


def test_a_long_phrase_is_said_to_its_end(voice):
    short, long = "The garden is green. ", "The garden is green and the river is wide, " * 11
    assert say(voice, long).size > 12 * say(voice, short).size


def test_no_portion_is_longer_than_the_model_takes_and_none_is_lost():
    for text in ("ab " * 400, "a" * 1000, "a", " " * 900):
        portions = kokoro._portions(text)
        assert "".join(portions) == text
        assert all(0 < len(portion) <= kokoro.MOST_SYMBOLS for portion in portions)


def test_a_sound_that_the_model_does_not_know_is_said_by_espeak(voice, monkeypatch):
    monkeypatch.setattr(kokoro, "unknown", lambda text: {"ʘ"})
    made = say(voice, "Good day.")
    assert made.size and made.dtype == np.float32
    monkeypatch.undo()
    assert print_of(made) != print_of(say(voice, "Good day."))


@pytest.mark.parametrize(
    "words", ["?", "…", "$", "😀", "日本語", "e\u0301" * 50, "1234567890" * 30]
)
def test_strange_text_is_spoken_without_harm(voice, words):
    mono = say(voice, words)
    assert mono.size and np.isfinite(mono).all() and np.abs(mono).max() <= 1


def test_files_that_are_not_the_right_ones_are_not_loaded(monkeypatch, capsys):
    monkeypatch.setattr(kokoro, "find", lambda report: report("The file is not right."))
    kokoro._loaded.cache_clear()
    assert kokoro.synthesiser() is None and "not right" in capsys.readouterr().err
    kokoro._loaded.cache_clear()
