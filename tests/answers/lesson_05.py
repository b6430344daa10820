"""Lesson 05: the five combinations, and an old request that works again."""

from tests.answers.common import MODEL, SPEECH, part, says, text

FIVE = {
    ("text", "text+audio"),
    ("audio", "text"),
    ("audio", "text+audio"),
    ("text+audio", "text"),
    ("text+audio", "text+audio"),
}
QUESTION = text("What is in this recording?")


def spelt(plus: str, first: str = "text", second: str = "audio") -> list:
    both = f"{first}{plus}{second}"
    return [tuple(both if side == "text+audio" else side for side in pair) for pair in FIVE]


def old(*content: object, **more: object) -> dict:
    request = says(list(content or (QUESTION, part("alloy.wav"))), SPEECH)
    return request | {"model": MODEL, "audio": {"voice": "alloy", "format": "wav"}} | more


RIGHT = {
    "05-combinations": [
        FIVE,
        list(FIVE),
        tuple(FIVE),
        frozenset(FIVE),
        [list(pair) for pair in FIVE],
        spelt(" + "),
        spelt(" and "),
        spelt("+", "audio", "text"),
        [tuple(side.title() for side in pair) for pair in FIVE],
        [(("text", "audio") if a == "text+audio" else a, b) for a, b in FIVE],
        [*FIVE, ("audio", "text")],
    ],
    "05-repair": [
        old(),
        old(model="gpt-audio-1.5"),
        old(model="gpt-audio"),
        old(model="gpt-audio-mini"),
        old(QUESTION, part("alloy.wav", "mp3")),
        old(part("alloy.wav"), QUESTION),
        old(store=False),
        old(modalities=("text", "audio")),
        old(audio={"voice": "marin", "format": "mp3"}),
    ],
}
WRONG = {
    "05-combinations": [
        (FIVE | {("text", "text")}, "it was refused"),
        (FIVE - {("audio", "text")}, "You name 4 of five"),
        ({("text", "text+audio")}, "You name 1 of five"),
        (FIVE - {("audio", "text")} | {("text", "audio")}, "no pair of this API"),
        (FIVE | {("audio", "audio")}, "no pair of this API"),
        (FIVE | {("video", "text")}, "no pair of this API"),
        ({"text", "audio"}, "look for pairs"),
        (5, "look for pairs"),
        ("text, audio", "look for pairs"),
        ([("text", "text", "audio")], "look for pairs"),
        ([(1, 2)], "look for pairs"),
        (dict(FIVE), "look for pairs"),
        (set(), "You name 0 of five"),
        ([("text", "")], "no pair of this API"),
    ],
    "05-repair": [
        (old(model="gpt-4o-audio-preview"), "was shut down"),
        (old(model="gpt-4o"), "no audio model"),
        (old(model=""), "no audio model"),
        (old(model=None), "name of a model"),
        (old(model="gpt-audio-1,5"), "no audio model"),
        (old(model="GPT-Audio-1.5"), "no audio model"),
        (old(model="engine.model"), "no audio model"),
        (old(QUESTION, part("weather.mp3")), "alloy"),
        (old(text("What is this?"), part("alloy.wav")), "should stay"),
        (old(QUESTION), "alloy"),
        (old(modalities=["text"]), "would"),
        (old(part("alloy.wav")), "should stay"),
        (MODEL, "no request"),
        ({"model": MODEL}, "refuse"),
        (old(Model=MODEL), "refuse"),
    ],
}
