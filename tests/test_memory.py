"""An id lives an hour, and there is room for a class."""

from helpers.practice import memory


def test_an_hour_and_no_longer():
    turn = memory.remember("audio_hour", "words", 7, 20, now=1000)
    assert turn.expires_at == 4600
    assert memory.recall("audio_hour", now=4599) == turn
    assert memory.recall("audio_hour", now=4600) is None and memory.recall("audio_hour", now=1000) is None
    assert memory.recall("audio_never") is None


def test_the_oldest_goes_first(monkeypatch):
    monkeypatch.setattr(memory, "MOST", 3)
    monkeypatch.setattr(memory, "_turns", type(memory._turns)())
    for number in range(5):
        memory.remember(f"audio_{number}", "", 0, 0)
    assert [bool(memory.recall(f"audio_{number}")) for number in range(5)] == [False, False, True, True, True]
