"""A conversation as text, for a model that hears nothing.

Recordings become what is known of them.
"""

from collections.abc import Callable, Iterator
from typing import Any

from helpers.practice.mind import moods, quotes
from helpers.practice.mind.hearing import Hearing
from helpers.practice.mind.texts import text_of

ABOUT_RECORDINGS = (
    "Recordings in this conversation are given to you in square brackets: the words that were "
    "heard, how sure they are, and what was measured. Answer as if you had heard them, do not "
    "invent what is not there, and say so where the words are unsure."
)
SPOKEN = "Your answer will be spoken aloud: use plain sentences, without lists or markup."

OF_FUNCTIONS = ("tool_calls", "tool_call_id", "name")  # keys of a message that stay as they are

JSON = dict[str, Any]


def in_text(
    messages: list[JSON],
    hearings: Callable[[int], list[Hearing]],
    transcript: Callable[[JSON], str],
    spoken: bool = False,
) -> list[JSON]:
    """The messages with text alone.

    `hearings` gives the recordings of the message with that index, in order, `transcript` what was
    said in a spoken answer. `spoken` says whether the answer will be.
    """
    found = {
        index: hearings(index) for index, one in enumerate(messages) if one.get("role") == "user"
    }
    notes = [ABOUT_RECORDINGS] if any(found.values()) else []
    notes += [SPOKEN] if spoken else []
    opening = [{"role": "system", "content": " ".join(notes)}] if notes else []
    return opening + [
        _message(message, found.get(index, []), transcript)
        for index, message in enumerate(messages)
    ]


def _message(message: JSON, hearings: list[Hearing], transcript: Callable[[JSON], str]) -> JSON:
    role = "system" if message.get("role") == "developer" else message.get("role")
    kept: JSON = {key: message[key] for key in OF_FUNCTIONS if key in message}
    words = text_of(message) or (transcript(message) if message.get("audio") else "")
    if hearings:
        words = "\n".join(_parts(message, iter(hearings)))
    return {"role": role, "content": words, **kept}


def _parts(message: JSON, hearings: Iterator[Hearing]) -> Iterator[str]:
    """The parts of a message in their order, as text."""
    for part in message["content"]:
        if part.get("type") == "text":
            yield part.get("text") or ""
        elif part.get("type") == "input_audio":
            yield as_text(next(hearings))


def as_text(hearing: Hearing) -> str:
    """What is known of a recording."""
    heard, voice = hearing.heard, hearing.voice
    if not heard.words:
        return f"[Recording: {quotes.no_words(heard, voice)}]"
    doubtful = [word.text for word in heard.timed if not quotes.is_sure(word)]
    said = [
        f"the words heard are {quotes.quote(heard)}.",
        f"Not sure of: {', '.join(doubtful)}." if doubtful else "",
        quotes.remarks(heard),
        f"It lasts {voice.seconds:.1f} seconds.",
        moods.arousal(voice, english=hearing.english),
    ]
    return f"[Recording: {' '.join(filter(None, said))}]"
