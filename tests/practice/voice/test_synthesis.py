"""Text becomes speech phrase by phrase, in the delivery that is asked for."""

import numpy as np
import pytest

from helpers.practice.voice import kokoro, names, synthesis, weights
from helpers.practice.voice.delivery import Delivery
from helpers.practice.voice.phrases import phrases
from helpers.practice.voice.synthesis import RATE, blocks, speak
from helpers.speech import prosody
from tests.practice.voice.samples import LONG_TEXTS, print_of


@pytest.mark.parametrize("name", ["onyx", "alloy", "shimmer"])
def test_a_delivery_changes_what_it_says_and_nothing_else(name):
    words = "The children are playing in the garden near the old house."
    plain = prosody.measure(speak(words, name), RATE)
    fast, slow = (
        prosody.measure(speak(words, name, delivery=Delivery(speed=speed)), RATE)
        for speed in (1.4, 0.7)
    )
    high, low = (
        prosody.measure(speak(words, name, delivery=Delivery(pitch=pitch)), RATE)
        for pitch in (70, 35)
    )
    wide, narrow = (
        prosody.measure(speak(words, name, delivery=Delivery(range=range_)), RATE)
        for range_ in (90, 20)
    )
    quiet = prosody.measure(speak(words, name, delivery=Delivery(loudness=0.4)), RATE)
    assert fast.seconds < 0.8 * plain.seconds and slow.seconds > 1.25 * plain.seconds
    assert high.pitch > 1.15 * plain.pitch and low.pitch < 0.9 * plain.pitch
    assert (
        wide.pitch_high / wide.pitch_low
        > plain.pitch_high / plain.pitch_low
        > narrow.pitch_high / narrow.pitch_low
    )
    assert plain.loudness - quiet.loudness == pytest.approx(8, abs=2)
    assert fast.pitch == pytest.approx(plain.pitch, rel=0.05) and quiet.pitch == pytest.approx(
        plain.pitch, rel=0.02
    )


def test_korean_is_spoken_as_korean():
    hello = "안녕하세요"
    assert print_of(speak(hello, "alloy", "ko")) != print_of(speak("hello", "alloy", "ko"))
    short, long = speak(hello, "alloy", "ko"), speak(hello * 3, "alloy", "ko")
    assert (
        0.6 < short.size / RATE < 2 and long.size > 2 * short.size
    )  # syllables, not their Unicode names
    assert (
        speak("2026년", "alloy", "ko").size > speak("년", "alloy", "ko").size * 2
    )  # numbers are read


def test_phrases_are_what_speak_joins():
    text = "One sentence. Another one? A third!\nAnd a line."
    made = list(blocks(text, "nova"))
    assert len(made) == len(phrases(text)) == 4
    assert np.array_equal(np.concatenate(made), speak(text, "nova"))
    assert all(one.dtype == np.float32 and one.ndim == 1 and np.abs(one).max() <= 1 for one in made)


def test_marked_and_plain_text_sound_alike():
    assert np.array_equal(
        speak("**Good** morning, [friends](http://example.org)."), speak("Good morning, friends.")
    )


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "\n\n",
        "...",
        "?!",
        "—",
        "\0",
        "\ud800",
        "\x01\x1b\x7f",
        "\u202e\u200b\ufeff",
        "***",
    ],
)
@pytest.mark.parametrize("language", ["en", "ko"])
def test_without_a_word_there_is_a_short_silence(text, language):
    mono = speak(text, "echo", language)
    assert mono.size == RATE // 10 and not mono.any()


@pytest.mark.parametrize("text", LONG_TEXTS)
def test_the_first_words_of_a_very_long_text_do_not_wait_for_the_last(text):
    assert next(blocks(text)).size < 150 * RATE


def test_espeak_speaks_where_nothing_else_is_named(monkeypatch):
    monkeypatch.delenv("PRACTICE_VOICE", raising=False)
    assert names.name() == "espeak-ng" == synthesis.chosen().name and not names.remark()


@pytest.mark.parametrize("setting", ["kokoro", " Kokoro "])
def test_kokoro_speaks_where_it_is_named_and_installed(monkeypatch, setting):
    if not weights.available():
        pytest.skip("Kokoro is not here: make voice")
    monkeypatch.setenv("PRACTICE_VOICE", setting)
    assert names.name() == "Kokoro-82M" == synthesis.chosen().name
    assert "Japanese" in names.remark()
    mono = speak("One. Two.", "nova")
    assert mono.dtype == np.float32 and 0.8 < mono.size / RATE < 4
    monkeypatch.setenv("PRACTICE_VOICE", "espeak")
    assert print_of(speak("One. Two.", "nova")) != print_of(mono)


@pytest.mark.parametrize("setting, sentence", [("kokoro", "make voice"), ("polly", "'polly'")])
def test_a_voice_that_cannot_be_had_is_replaced_and_one_sentence_says_so(
    monkeypatch, setting, sentence
):
    monkeypatch.setenv("PRACTICE_VOICE", setting)
    monkeypatch.setattr(weights, "available", lambda: False)
    monkeypatch.setattr(kokoro, "synthesiser", lambda: None)
    assert names.name() == "espeak-ng" == synthesis.chosen().name
    assert sentence in names.remark() and names.remark().count(". ") <= 1
