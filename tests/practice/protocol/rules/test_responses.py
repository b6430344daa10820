"""The Responses endpoint takes neither recordings nor these models."""

import pytest

from helpers.practice.protocol.rules.responses import responses_refusal


def test_a_recording_is_refused_where_it_stands():
    parts = [{"type": "input_text", "text": "hi"}, {"type": "input_audio"}]
    refusal = responses_refusal({"input": [{"content": "hi"}, {"content": parts}]})
    assert (refusal.status, refusal.param, refusal.code) == (
        400,
        "input[1].content[1].type",
        "invalid_value",
    )
    assert refusal.message == (
        "Invalid value: 'input_audio'. Supported values are: 'input_text', 'input_image', "
        "'output_text', 'refusal', 'input_file', 'computer_screenshot', and 'summary_text'."
    )


@pytest.mark.parametrize(
    "body", [{}, {"input": "hi"}, {"input": 5}, {"input": [1, {"content": [2]}, {"content": 3}]}]
)
def test_anything_else_is_told_where_these_models_work(body):
    refusal = responses_refusal(body)
    assert (refusal.status, refusal.param) == (404, "model")
    assert "only supported in v1/chat/completions" in refusal.message
