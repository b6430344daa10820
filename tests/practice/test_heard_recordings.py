"""The same recording is listened to once."""

from helpers.practice import heard_recordings
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
