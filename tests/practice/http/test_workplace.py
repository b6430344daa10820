"""One request in work: what it may order, and how it ends."""

import asyncio
import json

import pytest
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response

from helpers.practice.cancellation import Cancelled
from helpers.practice.http.admission import Admission
from helpers.practice.http.body import BodyLimit
from helpers.practice.http.sending import BrokenResponse
from helpers.practice.http.workplace import Job, Workplace
from helpers.practice.protocol.rules import Refusal

JSON = "application/json"


def request(body=b"{}", stays=True, **headers):
    """A request; its client waits for the answer, or is gone once all is sent."""
    messages = [{"type": "http.request", "body": body, "more_body": False}]

    async def receive():
        if messages:
            return messages.pop()
        if stays:
            await asyncio.Event().wait()
        return {"type": "http.disconnect"}

    named = [(name.replace("_", "-").encode(), text.encode()) for name, text in headers.items()]
    return Request({"type": "http", "method": "POST", "path": "/", "headers": named}, receive)


def served(work, asked=None, place=None, **options):
    place = place or Workplace("fast", Admission())
    return asyncio.run(place.serve(asked or request(), work, **options))


async def ended(job: Job) -> Response:
    return await job.whole(job.body, JSON, {})


def test_the_work_gets_the_whole_body_and_its_answer_has_the_apis_headers():
    answer = served(ended, request(b'{"a":1}'))
    assert json.loads(answer.body) == {"a": 1} and answer.media_type == JSON
    assert answer.headers["openai-version"] == "2020-10-01"


def test_faults_and_pace_are_read_from_the_request():
    cut = served(ended, request(x_practice_fault="cut"))
    assert isinstance(cut, BrokenResponse)
    for header in ("x_practice_fault", "x_practice_pace"):
        with pytest.raises(Refusal, match="practice engine has no"):
            served(ended, request(**{header: "what"}))


def test_a_body_that_is_too_large_gets_its_endpoints_own_words():
    limit = BodyLimit(4, lambda seen: Refusal(413, f"{seen} bytes"))
    assert served(ended, request(b"1234"), most=limit).body == b"1234"
    with pytest.raises(Refusal, match="5 bytes"):
        served(ended, request(b"12345"), most=limit)


def test_json_is_called_json():
    job = Job(request(content_type="application/JSON; charset=utf-8"), b"", "", "fast", 0.0)
    job.check_json()
    with pytest.raises(Refusal, match="model parameter"):
        Job(request(content_type="text/plain"), b"", "", "fast", 0.0).check_json()


def test_who_hangs_up_ends_the_work_and_frees_the_place():
    place, jobs = Workplace("fast", Admission()), []

    async def work(job: Job) -> Response:
        jobs.append(job)
        await asyncio.Event().wait()
        raise AssertionError

    with pytest.raises(ClientDisconnect):
        served(work, request(stays=False), place)
    assert place.admission.requests == 0
    with pytest.raises(Cancelled):
        jobs[0].cancellation.check()
