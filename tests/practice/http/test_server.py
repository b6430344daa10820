"""The practice engine over HTTP, as learners meet it: through the SDK, through requests, and through what goes wrong."""

import asyncio
import base64
import http.client
import json
import os
import re
import socket
import struct
import subprocess
import sys
import textwrap
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import urlsplit

import numpy as np
import pytest
import requests
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openai import APIStatusError, AuthenticationError, BadRequestError, NotFoundError, OpenAI
from openai.types.chat import ChatCompletion

from helpers import Sound
from helpers.engine import catalogue
from helpers.engine.tokens import text_tokens
from helpers.media import codec
from helpers.practice.cancellation import Cancellation
from helpers.practice.http import server
from helpers.practice.voice import synthesis
from tests.environment import ROOT

AUDIO_TOO = {"modalities": ["text", "audio"], "audio": {"voice": "coral", "format": "wav"}}
READ = "Read aloud: The sun is a star, and this is a sentence of some length."


def part_of(mono, rate=synthesis.RATE):
    return {
        "type": "input_audio",
        "input_audio": {
            "data": base64.b64encode(codec.encode(mono, rate, "wav")).decode(),
            "format": "wav",
        },
    }


@pytest.fixture(scope="module")
def part(surroundings):
    return Sound.load(ROOT / "data" / "messenger.ogg").part()  # one that the ears hear well


@pytest.fixture(scope="module")
def runner():
    """One event loop, as a notebook has it."""
    with asyncio.Runner() as runner:
        yield runner


def asking(engine, content, **more):
    return {"model": engine.model, "messages": [{"role": "user", "content": content}], **more}


def post(engine, body, **headers):
    return requests.post(
        f"{engine.base_url}/chat/completions",
        headers={**engine.headers, **headers},
        json=body,
        timeout=60,
    )


def raw(engine, request: bytes, close_early=False) -> bytes:
    """What comes back for bytes sent as they are."""
    place = urlsplit(engine.base_url)
    with socket.create_connection((place.hostname, place.port), timeout=20) as door:
        door.sendall(request)
        if close_early:
            return b""
        door.settimeout(20)
        answer = b""
        while piece := door.recv(65536):
            answer += piece
        return answer


def combinations(part):
    words = {"type": "text", "text": "Transcribe this recording."}
    return {
        "text to text and audio": (READ, AUDIO_TOO),
        "audio to text and audio": ([part], AUDIO_TOO),
        "audio to text": ([part], {}),
        "text and audio to text and audio": ([words, part], AUDIO_TOO),
        "text and audio to text": ([words, part], {"modalities": ["text"]}),
    }


# --- Answers ---


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
    assert words and (READ.endswith(words) if content is READ else "twenty minutes" in words)
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
    ) == ("chat.completion", engine.model, "default", "fp_practice")


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


def test_the_headers_are_the_apis_and_one_says_who_answers(engine):
    headers = post(engine, asking(engine, READ, **AUDIO_TOO)).headers
    assert headers["content-type"] == "application/json"
    assert re.fullmatch(r"req_[0-9a-f]{32}", headers["x-request-id"])
    assert (
        headers["openai-version"] == "2020-10-01"
        and headers["openai-organization"]
        and headers["openai-project"]
    )
    assert headers["openai-processing-ms"].isdigit()
    for limit in ("limit-requests", "limit-tokens", "remaining-requests", "remaining-tokens"):
        assert headers[f"x-ratelimit-{limit}"].isdigit()
    assert all(
        re.fullmatch(r"(\d+[a-z]+)+", headers[f"x-ratelimit-reset-{what}"])
        for what in ("requests", "tokens")
    )
    assert headers["x-practice-engine"]


# --- Tokens ---


@pytest.mark.parametrize(
    "samples", [27264, 52256, 111360, 15999 + 16000]
)  # the captured clips of 1.704, 3.266 and 6.96 s, and just under 2 s, at 16 kHz
def test_a_recording_counts_ten_tokens_a_second_rounded_down(engine, samples):
    usage = engine.client.chat.completions.create(
        **asking(engine, [part_of(np.zeros(samples, np.float32), 16_000)])
    ).usage
    assert usage.prompt_tokens_details.audio_tokens == samples * 10 // 16_000
    assert (
        usage.prompt_tokens_details.text_tokens == 11
    )  # as captured, without a word beside the recording
    assert usage.prompt_tokens == usage.prompt_tokens_details.audio_tokens + 11
    assert usage.completion_tokens_details.audio_tokens == 0


