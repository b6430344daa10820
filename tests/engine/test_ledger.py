"""Counting, adding up, stopping; and never a key."""

import asyncio
import json

import httpx2
import pytest
from openai import AsyncOpenAI, AuthenticationError, OpenAI

from helpers import budget, ledger, lesson_cost
from helpers.engine.ledger import BudgetError, Ledger, estimate

USAGE = {
    "prompt_tokens": 28,
    "completion_tokens": 125,
    "total_tokens": 153,
    "prompt_tokens_details": {"audio_tokens": 17},
    "completion_tokens_details": {"audio_tokens": 93},
}
ANSWER = {
    "id": "chatcmpl-1",
    "object": "chat.completion",
    "created": 1,
    "model": "gpt-audio-1.5",
    "usage": USAGE,
    "choices": [
        {
            "index": 0,
            "finish_reason": "stop",
            "message": {"role": "assistant", "content": "hi", "refusal": None},
        }
    ],
}
WORTH = (11 * 2.5 + 17 * 32 + 32 * 10 + 93 * 64) / 1e6
REQUEST = {
    "model": "gpt-audio-1.5",
    "modalities": ["text", "audio"],
    "audio": {"voice": "alloy", "format": "wav"},
    "messages": [{"role": "user", "content": "hi"}],
}


@pytest.fixture
def book(tmp_path, monkeypatch):
    """A ledger with a file of its own, on a paid engine."""
    monkeypatch.setenv("AUDIO_LEDGER", str(tmp_path / "ledger.jsonl"))
    monkeypatch.setattr(ledger, "cap", None)
    book = Ledger()
    book.kind = "openai"
    return book


def client(book, answer=ANSWER, status=200, kind=OpenAI, sent=None):
    """An SDK client whose server is a function: nothing leaves this process."""

    def serve(request):
        if sent is not None:
            sent.append(request)
        return httpx2.Response(status, json=answer)

    if kind is OpenAI:
        return OpenAI(
            api_key="none",
            max_retries=0,
            http_client=httpx2.Client(
                transport=httpx2.MockTransport(serve), event_hooks=book.hooks()
            ),
        )
    return AsyncOpenAI(
        api_key="none",
        max_retries=0,
        http_client=httpx2.AsyncClient(
            transport=httpx2.MockTransport(serve), event_hooks=book.async_hooks()
        ),
    )


def test_a_call_is_counted_and_said(book, capsys):
    client(book).chat.completions.create(**REQUEST, max_completion_tokens=300)
    assert (
        capsys.readouterr().out
        == "tokens: 11 text + 17 audio in, 32 text + 93 audio out · 0.68 ¢\n"
    )
    row = book.rows[0]
    assert (row.text_in, row.audio_in, row.text_out, row.audio_out, row.worth, row.paid) == (
        11,
        17,
        32,
        93,
        pytest.approx(WORTH),
        pytest.approx(WORTH),
    )


def test_an_asynchronous_call_is_counted_too(book):
    asyncio.run(
        client(book, kind=AsyncOpenAI).chat.completions.create(**REQUEST, max_completion_tokens=300)
    )
    assert len(book.rows) == 1


def test_the_practice_engine_is_free_and_says_what_it_would_cost(book, capsys):
    book.kind = "practice"
    book.add(ANSWER)
    assert capsys.readouterr().out.endswith("0.68 ¢ with a key, free here\n")
    assert (
        book.rows[0].paid == 0
        and book.rows[0].worth == pytest.approx(WORTH)
        and book.paid_today() == 0
    )


def test_an_answer_is_counted_once(book):
    assert (
        book.add(ANSWER)
        and book.add(ANSWER) is None
        and book.add({"id": "x"}) is None
        and book.add({"error": {}}) is None
    )
    assert len(book.rows) == 1


def test_other_notebooks_and_other_days(book, capsys):
    book.add(ANSWER)
    with book.file.open("a", encoding="utf-8") as file:
        file.write(
            json.dumps({"day": "2020-01-01", "paid": 99})
            + "\n"
            + json.dumps({"day": book.rows[0].day, "paid": 0.25})
            + '\n{"day": "2026-\n'
        )
    assert book.paid_today() == pytest.approx(WORTH + 0.25)


