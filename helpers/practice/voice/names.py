"""What speaks, and what a listener should know of it; nothing is loaded to say so."""

import os

from helpers.practice.voice import weights

ESPEAK, KOKORO = "espeak", "kokoro"  # what PRACTICE_VOICE can name
NAMES = {ESPEAK: "espeak-ng", KOKORO: "Kokoro-82M"}


def wanted() -> str:
    """What PRACTICE_VOICE says, in small letters; ESPEAK where it says nothing."""
    return os.environ.get("PRACTICE_VOICE", "").strip().lower() or ESPEAK


def name() -> str:
    """What speaks, for a header or a fingerprint: "espeak-ng" or "Kokoro-82M"."""
    return NAMES[KOKORO if wanted() == KOKORO and weights.available() else ESPEAK]


def remark() -> str:
    """What a listener should know of the voice, as a sentence; "" where there is nothing.

    That Korean is read by a voice of another language; that a voice is missing, and what to do.
    """
    if wanted() not in NAMES:
        return f"PRACTICE_VOICE is {wanted()!r}: espeak-ng speaks. Set it to espeak or kokoro."
    if wanted() == KOKORO and not weights.available():
        return f"Kokoro is not installed, espeak-ng speaks: {weights.HOW} installs it."
    if wanted() == KOKORO:
        return "Korean is read by a Japanese voice, which was not trained on it."
    return ""
