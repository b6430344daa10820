"""How often the SDK sends a request that fails (docs/protocol.md §8)."""

import json

import openai
import pytest

from helpers.engine.sdk_tries import tries
from helpers.paths import DATA
from helpers.practice.protocol import faults


@pytest.mark.parametrize("status", [400, 401, 403, 404, 413, 422])
def test_what_cannot_succeed_is_sent_once(status):
    assert tries(status) == 1


@pytest.mark.parametrize("status", [408, 409, 429, 500, 503])
def test_what_may_succeed_later_is_sent_three_times(status):
    assert tries(status) == 3


def test_an_answer_is_taken_the_first_time():
    assert tries(200) == 1


def test_a_connection_that_fails_is_tried_again(monkeypatch):
    monkeypatch.setattr("time.sleep", lambda _: None)
    assert tries(None) == 3


def test_every_error_that_the_course_lists_is_told_by_the_sdk_or_the_engine():
    rows = json.loads((DATA / "errors.json").read_text("utf-8"))
    for row in rows:
        assert set(row) == {"family", "status", "error", "sign", "do"}
        assert hasattr(openai, row["error"]) or row["status"] == 200
    codes = {error.code for error in faults.REFUSED.values()} | {"unsupported_format"}
    listed = {row["sign"] for row in rows if row["error"]}
    assert codes - {None} <= listed | {"audio_not_found"}
