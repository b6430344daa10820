"""What wordings mean: 150 in English, 80 in Korean, and 40 of each that no pattern was made for."""

import pytest

from helpers.practice.mind.intent_table import CANNOT, FORMS, KINDS
from helpers.practice.mind.intents import find
from helpers.practice.mind.recording_replies import REPLIES
from helpers.practice.mind.text_replies import REPLIES as TEXT_REPLIES
from tests.practice.mind.wordings import intents, wordings

WORDINGS, HELD_OUT = wordings("wordings.json"), wordings("wordings_held_out.json")
# Right of the 40 that were kept out, as found once when the patterns were ready: a floor.
ENGLISH_RIGHT, KOREAN_RIGHT = 33, 32


@pytest.mark.parametrize("group, wording, meant", WORDINGS)
def test_a_wording_means_what_it_says(group, wording, meant):
    assert intents(group, wording) == meant


def test_there_are_enough_wordings():
    for rows, english, korean in ((WORDINGS, 150, 80), (HELD_OUT, 40, 40)):
        assert sum(group.startswith("English") for group, *_ in rows) >= english
        assert sum(group.startswith("Korean") for group, *_ in rows) >= korean


@pytest.mark.parametrize("language, right", [("English", ENGLISH_RIGHT), ("Korean", KOREAN_RIGHT)])
def test_wordings_that_were_kept_out_are_understood_as_often_as_reported(language, right):
    rows = [row for row in HELD_OUT if row[0].startswith(language)]
    assert sum(intents(group, wording) == meant for group, wording, meant in rows) >= right


def test_no_wording_is_in_both_files():
    assert not {row[1] for row in WORDINGS} & {row[1] for row in HELD_OUT}


def test_every_kind_is_asked_for_and_has_an_answer():
    kinds = {kind.name for kind in (*FORMS, *KINDS)}
    meant = {intent.split(" ")[0] for _, _, found in WORDINGS for intent in found}
    assert kinds <= meant
    for name in kinds - {"answer_in", "before"}:
        assert (name in CANNOT) != (name in REPLIES or name in TEXT_REPLIES)


@pytest.mark.parametrize(
    "instruction, names",
    [
        ("How long is it? Answer in Korean.", ["length", "answer_in Korean"]),
        ("Transcribe it and send it to Anna.", ["transcribe", "act"]),
        ("영어로 대답해 주세요. 얼마나 긴가요?", ["answer_in English", "length"]),
        ("How long is it? Answer in French.", ["length", "translate French"]),
        ("Do not translate it, and don't summarise it. How loud is it?", ["loudness"]),
        ('Transcribe it. The speaker may say "summarise".', ["transcribe"]),
        ("Type what you hear.", ["transcribe"]),
        ("Give me the short version.", ["summarise"]),
        ("Which words were hard to hear?", ["confidence"]),
        ("Is the speaker whispering?", ["loudness"]),
        ("Does it last more than ten seconds?", ["length"]),
        ("시끄러운가요?", ["loudness"]),
        ("목소리 톤이 높아요?", ["pitch"]),
        ("사람 목소리가 들려요?", ["speech"]),
        ("잘 안 들린 부분이 있나요?", ["confidence"]),
        ("중간에 끊긴 데가 있어요?", ["pauses"]),
        ("", []),
    ],
)
def test_further_wordings(instruction, names):
    assert [str(intent) for intent in find(instruction, with_recording=True)] == names


def test_intents_come_in_the_order_in_which_they_are_asked_and_once():
    found = find("How loud is it, how long is it, and how loud is it again?", True)
    assert [intent.name for intent in found] == ["loudness", "length"]


def test_without_a_recording_only_what_is_about_text_or_sound_counts():
    assert not find("How long is a marathon?", with_recording=False)
    assert find("How long is the recording?", with_recording=False)
