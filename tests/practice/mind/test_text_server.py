"""One JSON answer within a time limit."""

import threading
import time

import pytest

from helpers.practice.cancellation import Cancellation
from helpers.practice.mind.text_server import MindError, fetched, first_model, within
from tests.practice.mind.text_server import text_server


def test_an_answer_in_time_is_given():
    assert within(lambda: {"a": 1}, 5, Cancellation()) == {"a": 1}


def test_whatever_goes_wrong_is_one_kind_of_error_in_both_languages():
    def fail():
        raise ZeroDivisionError

    with pytest.raises(MindError) as caught:
        within(fail, 5, Cancellation())
    assert caught.value.english and caught.value.korean


def test_an_answer_that_comes_too_late_is_not_waited_for():
    release = threading.Event()
    started = time.monotonic()
    with pytest.raises(MindError, match=r"within 0\.1 seconds"):
        within(lambda: release.wait(20) and {}, 0.1, Cancellation())
    assert time.monotonic() - started < 10
    release.set()


def test_the_first_model_that_is_listed():
    with text_server({"content": ""}) as (url, _):
        assert first_model(url, "") == "first-model"
        assert fetched("GET", f"{url}/models", "")["data"][0]["id"] == "first-model"


@pytest.mark.parametrize("url", ["http://127.0.0.1:x/v1", "nonsense", "http://", "ftp://localhost"])
def test_an_address_that_is_none_cannot_be_reached(url):
    with pytest.raises(MindError, match="cannot be reached"):
        fetched("GET", url, "")
