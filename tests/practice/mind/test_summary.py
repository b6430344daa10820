"""A summary is made of the text's own sentences."""

import pytest

from helpers.practice.mind.summary import choose, summarise
from helpers.speech.sentences import sentences

GARDEN = (
    "The town garden opened in May. Many people came to see the garden on the first day. "
    "A band played. The garden has two hundred trees and a small lake. My cousin bought an ice "
    "cream. People say that the garden makes the town a better place. It rained later."
)


@pytest.mark.parametrize("count", [1, 2, 3, 5])
def test_a_summary_is_made_of_the_texts_own_sentences_in_their_order(count):
    chosen = sentences(summarise(GARDEN, count))
    assert len(chosen) == count
    places = [sentences(GARDEN).index(sentence) for sentence in chosen]
    assert places == sorted(places)


def test_it_keeps_what_the_text_comes_back_to_and_drops_the_asides():
    summary = summarise(GARDEN, 3)
    assert summary.count("garden") >= 3
    assert "ice cream" not in summary and "A band played" not in summary and "rained" not in summary


def test_a_short_text_stays_whole():
    assert summarise("One. Two.", 5) == "One. Two." and summarise("", 2) == ""
    assert choose(["b", "a"], 2) == ["b", "a"]


def test_korean_is_summarised_as_well():
    text = (
        "공원이 오월에 문을 열었습니다. 비가 왔습니다. 많은 사람이 공원을 보러 왔습니다. "
        "공원에는 나무와 호수가 있습니다."
    )
    assert "공원" in summarise(text, 1) and len(sentences(summarise(text, 2))) == 2


def test_a_huge_text_does_not_take_long_to_choose_from():
    assert len(choose(sentences("The sea is big. " * 20_000), 2)) == 2