def test_words_count_as_captured_and_sums_are_exact(engine):
    answer = engine.client.chat.completions.create(
        **asking(
            engine,
            "Say the exact word 'hello' and nothing else.",
            modalities=["text", "audio"],
            audio={"voice": "ash", "format": "pcm16"},
        )
    )
    usage, audio = answer.usage, answer.choices[0].message.audio
    assert usage.prompt_tokens == 18 and usage.prompt_tokens_details.audio_tokens == 0
    assert audio.transcript == "hello" and usage.completion_tokens_details.text_tokens == 5
    assert (
        len(base64.b64decode(audio.data)) == usage.completion_tokens_details.audio_tokens * 2400
    )  # 20 tokens a second of 16 bits at 24 kHz
    assert usage.completion_tokens == usage.completion_tokens_details.audio_tokens + 5
    assert usage.total_tokens == usage.prompt_tokens + usage.completion_tokens


@pytest.mark.parametrize("most", [1, 3, 5, 30, 120])
def test_a_limit_cuts_words_and_sound_and_is_never_passed(engine, most):
    text = "Read aloud: " + "This sentence is said again and again. " * 40
    answer = engine.client.chat.completions.create(
        **asking(
            engine,
            text,
            max_completion_tokens=most,
            modalities=["text", "audio"],
            audio={"voice": "sage", "format": "pcm16"},
        )
    )
    details, audio = answer.usage.completion_tokens_details, answer.choices[0].message.audio
    assert answer.choices[0].finish_reason == "length"
    assert answer.usage.completion_tokens == details.audio_tokens + details.text_tokens <= most
    assert len(base64.b64decode(audio.data)) == details.audio_tokens * 2400 > 0
    assert text.removeprefix("Read aloud: ").startswith(audio.transcript)
    if most >= 30:  # most of a spoken answer's tokens are sound; the words run a little ahead of it
        assert details.audio_tokens >= most / 2
        heard = synthesis.speak(audio.transcript or "a", "sage").size / synthesis.RATE
        assert -0.5 < heard - details.audio_tokens / 20 < 6


def test_a_limit_cuts_a_text_answer_too(engine, part):
    answer = engine.client.chat.completions.create(
        **asking(
            engine,
            [{"type": "text", "text": "What is in this recording?"}, part],
            max_completion_tokens=6,
        )
    )
    whole = (
        engine.client.chat.completions.create(
            **asking(engine, [{"type": "text", "text": "What is in this recording?"}, part])
        )
        .choices[0]
        .message.content
    )
    content = answer.choices[0].message.content
    assert answer.choices[0].finish_reason == "length" and answer.usage.completion_tokens <= 6
    assert content and whole.startswith(content) and text_tokens(content) <= 6


# --- Sound ---


def test_a_wav_claims_no_size_and_is_24_khz_mono_16_bit(engine):
    data = base64.b64decode(
        post(engine, asking(engine, READ, **AUDIO_TOO)).json()["choices"][0]["message"]["audio"][
            "data"
        ]
    )
    assert data[:4] == b"RIFF" and data[8:16] == b"WAVEfmt " and data[36:40] == b"data"
    assert struct.unpack("<I", data[4:8])[0] == struct.unpack("<I", data[40:44])[0] == 0xFFFFFFFF
    assert struct.unpack("<IHHIIHH", data[16:36]) == (16, 1, 1, 24000, 48000, 2, 16)


