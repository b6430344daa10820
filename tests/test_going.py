"""Work that ends when nobody waits for it."""

import threading

import pytest

from helpers.practice.going import Going, Gone


def test_it_goes_on_until_it_is_stopped():
    going = Going()
    going.check()
    going.stop()
    with pytest.raises(Gone):
        going.check()


def test_what_is_under_way_is_stopped_and_what_is_over_is_not():
    going, stopped = Going(), []
    with going.stoppable(lambda: stopped.append("first")):
        pass
    with going.stoppable(lambda: stopped.append("second")):
        going.stop()
    assert stopped == ["second"]


def test_nothing_begins_after_the_end():
    going = Going()
    going.stop()
    with pytest.raises(Gone), going.stoppable(lambda: None):
        raise AssertionError("it began")


def test_a_stop_never_reaches_what_comes_after(monkeypatch):
    """A listener that is free again may already hear for another request: then it must live."""
    for _ in range(200):
        going, late = Going(), []
        over = threading.Event()
        stopper = threading.Thread(target=going.stop)
        try:
            with going.stoppable(lambda: late.append(over.is_set())):
                stopper.start()
        except Gone:
            pass
        over.set()
        stopper.join()
        assert late in ([], [False])
