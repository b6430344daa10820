"""Chat completions over HTTP, as learners meet them: through the SDK and through requests."""

import asyncio
import json
import re
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
import requests
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openai import BadRequestError
from openai.types.chat import ChatCompletion

from helpers.engine import catalogue
from helpers.practice import at_work
from tests.ears import needs_ears
from tests.practice.http.asking import AUDIO_TOO, READ, asking, error_of, post


@pytest.fixture(scope="module")
def runner():
    """One event loop, as a notebook has it."""
    with asyncio.Runner() as runner:
        yield runner


def combinations(part):
    words = {"type": "text", "text": "Transcribe this recording."}
    return {
        "text to text and audio": (READ, AUDIO_TOO),
        "audio to text and audio": ([part], AUDIO_TOO),
        "audio to text": ([part], {}),
        "text and audio to text and audio": ([words, part], AUDIO_TOO),
        "text and audio to text": ([words, part], {"modalities": ["text"]}),
    }


@needs_ears
@pytest.mark.parametrize(
    "which",
    [
        "text to text and audio",
        "audio to text and audio",
        "audio to text",
        "text and audio to text and audio",
        "text and audio to text",
    ],
)
def test_all_five_combinations_answer_alike_through_sdk_async_sdk_and_requests(
    engine, part, runner, which
):
    content, wanted = combinations(part)[which]
    request = asking(engine, content, **wanted)

    async def later():
        return await engine.async_client.chat.completions.create(**request)

    answers = [
        engine.client.chat.completions.create(**request),
        runner.run(later()),
        ChatCompletion.model_validate(post(engine, request).json()),
    ]
    said = [
        (
            a.choices[0].message.content,
            a.choices[0].message.audio
            and (a.choices[0].message.audio.transcript, a.choices[0].message.audio.data),
            a.usage,
        )
        for a in answers
    ]
    assert said[0] == said[1] == said[2]  # the same words, the same sound, the same count
    message = answers[0].choices[0].message
    spoken = "audio" in wanted
    assert (message.content is None) == spoken and (message.audio is not None) == spoken
    words = message.audio.transcript if spoken else message.content
    assert words and (READ.endswith(words) if content is READ else "20 minutes" in words)
    assert len({a.id for a in answers}) == 3


def test_an_answer_with_sound_has_the_apis_keys_in_its_order_and_nothing_else(engine):
    answer = post(engine, asking(engine, READ, **AUDIO_TOO)).json()
    choice = answer["choices"][0]
    assert list(answer) == [
        "id",
        "object",
        "created",
        "model",
        "choices",
        "usage",
        "service_tier",
        "system_fingerprint",
    ]
    assert list(choice) == ["index", "message", "finish_reason"]
    assert list(choice["message"]) == ["role", "content", "refusal", "audio", "annotations"]
    assert list(choice["message"]["audio"]) == ["id", "data", "expires_at", "transcript"]
    assert list(answer["usage"]) == [
        "prompt_tokens",
        "completion_tokens",
        "total_tokens",
        "prompt_tokens_details",
        "completion_tokens_details",
    ]
    assert list(answer["usage"]["prompt_tokens_details"]) == [
        "cached_tokens",
        "audio_tokens",
        "text_tokens",
        "image_tokens",
    ]
    assert list(answer["usage"]["completion_tokens_details"]) == [
        "reasoning_tokens",
        "audio_tokens",
        "accepted_prediction_tokens",
        "rejected_prediction_tokens",
        "text_tokens",
    ]
    assert (
        choice["message"]["content"] is None
        and choice["message"]["refusal"] is None
        and choice["message"]["annotations"] == []
    )
    assert (choice["index"], choice["finish_reason"], choice["message"]["role"]) == (
        0,
        "stop",
        "assistant",
    )
    assert (
        answer["object"],
        answer["model"],
        answer["service_tier"],
        answer["system_fingerprint"],
    ) == ("chat.completion", engine.model, "default", at_work.fingerprint())


def test_a_text_answer_has_no_audio_key(engine, part):
    message = post(engine, asking(engine, [part])).json()["choices"][0]["message"]
    assert list(message) == ["role", "content", "refusal", "annotations"] and isinstance(
        message["content"], str
    )