def test_all_six_formats_are_what_they_say_and_last_as_long(engine):
    sounds = {}
    for format in catalogue.formats("output"):
        audio = post(
            engine,
            asking(
                engine,
                READ,
                modalities=["text", "audio"],
                audio={"voice": "fable", "format": format},
            ),
        ).json()["choices"][0]["message"]["audio"]
        sounds[format] = base64.b64decode(audio["data"])
    assert set(sounds) == {"wav", "aac", "mp3", "flac", "opus", "pcm16"}
    exact = np.frombuffer(sounds["pcm16"], "<i2").astype(np.float32) / 32768
    assert 2 < exact.size / 24_000 < 8 and exact.size % 1200 == 0
    for format in set(sounds) - {"pcm16"}:
        facts = codec.measure(sounds[format])
        mono, rate = codec.samples(sounds[format])
        assert (
            facts.format == format
            and facts.channels == 1
            and rate == (48_000 if format == "opus" else 24_000)
        )
        assert mono.size / rate == pytest.approx(
            exact.size / 24_000, abs=0.12
        )  # codecs work in frames and pad
        assert np.sqrt((mono**2).mean()) == pytest.approx(np.sqrt((exact**2).mean()), rel=0.15)
    for format in ("wav", "flac"):  # without loss
        assert np.abs(codec.samples(sounds[format])[0][: exact.size] - exact).max() < 2e-4


def test_every_voice_is_accepted_and_sounds_different(engine):
    sounds = [
        post(
            engine,
            asking(
                engine,
                "Read aloud: One.",
                modalities=["text", "audio"],
                audio={"voice": name, "format": "pcm16"},
            ),
        ).json()["choices"][0]["message"]["audio"]["data"]
        for name in catalogue.voices()
    ]
    assert len(set(sounds)) == 13


# --- Models and keys ---


def test_models_are_listed_with_their_last_day(engine):
    listed = requests.get(f"{engine.base_url}/models", headers=engine.headers, timeout=10).json()
    assert list(listed) == ["object", "data"] and listed["object"] == "list"
    assert all(
        list(entry) == ["id", "object", "created", "owned_by", "shutdown_date"]
        for entry in listed["data"]
    )
    days = {entry["id"]: entry["shutdown_date"] for entry in listed["data"]}
    assert days["gpt-audio-1.5"] is None and "gpt-4o-audio-preview" not in days
    assert days == {
        name: model.ends and str(model.ends)
        for name, model in catalogue.models().items()
        if not model.retired()
    }
    assert engine.client.models.retrieve("gpt-audio-1.5").id == "gpt-audio-1.5"


@pytest.mark.parametrize(
    "name, message",
    [
        (
            "gpt-4o-audio-preview",
            "The model `gpt-4o-audio-preview` has been deprecated, learn more here: https://platform.openai.com/docs/deprecations",
        ),
        ("gpt-9-audio", "The model `gpt-9-audio` does not exist or you do not have access to it."),
    ],
)
def test_retired_and_unknown_models_are_404_everywhere(engine, name, message):
    for call in (
        lambda: engine.client.models.retrieve(name),
        lambda: engine.client.chat.completions.create(
            **asking(engine, READ, **AUDIO_TOO) | {"model": name}
        ),
    ):
        with pytest.raises(NotFoundError) as refused:
            call()
        assert refused.value.body == {
            "message": message,
            "type": "invalid_request_error",
            "param": None,
            "code": "model_not_found",
        }


def test_a_missing_key_and_a_real_looking_one_are_401_and_no_part_of_it_comes_back(engine):
    missing = requests.get(f"{engine.base_url}/models", timeout=10)
    assert (
        missing.status_code == 401
        and missing.json()["error"]["message"].startswith("You didn't provide an API key.")
        and missing.json()["error"]["code"] is None
    )
    key = "sk-Qz81LmWvTr55XkJ0"
    for url in ("/models", "/chat/completions", "/nowhere"):
        wrong = requests.post(
            engine.base_url + url,
            headers={"Authorization": f"Bearer {key}"},
            json=asking(engine, READ, **AUDIO_TOO),
            timeout=10,
        )
        assert wrong.status_code == 401 and wrong.json()["error"]["code"] == "invalid_api_key"
        seen = wrong.text + str(wrong.headers)
        assert not any(key[at : at + 4] in seen for at in range(3, len(key) - 3))
    with pytest.raises(AuthenticationError):
        OpenAI(base_url=engine.base_url, api_key=key, max_retries=0).models.list()


# --- Refusals ---


def error_of(answer: requests.Response) -> dict:
    body = answer.json()
    assert list(body) == ["error"] and list(body["error"]) == ["message", "type", "param", "code"]
    assert answer.headers["x-request-id"].startswith("req_")
    return body["error"]


