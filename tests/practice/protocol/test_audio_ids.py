"""An id lives an hour, and there is room for a class."""

import pytest

from helpers.practice.protocol import audio_ids, rules

USER = {"role": "user", "content": "Read aloud: hi"}


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


@pytest.mark.parametrize("place, name", [(0, "audio_unknown"), (1, "audio_" + "0" * 32)])
def test_an_unknown_id_is_refused_with_its_address(place, name):
    turns = [USER] * place + [
        {"role": "assistant", "audio": {"id": name}},
        USER,
    ]
    with pytest.raises(rules.Refusal) as caught:
        audio_ids.check_references(turns)
    assert caught.value.body() == {
        "error": {
            "message": f"Assistant audio {name} not found.",
            "type": "invalid_request_error",
            "param": f"content.messages[{place}].audio.id",
            "code": "audio_not_found",
        }
    }


def test_a_known_id_is_in_order_until_every_hour_is_taken_as_over():
    audio_ids.remember("audio_known", "words", 7, 20)
    turns = [USER, {"role": "assistant", "audio": {"id": "audio_known"}}, USER]
    audio_ids.check_references(turns)
    assert audio_ids.turn_of(turns[1]).transcript == "words" and audio_ids.turn_of(USER) is None
    with pytest.raises(rules.Refusal, match="Assistant audio audio_known not found"):
        audio_ids.check_references(turns, expired=True)
