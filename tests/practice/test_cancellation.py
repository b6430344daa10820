"""Work that ends when nobody waits for it."""

import contextlib
import threading

import pytest

from helpers.practice.cancellation import Cancellation, Cancelled


def test_it_goes_on_until_it_is_stopped():
    cancellation = Cancellation()
    cancellation.check()
    cancellation.cancel()
    with pytest.raises(Cancelled):
        cancellation.check()


def test_what_is_under_way_is_stopped_and_what_is_over_is_not():
    cancellation, stopped = Cancellation(), []
    with cancellation.stoppable(lambda: stopped.append("first")):
        pass
    with cancellation.stoppable(lambda: stopped.append("second")):
        cancellation.cancel()
    assert stopped == ["second"]


def test_nothing_begins_after_the_end():
    cancellation = Cancellation()
    cancellation.cancel()
    with pytest.raises(Cancelled), cancellation.stoppable(lambda: None):
        raise AssertionError("it began")


def stops_after_the_block() -> list[bool]:
    """Whether each stop of one raced cancellation came after its block was over."""
    cancellation, late, over = Cancellation(), [], threading.Event()
    stopper = threading.Thread(target=cancellation.cancel)
    with (
        contextlib.suppress(Cancelled),
        cancellation.stoppable(lambda: late.append(over.is_set())),
    ):
        stopper.start()
    over.set()
    stopper.join()
    return late


def test_a_stop_never_reaches_what_comes_after():
    """A listener that is free again may already hear for another request: then it must live."""
    assert all(stops_after_the_block() in ([], [False]) for _ in range(200))
