"""The course's recordings are what the manifest says, and the ears still hear them so."""

import base64
import json
import re

import pytest

from helpers import Sound
from helpers.media import codec
from helpers.practice.ears.listening import listen_here
from helpers.practice.ears.mel import RATE
from helpers.speech.error_rate import word_error_rate
from tests.environment import NOTEBOOKS, ROOT

DATA = ROOT / "data"
MANIFEST = json.loads((DATA / "manifest.json").read_text("utf-8"))
LIMIT = 0.1


def test_manifest_and_folder_agree():
    assert set(MANIFEST) == {
        path.name
        for path in DATA.iterdir()
        if path.suffix[1:] in ("wav", "mp3", "m4a", "webm", "ogg")
    }
    assert len(MANIFEST) >= 12 and sum(entry["hard"] for entry in MANIFEST.values()) == 2
    assert {"wav", "mp3", "m4a", "webm", "opus"} == {entry["format"] for entry in MANIFEST.values()}
    assert {"en", "ko"} <= {entry["language"] for entry in MANIFEST.values()} and len(
        {entry["mood"] for entry in MANIFEST.values()}
    ) == 4
    assert all(entry["licence"] == "CC0-1.0" for entry in MANIFEST.values())


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
    if entry["language"] == "en" and not entry["hard"]:
        sent = base64.b64decode(sound.part()["input_audio"]["data"])  # as a lesson sends it
        for data in (sound.data, sent) if sound.format in ("wav", "mp3") else (sent,):
            heard = listen_here(codec.samples(data, RATE)[0])
            assert word_error_rate(entry["words"], heard.words) <= LIMIT, heard


@pytest.mark.parametrize(
    "name", [name for name, entry in MANIFEST.items() if entry["language"] != "en"]
)
def test_what_is_not_english_is_never_heard_as_english(name):
    heard = listen_here(codec.samples((DATA / name).read_bytes(), RATE)[0])
    assert (heard.words, heard.verdict) == ("", "unclear") or heard.languages == (
        MANIFEST[name]["language"],
    )


def test_the_noisy_one_is_half_heard():
    entry = MANIFEST["noisy-line.mp3"]
    assert entry["verdict"] == "partly" and LIMIT < entry["word_error_rate"] < 0.6


def test_lessons_use_recordings_that_are_there():
    used = set(
        re.findall(
            r'(?:\.\./data/|sample_url\(\\")([\w.-]+\.(?:wav|mp3|m4a|webm|ogg))',
            "".join(path.read_text("utf-8") for path in NOTEBOOKS),
        )
    )
    assert used - {"aloy.wav"} <= set(MANIFEST) and len(used) > 6
