"""An id lives an hour, and there is room for a class."""

from helpers.practice.protocol import audio_ids


def test_an_hour_and_no_longer():
    turn = audio_ids.remember("audio_hour", "words", 7, 20, now=1000)
    assert turn.expires_at == 4600
    assert audio_ids.recall("audio_hour", now=4599) == turn
    assert (
        audio_ids.recall("audio_hour", now=4600) is None
        and audio_ids.recall("audio_hour", now=1000) is None
    )
    assert audio_ids.recall("audio_never") is None


def test_the_oldest_goes_first(monkeypatch):
    monkeypatch.setattr(audio_ids, "MOST", 3)
    monkeypatch.setattr(audio_ids, "_turns", type(audio_ids._turns)())
    for number in range(5):
        audio_ids.remember(f"audio_{number}", "", 0, 0)
    assert [bool(audio_ids.recall(f"audio_{number}")) for number in range(5)] == [
        False,
        False,
        True,
        True,
        True,
    ]
