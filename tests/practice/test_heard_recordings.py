"""The same recording is listened to once."""

import math

import pytest

from helpers.practice import heard_recordings
from helpers.practice.cancellation import Cancellation
from helpers.practice.ears import listening
from tests.ears import needs_ears
from tests.practice.answering import accepted, message, part, user


@needs_ears
def test_a_recording_is_listened_to_once(monkeypatch):
    heard = []
    monkeypatch.setattr(heard_recordings, "_heard", type(heard_recordings._heard)())
    monkeypatch.setattr(
        listening,
        "listen",
        lambda *arguments, listen=listening.listen: heard.append(1) or listen(*arguments),
    )
    for _ in range(3):
        message(accepted([user({"type": "text", "text": "Transcribe"}, part("question.wav"))]))
    assert len(heard) == 1


@needs_ears
def test_a_part_of_a_recording_is_measured_from_its_own_sound():
    request = accepted([user({"type": "text", "text": "Transcribe"}, part("question.wav"))])
    hearing = heard_recordings.hear(request.recordings[0], Cancellation())
    first = hearing.measure(0, 1)
    assert first.seconds == pytest.approx(1) and hearing.voice.seconds > 1.5
    rest = hearing.voice.seconds - 1
    assert hearing.measure(1, math.inf).seconds == pytest.approx(rest, abs=0.001)
    assert hearing.measure(500, 600).seconds == 0
