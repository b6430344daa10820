"""The Responses endpoint over HTTP."""

import pytest
import requests
from openai import BadRequestError, NotFoundError


def test_the_responses_endpoint_takes_neither_recordings_nor_these_models(engine, part):
    with pytest.raises(BadRequestError) as refused:
        engine.client.responses.create(
            model=engine.model,
            input=[{"role": "user", "content": [{"type": "input_text", "text": "hi"}, part]}],
        )
    assert refused.value.param == "input[0].content[1].type" and refused.value.body["message"] == (
        "Invalid value: 'input_audio'. Supported values are: 'input_text', 'input_image', "
        "'output_text', "
        "'refusal', 'input_file', 'computer_screenshot', and 'summary_text'."
    )
    with pytest.raises(NotFoundError, match="only supported in v1/chat/completions"):
        engine.client.responses.create(model=engine.model, input="hi")
    for body in ([], {"input": 5}, {"input": [1, {"content": [2]}]}):
        assert requests.post(
            f"{engine.base_url}/responses", headers=engine.headers, json=body, timeout=10
        ).status_code in (400, 404)
