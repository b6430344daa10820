"""What ends a run, and what is one recording's own trouble."""

import httpx2
import openai
import pytest

from helpers.archive.errors import AskError, EndedError, StoreError
from helpers.archive.failures import LONGEST_REASON, ends_the_run, is_about_money, reason_of
from helpers.engine.errors import EngineError
from helpers.engine.ledger import BudgetError
from helpers.media.sniff import SoundError


def refused(status, **error):
    response = httpx2.Response(status, request=httpx2.Request("POST", "http://127.0.0.1"))
    kinds = {401: openai.AuthenticationError, 429: openai.RateLimitError}
    kind = kinds.get(status, openai.APIStatusError)
    return kind("Error code", response=response, body=error)


@pytest.mark.parametrize("kind", [AskError, EndedError, StoreError, EngineError, BudgetError])
def test_money_store_and_engine_end_it(kind):
    assert ends_the_run(kind("sentence"))


@pytest.mark.parametrize("status", [401, 403, 404])
def test_rights_end_it(status):
    assert ends_the_run(refused(status, message="no"))


@pytest.mark.parametrize(
    "error, ends",
    [
        ({"code": "insufficient_quota"}, True),
        ({"type": "insufficient_quota", "code": None}, True),
        ({"code": "rate_limit_exceeded"}, False),
        ({"code": ["insufficient_quota"]}, False),
        ({}, False),
    ],
)
def test_a_429_ends_it_where_money_is_the_reason(error, ends):
    assert ends_the_run(refused(429, **error)) == is_about_money(error) == ends


@pytest.mark.parametrize("body", [None, "insufficient_quota", ["insufficient_quota"]])
def test_a_body_that_is_no_object_tells_nothing(body):
    assert not is_about_money(body)


@pytest.mark.parametrize("error", [SoundError("no sound"), ValueError("x"), refused(400)])
def test_one_recordings_trouble_does_not(error):
    assert not ends_the_run(error)


@pytest.mark.parametrize(
    "error, said",
    [
        (SoundError("This is text,\n not a sound."), "This is text, not a sound."),
        (refused(400, message="The audio cannot be read."), "The audio cannot be read."),
        (ZeroDivisionError("division by zero"), "ZeroDivisionError: division by zero."),
        (KeyError("words"), "KeyError: 'words'."),
    ],
)
def test_a_reason_is_one_line(error, said):
    assert reason_of(error) == said


def test_a_reason_is_short():
    assert len(reason_of(ValueError("x" * 5000))) == LONGEST_REASON
