"""Where recordings are cut: at pauses, around silences, every second of sound in one piece."""

import numpy as np
import pytest

from helpers.practice.ears.mel import RATE
from helpers.practice.ears.pieces import LONGEST, MARGIN, cut, levels


def sound(*seconds):
    """Noise and silence in turn, each so many seconds long."""
    chance = np.random.default_rng(1)
    parts = [
        (
            chance.normal(0, 0.1, int(length * RATE))
            if number % 2 == 0
            else np.zeros(int(length * RATE))
        )
        for number, length in enumerate(seconds)
    ]
    return np.concatenate(parts).astype(np.float32)


def test_levels_are_those_of_ten_milliseconds():
    assert levels(np.full(RATE, 0.5, np.float32)) == pytest.approx(np.full(100, 0.5))
    assert levels(np.zeros(159, np.float32)).size == 0


def test_a_short_recording_is_one_piece():
    assert cut(sound(3)) == [(0.0, 3.0)]
    assert cut(sound(3, 1, 3)) == [(0.0, 7.0)]


@pytest.mark.parametrize("mono", [np.zeros(0), np.zeros(9), np.zeros(5 * RATE), sound(0.05)])
def test_silence_gives_no_pieces(mono):
    assert cut(mono.astype(np.float32)) == []


def test_long_silences_are_left_out_with_a_margin():
    assert cut(sound(2, 4, 3)) == [(0.0, 2 + MARGIN), (6 - MARGIN, 9.0)]
    late = np.concatenate([np.zeros(30 * RATE), sound(2), np.zeros(30 * RATE)]).astype(np.float32)
    assert cut(late) == [(30 - MARGIN, 32 + MARGIN)]


def test_what_is_long_is_cut_at_its_pauses():
    pieces = cut(sound(20, 1, 19, 1, 14, 1, 10))
    assert len(pieces) == 4 and pieces[0][0] == 0 and pieces[-1][1] == 66
    assert [start for start, _ in pieces[1:]] == [end for _, end in pieces[:-1]]
    assert 20 <= pieces[0][1] <= 21 and 40 <= pieces[1][1] <= 41


def test_without_a_pause_it_is_cut_all_the_same():
    pieces = cut(sound(100))
    assert all(end - start <= LONGEST for start, end in pieces)
    assert sum(end - start for start, end in pieces) == pytest.approx(100)
