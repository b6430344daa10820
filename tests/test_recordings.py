"""The course's recordings are what the manifest says, and the ears still hear them so."""

import base64
import json
import os
import re
import runpy
import subprocess
import sys
from functools import cache

import pytest

from helpers import Sound
from helpers.media import codec
from helpers.practice.ears import weights
from helpers.practice.ears.listening import listen_here
from helpers.practice.ears.mel import RATE
from helpers.practice.voice import espeak, kokoro
from helpers.practice.voice.timbres import TIMBRES
from helpers.speech.error_rate import character_error_rate, word_error_rate
from helpers.speech.normalisation import same_spelling
from tests.ears import DEMANDED, needs_ears
from tests.environment import NOTEBOOKS, ROOT
from tests.soak import long_form

DATA = ROOT / "data"
MANIFEST = json.loads((DATA / "manifest.json").read_text("utf-8"))
ENDINGS = (".wav", ".mp3", ".m4a", ".webm", ".ogg")
KOREAN_LIMIT = 0.1
SURE = 0.9
A_FEW = ("question.wav", "korean-greeting.mp3")

needs_base = pytest.mark.skipif(
    weights.name() != "whisper-base" and not DEMANDED,
    reason="the recordings were chosen for Whisper base: make ears",
)


def names(*, hard=None, **wanted):
    """The recordings whose entries have these values."""
    wanted |= {} if hard is None else {"hard": hard}
    return [
        name
        for name, entry in MANIFEST.items()
        if all(entry[key] == value for key, value in wanted.items())
    ]


def test_manifest_and_folder_agree():
    assert set(MANIFEST) == {path.name for path in DATA.iterdir() if path.suffix in ENDINGS}
    assert len(MANIFEST) >= 12 and len(names(hard=True)) == 2
    assert {"wav", "mp3", "m4a", "webm", "opus"} == {one["format"] for one in MANIFEST.values()}
    assert {"en", "ko"} <= {one["language"] for one in MANIFEST.values()}
    assert len({one["mood"] for one in MANIFEST.values()}) == 4
    assert all(one["licence"] == "CC0-1.0" for one in MANIFEST.values())
    assert sum(path.stat().st_size for path in DATA.iterdir() if path.is_file()) < 2_000_000


@pytest.mark.parametrize("name", MANIFEST)
def test_the_manifest_says_who_made_it_and_how_it_was_heard(name):
    entry = MANIFEST[name]
    maker = entry["maker"]
    assert set(maker) == {"engine", "voice", "speed"} and 0.5 < maker["speed"] < 2
    assert entry["voice"] in TIMBRES
    if maker["engine"] == kokoro.Kokoro.name:
        assert maker["voice"] == kokoro.style_name(entry["voice"], entry["language"])
    else:
        assert (maker["engine"], maker["voice"]) == (espeak.Espeak.name, entry["voice"])
    rates = entry["word_error_rate"], entry["character_error_rate"]
    assert rates[0] == round(word_error_rate(entry["words"], entry["heard"]), 2)
    assert rates[1] == round(character_error_rate(entry["words"], entry["heard"]), 2)
    if not entry["hard"]:
        assert rates[0] == 0 if entry["language"] == "en" else rates[1] <= KOREAN_LIMIT


@pytest.mark.parametrize("name", MANIFEST)
def test_a_recording_is_what_the_manifest_says(name, capsys):
    entry, sound = MANIFEST[name], Sound.load(DATA / name)
    assert (sound.format, sound.sample_rate, len(sound.data)) == (
        entry["format"],
        entry["sample_rate"],
        entry["bytes"],
    )
    assert (
        sound.seconds == pytest.approx(entry["seconds"], abs=0.02) and capsys.readouterr().out == ""
    )


@cache
def heard(data):
    return listen_here(codec.samples(data, RATE)[0])


