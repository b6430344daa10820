"""Instructions taken apart."""

import pytest

from helpers.practice.mind.instruction import Ask, asks, without
from tests.practice.mind.conversation import HEARD


@pytest.mark.parametrize(
    "text, instruction, material",
    [
        ("Read aloud: one: two", "Read aloud", "one: two"),
        ("Read aloud\nthe text", "Read aloud", "the text"),
        ("Meet me at 7:30", "Meet me at 7:30", ""),
        ("소리 내어 읽어 주세요: 안녕", "소리 내어 읽어 주세요", "안녕"),
        ('Say "one: two"', 'Say "one: two"', ""),
        ("", "", ""),
    ],
)
def test_instruction_and_material(text, instruction, material):
    first = asks([{"role": "user", "content": text}], [])[0]
    assert (first.instruction, first.material) == (instruction, material)


def test_a_system_message_steers_a_text_without_an_order():
    asked = asks(
        [
            {"role": "system", "content": "Summarise what the user writes."},
            {"role": "user", "content": "A long text. It goes on."},
        ],
        [],
    )
    assert asked[0].steering and asked[0].material == "A long text. It goes on."


def test_what_is_forbidden_is_not_asked():
    assert "summarise" not in without("Read it, do not summarise it.")


def test_a_sentence_is_said_in_the_askers_language():
    assert Ask("x", "").say("yes", "네") == "yes"
    assert Ask("x", "", korean=True).say("yes", "네") == "네"


@pytest.mark.parametrize(
    "text, whole",
    [
        ("Transcribe it.\nAlso tell me how long it is.", True),
        ("Yes or no: is she at home?", True),
        ("Read aloud: How long is it?", False),
        ("Summarise this text: The sea is big.", False),
    ],
)
def test_with_a_recording_all_lines_are_the_instruction_unless_a_text_is_meant(text, whole):
    first = asks([{"role": "user", "content": text}], [HEARD])[0]
    assert (first.instruction == text and not first.material) == whole
