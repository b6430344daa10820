"""Whether to believe what the model wrote: it makes words of noise, of music, of any language.

The limits were fitted on one half of the recordings of benchmarks/ears.py; the other half says
how good they are.
"""

import math
import re

from helpers.practice.ears.whisper import LOOP, NO_SPEECH, SURE_SPEECH, TAUGHT, Piece

NOISE = -1.6  # mean log-probability of a token: words made of noise have less, speech has more
EVIDENCE = -0.8  # of a language that is taught
EVIDENCE_OTHER = -0.5  # of another: speech that is unclear is often taken for Thai or Finnish
LANGUAGE_WEIGHT = 0.25
FEW, FEW_BONUS = 2, 0.45  # so few words have a low score even where they are right, ...
FEW_SECONDS = 1.2  # ... but not where they take longer: a spelled "N B S A" is no English word
CLEAR = 0.8  # mean probability of the words of a recording that is called clear


def judge(piece: Piece) -> str:
    """The verdict on one piece: "words", "unclear" or "no speech"."""
    text = "".join(word.text for word in piece.words)
    letters = re.search(r"[^\W\d_]{2}|\d|[가-힣]", text)
    if not letters or _made_of_noise(piece):
        return "no speech"
    wanted = EVIDENCE if piece.language in TAUGHT else EVIDENCE_OTHER
    loops = piece.repetition > LOOP and piece.score < wanted / 2
    return "unclear" if loops or evidence(piece) < wanted else "words"


def evidence(piece: Piece) -> float:
    """How much speaks for the words: their score and that of their language; 0 is the most."""
    language = LANGUAGE_WEIGHT * math.log(max(piece.language_probability, 1e-6))
    return piece.score + language + (FEW_BONUS if _few(piece) else 0)


def _few(piece: Piece) -> bool:
    """Whether it is a greeting or the like: few words in little time."""
    if not piece.words or len(piece.words) > FEW:
        return False
    return piece.words[-1].end - piece.words[0].start <= FEW_SECONDS


def _made_of_noise(piece: Piece) -> bool:
    """Whether nobody seems to speak, or the words are as unlikely as those that noise gives."""
    if piece.no_speech > NO_SPEECH and piece.language_probability < SURE_SPEECH:
        return True
    return piece.no_speech > NO_SPEECH / 2 and piece.score < NOISE
