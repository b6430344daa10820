"""Was all of it heard: every piece, every second, every token."""

import pytest

from helpers.archive.heard import Heard

TWO_HOURS, PIECE = 7200.0, 900.0


def heard(*answers):
    """Two hours in eight pieces, and (seconds, audio tokens) of those answered."""
    told = Heard("folder/meeting.mp3", TWO_HOURS, 8)
    for seconds, tokens in answers:
        told = told.with_answer(seconds, tokens)
    return told


def test_all_of_it():
    told = heard(*[(PIECE, 8999)] * 8)
    assert told.is_all and told.due == 72_000
    assert str(told) == (
        "meeting.mp3: 8 of 8 pieces, 7,200.0 of 7,200.0 s, 71,992 of 72,000 audio tokens: "
        "all of it was heard"
    )


@pytest.mark.parametrize(
    "answers",
    [
        [],
        [(PIECE, 9000)] * 7,  # one piece has no row
        [(PIECE, 9000)] * 7 + [(PIECE - 1, 8990)],  # the pieces are not the whole
        [(PIECE, 9000)] * 7 + [(PIECE, 8000)],  # 100 s of one were not heard
    ],
)
def test_some_of_it(answers):
    told = heard(*answers)
    assert not told.is_all and str(told).endswith("some of it was not heard")


def test_an_engine_that_counts_no_audio_tokens_is_judged_by_its_pieces():
    told = heard(*[(PIECE, 0)] * 8)
    assert told.is_all and "no tokens counted" in str(told)
    assert not heard(*[(PIECE, 0)] * 7).is_all
