"""Ids: random but for the time."""

import re

from helpers.practice.protocol.ids import audio_id, call_id, completion_id, letters


def test_ids_are_random_but_for_the_time():
    ids = {audio_id(0x6A233A2D) for _ in range(50)} | {letters(29) for _ in range(50)}
    assert len(ids) == 100
    assert all(re.fullmatch(r"audio_6a233a2d[0-9a-f]{24}|[0-9A-Za-z]{29}", one) for one in ids)


def test_ids_begin_with_what_they_name():
    assert re.fullmatch("chatcmpl-[0-9A-Za-z]{29}", completion_id())
    assert re.fullmatch("call_[0-9A-Za-z]{24}", call_id())
