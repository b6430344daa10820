"""The exercises of lesson 13: a spoken turn by its id, and what to send when ids are gone."""

import copy
from types import SimpleNamespace
from typing import Any

from helpers.exercises.functions import call, is_function
from helpers.exercises.registry import exercise
from helpers.exercises.steps import Steps, step

Message = dict[str, Any]
ASKED: Message = {"role": "user", "content": "Read aloud: Good morning."}
SPOKEN = {"audio_71": "Good morning.", "audio_72": "Good night."}  # id: transcript


@exercise("13-turn")
def turn_by_id(turn_of: Any) -> Steps:
    """A function from a spoken message to the assistant's turn that refers to it."""
    yield is_function(turn_of, "turn_of")
    for audio_id, transcript in SPOKEN.items():
        audio = SimpleNamespace(id=audio_id, data="UklG", expires_at=1, transcript=transcript)
        message = SimpleNamespace(role="assistant", content=None, audio=audio, tool_calls=None)
        found = call(turn_of, message=message)
        turn = found.value
        yield step(
            isinstance(turn, dict) and turn.get("role") == "assistant",
            "it is a turn of the assistant",
            "A turn is a dict whose role is assistant. "
            f"{found.problem or f'Yours gives {found.shown}.'}",
            'return {"role": "assistant", "audio": …}',
        )
        inner = turn.get("audio")
        yield step(
            isinstance(inner, dict) and inner.get("id") == audio_id,
            "it names the sound by its id",
            f"Its audio should hold the id {audio_id}, and it is {str(inner)[:70]}.",
            'audio is a dict with one key: {"id": message.audio.id}.',
        )
        yield step(
            set(inner) == {"id"} and set(turn) <= {"role", "audio", "content"},
            "and holds nothing more",
            "There is more in it than the id, and the API knows the rest.",
            "Leave out data, transcript and expires_at.",
        )


@exercise("13-transcripts")
def ids_replaced(in_words: Any) -> Steps:
    """A function that puts the words of each spoken turn in the place of its id."""
    yield is_function(in_words, "in_words")
    first, last = ({"role": "assistant", "audio": {"id": name}} for name in SPOKEN)
    own = {"role": "assistant", "content": "This was written."}
    given: list[Message] = [ASKED, first, ASKED, own, ASKED, last, ASKED]
    found = call(in_words, messages=copy.deepcopy(given), transcripts=dict(SPOKEN))
    turns = found.value
    yield step(
        isinstance(turns, (list, tuple)) and len(turns) == len(given),
        "no turn is lost",
        f"It should return all {len(given)} messages. "
        f"{found.problem or f'Yours gives {found.shown}.'}",
        "Go through messages, and append one turn for each to a new list.",
    )
    yield step(
        not any(isinstance(turn, dict) and turn.get("audio") for turn in turns),
        "no id is left",
        "There is still an audio id in it.",
        'A turn in words has no key audio: {"role": "assistant", "content": …}.',
    )
    for at, words in zip((1, 5), SPOKEN.values(), strict=True):
        turn = turns[at] if isinstance(turns[at], dict) else {}
        yield step(
            turn.get("role") == "assistant" and turn.get("content") == words,
            f"“{words}” is there in words",
            f"Turn {at} should be the assistant's, with the words “{words}”.",
            'The words are transcripts[message["audio"]["id"]].',
        )
    kept = [turn for at, turn in enumerate(turns) if at not in (1, 5)]
    yield step(
        kept == [ASKED, ASKED, own, ASKED, ASKED],
        "and what was not spoken is as it was",
        "A turn that had no audio id was changed.",
        'Only a message that has a key "audio" is replaced: if "audio" in message.',
    )
