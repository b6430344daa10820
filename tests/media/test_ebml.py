"""The elements of a WebM file, one after the other."""

import io

from helpers.media.ebml import EBML_HEAD, MASTERS, elements
from tests.sounds import make, tone

WHOLE = make("webm", "libopus", tone(1, 48000), 48000)
BROWSERS = make("webm", "libopus", tone(1, 48000), 48000, live="1")


def kinds(data):
    return [kind for kind, _, _ in elements(io.BytesIO(data))]


def test_elements_follow_each_other_to_the_end():
    for data in (WHOLE, BROWSERS):
        found = list(elements(io.BytesIO(data)))
        assert found[0][:2] == (EBML_HEAD, 0) and found[-1][2] == len(data)
        assert all(found[n][2] == found[n + 1][1] for n in range(len(found) - 1))
        assert set(MASTERS) <= set(kinds(data))


def test_they_end_where_something_else_stands_and_tell_what_is_missing():
    assert kinds(WHOLE + bytes(99)) == kinds(WHOLE)
    assert list(elements(io.BytesIO(WHOLE[:-1])))[-1][2] == len(WHOLE)
    assert kinds(b"") == [] == kinds(b"\0")
