"""Lesson 01: sage as mp3, and the words of a message."""

from tests.answers.common import WRITING, says

SAGE = {"voice": "sage", "format": "mp3"}


def asked(words: object = "Read aloud: I am sage today.", **more: object) -> dict:
    return says(words, audio=SAGE, max_completion_tokens=400) | more


def without(request: dict, *keys: str) -> dict:
    return {key: value for key, value in request.items() if key not in keys}


def by_truth(message):
    return message.audio.transcript if message.audio else message.content


def by_content(message):
    if message.content is not None:
        return message.content
    return message.audio.transcript


def by_or(m):
    return m.content or m.audio.transcript


def by_attempt(message):
    try:
        return message.audio.transcript
    except AttributeError:
        return message.content


def by_dict(message):
    whole = message.model_dump()
    return (whole["audio"] or {}).get("transcript") or whole["content"]


class ByMethod:
    def words(self, message):
        return by_truth(message)


def content_alone(message):
    return message.content


def transcript_alone(message):
    return message.audio.transcript


def always_the_same(message):
    return "these were spoken"


def prints(message):
    print(by_truth(message))


def the_audio(message):
    return message.audio or message.content


def the_completion(completion):
    return completion.choices[0].message.content


def two_arguments(message, spoken):
    return message.audio.transcript if spoken else message.content


def swapped(message):
    return message.content if message.audio else message.audio.transcript


def as_list(message):
    return [by_truth(message)]


def misspelt(message):
    return message.audio.transcipt if message.audio else message.content


def upper(message):
    return by_truth(message).upper()


RIGHT = {
    "01-mp3": [
        asked(),
        asked("Read aloud: 안녕하세요."),
        without(asked(), "max_completion_tokens") | {"max_tokens": 400},
        asked(max_completion_tokens=8000),
        asked(max_completion_tokens=16_384),
        asked(modalities=("audio", "text")),
        asked([{"type": "text", "text": "Say exactly: I am sage."}]),
        asked("Tell me a joke about a sage."),
        asked(temperature=0.5, seed=7),
        asked(store=False),
    ],
    "01-words": [
        by_truth,
        by_content,
        by_or,
        by_attempt,
        by_dict,
        ByMethod().words,
        lambda message: message.content if message.audio is None else message.audio.transcript,
        lambda message, default="": by_truth(message) or default,
    ],
}
WRONG = {
    "01-mp3": [
        (asked(max_completion_tokens=5), "5 tokens end"),
        (without(asked(), "max_completion_tokens"), "endless reply"),
        (asked(max_completion_tokens=20_000), "refuse"),
        (asked(max_completion_tokens="400"), "max_completion_tokens"),
        (asked(audio={"voice": "coral", "format": "mp3"}), "sage is asked for"),
        (asked(audio={"voice": "sage", "format": "wav"}), "mp3 is asked for"),
        (asked(audio={"voice": "sage", "format": "MP3"}), "refuse"),
        (asked(audio={"voice": "Sage", "format": "mp3"}), "small letters"),
        (asked(audio={"voice": "sage"}), "audio.format"),
        (asked(audio="sage"), "audio is a dict"),
        (asked(""), "The message is empty"),
        (without(asked(), "audio"), "audio"),
        (without(asked(), "messages"), "messages"),
        (says("Read aloud: I am sage.", WRITING, audio=SAGE), "would"),
        (asked(modalities=["audio"]), "refuse"),
        (asked(format="mp3"), "belongs inside audio"),
    ],
    "01-words": [
        (content_alone, "audio.transcript"),
        (transcript_alone, "message.content"),
        (always_the_same, "and so were these"),
        (prints, "write return in the place of print"),
        (the_audio, "audio.transcript"),
        (the_completion, "AttributeError"),
        (two_arguments, "should take these: message"),
        (swapped, "audio.transcript"),
        (as_list, "Yours gives ["),
        (misspelt, "transcipt"),
        (upper, "THESE WERE SPOKEN"),
        ("message.audio.transcript", "not a function"),
        (str, "not a function"),
        (lambda: "these were spoken", "should take these: message"),
    ],
}
