"""Plain HTTP through the guard, however the answer is read."""

import itertools
import json
import socket

import pytest
import requests

from helpers.engine.guard.guard import Guard
from helpers.engine.ledger import BudgetError, Ledger
from tests.engine.dummy import dummy

MESSAGES = [{"role": "user", "content": "hi"}]


@pytest.fixture(scope="module")
def engine():
    with dummy() as engine:
        engine.charged = 0
        yield engine


@pytest.fixture
def book():
    return Ledger()


@pytest.fixture
def session(book):
    session = requests.Session()
    session.trust_env = False
    session.mount("http://", Guard(book, paid=True).adapter())
    yield session
    session.close()


def request(do="answer", **more):
    metadata = {"do": do, "use": "1"}
    most = {"model": "gpt-audio-1.5", "max_completion_tokens": 50}
    return most | {"messages": MESSAGES, "metadata": metadata} | more


def post(session, engine, body=None, **options):
    before, url = engine.charged, f"{engine.base_url}/chat/completions"
    stream = bool(body and body.get("stream"))
    response = session.post(url, **({"json": body} if body else {}), stream=stream, **options)
    return response, (engine.charged - before) / 1e9


READERS = {
    "content": lambda response: response.content,
    "iter_lines": lambda response: list(response.iter_lines()),
    "iter_content": lambda response: list(response.iter_content(7)),
    "raw.read": lambda response: response.raw.read(),
    "raw.read(n)": lambda response: list(iter(lambda: response.raw.read(50), b"")),
    "raw.read(amt=n)": lambda response: list(iter(lambda: response.raw.read(amt=50), b"")),
    "raw": lambda response: list(response.raw),
    "raw.stream": lambda response: list(response.raw.stream(9)),
    "until done": lambda response: list(
        itertools.takewhile(lambda line: line != b"data: [DONE]", response.iter_lines())
    ),
}


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("usage", [True, False])
def test_a_stream_is_counted_whoever_reads_it(session, engine, book, reader, usage):
    options = {"stream_options": {"include_usage": True}} if usage else {}
    response, charged = post(session, engine, request(stream=True, **options))
    READERS[reader](response)
    paid = book.paid_today()
    assert (paid == pytest.approx(charged)) if usage else (charged <= paid < charged * 2)
    assert len(book.rows) == 1


def test_a_road_that_is_not_seen_keeps_the_reservation(session, engine, book):
    response, charged = post(session, engine, request(stream=True))
    assert response.raw.data
    response.close()
    assert book.paid_today() > charged


def test_an_answer_is_whole_and_counted_once(session, engine, book):
    response, charged = post(session, engine, request())
    assert response.json()["object"] == "chat.completion" and response.elapsed
    assert book.paid_today() == pytest.approx(charged) == pytest.approx(book.rows[0].paid)
    assert book.add(response.json()) is book.rows[0]
    assert book.add(response.json()) is None and len(book.rows) == 1


@pytest.mark.parametrize("do", ["no id", "no usage", "bare usage", "redirect", "fail"])
def test_answers_that_lack_something_are_counted_each(session, engine, book, do):
    for _ in range(2):
        before = book.paid_today()
        _, charged = post(session, engine, request(do))
        assert charged and book.paid_today() - before >= charged - 1e-12
    assert len(book.rows) == (0 if do == "fail" else 2)


@pytest.mark.parametrize("do", ["break off", "hang up", "be late"])
def test_an_unknown_fate_counts_as_reserved(session, engine, book, do, capsys):
    with pytest.raises(requests.RequestException):
        post(session, engine, request(do), timeout=0.15)
    assert book.paid_today() > 0.0005
    assert "count as spent" in capsys.readouterr().out


def test_a_server_that_is_not_there_costs_nothing(session, book):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{taken.getsockname()[1]}/v1/chat/completions"
        with pytest.raises(requests.ConnectionError):
            session.post(url, json=request())
    assert book.paid_today() == 0


BODY = json.dumps(request()).encode()


@pytest.mark.parametrize(
    ("options", "stopped"),
    [
        ({"data": BODY}, False),
        ({"data": BODY.decode()}, False),
        ({"data": iter([BODY])}, True),
        ({"data": BODY, "headers": {"Content-Encoding": "gzip"}}, True),
    ],
)
def test_a_body_that_cannot_be_looked_into_is_as_expensive_as_can_be(
    session, engine, options, stopped
):
    before = engine.calls
    if stopped:
        with pytest.raises(BudgetError, match=r"up to \$5\.46"):
            post(session, engine, **options)
    else:
        post(session, engine, **options)
    assert engine.calls - before == (not stopped)


def test_other_addresses_are_free_and_said_once(session, engine, book, capsys):
    assert session.get(f"{engine.base_url}/models").ok
    assert capsys.readouterr().out == ""
    for _ in range(2):
        session.post(f"{engine.base_url}/audio/speech", json=request("refuse"))
    assert capsys.readouterr().out.count("is not counted") == 1
    assert book.paid_today() == 0
