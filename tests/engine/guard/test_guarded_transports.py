"""The SDK's clients through the guard: retries, redirects, streams that nobody reads to the end."""

import asyncio
import dataclasses
import socket

import httpx2
import openai
import pytest

from helpers.engine.endpoint.keys import Secret
from helpers.engine.endpoint.place import Place
from helpers.engine.guard.guard import Guard
from helpers.engine.ledger import BudgetError, Ledger, ledger
from helpers.engine.transport import clients
from tests.engine.dummy import dummy


@pytest.fixture(scope="module")
def engine():
    with dummy() as engine:
        yield engine


@pytest.fixture(autouse=True)
def soon_again(monkeypatch):
    """The SDK waits less before it tries again."""
    monkeypatch.setattr("openai._base_client.INITIAL_RETRY_DELAY", 0.02)


@pytest.fixture
def book():
    return Ledger()


def request(do="answer", **more):
    options = {"model": "gpt-audio-1.5", "max_completion_tokens": 50}
    message = {"role": "user", "content": "hi"}
    metadata = {"do": do, "use": "1", "name": do + str(id(more))}
    return options | {"messages": [message], "metadata": metadata} | more


def client(book, base_url, **options):
    transport = Guard(book, paid=True).transport(httpx2.HTTPTransport())
    http = httpx2.Client(transport=transport, follow_redirects=True)
    options = {"max_retries": 2, "timeout": 5.0} | options
    return openai.OpenAI(base_url=base_url, api_key="none", http_client=http, **options)


def asked(book, engine, body, **options):
    """(attempts, what the engine charged, what was counted) of one call, in US dollars."""
    calls, charged, paid = engine.calls, engine.charged, book.paid_today()
    completions = client(book, engine.base_url, **options).chat.completions
    try:
        answer = completions.create(**body)
        if body.get("stream"):
            list(answer)
    except openai.OpenAIError:
        pass
    charged = (engine.charged - charged) / 1e9
    return engine.calls - calls, charged, book.paid_today() - paid


@pytest.mark.parametrize(
    ("do", "attempts"), [("be late", 3), ("hang up", 3), ("fail", 3), ("busy once", 2)]
)
def test_every_retry_is_counted(book, engine, do, attempts):
    tried, charged, counted = asked(book, engine, request(do), timeout=0.15)
    assert tried == attempts
    assert 0 < charged <= counted


@pytest.mark.parametrize("n", [1, 8])
def test_so_many_answers_are_reserved_as_are_asked_for(book, engine, n):
    tried, charged, counted = asked(book, engine, request(n=n, max_completion_tokens=400))
    assert tried == 1
    assert counted == pytest.approx(charged)
    assert charged >= n * 400 * 10 / 1e6


def test_more_answers_than_the_cap_allows_are_stopped(book, engine):
    calls = engine.calls
    with pytest.raises(BudgetError):
        asked(book, engine, request(n=8, max_completion_tokens=16_384))
    assert engine.calls == calls


def test_a_redirect_is_counted_where_it_ends(book, engine):
    tried, charged, counted = asked(book, engine, request("redirect"))
    assert tried == 2
    assert counted == pytest.approx(charged)
    assert charged > 0


def test_a_stream_that_is_left_keeps_its_reservation(book, engine):
    stream = client(book, engine.base_url).chat.completions.create(**request(stream=True))
    next(iter(stream))
    del stream
    charged = 50 * 10 / 1e6
    assert book.paid_today() >= charged


def test_a_server_that_is_not_there_costs_nothing(book):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{taken.getsockname()[1]}/v1"
        with pytest.raises(openai.APIConnectionError):
            client(book, url, max_retries=0).chat.completions.create(**request())
    assert book.paid_today() == 0


def test_a_body_made_while_it_is_sent_is_looked_into(book, engine):
    http = httpx2.Client(transport=Guard(book, paid=True).transport(httpx2.HTTPTransport()))
    body = httpx2.Request("POST", "http://x", json=request()).content
    headers = {"content-length": str(len(body))}
    url = f"{engine.base_url}/chat/completions"
    assert http.post(url, content=iter([body]), headers=headers).status_code == 200
    assert 0 < book.paid_today() < 0.01


def test_a_cancelled_call_counts_as_reserved(book, engine):
    async def cancelled():
        transport = Guard(book, paid=True).async_transport(httpx2.AsyncHTTPTransport())
        http = httpx2.AsyncClient(transport=transport)
        paid = openai.AsyncOpenAI(base_url=engine.base_url, api_key="none", http_client=http)
        task = asyncio.create_task(paid.chat.completions.create(**request("be late")))
        await asyncio.sleep(0.2)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        await paid.close()

    asyncio.run(cancelled())
    assert book.paid_today() >= 50 * 10 / 1e6


@pytest.fixture
def place(engine):
    return Place("compatible", engine.base_url, Secret("none"), "OPENAI_BASE_URL")


@pytest.mark.parametrize("kind", ["compatible", "practice"])
def test_the_clients_of_connect_are_guarded(place, engine, kind, capsys):
    place = dataclasses.replace(place, kind=kind)
    guard = clients.guard_of(place)
    plain, later = clients.plain(place, guard), clients.asynchronous(place, guard)
    session = clients.session(place, guard)
    charged = engine.charged
    plain.chat.completions.create(**request())
    asyncio.run(later.chat.completions.create(**request()))
    session.post(f"{engine.base_url}/chat/completions", json=request())
    charged = (engine.charged - charged) / 1e9
    assert ledger.paid_today() == pytest.approx(charged if kind == "compatible" else 0)
    assert capsys.readouterr().out.count("tokens: ") == 3


def test_a_client_of_the_free_engine_turned_to_another_host_is_paid(book, engine):
    free = Guard(book, paid=False, base_url="http://127.0.0.1:1/v1")
    http = httpx2.Client(transport=free.transport(httpx2.HTTPTransport()))
    turned = openai.OpenAI(base_url=engine.base_url, api_key="none", http_client=http)
    turned.chat.completions.create(**request())
    assert book.paid_today() > 0
    with pytest.raises(BudgetError):
        turned.chat.completions.create(**request(n=8, max_completion_tokens=16_384))


def test_the_name_of_a_deployment_is_no_price(book):
    body = b'{"model": "gpt-audio-mini", "messages": [], "max_completion_tokens": 1000}'
    url = "https://x.example/v1/chat/completions"
    Guard(book, paid=True).begin(url, body)
    small = book.paid_today()
    Guard(book, paid=True, deployments=True).begin(url, body)
    assert book.paid_today() - small > 3 * small
