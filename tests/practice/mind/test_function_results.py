"""What functions gave back, in words."""

import pytest

from helpers.practice.mind.phrase_book import answer


def said(result):
    """What is said once the function get_weather gave `result`."""
    call = {
        "role": "assistant",
        "tool_calls": [
            {
                "id": "call_1",
                "type": "function",
                "function": {"name": "get_weather", "arguments": "{}"},
            }
        ],
    }
    turns = [
        {"role": "user", "content": "How is the weather?"},
        call,
        {"role": "tool", "tool_call_id": "call_1", "content": result},
    ]
    return answer(turns, []).text


@pytest.mark.parametrize(
    "result, words",
    [
        (
            '{"temperature": 21, "sky": "clear", "rain": false}',
            "temperature 21, sky clear, rain no",
        ),
        ("21 degrees.", "21 degrees"),
        ("[1, 2]", "1, 2"),
        ("null", "nothing"),
        ("", "nothing"),
        ("true", "yes"),
    ],
)
def test_a_functions_result_is_taken_up(result, words):
    assert said(result) == f"get weather: {words}."


@pytest.mark.parametrize(
    "sentence",
    (
        "A table for two is booked.",
        "Right! Shall we go on?",
        "서울은 오늘 맑습니다.",
        "It is dry. It will rain later.",
    ),
)
def test_a_sentence_is_said_as_it_is(sentence):
    assert said(sentence) == sentence


@pytest.mark.parametrize(
    "result, words",
    [
        ("It is dry", "get weather: It is dry."),
        ("dry and warm.", "get weather: dry and warm."),
        ('{"error": "No such city."}', "get weather: error No such city."),
    ],
)
def test_what_is_no_sentence_comes_after_its_function(result, words):
    assert said(result) == words
