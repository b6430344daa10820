"""A text read aloud: its voice, its language, its length."""

import numpy as np
import pytest

from helpers.media import codec
from helpers.practice import read_aloud
from helpers.practice.cancellation import Cancellation, Cancelled
from helpers.practice.protocol.rules import Refusal
from helpers.practice.protocol.rules.speech import FORMATS, SpeechRequest
from helpers.practice.voice import synthesis


def spoken(text="Good morning.", voice="nova", speed=1.0, cancellation=None):
    request = SpeechRequest("gpt-4o-mini-tts", text, voice, "", "pcm", speed, False)
    return read_aloud.spoken(request, cancellation or Cancellation())


def test_it_is_the_voice_of_chat_completions():
    assert spoken() == codec.to_pcm16(synthesis.speak("Good morning.", "nova"))
    assert spoken("안녕하세요") == codec.to_pcm16(synthesis.speak("안녕하세요", "nova", "ko"))


def test_every_format_holds_the_same_sound():
    pcm = spoken()
    for format in FORMATS:
        data = read_aloud.as_file(pcm, format, Cancellation())
        if format != "pcm":
            mono, _ = codec.samples(data, synthesis.RATE)
            assert abs(mono.size - len(pcm) // 2) < 0.1 * synthesis.RATE, format
    assert data == pcm
    assert np.frombuffer(pcm, "<i2").size > synthesis.RATE // 2


def test_it_ends_at_its_longest_and_where_nobody_waits(monkeypatch):
    monkeypatch.setattr(read_aloud, "MOST_SECONDS", 0.5)
    with pytest.raises(Refusal, match="in parts") as refused:
        spoken()
    assert (refused.value.status, refused.value.code) == (400, "speech_too_long")
    cancellation = Cancellation()
    cancellation.cancel()
    with pytest.raises(Cancelled):
        spoken(cancellation=cancellation)
