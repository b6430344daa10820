"""One word changes, and only one."""

import pytest

from helpers.practice.protocol.rewording import OTHER_WORDS, reworded


@pytest.mark.parametrize(
    "text, other",
    [
        ("Doors open at seven.", "Doors closed at seven."),
        ("Seven people came.", "Three people came."),
        ("See you on Monday!", "See you on Friday!"),
        ("Nobody asked the librarian.", "Nobody asked the something."),
        ("오전 아홉 시에 만납시다.", "오후 아홉 시에 만납시다."),
        ("고양이가 잡니다.", "무언가 잡니다."),
        ("", ""),
        ("12:30", "12:30"),
    ],
)
def test_one_word_is_another(text, other):
    assert reworded(text) == other


def test_no_word_is_replaced_by_itself():
    assert not [word for word, other in OTHER_WORDS.items() if word == other.lower()]
