"""The forty calls of data/archive: small, whole, and what their manifest says."""

import json

import pytest

from helpers.media import codec
from helpers.paths import DATA

FOLDER = DATA / "archive"
MANIFEST = json.loads((FOLDER / "manifest.json").read_text("utf-8"))
LARGEST = 1_000_000  # bytes of all calls


def test_the_manifest_names_every_call_and_who_made_it():
    assert sorted(MANIFEST) == sorted(path.name for path in FOLDER.glob("*.mp3"))
    assert len(MANIFEST) == 40
    for call in MANIFEST.values():
        assert call["words"] and call["licence"] == "CC0-1.0"
        assert (DATA / call["maker"]["script"]).exists()


def test_all_of_them_are_small():
    assert sum(path.stat().st_size for path in FOLDER.glob("*.mp3")) <= LARGEST


@pytest.mark.parametrize("name", MANIFEST)
def test_a_call_is_as_long_as_the_manifest_says(name):
    facts, said = codec.measure((FOLDER / name).read_bytes()), MANIFEST[name]
    assert facts.format == "mp3" and facts.sample_rate == 16_000
    assert facts.seconds == pytest.approx(said["seconds"], abs=0.1)
