"""What functions gave back, in words."""

import pytest

from helpers.practice.mind.phrase_book import answer


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
    assert (
        answer(
            [
                {"role": "user", "content": "How is the weather?"},
                call,
                {"role": "tool", "tool_call_id": "call_1", "content": result},
            ],
            [],
        ).text
        == f"get weather: {words}."
    )
