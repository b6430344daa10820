"""Counting, adding up, stopping."""

import asyncio
import json

import httpx2
import pytest
from openai import AsyncOpenAI, OpenAI

from helpers import budget, ledger, lesson_cost
from helpers.engine.accounting.lesson_costs import estimate
from helpers.engine.guard.guard import Guard
from helpers.engine.ledger import BudgetError, Ledger

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
CHAT = "https://api.example/v1/chat/completions"
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


def client(book, answer=ANSWER, status=200, kind=OpenAI, sent=None, paid=True):
    """An SDK client whose server is a function: nothing leaves this process."""

    def serve(request):
        if sent is not None:
            sent.append(request)
        return httpx2.Response(status, json=answer)

    guard, server = Guard(book, paid=paid), httpx2.MockTransport(serve)
    if kind is OpenAI:
        http = httpx2.Client(transport=guard.transport(server))
    else:
        http = httpx2.AsyncClient(transport=guard.async_transport(server))
    return kind(api_key="none", max_retries=0, http_client=http)


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
        match=(
            r"Stopped before sending: this call could cost up to \$0.02, "
            r"and \$0.01 of today's \$0.50 is left\. "
        ),
    ):
        paid.chat.completions.create(**REQUEST, max_completion_tokens=300)
    assert not sent and not book.rows
    budget(2)
    paid.chat.completions.create(**REQUEST, max_completion_tokens=300)
    assert len(sent) == 1


def test_an_unbraked_spoken_request_is_stopped_with_advice(book):
    with pytest.raises(BudgetError, match=r"up to \$1.05.*Set a smaller max_completion_tokens"):
        client(book).chat.completions.create(**REQUEST)


def test_the_asynchronous_client_is_stopped_too(book):
    with pytest.raises(BudgetError):
        asyncio.run(client(book, kind=AsyncOpenAI).chat.completions.create(**REQUEST))


def test_free_engines_and_other_addresses_are_never_stopped(book):
    paid = Guard(book, paid=True)
    assert paid.begin(CHAT, b"") is None
    assert paid.begin(CHAT, b"not json") is None
    assert Guard(book, paid=False).begin(CHAT, json.dumps(REQUEST).encode())


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
