"""The models next door, and which models end soon on a given day."""

import datetime
import subprocess
import sys

from helpers.engine.neighbours import ending, neighbours
from tests.environment import ROOT

DAY = datetime.date(2026, 11, 25)


def test_each_says_what_it_does_what_it_costs_and_until_when():
    lines = {neighbour.name: str(neighbour) for neighbour in neighbours()}
    assert len(lines) >= 8 and all(len(line) <= 108 for line in lines.values())
    assert "0.60 ¢ a minute" in lines["whisper-1"]
    assert "2027-02-26 → gpt-transcribe" in lines["whisper-1"]
    assert "price not known" in lines["gpt-live-1.1"] and "no end" in lines["gpt-live-1.1"]


def test_successors_are_known_and_do_not_end_before():
    known = {neighbour.name: neighbour for neighbour in neighbours()}
    for neighbour in known.values():
        if neighbour.ends:
            assert known[neighbour.successor].ends is None


def test_what_ends_within_ninety_days_is_named():
    soon = ending(DAY)
    assert "tts-1 ends on 2027-01-06: move to gpt-realtime-2.1-mini." in soon
    assert "gpt-audio ends on 2027-01-20: move to gpt-audio-1.5." in soon
    assert not [line for line in soon if "whisper-1" in line or "gpt-4o-audio" in line]
    assert [line for line in ending(DAY, 100) if "whisper-1" in line]
    assert ending(datetime.date(2030, 1, 1)) == []


def test_the_weekly_check_can_run():
    command = [sys.executable, "-m", "helpers.engine.neighbours"]
    assert subprocess.run(command, cwd=ROOT, check=False).returncode == 0
