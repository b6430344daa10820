"""The transport of a run: what was answered is not sent again, and no bad answer is kept."""

import asyncio

import httpx2
import pytest

from helpers.archive.errors import ArchiveError
from helpers.archive.store import Store
from helpers.archive.transport import IgnoredError, LateError, StoredTransport
from tests.archive.service import completion

URL = "http://127.0.0.1:9/v1/chat/completions"


class Server:
    """Gives one answer after the other, the last again and again."""

    def __init__(self, *answers):
        self.answers, self.sent = list(answers), 0

    async def __call__(self, request):
        self.sent += 1
        await asyncio.sleep(0)
        answer = self.answers[min(self.sent, len(self.answers)) - 1]
        if isinstance(answer, Exception):
            raise answer
        return answer()


def whole(words="words", status=200, **error):
    body = {"error": error} if error else completion(words, 0)
    return lambda: httpx2.Response(status, json=body)


def stream(*lines):
    data = "".join(f"data: {line}\n\n" for line in lines).encode()
    kind = {"content-type": "text/event-stream"}
    return lambda: httpx2.Response(200, content=data, headers=kind)


@pytest.fixture
def asked(tmp_path):
    """Sends bodies one after the other or at once; gives the answers, or the errors."""

    def ask(server, *bodies, at_once=False, name="server"):
        async def all_of_them():
            with Store(tmp_path / "store") as store:
                transport = StoredTransport(httpx2.MockTransport(server), store, name)
                async with httpx2.AsyncClient(transport=transport) as client:
                    calls = [client.post(URL, json=body) for body in bodies]
                    if at_once:
                        return await asyncio.gather(*calls, return_exceptions=True)
                    return [await one(call) for call in calls]

        async def one(call):
            try:
                return await call
            except (httpx2.HTTPError, ArchiveError) as error:
                return error

        return asyncio.run(all_of_them())

    return ask


def test_the_same_request_comes_back_unsent(asked):
    server = Server(whole("first"), whole("second"))
    one, same, other = asked(server, {"a": 1}, {"a": 1}, {"a": 2})
    assert one.json() == same.json() != other.json() and server.sent == 2
    assert asked(server, {"a": 1})[0].json() == one.json() and server.sent == 2
    asked(server, {"a": 1}, name="another server")
    assert server.sent == 3


def test_equal_requests_at_once_are_sent_once(asked):
    server = Server(whole())
    answers = asked(server, *[{"a": 1}] * 5, at_once=True)
    assert len({answer.content for answer in answers}) == 1 and server.sent == 1


def test_a_stream_is_kept_as_it_came(asked):
    server = Server(stream('{"choices": []}', "[DONE]"))
    first, again = asked(server, {"stream": True}, {"stream": True})
    assert first.content == again.content and server.sent == 1
    assert again.headers["content-type"] == "text/event-stream"


def test_half_a_stream_is_sent_again(asked):
    server = Server(stream('{"choices": []}'))
    asked(server, {"stream": True}, {"stream": True})
    assert server.sent == 2


@pytest.mark.parametrize("status", [400, 429, 500])
def test_a_refusal_is_not_kept(asked, status):
    server = Server(whole(status=status, message="no", code="x"), whole())
    refused, answered = asked(server, {"a": 1}, {"a": 1})
    assert (refused.status_code, answered.status_code) == (status, 200)


def test_a_refusal_for_money_is_not_tried_again_by_the_sdk(asked):
    server = Server(whole(status=429, code="insufficient_quota"), whole(status=429, code="busy"))
    poor, busy = asked(server, {"a": 1}, {"a": 2})
    assert poor.headers["x-should-retry"] == "false" and "x-should-retry" not in busy.headers


def test_a_late_answer_is_waited_for_twice(asked):
    server = Server(httpx2.ReadTimeout("late"))
    first, second = asked(server, {"a": 1}, {"a": 1})  # as the SDK sends it again
    assert isinstance(first, httpx2.ReadTimeout) and isinstance(second, LateError)
    assert isinstance(asked(server, {"a": 2})[0], httpx2.ReadTimeout)


def test_an_answer_that_ignored_the_recording_is_no_answer(asked):
    sound = {"type": "input_audio", "input_audio": {"data": "/+" * 20_000, "format": "mp3"}}
    body = {"messages": [{"role": "user", "content": [sound]}]}
    server = Server(whole())
    assert isinstance(asked(server, body)[0], IgnoredError) and server.sent == 2


def test_what_is_no_request_passes(asked, tmp_path):
    async def models():
        with Store(tmp_path / "store") as store:
            inner = httpx2.MockTransport(Server(whole()))
            async with httpx2.AsyncClient(transport=StoredTransport(inner, store, "")) as client:
                return await client.get("http://127.0.0.1:9/v1/models")

    assert asyncio.run(models()).status_code == 200
    assert not list((tmp_path / "store").rglob("*.json"))
