"""One request on its way: what it costs whatever becomes of it."""

import json

import pytest

from helpers.engine.guard.attempt import Attempt
from helpers.engine.guard.worst_case import WorstCase
from helpers.engine.ledger import Ledger

WORST = WorstCase("gpt-audio-1.5", text_in=100, audio_in=0, out=300, spoken=False)
JSON = {"content-type": "application/json"}
EVENTS = {"content-type": "text/event-stream; charset=utf-8"}
CHUNK = {"id": "1", "model": "gpt-audio-1.5", "choices": [{"delta": {"content": "hi"}}]}
ANSWER = {"choices": [{"message": {"content": "hi"}}], "usage": {"completion_tokens": 100}}


@pytest.fixture
def book():
    return Ledger()


def sent(book, paid=True):
    return Attempt(book, WORST, book.reserve(WORST.dollars()) if paid else None)


def sse(*events):
    return b"".join(b"data: " + json.dumps(event).encode() + b"\n\n" for event in events)


def test_a_whole_answer_is_settled(book, capsys):
    attempt = sent(book)
    assert book.paid_today() == pytest.approx(WORST.dollars())
    attempt.answered(200, JSON)
    attempt.passed(json.dumps(ANSWER).encode())
    attempt.ended()
    attempt.lost()
    assert book.paid_today() == pytest.approx(0.001)
    assert capsys.readouterr().out == (
        "tokens: 0 text + 0 audio in, 100 text + 0 audio out · 0.10 ¢\n"
    )


@pytest.mark.parametrize("status", [301, 307, 400, 401, 404, 429])
def test_a_refusal_is_free(book, capsys, status):
    attempt = sent(book)
    attempt.answered(status, JSON)
    attempt.passed(b'{"error": {}}')
    attempt.ended()
    assert book.paid_today() == 0 and not book.rows
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize("status", [408, 500, 502, 503])
def test_what_a_failed_server_did_is_unknown(book, capsys, status):
    sent(book).answered(status, JSON)
    assert book.paid_today() == pytest.approx(WORST.dollars())
    assert "0.33 ¢ count as spent" in capsys.readouterr().out


def test_what_was_not_sent_is_free(book):
    sent(book).not_sent()
    assert book.paid_today() == 0


@pytest.mark.parametrize("how", ["closed", "ended", "half a whole answer", "nothing"])
def test_an_answer_that_breaks_off_keeps_its_reservation(book, capsys, how):
    attempt = sent(book)
    if how == "half a whole answer":
        attempt.answered(200, JSON)
        attempt.passed(json.dumps(ANSWER).encode()[:-5])
    elif how != "nothing":
        attempt.answered(200, EVENTS)
        attempt.passed(sse(CHUNK))
    (attempt.lost if how in ("closed", "nothing") else attempt.ended)()
    assert book.paid_today() == pytest.approx(WORST.dollars())
    assert len(book.rows) == (how in ("closed", "ended"))
    assert sum(row.paid for row in book.rows) in (0, pytest.approx(WORST.dollars()))
    assert capsys.readouterr().out.endswith("0.33 ¢ count as spent.\n")


def test_a_stream_without_usage_is_counted_from_its_bytes(book, capsys):
    attempt = sent(book)
    attempt.answered(200, EVENTS)
    attempt.passed(sse(CHUNK) + b"data: [DONE]\n\n")
    said = capsys.readouterr().out
    assert said.startswith("tokens at most: 100 text")
    assert "include_usage" in said
    assert 0 < book.paid_today() < WORST.dollars()


def test_what_is_free_is_counted_and_not_charged(book, capsys):
    attempt = sent(book, paid=False)
    attempt.answered(200, EVENTS)
    attempt.passed(sse(CHUNK))
    attempt.lost()
    assert book.paid_today() == 0 and book.rows[0].worth > 0
    assert "count as spent" not in capsys.readouterr().out


def test_the_tokens_of_a_spoken_answer_are_remembered(book):
    attempt = sent(book)
    attempt.answered(200, JSON)
    usage = {"completion_tokens": 125, "completion_tokens_details": {"audio_tokens": 93}}
    message = {"audio": {"id": "audio_1", "data": "", "transcript": "hi"}}
    attempt.passed(json.dumps({"choices": [{"message": message}], "usage": usage}).encode())
    attempt.ended()
    assert book.spoken == {"audio_1": (32, 93)}
