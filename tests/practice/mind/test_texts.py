"""The written words of messages."""

import pytest

from helpers.practice.mind.texts import is_korean, quoted, text_of, unquoted


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
