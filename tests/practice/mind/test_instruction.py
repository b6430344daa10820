"""Instructions taken apart."""

import pytest

from helpers.practice.mind.instruction import asks, without
from helpers.practice.mind.texts import is_korean, quoted, text_of, unquoted


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


@pytest.mark.parametrize(
    "text, korean",
    [
        ("안녕하세요", True),
        ("hello", False),
        ("Say 안녕 to him", False),
        ("안녕 API", True),
        ("", False),
        ("123", False),
    ],
)
def test_language(text, korean):
    assert is_korean(text) == korean


def test_small_pieces():
    assert unquoted('"as it is"') == "as it is" and unquoted('"a" and "b"') == '"a" and "b"'
    assert quoted("Say “good night” twice") == "good night" and quoted("it's John's") == ""
    assert "summarise" not in without("Read it, do not summarise it.")
    assert (
        text_of(
            {
                "content": [
                    {"type": "text", "text": "a"},
                    {"type": "input_audio"},
                    {"type": "text", "text": "b"},
                ]
            }
        )
        == "a\nb"
        and text_of({}) == ""
    )