def test_ids_are_shaped_like_the_apis_and_tell_the_time(engine):
    before = int(time.time())
    answer = post(engine, asking(engine, READ, **AUDIO_TOO)).json()
    audio = answer["choices"][0]["message"]["audio"]
    assert re.fullmatch(r"chatcmpl-[0-9A-Za-z]{29}", answer["id"])
    assert re.fullmatch(r"audio_[0-9a-f]{32}", audio["id"])
    made = int(audio["id"][6:14], 16)
    assert before <= answer["created"] <= made <= int(time.time())
    assert audio["expires_at"] - made == 3600


def test_an_alias_is_answered_with_its_dated_name(engine):
    names = {
        "gpt-audio": "gpt-audio-2025-08-28",
        "gpt-audio-mini": "gpt-audio-mini-2025-12-15",
        "gpt-audio-1.5": "gpt-audio-1.5",
        "gpt-audio-2025-08-28": "gpt-audio-2025-08-28",
    }
    assert {
        name: post(engine, asking(engine, "Read aloud: hi", **AUDIO_TOO) | {"model": name}).json()[
            "model"
        ]
        for name in names
    } == names


def test_bad_requests_reach_the_sdk_as_its_own_errors(engine):
    with pytest.raises(BadRequestError) as refused:
        engine.client.chat.completions.create(**asking(engine, READ))
    assert (
        refused.value.param == "model"
        and "either input content or output modality contain audio" in str(refused.value)
    )
    not_json = requests.post(
        f"{engine.base_url}/chat/completions",
        headers=engine.headers | {"Content-Type": "application/json"},
        data=b"{",
        timeout=10,
    )
    assert not_json.status_code == 400 and error_of(not_json)["message"].startswith(
        "We could not parse the JSON body"
    )


@pytest.mark.parametrize(
    "kind", ["Application/JSON", "APPLICATION/JSON; CHARSET=UTF-8", "application/vnd.me+json"]
)
def test_a_body_is_called_json_in_any_case(engine, kind):
    request = asking(engine, "Read aloud: hi", **AUDIO_TOO)
    assert post(engine, request, **{"Content-Type": kind}).status_code == 200


@pytest.mark.parametrize("kind", ["application/x-www-form-urlencoded", "text/plain", ""])
def test_a_body_that_is_not_called_json_is_not_read(engine, kind):
    answer = requests.post(
        f"{engine.base_url}/chat/completions",
        headers=engine.headers | {"Content-Type": kind},
        data=json.dumps(asking(engine, READ, **AUDIO_TOO)),
        timeout=10,
    )
    assert (
        answer.status_code == 400
        and error_of(answer)["message"] == "you must provide a model parameter"
    )


def test_thirty_at_once_are_all_answered_each_with_its_own(engine):
    def ask(number):
        content = f"Read aloud: This is number {number}."
        return post(
            engine,
            asking(
                engine,
                content,
                modalities=["text", "audio"],
                audio={"voice": catalogue.voices()[number % 13], "format": "wav"},
            ),
        ).json()

    with ThreadPoolExecutor(30) as crowd:
        answers = list(crowd.map(ask, range(30)))
    assert [answer["choices"][0]["message"]["audio"]["transcript"] for answer in answers] == [
        f"This is number {number}." for number in range(30)
    ]
    alone = ask(7)["choices"][0]["message"]["audio"]["data"]
    assert (
        answers[7]["choices"][0]["message"]["audio"]["data"] == alone
    )  # the crowd changes no sample


JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=12),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                [
                    "model",
                    "messages",
                    "modalities",
                    "audio",
                    "role",
                    "content",
                    "type",
                    "text",
                    "input_audio",
                    "data",
                    "format",
                    "voice",
                    "stream",
                    "tools",
                    "function",
                    "name",
                    "parameters",
                    "stop",
                    "n",
                    "x",
                ]
            ),
            inner,
            max_size=5,
        )
    ),
    max_leaves=15,
)


@settings(
    max_examples=120,
    derandomize=True,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(body=JSON, over=st.booleans())
def test_any_json_gets_an_answer_or_a_well_formed_error(engine, body, over):
    if over and isinstance(body, dict):  # a good request with something odd in it gets further
        body = {
            "model": engine.model,
            **AUDIO_TOO,
            "messages": [{"role": "user", "content": "Read aloud: hi"}],
            **body,
        }
    response = post(engine, body)
    assert response.status_code == 200 or (
        response.status_code in (400, 404)
        and list(response.json()) == ["error"]
        and list(response.json()["error"]) == ["message", "type", "param", "code"]
    )
