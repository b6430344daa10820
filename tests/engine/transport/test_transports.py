"""The clients' last step: the key is added for one host, and comes back in nothing."""

import asyncio
import gzip
import json
import logging
import time
import traceback
import urllib.request

import httpx2
import openai
import pytest
import requests

from helpers.engine.endpoint import keys
from helpers.engine.endpoint.keys import Secret
from helpers.engine.endpoint.place import Place
from helpers.engine.errors import EngineError
from helpers.engine.transport import clients
from helpers.engine.transport.session import NoAnswerError, NoConnectionError
from helpers.engine.transport.transports import PLACEHOLDER
from tests.engine.elsewhere import MODELS, elsewhere
from tests.engine.endpoint.test_keys import has_part

ASK = {"model": "gpt-audio-1.5", "messages": [{"role": "user", "content": "hi"}]}


@pytest.fixture
def at(key):
    """A place at an address, with a key that looks real."""

    def place(origin, kind="compatible"):
        return Place(kind, f"{origin}/v1", keys.checked(Secret(key), "X"), "OPENAI_BASE_URL")

    return place


def made(client, place):
    """One of the clients, with the guard that connect() gives it."""
    return client(place, clients.guard_of(place))


def call(place, road):
    """GET /models on one of the three roads."""
    if road == "requests":
        return made(clients.session, place).get(f"{place.base_url}/models", timeout=5)
    if road == "sync":
        return made(clients.plain, place).with_options(max_retries=0).models.list()

    async def listed():
        return await made(clients.asynchronous, place).with_options(max_retries=0).models.list()

    return asyncio.run(listed())


ROADS = ["requests", "sync", "async"]


@pytest.mark.parametrize("road", ROADS)
def test_the_key_is_sent_and_no_client_holds_it(at, key, road):
    with elsewhere() as server:
        call(at(server.origin), road)
        assert server.keys == [f"Bearer {key}"]
        for client in (
            made(clients.plain, at(server.origin)),
            made(clients.asynchronous, at(server.origin)),
        ):
            shown = repr(vars(client)) + repr(vars(client._client)) + repr(client.auth_headers)
            assert not has_part(key, shown) and PLACEHOLDER in shown
        session = made(clients.session, at(server.origin))
        assert not has_part(
            key, repr(vars(session)) + repr([vars(a) for a in session.adapters.values()])
        )
        sent = session.get(f"{server.origin}/v1/models", timeout=5).request
        assert not has_part(key, repr(sent.headers) + repr(vars(sent)))


@pytest.mark.parametrize("road", ROADS)
@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_to_another_host_is_not_followed(at, key, road, status):
    with elsewhere() as other:
        moved = (status, {"location": f"{other.origin}/v1/models"}, {})
        with elsewhere({"*": moved}) as server, pytest.raises(EngineError) as caught:
            call(at(server.origin), road)
        assert not other.seen and "OPENAI_BASE_URL" in str(caught.value)


@pytest.mark.parametrize("road", ROADS)
def test_a_redirect_on_the_same_host_is_followed(at, key, road):
    with elsewhere() as server:
        server.answers["/v1/models"] = (307, {"location": "/v2/models"}, {})
        server.answers["/v2/models"] = (200, {}, MODELS)
        call(at(server.origin), road)
        assert server.keys == [f"Bearer {key}"] * 2


def test_the_session_sends_no_key_to_another_host(at):
    with elsewhere() as server, elsewhere() as other:
        assert (
            made(clients.session, at(server.origin)).get(f"{other.origin}/v1/models", timeout=5).ok
        )
        assert other.keys == [None]


def test_a_key_that_a_learner_gives_is_left_alone(at):
    with elsewhere() as server:
        made(clients.plain, at(server.origin)).with_options(api_key="mine").models.list()
        made(clients.session, at(server.origin)).get(
            f"{server.origin}/v1/models", headers={"Authorization": "Bearer mine"}, timeout=5
        )
        assert server.keys == ["Bearer mine"] * 2


@pytest.mark.parametrize("road", ROADS)
@pytest.mark.parametrize("packed", [False, True])
def test_an_error_that_repeats_the_key_is_shown_without_it(at, key, road, packed):
    words = json.dumps({"error": {"message": f"Wrong key {key}, you sent {key[:30]}."}}).encode()
    headers = {"content-encoding": "gzip"} if packed else {}
    answer = (401, headers | {"x-echo": f"Bearer {key}"}, gzip.compress(words) if packed else words)
    with elsewhere({"*": answer}) as server:
        if road == "requests":
            got = call(at(server.origin), road)
            shown = got.text + repr(got.json()) + repr(got.headers)
        else:
            with pytest.raises(openai.AuthenticationError) as caught:
                call(at(server.origin), road)
            error = caught.value
            shown = "".join(traceback.format_exception(error)) + repr(error.body)
            shown += error.response.text + repr(error.response.headers) + repr(vars(error))
    assert "Wrong key ***, you sent ***." in shown and not has_part(key, shown)


def frames(error):
    """Everything that a verbose traceback can show: every frame's variables, along every cause."""
    seen, waiting, text = set(), [error], ""
    while waiting:
        error = waiting.pop()
        if error is None or id(error) in seen:
            continue
        seen.add(id(error))
        waiting += [error.__cause__, error.__context__]
        text += repr(error) + repr(vars(error))
        for frame, _ in traceback.walk_tb(error.__traceback__):
            if "/tests/" not in frame.f_code.co_filename:
                text += repr(frame.f_locals)
    return text


