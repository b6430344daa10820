"""How excited a voice is and which tone its words have, as sentences in English and Korean."""

import math
import re

from helpers.practice.mind import facts, feelings
from helpers.speech.prosody import Prosody

TOLD = 3  # words of each tone that are named


def arousal(voice: Prosody, korean: bool = False, english: bool = True) -> str:
    """How excited the voice is, with the numbers, and what they cannot tell.

    `english` says whether English was spoken: what is usual differs between languages.
    """
    if not math.isfinite(voice.pitch):
        return facts.height(voice, korean)
    wide, level = feelings.semitones(voice), feelings.level(voice, korean, english)
    pitch, below, count = voice.pitch, -voice.loudness, len(voice.pauses)
    if korean:
        return (
            f"목소리는 {level} 편입니다: 높이 약 {pitch:.0f}헤르츠, 폭 {wide:.0f}반음, "
            f"최대보다 {below:.0f}데시벨 작고, 1초에 약 {voice.rate:.1f}음절, 쉬는 곳 {count}번. "
            "이것은 높이와 크기와 빠르기로 어림한 것이며, 기쁨과 화를 구별하지 못합니다."
        )
    return (
        f"The voice sounds {level}: pitch about {pitch:.0f} hertz over {wide:.0f} semitones, "
        f"{below:.0f} decibels below full scale, about {voice.rate:.1f} syllables a second, "
        f"{count or 'no'} {'pause' if count == 1 else 'pauses'}. "
        "This is an estimate from pitch, loudness and rate: it cannot tell joy from anger."
    )


def tone(words: str, korean: bool = False) -> str:
    """The tone of English words, by a short list; of Korean ones it says that it is unknown."""
    good, bad = feelings.tone(words)
    if not good and not bad:
        if re.search("[가-힣]", words):
            english, in_korean = (
                "I know the tone of English words only.",
                "낱말의 느낌은 영어로만 어림합니다.",
            )
        else:
            english, in_korean = (
                "The words themselves carry no tone that I know.",
                "낱말 자체에는 제가 아는 느낌이 없습니다.",
            )
        return in_korean if korean else english
    if korean:
        kinds = [
            f"{kind} 낱말({', '.join(found[:TOLD])})"
            for kind, found in (("좋은 느낌의", good), ("나쁜 느낌의", bad))
            if found
        ]
        return f"글에는 {'과 '.join(kinds)}이 있습니다."
    kinds = [
        f"{kind} ones such as {', '.join(found[:TOLD])}"
        for kind, found in (("pleasant", good), ("unpleasant", bad))
        if found
    ]
    return f"Among the words are {' and '.join(kinds)}."
