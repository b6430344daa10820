"""The tables of Korean sentences: complete, none stale, and fit for their places."""

import re

import pytest

from helpers.display.widget_files import WIDGETS
from helpers.language import tables, translated
from helpers.language.sentences import BETWEEN, PLACE
from helpers.paths import ROOT
from tests.language import in_code

HELPERS = ROOT / "helpers"
CHARTS = {
    "charts.py",
    "in_flight.py",
    "sound_table.py",
    "tally.py",
    "timeline.py",
}  # their words come from the notebooks
SOUND = ("sound", "editing", "conversion", "joining", "splitting", "progress")
ROOMS = {
    "archive": [*(HELPERS / "archive").glob("*.py")],
    "course": [HELPERS / "course.py", HELPERS / "course_files.py"],
    "display": [
        *(path for path in (HELPERS / "display").glob("*.py") if path.name not in CHARTS),
        HELPERS / "units.py",
    ],
    "engine": [*(HELPERS / "engine").rglob("*.py"), HELPERS / "one_sentence.py"],
    "exercises": [*(HELPERS / "exercises").glob("*.py")],
    "media": [
        *(HELPERS / "media").glob("*.py"),
        *(HELPERS / f"{name}.py" for name in SOUND),
    ],
    "preflight": [*(HELPERS / "preflight").glob("*.py")],
    "practice": [
        *(HELPERS / "practice" / name for name in ("model_files.py", "mind/remote.py")),
        *(HELPERS / "practice" / name for name in ("ears/weights.py", "voice/names.py")),
        HELPERS / "practice/voice/weights.py",
    ],
}
NOT_SHOWN = {  # texts of more than one word that are data, or said to those who start programs
    "{} bit/s, {} Hz, pieces of {} s",
    "Write down the words of this recording; an empty text where there are none.",
    "make ears",
    "make voice",
    "No module named pip",
    "DO NOT MATCH THE HASHES",
    "make install",
    ".venv\\Scripts\\python -m pip install -e .",
    "ports and proxy",
    "practice engine",
    "key and model",
    "NOT READY ({})",
    "no ears",
    "bad ears",
    "no engine",
    "engine error",
    "broken library",
    "no key",
    "key valid",
    "key refused",
    "key not tried",
    "model not allowed",
    "no microphone",
    "{} is gone",
    "{} missing",
    "{} {} does not fit",
    "Transcribe this recording.",
    "no connection",
    "cannot listen",
    "price not known",
    "{} ends on {}: move to {}.",
    "with fresh: the number of a lesson, 02",
    "is on another machine, and PRACTICE_MIND_REMOTE=yes is not set",
    "How long is it?",
    "Is it loud?",
    "What is in this recording?",
    "A table for two, please.",
    "please wait at the corner",
    "please wait at the farmer",
    "please wait the corner",
    "please wait for me at the corner",
    "Please wait, at the corner!",
    "to be or not",
    "or not to be",
    "these were spoken",
    "these were written",
    "and so were these",
    "reply to {}",
    "slow down",
    "Answer in one short sentence.",
    "Good morning.",
    "Good morning to you.",
    "I have to buy bread.",
    "Bread it is.",
    "What did I say before?",
    "You have to buy bread.",
    "And before that?",
    "You said good morning.",
    "Buy some bread.",
    "Call the office.",
    "not said",
    "cannot tell",
    "Fill in the form.",
    "How it is said.",
    "The train leaves at nine.",
    "Good night.",
    "Read aloud: Good morning.",
    "This was written.",
    "Sure! The shop opens at nine.",
    "Thank you, I will come.",
    "The shop opens at nine.",
    "The shop opens at one.",
    "The shop opens at ten.",
    "the shop opens at nine",
    "the shop opens at 9",
    "it asks without end",
    "went on",
}
HANGUL = re.compile("[가-힣]")


def counterparts(room):
    return {in_code.nameless(english) for english in tables.table(room)}


def test_every_room_has_a_table_and_every_table_a_room():
    assert tables.rooms() == sorted([*ROOMS, tables.PAGE])


@pytest.mark.parametrize("room", ROOMS)
def test_every_sentence_has_a_counterpart(room):
    everything = set().union(*map(counterparts, ROOMS))
    found = set().union(*map(in_code.texts, ROOMS[room]))
    missing = in_code.read_by_learners(found) - everything - NOT_SHOWN
    assert not missing, f"write their Korean into helpers/language/korean/{room}.json"


@pytest.mark.parametrize("room", ROOMS)
def test_every_counterpart_belongs_to_a_sentence(room):
    found = set().union(*map(in_code.texts, ROOMS[room]))
    capitals = {text[:1].upper() + text[1:] for text in found}  # as a sentence begins
    small = {text[:1].lower() + text[1:] for text in found}
    assert not counterparts(room) - found - capitals - small, "no sentence of the code says it"


def test_what_scripts_say_has_a_counterpart_and_no_counterpart_is_stale():
    found = set().union(*map(in_code.page_sentences, WIDGETS.glob("*.js")))
    assert found == set(tables.table(tables.PAGE))


def test_scripts_say_nothing_without_looking_it_up():
    for script in WIDGETS.glob("*.js"):
        texts = in_code.page_texts(script)
        said = {text for text in in_code.read_by_learners(texts) if re.match("[A-Z]", text)}
        assert not said - in_code.page_sentences(script) - NOT_SHOWN, script.name


@pytest.mark.parametrize("room", tables.rooms())
def test_both_languages_have_the_same_places(room):
    for english, korean in tables.table(room).items():
        assert sorted(PLACE.findall(english)) == sorted(PLACE.findall(korean)), english
        assert len(set(PLACE.findall(english))) == len(PLACE.findall(english)), english
        assert BETWEEN not in english, "each fact of a line has a counterpart of its own"


@pytest.mark.parametrize("room", tables.rooms())
def test_counterparts_are_korean(room):
    for english, korean in tables.table(room).items():
        assert HANGUL.search(korean) or english == korean or not re.search("[a-z]{2} ", korean)


def test_no_sentence_is_taken_for_another(monkeypatch):
    monkeypatch.setenv("AUDIO_LANGUAGE", "ko")
    for english, korean in tables.sentences().items():
        for value in ("7", "x/y") if "}{" not in english else ():
            said = PLACE.sub(value, english)
            assert translated(said) == PLACE.sub(value, korean), said


def test_a_sentence_has_one_counterpart():
    python = [tables.table(room) for room in ROOMS]
    for english in tables.sentences():
        assert len({table[english] for table in python if english in table}) == 1, english