@needs_ears
@pytest.mark.parametrize("name", names(language="en", hard=False))
def test_english_is_heard_word_for_word(name):
    entry, sound = MANIFEST[name], Sound.load(DATA / name)
    sent = base64.b64decode(sound.part()["input_audio"]["data"])  # as a lesson sends it
    for data in (sound.data, sent) if sound.format in ("wav", "mp3") else (sent,):
        found = heard(data)
        assert word_error_rate(entry["words"], found.words) == 0, found


@needs_base
@pytest.mark.parametrize("name", names(language="ko"))
def test_korean_is_heard_as_korean(name):
    found = heard(Sound.load(DATA / name).data)
    assert found.languages == ("ko",) and found.verdict in ("clear", "partly")
    assert character_error_rate(MANIFEST[name]["words"], found.words) <= KOREAN_LIMIT, found


@needs_base
@pytest.mark.parametrize(
    "name", [name for name, entry in MANIFEST.items() if entry["language"] != "en"]
)
def test_what_is_not_english_is_never_heard_as_english(name):
    found = heard(Sound.load(DATA / name).data)
    assert (found.words, found.verdict) == ("", "unclear") or found.languages == (
        MANIFEST[name]["language"],
    )


def wrong_words(entry, found):
    said = set(same_spelling(entry["words"]))
    return [word for word in found if not set(same_spelling(word[0])) <= said]


@needs_base
def test_the_noisy_one_has_one_wrong_word_that_looks_sure():
    entry = MANIFEST["noisy-line.mp3"]
    found = heard(Sound.load(DATA / "noisy-line.mp3").data)
    wrong = wrong_words(entry, [(word.text, word.probability) for word in found.timed])
    assert len(wrong) == 1 and wrong[0][1] >= SURE and 0.1 < entry["word_error_rate"] < 0.6
    assert found.words == entry["heard"]


@needs_base
@pytest.mark.parametrize(
    "chosen", [("noisy-line.mp3", *A_FEW), long_form(tuple(MANIFEST))], ids=["a few", "all"]
)
def test_the_plainest_processor_hears_the_same(chosen):
    """Without vector instructions sums come out a little different, and words could too."""
    done = subprocess.run(
        [sys.executable, str(DATA / "listen.py"), *(str(DATA / name) for name in chosen)],
        env={**os.environ, "CT2_FORCE_CPU_ISA": "GENERIC"},
        capture_output=True,
        text=True,
        check=True,
    )
    found = dict(zip(chosen, map(json.loads, done.stdout.splitlines()), strict=True))
    for name in chosen:
        entry = MANIFEST[name]
        assert found[name]["words"] == entry["heard_generic"], name
        if entry["language"] == "en" and not entry["hard"]:
            assert word_error_rate(entry["words"], found[name]["words"]) == 0, name
    noisy = "noisy-line.mp3"
    assert MANIFEST[noisy]["heard"] == MANIFEST[noisy]["heard_generic"]
    (wrong,) = wrong_words(MANIFEST[noisy], found[noisy]["probabilities"])
    assert wrong[1] >= SURE


def test_the_table_of_clips_and_the_manifest_are_in_step():
    clips = runpy.run_path(str(DATA / "clips.py"))["CLIPS"]
    assert [clip.name for clip in clips] == list(MANIFEST)
    for clip in clips:
        entry = MANIFEST[clip.name]
        assert entry["words"] in clip.sentences and entry["voice"] in clip.voices
        assert (entry["about"], entry["hard"], entry["mood"]) == (clip.about, clip.hard, clip.mood)


def test_lessons_use_recordings_that_are_there():
    used = set(
        re.findall(
            r'(?:\.\./data/|sample_url\(\\")([\w.-]+\.(?:wav|mp3|m4a|webm|ogg))',
            "".join(path.read_text("utf-8") for path in NOTEBOOKS),
        )
    )
    assert used - {"aloy.wav"} <= set(MANIFEST) and len(used) > 6
