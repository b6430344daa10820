"""What was measured, as sentences in English and Korean that are good to read and to hear."""

import math

from helpers.speech.prosody import Prosody

MANY = 6  # pauses that are listed one by one; of more only the first and the longest


def length(voice: Prosody, korean: bool = False) -> str:
    """How long it lasts, and how many pauses are in it."""
    count = len(voice.pauses)
    if korean:
        return f"녹음은 {voice.seconds:.1f}초이고, 쉬는 곳은 {count}번입니다."
    pauses = {0: "no pause", 1: "one pause"}.get(count, f"{count} pauses")
    return f"The recording lasts {voice.seconds:.1f} seconds, with {pauses} in it."


def speed(voice: Prosody, korean: bool = False) -> str:
    """How fast the words come."""
    if not voice.rate:
        if korean:
            return "말소리가 없어 빠르기를 측정할 수 없습니다."
        return "There is no speech whose speed I could measure."
    if korean:
        return f"빠르기는 1초에 약 {voice.rate:.1f}음절입니다."
    return f"The speed is about {voice.rate:.1f} syllables a second."


def height(voice: Prosody, korean: bool = False) -> str:
    """How high the voice is."""
    if not math.isfinite(voice.pitch):
        if korean:
            return "목소리가 없어 높이를 측정할 수 없습니다."
        return "There is no voice whose pitch I could measure."
    low, middle, high = round(voice.pitch_low), round(voice.pitch), round(voice.pitch_high)
    if korean:
        return f"목소리 높이는 약 {middle}헤르츠이고, {low}에서 {high}헤르츠 사이입니다."
    return f"The pitch is about {middle} hertz, moving between {low} and {high}."


def strength(voice: Prosody, korean: bool = False) -> str:
    """How loud it is."""
    below = round(-voice.loudness)
    if korean:
        return f"크기는 최대보다 {below}데시벨 작습니다."
    return f"The level is {below} decibels below full scale."


def pauses(voice: Prosody, korean: bool = False) -> str:
    """Where the pauses are, when the first is and how long the longest."""
    if not voice.pauses:
        if korean:
            return "0.25초 넘게 쉬는 곳은 없습니다."
        return "There is no pause of more than a quarter of a second."
    first, longest = voice.pauses[0], max(voice.pauses, key=lambda pause: pause[1] - pause[0])
    lasting = longest[1] - longest[0]
    listed = len(voice.pauses) <= MANY
    if korean:
        places = ", ".join(f"{start:.1f}초에서 {end:.1f}초" for start, end in voice.pauses)
        return (
            f"쉬는 곳은 {len(voice.pauses)}번입니다{': ' + places if listed else ''}. "
            f"처음 쉬는 때는 {first[0]:.1f}초이고, 가장 긴 쉼은 {lasting:.1f}초입니다."
        )
    places = ", ".join(f"{start:.1f} to {end:.1f} seconds" for start, end in voice.pauses)
    count = "is one pause" if len(voice.pauses) == 1 else f"are {len(voice.pauses)} pauses"
    return (
        f"There {count}{': ' + places if listed else ''}. The first begins at {first[0]:.1f} "
        f"seconds, and the longest lasts {lasting:.1f} seconds."
    )


def everything(voice: Prosody, korean: bool = False) -> str:
    """All facts in one sentence; of a sound without a voice, its length and level."""
    if not math.isfinite(voice.pitch):
        return size(voice, korean)
    count, pitch, below = len(voice.pauses), round(voice.pitch), round(-voice.loudness)
    if korean:
        return (
            f"길이 {voice.seconds:.1f}초, 쉬는 곳 {count}번, 높이 약 {pitch}헤르츠, "
            f"크기는 최대보다 {below}데시벨 아래, 1초에 약 {voice.rate:.1f}음절입니다."
        )
    with_pauses = {0: "without a pause", 1: "with one pause"}.get(count, f"with {count} pauses")
    return (
        f"It lasts {voice.seconds:.1f} seconds {with_pauses}, at about {pitch} hertz, "
        f"{below} decibels below full scale and {voice.rate:.1f} syllables a second."
    )


def size(voice: Prosody, korean: bool = False) -> str:
    """What can be said of any sound, a voice or not."""
    below = round(-voice.loudness)
    if korean:
        return f"길이는 {voice.seconds:.1f}초, 크기는 최대보다 {below}데시벨 아래입니다."
    return f"It lasts {voice.seconds:.1f} seconds, at {below} decibels below full scale."