@pytest.mark.parametrize(
    "host", ["evil.example", "127.0.0.1.evil.example", "[::1", "", "192.168.1.5:8000"]
)
def test_a_foreign_host_is_refused(engine, host):
    answer = raw(
        engine,
        f"GET /v1/models HTTP/1.1\r\nHost: {host}\r\nAuthorization: Bearer practice-x\r\nConnection: close\r\n\r\n".encode(),
    )
    head, _, body = answer.partition(b"\r\n\r\n")
    assert head.startswith(b"HTTP/1.1 403")
    assert list(json.loads(body)["error"]) == ["message", "type", "param", "code"]


@pytest.mark.parametrize(
    "origin", ["https://evil.example", "null", "http://[", "http://localhost.evil.example"]
)
def test_a_foreign_page_is_refused(engine, origin):
    answer = requests.get(
        f"{engine.base_url}/models", headers={**engine.headers, "Origin": origin}, timeout=10
    )
    assert answer.status_code == 403 and error_of(answer)["code"] == "origin_not_allowed"


def test_a_page_of_this_machine_is_let_in(engine):
    assert (
        requests.get(
            f"{engine.base_url}/models",
            headers={**engine.headers, "Origin": "http://localhost:8888"},
            timeout=10,
        ).status_code
        == 200
    )


@pytest.mark.parametrize(
    "method, path, status",
    [
        ("GET", "/nowhere", 404),
        ("POST", "/embeddings", 404),
        ("GET", "/responses", 405),
        ("POST", "/models/", 404),
        ("GET", "/chat/completions", 405),
        ("DELETE", "/models/gpt-audio-1.5", 405),
        ("PUT", "/chat/completions", 405),
    ],
)
def test_wrong_addresses_and_methods_are_refused_in_the_apis_shape(engine, method, path, status):
    answer = requests.request(
        method,
        engine.base_url + path,
        headers=engine.headers,
        json={},
        timeout=10,
        allow_redirects=False,
    )
    assert answer.status_code == status
    assert method in error_of(answer)["message"]


def test_the_responses_endpoint_takes_neither_recordings_nor_these_models(engine, part):
    with pytest.raises(BadRequestError) as refused:
        engine.client.responses.create(
            model=engine.model,
            input=[{"role": "user", "content": [{"type": "input_text", "text": "hi"}, part]}],
        )
    assert refused.value.param == "input[0].content[1].type" and refused.value.body["message"] == (
        "Invalid value: 'input_audio'. Supported values are: 'input_text', 'input_image', 'output_text', "
        "'refusal', 'input_file', 'computer_screenshot', and 'summary_text'."
    )
    with pytest.raises(NotFoundError, match="only supported in v1/chat/completions"):
        engine.client.responses.create(model=engine.model, input="hi")
    for body in ([], {"input": 5}, {"input": [1, {"content": [2]}]}):
        assert requests.post(
            f"{engine.base_url}/responses", headers=engine.headers, json=body, timeout=10
        ).status_code in (400, 404)


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


def test_functions_that_are_offered_are_paid_for(engine):
    offered = {
        "type": "function",
        "function": {
            "name": "get_weather",
            "description": "The weather in a city",
            "parameters": {
                "type": "object",
                "properties": {"city": {"type": "string", "enum": ["Seoul", "Busan"]}},
            },
        },
    }
    plain, one, two = (
        post(engine, asking(engine, READ, **AUDIO_TOO, **more)).json()["usage"]["prompt_tokens"]
        for more in ({}, {"tools": [offered]}, {"tools": [offered, offered]})
    )
    assert 30 < one - plain < 60 and two - one < one - plain


def test_a_refused_key_learns_nothing_of_limits_and_a_password_is_a_key(engine):
    refused = requests.get(f"{engine.base_url}/models", timeout=10)
    assert refused.headers["content-type"] == "application/json; charset=utf-8" and not [
        name for name in refused.headers if name.startswith(("openai-", "x-ratelimit"))
    ]
    assert (
        requests.get(f"{engine.base_url}/models", auth=("", "practice-x"), timeout=10).status_code
        == 200
    )
    assert (
        requests.get(f"{engine.base_url}/models", auth=("me", ""), timeout=10).status_code
        == requests.get(
            f"{engine.base_url}/models", headers={"Authorization": "Basic !"}, timeout=10
        ).status_code
        == 401
    )


