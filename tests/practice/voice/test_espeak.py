"""espeak-ng says the same every time, whatever was said before and wherever its files lie."""

import os
import random
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import espeakng_loader
import numpy as np
import pytest

from helpers.practice.voice.delivery import Delivery
from helpers.practice.voice.synthesis import RATE, speak
from helpers.practice.voice.timbres import TIMBRES
from tests.environment import ROOT
from tests.practice.voice.samples import SENTENCE, print_of
from tests.soak import long_form

SPEAK = """
import sys
from helpers.practice.voice.synthesis import speak
from tests.practice.voice.samples import print_of
print(print_of(speak(sys.argv[1], sys.argv[2])))
"""
SHORT = [  # of these one in nine once depended on what was said before
    "nothing changes.",
    "No",
    "One.",
    "What is it?",
    "Read more about it, please; then stop!",
]


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


@pytest.mark.parametrize("times", [150, long_form(600)])
def test_short_phrases_do_not_depend_on_what_was_said_before(times):
    chance = random.Random(3)
    seen = {}
    for _ in range(times):
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
            [sys.executable, "-c", SPEAK, text, "ash"],
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
    made = subprocess.run(
        [sys.executable, "-c", SPEAK, "Good day.", "sage"],
        check=False,
        capture_output=True,
        text=True,
        env={**os.environ, "TMPDIR": str(tmp_path / folder), "TEMP": str(tmp_path / folder)},
    )
    assert made.stdout.strip() == print_of(speak("Good day.", "sage")), made.stderr
    assert not list((tmp_path / folder).iterdir())


DATA_ELSEWHERE = (
    "import sys, espeakng_loader; espeakng_loader.get_data_path = lambda: sys.argv[3]\n"
)


def test_the_folder_where_it_is_installed_does_not_matter(tmp_path):
    """A path of more than 160 bytes made it silent; on Windows letters beyond ASCII did."""
    where = tmp_path / ("민지의 폴더" + "x" * 150) / "espeak-ng-data"
    shutil.copytree(espeakng_loader.get_data_path(), where)
    made = subprocess.run(
        [sys.executable, "-c", DATA_ELSEWHERE + SPEAK, "Good day.", "sage", where],
        check=False,
        capture_output=True,
        text=True,
        cwd=ROOT,
    )
    assert made.stdout.strip() == print_of(speak("Good day.", "sage")), made.stderr


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
