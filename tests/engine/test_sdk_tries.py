"""How often the SDK sends a request that fails (docs/protocol.md §8)."""

import pytest

from helpers.engine.sdk_tries import tries


@pytest.mark.parametrize("status", [400, 401, 403, 404, 413, 422])
def test_what_cannot_succeed_is_sent_once(status):
    assert tries(status) == 1


@pytest.mark.parametrize("status", [408, 409, 429, 500, 503])
def test_what_may_succeed_later_is_sent_three_times(status):
    assert tries(status) == 3


def test_an_answer_is_taken_the_first_time():
    assert tries(200) == 1