def test_a_wrong_method_is_told_the_right_one(engine):
    assert (
        "POST"
        in requests.get(
            f"{engine.base_url}/chat/completions", headers=engine.headers, timeout=10
        ).headers["allow"]
    )


def test_faults_strike_the_list_of_models_too(engine):
    assert (
        requests.get(
            f"{engine.base_url}/models",
            headers=engine.headers | {"x-practice-fault": "503"},
            timeout=10,
        ).status_code
        == 503
    )


def test_a_body_that_is_too_large_is_413_and_the_engine_lives(engine):
    place = urlsplit(engine.base_url)
    head = "POST /v1/chat/completions HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer practice-x\r\nConnection: close\r\n"
    announced = raw(engine, f"{head}Content-Length: 32000001\r\n\r\n".encode())
    assert announced.startswith(b"HTTP/1.1 413") and b"32 MB" in announced
    connection = http.client.HTTPConnection(
        place.hostname, place.port, timeout=30
    )  # in pieces, without a length
    try:
        connection.request(
            "POST",
            "/v1/chat/completions",
            (b"x" * 1_000_000 for _ in range(34)),
            {"Authorization": "Bearer practice-x"},
            encode_chunked=True,
        )
        status = connection.getresponse().status
    except (
        BrokenPipeError,
        ConnectionResetError,
    ):  # the engine hung up while we were still sending
        status = 413
    assert status == 413
    with pytest.raises(APIStatusError) as refused:
        engine.client.with_options(max_retries=0).chat.completions.create(
            **asking(engine, "x" * 32_000_000, **AUDIO_TOO)
        )
    assert refused.value.status_code == 413
    assert engine.client.models.list().data


def test_a_body_that_never_comes_or_breaks_off_does_not_stop_the_engine(engine):
    head = b"POST /v1/chat/completions HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer practice-x\r\nContent-Length: 1000\r\n\r\n"
    place = urlsplit(engine.base_url)
    waiting = [socket.create_connection((place.hostname, place.port)) for _ in range(20)]
    for door in waiting:
        door.sendall(head + b'{"model"')
    raw(engine, head + b'{"mod', close_early=True)
    for broken in (
        b"\x16\x03\x01 no HTTP at all\r\n\r\n",
        b"GET / HTTP/9.9\r\n\r\n",
        b"POST /v1/chat/completions HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: -5\r\n\r\n",
    ):
        raw(engine, broken)
    assert post(engine, asking(engine, READ, **AUDIO_TOO)).status_code == 200
    for door in waiting:
        door.close()
    assert post(engine, asking(engine, READ, **AUDIO_TOO)).status_code == 200


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


# --- Recordings on the web ---


def test_recordings_are_served_without_a_key(engine):
    answer = requests.get(engine.sample_url("alloy.wav"), timeout=10)
    assert (
        answer.status_code == 200 and answer.content == (ROOT / "data" / "alloy.wav").read_bytes()
    )


@pytest.mark.parametrize(
    "name",
    [
        "../README.md",
        "%2e%2e/README.md",
        "%2e%2e%2fREADME.md",
        "..%5cREADME.md",
        "/etc/passwd",
        "%2fetc%2fpasswd",
        "catalogue.json",
        "manifest.json",
        "make_recordings.py",
        "..",
        ".",
        "%00",
        "a" * 5000,
        "nothing.wav",
        "alloy.wav%00",
        "../data/alloy.wav",
        "%ff.wav",
    ],
)
def test_nothing_else_is_served(engine, name):
    answer = raw(
        engine,
        f"GET /audio/{name} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n".encode(),
    )
    assert answer.startswith(b"HTTP/1.1 404")
    assert b"root:" not in answer and b"licence" not in answer and b"RIFF" not in answer


# --- The process ---


def started(**env):
    process = subprocess.Popen(
        [sys.executable, "-m", "helpers.practice", "--port", "0"],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, **env},
    )
    line = process.stdout.readline()
    place = json.loads(line)
    assert (
        set(place) == {"base_url", "api_key"}
        and place["base_url"].startswith("http://127.0.0.1:")
        and place["base_url"].endswith("/v1")
        and place["api_key"].startswith("practice-")
    )
    return process, place


