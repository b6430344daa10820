"""What connect() and the first answers say of a compatible server, and that its answers are taken.

The servers are the practice engine's dialects: no real one is asked.
"""

import asyncio

import pytest
import requests
from openai import BadRequestError

from helpers import Sound, connect, ledger, listen
from helpers.engine.endpoint import probe
from helpers.engine.endpoint.compatible import remarks
from helpers.engine.endpoint.keys import Secret
from helpers.engine.endpoint.place import Place
from tests.dialect_server import WORDS, answering, spoken
from tests.engine.elsewhere import MODELS, elsewhere

STREAM = {"stream": True, "stream_options": {"include_usage": True}, "max_completion_tokens": 200}
FREE = "a practice engine rehearses it: nothing is charged"
NO_IDS = "no audio ids: for a next turn send the transcript back as content"


def lines(capsys):
    return capsys.readouterr().out.splitlines()


@pytest.mark.parametrize(
    "dialect, says, of_its_answer",
    [
        (
            "qwen",
            "it answers only as a stream · it has voices of its own · its prices are unknown: "
            "counted like gpt-audio-1.5",
            f"the words of the sound are in content · {NO_IDS}",
        ),
        (
            "vllm",
            "its sound may be in a second choice, without a transcript · its prices are unknown: "
            "counted like gpt-audio-1.5",
            f"the words of the sound are in content · {NO_IDS} · "
            "its count does not tell audio from text: the sound was measured",
        ),
        ("openrouter", "it sends sound only as a stream", NO_IDS),
    ],
)
def test_a_stream_of_each_dialect_is_heard_counted_and_remarked_on(
    dialect, says, of_its_answer, capsys
):
    with answering(dialect) as url:
        engine = connect(url, model=WORDS[dialect][0])
        (line,) = lines(capsys)
        assert line.startswith("a compatible server · ") and line.endswith(f" · {says} · {FREE}")
        ask = spoken(dialect, **STREAM)
        replies = [
            asyncio.run(listen(engine.client.chat.completions.create(**ask))) for _ in range(2)
        ]
    said = [line for line in lines(capsys) if line.startswith("this server")]
    assert said == [f"this server · {of_its_answer}"]  # once
    assert replies[0].transcript == replies[1].sound.transcript == "Good morning everybody."
    assert ledger.rows[-1].audio_out == pytest.approx(replies[1].sound.seconds * 20, abs=2)
    assert ledger.rows[-1].worth > 0 and ledger.rows[-1].model == WORDS[dialect][0]
    assert ledger.rows[-1].paid == ledger.paid_today() == 0


def test_whole_answers_where_a_server_has_any(capsys):
    with answering("vllm") as url:
        engine = connect(url, model=WORDS["vllm"][0])
        limited = {"max_completion_tokens": 200}
        completion = engine.client.chat.completions.create(**spoken("vllm", **limited))
        body = spoken("vllm", **limited)
        answer = engine.http.post(f"{engine.base_url}/chat/completions", json=body)
    assert "this server · the sound is in choices[1] · " in capsys.readouterr().out
    for choice in (completion.choices[1], answer.json()["choices"][1]):
        assert Sound.from_message(choice).seconds > 1
    row = ledger.rows[-1]
    assert row.audio_out == pytest.approx(Sound.from_message(choice).seconds * 20, abs=2)


@pytest.mark.parametrize("dialect", ["qwen", "openrouter"])
def test_the_refusals_of_servers_that_only_stream_cost_nothing(dialect):
    with answering(dialect) as url:
        engine = connect(url, model=WORDS[dialect][0])
        before = ledger.paid_today()
        with pytest.raises(BadRequestError, match="stream"):
            engine.client.chat.completions.create(**spoken(dialect, max_completion_tokens=99))
    assert ledger.paid_today() == before


def test_a_model_that_is_not_listed_is_named_with_those_that_are(capsys):
    with answering("qwen") as url:
        connect(url)
    advice = "set AUDIO_MODEL to one of qwen3.5-omni-plus, qwen3-omni-flash"
    assert f"it lists no gpt-audio-1.5: {advice}" in capsys.readouterr().out


@pytest.mark.parametrize("listed", [None, [], {}, {"data": None}, {"data": [7, {}]}, "text"])
def test_a_list_that_is_none_says_nothing(listed):
    assert [r for r in remarks("one.example", listed, "gpt-audio") if "lists no" not in r] == []


@pytest.mark.parametrize(
    "host, listed, model, says",
    [
        ("dashscope.aliyuncs.com", None, "m", ["it answers only as a stream"]),
        ("x.maas.aliyuncs.com:443", None, "m", ["it has voices of its own"]),
        ("openrouter.ai", None, "openai/gpt-audio", ["it sends sound only as a stream"]),
        ("notaliyuncs.example", None, "gpt-audio", []),
        ("localhost:8091", [{"id": "Qwen/Omni", "owned_by": "vllm"}], "Qwen/Omni", ["its sound"]),
        (
            "openrouter.ai",
            [{"id": "a/text", "architecture": {"output_modalities": ["text"]}}],
            "a/text",
            ["a/text answers without sound there"],
        ),
        ("one.example", [{"id": n} for n in "abcd"], "m", ["it lists no m", "one of a, b, c, …"]),
    ],
)
def test_what_is_known_before_a_call(host, listed, model, says):
    found = " · ".join(remarks(host, {"data": listed}, model))
    assert all(words in found for words in says) and bool(found) == bool(says)


@pytest.mark.parametrize("headers, is_free", [({}, False), ({"x-practice-engine": "1"}, True)])
def test_nothing_is_charged_where_a_practice_engine_rehearses(
    headers, is_free, capsys, monkeypatch
):
    monkeypatch.setattr(ledger, "kind", "practice")  # put back after the test
    answer = {"id": "1", "model": "gpt-audio-1.5", "choices": [{}], "usage": {"prompt_tokens": 9}}
    ways = {"/v1/models": (200, headers, MODELS), "/v1/chat/completions": (200, {}, answer)}
    with elsewhere(ways) as server:
        engine = connect(f"{server.origin}/v1")
        body = {"model": engine.model, "messages": [], "max_completion_tokens": 9}
        engine.http.post(f"{engine.base_url}/chat/completions", json=body)
    assert (FREE in capsys.readouterr().out) == is_free == (ledger.paid_today() == 0)
    assert ledger.kind == ("practice" if is_free else "compatible")


def test_a_mark_from_far_away_makes_nothing_free(monkeypatch):
    answer = requests.Response()
    answer.status_code, answer._content = 200, b'{"data": []}'
    answer.headers.update({"x-practice-engine": "1", "content-type": "application/json"})
    monkeypatch.setattr(probe, "_get", lambda *_: answer)
    far = Place("compatible", "https://one.example/v1", Secret("none"), "OPENAI_BASE_URL")
    assert not probe.look(requests.Session(), far, "gpt-audio-1.5").is_free
