"""The class engine's front page: thirty learners are counted, and nothing of them is in it."""

import asyncio
import json
import re

import httpx2
import pytest

from helpers.exercises import registry
from helpers.practice.http import class_page
from helpers.practice.http.admission import Admission
from helpers.practice.http.class_board import STATUSES, ClassBoard, kind_of, known_exercises
from helpers.practice.http.server import application

LEARNERS = 30
CHAT = "/v1/chat/completions"


@pytest.fixture
def board():
    return ClassBoard(Admission())


def sent(board, requests):
    """The answers to `requests`, each (method, path, keywords of httpx), side by side."""

    async def all_of_them():
        app = application(board=board)
        transport = httpx2.ASGITransport(app, raise_app_exceptions=False)
        base = "http://127.0.0.1"
        async with httpx2.AsyncClient(transport=transport, base_url=base) as client:
            return await asyncio.gather(*(client.request(m, p, **more) for m, p, more in requests))

    return asyncio.run(all_of_them())


def page(board):
    (answer,) = sent(board, [("GET", "/", {})])
    assert answer.status_code == 200
    return answer.text


def counts(text):
    """The numbers of the page by what they count."""
    return dict(re.findall(r"<th scope=row>([^<·]+?)(?: · [^<]*)?</th><td>([^<]*)</td>", text))


def learner(number):
    """What one learner sends, with a word of their own in each place that a request has."""
    own = f"mina{number}secret"
    headers = {"authorization": f"Bearer practice-{own}", "user-agent": own, "x-name": own}
    wrong = {"model": own, "messages": [{"role": "user", "content": own}], "user": own}
    unknown = {"model": "gpt-audio-1.5", own: own, "messages": []}
    yield "GET", "/v1/models", {"headers": headers}
    yield "POST", CHAT, {"headers": headers, "json": wrong}
    yield "POST", CHAT, {"headers": headers, "json": unknown}
    yield "POST", CHAT, {"headers": headers, "content": own.encode()}
    yield "GET", f"/v1/{own}", {"headers": headers, "params": {own: own}}
    for name in ("01-words", own):
        report = {"exercise": name, "passed": False, "name": own}
        yield "POST", "/class/exercise", {"headers": headers, "json": report}


def test_thirty_learners_are_counted_and_nothing_of_them_is_in_it(board):
    sent(board, [one for number in range(LEARNERS) for one in learner(number)])
    text = page(board)
    assert "mina" not in text and "secret" not in text
    assert "mina" not in repr(vars(board)) and "127.0.0.1" not in text
    found = counts(text)
    assert found["notebooks that connected"] == str(LEARNERS)
    assert found["requests"] == str(3 * LEARNERS)
    assert sum(board.errors.values()) == 4 * LEARNERS
    assert found["01-words"] == f"{LEARNERS} not yet, 0 passed"
    assert len(board.failed) == 1 and not board.passed


def test_one_learner_with_three_notebooks_counts_three_times_and_the_page_says_so(board):
    sent(board, [("GET", "/v1/models", {"headers": {"authorization": "Bearer practice-a"}})] * 3)
    assert counts(page(board))["notebooks that connected"] == "3"
    assert "Notebooks are counted, not learners" in page(board)
    assert "노트북을 셉니다" in page(board)


def test_before_anybody_came(board):
    text = page(board)
    assert counts(text)["places free, of 64"] == "64" and text.count("none yet") == 2


def test_places_in_use_are_not_free(board):
    with board._admission.place(), board._admission.place():
        assert counts(page(board))["places free, of 64"] == "62"


def test_an_engine_of_a_single_learner_has_no_such_page():
    async def asked():
        transport = httpx2.ASGITransport(application())
        async with httpx2.AsyncClient(transport=transport, base_url="http://127.0.0.1") as client:
            return await client.get("/"), await client.post("/class/exercise", json={})

    assert [answer.status_code for answer in asyncio.run(asked())] == [404, 404]


@pytest.mark.parametrize(
    "body, status",
    [
        (b'{"exercise": "01-words", "passed": true}', 204),
        (b'{"exercise": "01-words", "passed": 1}', 400),
        (b'{"exercise": ["01-words"], "passed": true}', 400),
        (b'{"exercise": "99-mina", "passed": true}', 400),
        (b"[1]", 400),
        (b"{", 400),
        (b"\xff", 400),
        (b"[" * 199, 400),
        (b'"' + b"x" * 300 + b'"', 413),
    ],
)
def test_a_report_is_an_exercise_of_the_course_and_a_yes_or_no(board, body, status):
    (answer,) = sent(board, [("POST", "/class/exercise", {"content": body})])
    assert answer.status_code == status
    assert sum(board.passed.values()) == (status == 204) and not board.failed


def test_another_host_does_not_see_it(board):
    (answer,) = sent(board, [("GET", "/", {"headers": {"host": "elsewhere.example"}})])
    assert answer.status_code == 403


def test_a_browser_keeps_nothing_and_loads_nothing(board):
    (answer,) = sent(board, [("GET", "/", {})])
    assert answer.headers["cache-control"] == "no-store"
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert not re.search(r"<script|src=|href=|<form", answer.text)


def test_exercises_are_those_of_the_lessons():
    import helpers.exercises  # noqa: F401 - registers them

    assert known_exercises() == set(registry.EXERCISES)


def test_every_error_has_a_kind_in_words_of_the_table():
    for status in (*STATUSES, 500, 503, 418):
        for code in (None, "invalid_value", "a learner's word"):
            assert "learner's" not in kind_of(status, code)
    assert kind_of(400, "invalid_value") != kind_of(400, None)
    assert json.dumps(class_page.PAGE).count("{tables}") == 1