@pytest.mark.parametrize("road", ROADS)
def test_a_failure_holds_no_key_in_any_frame(at, key, road):
    with elsewhere() as server:
        place = at(server.origin)
    with pytest.raises((openai.APIConnectionError, requests.ConnectionError)) as caught:
        call(place, road)
    cause = caught.value.__cause__ or caught.value
    assert str(cause) == (
        f"No program answers at {place.host}: start it, or check OPENAI_BASE_URL."
    )
    assert not has_part(key, frames(caught.value))
    assert isinstance(caught.value, NoConnectionError if road == "requests" else openai.OpenAIError)


@pytest.mark.parametrize("road", ROADS)
def test_a_server_that_hangs_up_or_is_late_leaves_no_key_in_any_frame(at, key, road):
    kinds = (openai.APIConnectionError, requests.ConnectionError)
    with elsewhere({"*": lambda server: "cut"}) as server, pytest.raises(kinds) as caught:
        call(at(server.origin), road)
    assert not has_part(key, frames(caught.value))


def test_a_late_answer_is_a_timeout_in_every_road(at, key):
    def late(server):
        time.sleep(1)
        return 200, {}, MODELS

    with elsewhere({"*": late}) as server:
        place = at(server.origin)
        with pytest.raises(openai.APITimeoutError) as caught:
            made(clients.plain, place).with_options(max_retries=0, timeout=0.2).models.list()
        assert "did not answer in time" in str(caught.value.__cause__)
        with pytest.raises(NoAnswerError, match="did not answer in time") as waited:
            made(clients.session, place).get(f"{place.base_url}/models", timeout=0.2)
    assert not has_part(key, frames(caught.value) + frames(waited.value))


def stream(server):
    return 200, {"content-type": "text/event-stream", "content-length": "9999"}, b"data: {}\n\n"


def test_a_stream_that_breaks_off_says_so_in_one_sentence(at, key):
    with elsewhere({"*": stream}) as server:
        place = at(server.origin)

        def read():
            client = made(clients.plain, place).with_options(max_retries=0, timeout=0.5)
            for _ in client.chat.completions.create(**ASK, stream=True):
                pass

        with pytest.raises(openai.APIConnectionError) as caught:
            read()
    assert "did not answer in time" in str(caught.value.__cause__)
    assert not has_part(key, frames(caught.value))


def test_logs_of_every_library_hold_no_key(at, key, caplog):
    caplog.set_level(logging.DEBUG)
    with elsewhere() as server:
        for road in ROADS:
            call(at(server.origin), road)
    assert len(caplog.records) > 10 and not has_part(key, caplog.text)


def test_two_event_loops_one_after_the_other(at):
    with elsewhere() as server:
        client = made(clients.asynchronous, at(server.origin))

        async def listed():
            return (await client.models.list()).data

        assert [asyncio.run(listed()) for _ in range(4)] == [[]] * 4


def test_what_the_sdk_reads_from_the_environment_stays_out(at, key, monkeypatch):
    monkeypatch.setenv("OPENAI_CUSTOM_HEADERS", "Authorization: Bearer other\nX-Team: 한국")
    monkeypatch.setenv("OPENAI_ORG_ID", "조직")
    monkeypatch.setenv("OPENAI_ADMIN_KEY", key[::-1])
    with elsewhere() as server:
        client = made(clients.plain, at(server.origin))
        client.models.list()
        assert server.keys == [f"Bearer {key}"]
        assert not {"x-team", "openai-organization"} & set(server.seen[0][1])
        assert not has_part(key[::-1], repr(vars(client)))
    assert clients.os.environ["OPENAI_ORG_ID"] == "조직"


def test_headers_with_a_secret_work_with_every_http_library(at, key):
    headers = {"Authorization": keys.bearer(at("http://x").key)}
    with elsewhere() as server:
        url = f"{server.origin}/v1/models"
        requests.get(url, headers=headers, timeout=5)
        requests.get(url, headers=headers | {"x": "y"}, timeout=5)
        httpx2.get(url, headers=headers)
        urllib.request.urlopen(urllib.request.Request(url, headers=headers), timeout=5).close()
        assert server.keys == [f"Bearer {key}"] * 4


def test_no_part_of_a_wrong_key_is_shown(at):
    """The API repeats both ends of a wrong key (docs/protocol.md §8)."""
    message = (
        "Incorrect API key provided: not-a-re**************************ized. "
        "You can find your API key at https://platform.openai.com/account/api-keys."
    )
    error = {"message": message, "type": "invalid_request_error", "code": "invalid_api_key"}
    with elsewhere({"*": (401, {}, {"error": error | {"param": None}})}) as server:
        client = made(clients.plain, at(server.origin)).with_options(max_retries=0)
        with pytest.raises(openai.AuthenticationError) as caught:
            client.chat.completions.create(**ASK, max_completion_tokens=9)
    assert "not-a-re" not in str(caught.value)
    assert "ized" not in repr(caught.value.body) + caught.value.response.text
    assert "You can find your API key at" in str(caught.value)
