"""What the answers of a compatible server lack; with real streams: test_compatible.py."""

from helpers.engine.guard.first_answers import FirstAnswers
from helpers.engine.guard.meter import Meter
from tests.engine.guard.test_meter import SPOKEN, chunk, sse


def test_answers_without_sound_show_nothing(capsys):
    meter = Meter(streamed=True)
    meter.add(sse([chunk({"content": "Hi"})]))
    FirstAnswers().look(meter)
    assert capsys.readouterr().out == ""


def test_an_answer_like_openais_lacks_nothing(capsys):
    meter = Meter(streamed=True)
    counted = {"completion_tokens": 9, "completion_tokens_details": {"audio_tokens": 8}}
    meter.add(sse([*SPOKEN, chunk(usage=counted)]))
    FirstAnswers().look(meter)
    assert capsys.readouterr().out == ""
