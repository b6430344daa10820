"""Lesson 22: a form that asks how it is said, and a microphone that moves closer."""

import numpy as np

NUMBER, WHOLE = {"type": "number"}, {"type": "integer"}


def form(**more: object) -> dict:
    four = {"pitch_hz": NUMBER, "loudness_db": NUMBER, "rate": NUMBER, "pauses": WHOLE}
    return {name: field for name, field in (four | more).items() if field is not None}


RIGHT = {
    "22-form": [
        form(),
        form(pauses=NUMBER),
        form(pitch_hz={"type": "number", "minimum": 50, "maximum": 500}),
        form(rate=None, syllables_per_second=NUMBER),
        form(loudness_db=None, volume=NUMBER),
        form(rate=None, r={"type": "number", "description": "speaking rate, syllables a second"}),
        form(pauses={"type": ["integer", "null"]}),
        form(evidence={"type": "string"}),
        {"f0": NUMBER, "level_dbfs": NUMBER, "tempo": NUMBER, "number_of_silences": WHOLE},
        form(loudness_db=None, l={"type": "number", "description": "목소리의 크기"}),
    ],
    "22-closer": [3, 4, 2.5, 2.75, 3.3, 4.7, np.float64(3), np.int64(4), 3.14],
}
WRONG = {
    "22-form": [
        (form(mood={"type": "string"}), "about a feeling"),
        (form(energy={"type": "string", "enum": ["happy", "sad"]}), "about a feeling"),
        (form(age=WHOLE), "about a feeling or a person"),
        (form(note={"type": "string", "description": "how the speaker feels"}), "about a feeling"),
        (form(pitch_hz=None), "does not ask for the pitch"),
        (form(pauses=None), "does not ask for the pauses"),
        (form(rate=None), "does not ask for the rate"),
        (form(loudness_db={"type": "string"}), "The loudness should be a number"),
        (form(pitch_hz={"type": "string", "enum": ["low", "high"]}), "The pitch should be"),
        (form(rate={"type": "float"}), "refuse"),
        (form(rate="number"), "refuse"),
        (form(rate={}), "The rate should be a number"),
        (["pitch", "loudness", "rate", "pauses"], "this is a list"),
        ({"pitch", "loudness", "rate", "pauses"}, "this is a set"),
        ("pitch, loudness, rate, pauses", "this is a str"),
        (form(pauses={int}), "cannot be sent"),
        ({}, "does not ask for the pitch"),
    ],
    "22-closer": [
        (0, "louder"),
        (-3, "louder"),
        (-0.5, "louder"),
        (0.5, "still not called lively"),
        (1, "still not called lively"),
        (1.5, "still not called lively"),
        (4.8, "room for"),
        (6, "room for"),
        (10, "room for"),
        (1000, "room for"),
        ("3", "not a number"),
        ("3 dB", "not a number"),
        ([3], "not a number"),
        (True, "not a number"),
        (float("nan"), "not a number"),
        (float("inf"), "not a number"),
        (2 + 1j, "not a number"),
    ],
}