def gone(pid: int, seconds: float = 10) -> bool:
    """Whether that process ends in time."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        try:
            if (
                Path(f"/proc/{pid}/stat").exists()
                and Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z"
            ):
                return True
            os.kill(pid, 0)
        except (ProcessLookupError, FileNotFoundError):
            return True
        time.sleep(0.05)
    return False


def test_it_says_nothing_of_what_was_said_opens_no_connection_and_leaves_nothing_behind(
    tmp_path, part
):
    (tmp_path / "hooks").mkdir()
    (tmp_path / "hooks" / "sitecustomize.py").write_text(
        textwrap.dedent(f"""
        import sys
        def note(event, arguments):
            if event in ("socket.connect", "socket.sendto", "socket.getaddrinfo", "socket.gethostbyname"):
                with open({str(tmp_path / "connections")!r}, "a") as notes:
                    notes.write(event + "\\n")
        sys.addaudithook(note)
    """)
    )
    env = {
        "PYTHONPATH": os.pathsep.join([str(tmp_path / "hooks"), str(ROOT)]),
        "TMPDIR": str(tmp_path),
        "PRACTICE_RETIRED_MODELS": "answer",
    }
    process, place = started(**env)
    headers = {"Authorization": f"Bearer {place['api_key']}"}
    secret = "Xylophone-8812"
    for body in (
        {
            "model": "gpt-4o-audio-preview",
            "messages": [{"role": "user", "content": f"Read aloud: {secret}"}],
            **AUDIO_TOO,
        },
        # a retired name is answered here
        {
            "model": "gpt-audio-1.5",
            "messages": [{"role": "user", "content": [{"type": "text", "text": secret}, part]}],
        },
    ):
        answer = requests.post(
            f"{place['base_url']}/chat/completions", headers=headers, json=body, timeout=30
        )
        assert answer.status_code == 200 and answer.json()["model"].startswith(body["model"])
    for bad in (secret.encode(), json.dumps({"model": secret}).encode(), b"\xff" + secret.encode()):
        assert requests.post(
            f"{place['base_url']}/chat/completions", headers=headers, data=bad, timeout=10
        ).status_code in (400, 404)
    assert "gpt-4o-audio-preview" in [
        model["id"]
        for model in requests.get(
            f"{place['base_url']}/models", headers=headers, timeout=10
        ).json()["data"]
    ]
    process.stdin.close()
    assert process.wait(10) == 0  # it ends with its standard input
    assert process.stdout.read() == b"" and process.stderr.read() == b""
    assert not (tmp_path / "connections").exists()
    assert [path.name for path in tmp_path.iterdir()] == ["hooks"]
    subprocess.run(
        [
            sys.executable,
            "-c",
            f"import socket; socket.create_connection(('127.0.0.1', {socket.socket().getsockname()[1] or 9}), 1)",
        ],
        env={**os.environ, **env},
        stderr=subprocess.DEVNULL,
    )
    assert (tmp_path / "connections").exists()  # the watch works


def test_it_ends_when_its_parent_is_killed():
    parent = subprocess.Popen(
        [
            sys.executable,
            "-c",
            textwrap.dedent("""
        import subprocess, sys, time
        child = subprocess.Popen([sys.executable, "-m", "helpers.practice"], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        child.stdout.readline()
        print(child.pid, flush=True)
        time.sleep(60)
    """),
        ],
        cwd=ROOT,
        stdout=subprocess.PIPE,
    )
    child = int(parent.stdout.readline())
    assert not gone(child, 0.2)
    parent.kill()  # SIGKILL: it can say no word to its child
    parent.wait()
    assert gone(child)


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


@pytest.mark.parametrize(
    "pace, waited", [("fast", 0), ("real", server.FIRST_BEAT + 3 * server.BEAT)]
)
def test_the_real_pace_waits_before_the_first_heartbeat_and_a_little_at_each_other(
    monkeypatch, pace, waited
):
    clock = [100.0]

    async def sleep(seconds):
        clock[0] += seconds

    async def read():
        return [
            event
            async for event in server._events(
                iter([{"choices": []}, {}, {}, None, {}, {"choices": []}]), "", Cancellation()
            )
        ]

    monkeypatch.setattr(server, "pace", pace)
    monkeypatch.setattr(server.asyncio, "sleep", sleep)
    monkeypatch.setattr(server.time, "monotonic", lambda: clock[0])
    assert len(asyncio.run(read())) == 6 and clock[0] - 100 == pytest.approx(waited)
