"""Files that hold no sound are known by their beginning; test_sniff has what is said of them."""

import pytest

from helpers.media.kinds import ANY, KINDS
from helpers.media.no_sound import NO_SOUND, no_sound


@pytest.mark.parametrize("kind", NO_SOUND, ids=lambda kind: kind.title)
def test_each_mark_is_known_also_in_capitals(kind):
    for mark in kind.marks:
        assert no_sound(mark.replace(bytes([ANY]), b"\0") + bytes(9)) == kind
        assert no_sound(mark.replace(bytes([ANY]), b"\0").upper()) == kind


def test_no_sound_is_taken_for_one():
    assert no_sound(b"") is None
    for kind in KINDS:
        for mark in kind.marks:
            assert no_sound(mark.replace(bytes([ANY]), b"\0") + bytes(300)) is None, kind
