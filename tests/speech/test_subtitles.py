"""Subtitles as SubRip files have them."""

import re
from itertools import pairwise

from helpers.speech.subtitles import LINE, clock, srt, vtt


def test_numbers_times_and_text():
    assert srt([(0.0, 1.5, "Good morning."), (62.25, 64.0, "안녕하세요.")]) == (
        "1\n00:00:00,000 --> 00:00:01,500\nGood morning.\n\n"
        "2\n00:01:02,250 --> 00:01:04,000\n안녕하세요.\n"
    )
    assert srt([]) == ""


def test_a_short_phrase_stays_a_second_but_never_over_the_next():
    assert "--> 00:00:01,000" in srt([(0, 0.2, "Hi"), (3, 4, "there")])
    assert "--> 00:00:00,500" in srt([(0, 0.2, "Hi"), (0.5, 4, "there")])


def test_a_long_phrase_is_cut_and_its_time_shared_out():
    text = srt([(0.0, 30.0, "one two three four five six seven eight " * 8)])
    times = re.findall(r"(\S+) --> (\S+)", text)
    assert len(times) > 2 and times[0][0] == "00:00:00,000" and times[-1][1] == "00:00:30,000"
    assert all(end == start for (_, end), (start, _) in pairwise(times))
    assert max(map(len, text.splitlines())) <= LINE


def test_the_clock():
    assert clock(3661.0009) == "01:01:01,001" and clock(59.9999) == "00:01:00,000"


def test_webvtt_says_the_same_with_points_in_its_times():
    phrases = [(0.0, 1.0, "One."), (1.0, 63.5, "Two.")]
    assert vtt(phrases) == (
        "WEBVTT\n\n00:00:00.000 --> 00:00:01.000\nOne.\n\n00:00:01.000 --> 00:01:03.500\nTwo.\n"
    )
    assert vtt([]) == "WEBVTT\n"