def test_the_cap_stops_the_next_call_before_it_is_sent(book):
    sent = []
    paid = client(book, sent=sent)
    book.file.write_text(
        json.dumps({"day": __import__("datetime").date.today().isoformat(), "paid": 0.49}) + "\n",
        "utf-8",
    )
    with pytest.raises(
        BudgetError,
        match=r"Stopped before sending: this call could cost up to \$0.02, and \$0.01 of today's \$0.50 is left\. ",
    ):
        paid.chat.completions.create(**REQUEST, max_completion_tokens=300)
    assert not sent and not book.rows
    budget(2)
    paid.chat.completions.create(**REQUEST, max_completion_tokens=300)
    assert len(sent) == 1


def test_an_unbraked_spoken_request_is_stopped_with_advice(book):
    with pytest.raises(BudgetError, match="up to \\$1.05.*Set a smaller max_completion_tokens"):
        client(book).chat.completions.create(**REQUEST)


def test_the_asynchronous_client_is_stopped_too(book):
    with pytest.raises(BudgetError):
        asyncio.run(client(book, kind=AsyncOpenAI).chat.completions.create(**REQUEST))


def test_the_worst_case_is_never_below_the_real_cost(book):
    """A 3.266 s recording is 32 tokens (api-facts.md §6); the guess from its bytes must not be less."""
    import base64

    import numpy as np

    from helpers.engine.ledger import _worst
    from helpers.media import codec

    for format in ("wav", "mp3"):
        data = codec.encode(np.zeros(int(3.266 * 24000), np.float32), 24000, format)
        content = [
            {
                "type": "input_audio",
                "input_audio": {"data": base64.b64encode(data).decode(), "format": format},
            }
        ]
        body = {
            "model": "gpt-audio-1.5",
            "messages": [{"role": "user", "content": content}],
            "max_completion_tokens": 1,
        }
        assert _worst(json.dumps(body).encode()) >= 32 * 32 / 1e6


def test_free_engines_and_other_addresses_are_never_stopped(book):
    book.guard(b"")
    book.guard(b"not json")
    book.kind = "practice"
    book.guard(json.dumps(REQUEST).encode())


def test_no_part_of_a_wrong_key_is_shown(book):
    message = "Incorrect API key provided: not-a-re**************************ized. You can find your API key at https://platform.openai.com/account/api-keys."
    with pytest.raises(AuthenticationError) as caught:
        client(
            book,
            {
                "error": {
                    "message": message,
                    "type": "invalid_request_error",
                    "param": None,
                    "code": "invalid_api_key",
                }
            },
            401,
        ).chat.completions.create(**REQUEST, max_completion_tokens=9)
    assert (
        "not-a-re" not in str(caught.value)
        and "ized" not in repr(caught.value.body) + caught.value.response.text
    )
    assert "You can find your API key at" in str(caught.value)


def test_budget_from_the_environment(monkeypatch):
    monkeypatch.setattr(ledger, "cap", None)
    assert budget() == 0.50
    monkeypatch.setenv("AUDIO_BUDGET_USD", "2.5")
    assert budget() == 2.5
    monkeypatch.setenv("AUDIO_BUDGET_USD", "a lot")
    assert budget() == 0.50
    for wrong in (-1, float("nan"), float("inf")):
        with pytest.raises(ValueError, match="zero or more"):
            budget(wrong)


def test_a_ledger_that_cannot_be_written_says_so(book, monkeypatch, capsys):
    monkeypatch.setenv("AUDIO_LEDGER", "/dev/null/ledger")
    book.add(ANSWER)
    assert "could not be written" in capsys.readouterr().out and len(book.rows) == 1


def test_it_shows_itself(book):
    book.add(ANSWER)
    assert "audio tokens out: 93" in repr(book) and "<td" in book._repr_html_()
    assert "$" not in book._repr_html_(), "two dollar signs would be typeset as a formula"


def test_lesson_cost_counts_under_its_name(capsys):
    lesson_cost("02")
    assert ledger.lesson == "02" and capsys.readouterr().out.startswith("lesson 02: ")
    assert estimate("99") == "lesson 99: not measured yet"


def test_what_costs_nothing_goes_through_on_a_spent_day(book):
    book.file.write_text(
        json.dumps({"day": __import__("datetime").date.today().isoformat(), "paid": 9.0}) + "\n",
        "utf-8",
    )
    sent = []
    client(book, {"object": "list", "data": []}, sent=sent).models.list()
    assert len(sent) == 1
    with pytest.raises(BudgetError):
        client(book).chat.completions.create(**REQUEST, max_completion_tokens=1)
