"""The thirteen voices: apart from one another, the same every time, and unharmed by any text."""

import hashlib
import os
import random
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from helpers.engine import catalogue
from helpers.practice.voice import espeak
from helpers.practice.voice.espeak import (
    RATE,
    TIMBRES,
    Delivery,
    phrases,
    pieces,
    readable,
    speak,
)
from helpers.speech import prosody
from tests.environment import ROOT

SENTENCE = {
    "en": "Please leave a message after the tone.",
    "ko": "안녕하세요. 만나서 반갑습니다.",
    "es": "Buenos días. Quisiera una mesa.",
}


def print_of(mono) -> str:
    return hashlib.sha256(mono.tobytes()).hexdigest()


def test_the_voices_are_the_catalogues():
    assert set(TIMBRES) == set(catalogue.voices()) and len(TIMBRES) == 13


@pytest.mark.parametrize("language", ["en", "ko", "es"])
def test_the_same_words_give_the_same_samples_in_any_order(language):
    first = {name: print_of(speak(SENTENCE[language], name, language)) for name in TIMBRES}
    assert len(set(first.values())) == 13
    shuffled = list(TIMBRES) * 2
    random.Random(5).shuffle(shuffled)
    for name in shuffled:
        speak(
            "Something else, in another manner!",
            random.Random(name).choice(list(TIMBRES)),
            random.Random(name).choice(["en", "ko"]),
            Delivery(1.3, 70, 90, 0.5),
        )
        assert print_of(speak(SENTENCE[language], name, language)) == first[name]


SHORT = [
    "nothing changes.",
    "No",
    "One.",
    "What is it?",
    "Read more about it, please; then stop!",
]  # of these one in nine once depended on what was said before


def test_short_phrases_do_not_depend_on_what_was_said_before():
    code = "import hashlib, sys; from helpers.practice.voice.espeak import speak; print(hashlib.sha256(speak(sys.argv[1], sys.argv[2]).tobytes()).hexdigest())"
    chance = random.Random(3)
    seen = {}
    for _ in range(600):
        key = (
            chance.choice(SHORT),
            chance.choice(list(TIMBRES)),
            chance.choice([Delivery(), Delivery(0.7), Delivery(1.3, 70, 90, 0.5)]),
        )
        made = print_of(speak(key[0], key[1], delivery=key[2]))
        assert seen.setdefault(key, made) == made, key
    for text in (
        "nothing changes.",
        "What is it?",
    ):  # and the first words of a process are like any others
        first = subprocess.run(
            [sys.executable, "-c", code, text, "ash"],
            capture_output=True,
            text=True,
            cwd=ROOT,
            check=True,
        ).stdout.strip()
        assert first == print_of(speak(text, "ash"))


def test_threads_do_not_disturb_one_another():
    alone = {name: print_of(speak(SENTENCE["en"], name)) for name in TIMBRES}
    with ThreadPoolExecutor(8) as crowd:
        together = list(
            crowd.map(lambda name: (name, print_of(speak(SENTENCE["en"], name))), list(TIMBRES) * 6)
        )
    assert all(alone[name] == made for name, made in together)


@pytest.mark.parametrize("folder", ["short", "x" * 100, "a+b", "임시 폴더"])
def test_the_folder_for_temporary_files_does_not_matter(tmp_path, folder):
    (tmp_path / folder).mkdir()
    code = "import hashlib; from helpers.practice.voice.espeak import speak; print(hashlib.sha256(speak('Good day.', 'sage').tobytes()).hexdigest())"
    made = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        env={**os.environ, "TMPDIR": str(tmp_path / folder), "TEMP": str(tmp_path / folder)},
    )
    assert made.stdout.strip() == print_of(speak("Good day.", "sage")), made.stderr
    assert not list((tmp_path / folder).iterdir())


@pytest.mark.parametrize("language", ["en", "ko"])
def test_each_voice_has_the_pitch_it_claims_and_all_keep_their_order(language):
    words = {
        "en": SENTENCE["en"],
        "ko": "따뜻한 커피 두 잔하고 물 한 잔을 가져다 주시면 좋겠습니다.",
    }[language]
    measured = [prosody.measure(speak(words, name, language), RATE).pitch for name in TIMBRES]
    assert measured == sorted(measured)
    assert min(right / left for left, right in zip(measured, measured[1:])) > 1.04
    for pitch, timbre in zip(measured, TIMBRES.values()):
        assert pitch == pytest.approx(timbre.pitch, rel=0.1)


def test_the_voices_are_about_as_loud_and_none_clips():
    loud = [
        prosody.measure(
            speak(SENTENCE["en"], name, delivery=Delivery(loudness=espeak.LOUDEST)), RATE
        )
        for name in TIMBRES
    ]
    assert max(one.peak for one in loud) < -0.1
    usual = [prosody.measure(speak(SENTENCE["en"], name), RATE).loudness for name in TIMBRES]
    assert max(usual) - min(usual) < 6


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
    made = list(phrases(text, "nova"))
    assert len(made) == len(pieces(text)) == 4
    assert np.array_equal(np.concatenate(made), speak(text, "nova"))
    assert all(one.dtype == np.float32 and one.ndim == 1 and np.abs(one).max() <= 1 for one in made)


@pytest.mark.parametrize(
    "written, read",
    [
        ("**Bold** and _slanted_", "Bold and slanted"),
        ("# Title", "Title"),
        ("`code`", "code"),
        ("see [the page](https://example.org/a_b)", "see the page"),
        ("~~gone~~ | here", "gone here"),
        ("a [b] (c)", "a [b] (c)"),
        ("3 * 4", "3 4"),
        ("  much \t space ", "much space"),
        ("nul\0byte", "nul byte"),
        ("half \ud83d pair", "half ? pair"),
        ("", ""),
    ],
)
def test_marks_for_the_eye_are_not_read(written, read):
    assert readable(written) == read


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


@pytest.mark.parametrize(
    "text",
    [
        "<speak>one</speak> &amp;",
        "[[h@l'oU]]",
        "😀",
        "$3.50 at 3:15pm",
        "日本語",
        "Привет",
        "e\u0301" * 50,
        "a" * 3000,
        "1234567890" * 30,
        "가" * 900,
    ],
)
def test_strange_text_is_spoken_without_harm(text):
    before = print_of(speak("Good morning.", "ash"))
    mono = speak(text, "ash")
    assert mono.size > RATE // 20 and np.isfinite(mono).all() and mono.any()
    assert print_of(speak("Good morning.", "ash")) == before


@pytest.mark.parametrize(
    "text",
    [
        "word " * 20_000,
        "[" * 100_000,
        "[a](" * 25_000,
        "가" * 33_000,
        '."' * 50_000,
        "a" * 100_000,
        "?! " * 33_000,
    ],
)
def test_a_very_long_text_is_cut_into_pieces_that_start_at_once(text):
    assert all(len(piece) <= espeak.LONGEST for piece in pieces(text))
    assert next(phrases(text)).size < 150 * RATE  # the first words do not wait for the last
