"""What was heard and measured, as sentences in English and Korean that are good to read and to hear."""

import math
import re

from helpers.practice.ears.heard import Heard
from helpers.practice.mind import feelings
from helpers.speech.prosody import Prosody

# A word heard with at least this confidence counts as sure. Measured on 60 everyday sentences, each in four of the thirteen voices (1,700 believed words, 87 in 100 right):
# of the words at or above 0.2, 84 in 100 of all, 91 in 100 are right; of those below it, 62.
SURE = 0.2
LONG_GAP = 0.3  # seconds between words that separate two phrases


def length(voice: Prosody, korean: bool = False) -> str:
    """How long it lasts, and how much of that is pauses."""
    count = len(voice.pauses)
    if korean:
        return f"녹음은 {voice.seconds:.1f}초이고, 쉬는 곳은 {count}번입니다."
    return f"The recording lasts {voice.seconds:.1f} seconds, with {'no pause' if not count else 'one pause' if count == 1 else f'{count} pauses'} in it."


def speed(voice: Prosody, korean: bool = False) -> str:
    """How fast the words come."""
    if not voice.rate:
        return (
            "말소리가 없어 빠르기를 잴 수 없습니다."
            if korean
            else "There is no speech whose speed I could measure."
        )
    return (
        f"빠르기는 1초에 약 {voice.rate:.1f}음절입니다."
        if korean
        else f"The speed is about {voice.rate:.1f} syllables a second."
    )


def height(voice: Prosody, korean: bool = False) -> str:
    """How high the voice is."""
    if not math.isfinite(voice.pitch):
        return (
            "목소리가 없어 높이를 잴 수 없습니다."
            if korean
            else "There is no voice whose pitch I could measure."
        )
    low, mid, high = round(voice.pitch_low), round(voice.pitch), round(voice.pitch_high)
    if korean:
        return f"목소리 높이는 약 {mid}헤르츠이고, {low}에서 {high}헤르츠 사이입니다."
    return f"The pitch is about {mid} hertz, moving between {low} and {high}."


def strength(voice: Prosody, korean: bool = False) -> str:
    """How loud it is."""
    below = round(-voice.loudness)
    return (
        f"크기는 최대보다 {below}데시벨 작습니다."
        if korean
        else f"The level is {below} decibels below full scale."
    )


def everything(voice: Prosody, korean: bool = False) -> str:
    """All four facts in one sentence; of a sound without a voice, two."""
    if not math.isfinite(voice.pitch):
        return _size(voice, korean)
    count, pitch, below = len(voice.pauses), round(voice.pitch), round(-voice.loudness)
    if korean:
        return f"길이 {voice.seconds:.1f}초, 쉬는 곳 {count}번, 높이 약 {pitch}헤르츠, 크기는 최대보다 {below}데시벨 아래, 1초에 약 {voice.rate:.1f}음절입니다."
    pauses = (
        "without a pause"
        if not count
        else "with one pause"
        if count == 1
        else f"with {count} pauses"
    )
    return f"It lasts {voice.seconds:.1f} seconds {pauses}, at about {pitch} hertz, {below} decibels below full scale and {voice.rate:.1f} syllables a second."


def _size(voice: Prosody, korean: bool) -> str:
    """What can be said of any sound, a voice or not."""
    below = round(-voice.loudness)
    if korean:
        return f"길이는 {voice.seconds:.1f}초, 크기는 최대보다 {below}데시벨 아래입니다."
    return f"It lasts {voice.seconds:.1f} seconds, at {below} decibels below full scale."


OF_IT = (
    r"\b(is|are|am|was|were|does|do|did|sounds?)\b[^.?!]*\b"  # "Is it loud?", "She sounds loud."
)
ASKED = (
    (
        r"how long|\blength\b|duration|how many (seconds|minutes|pauses)|\bpauses?\b|길이|얼마나 (길|긴)|몇 초|몇 분|쉬는|쉼|멈추|멈춤",
        length,
    ),
    (
        rf"how (fast|quick|slow)|{OF_IT}(fast|quick|quickly|slow|slowly)\b|\bspeed|\bpace\b|(speech|speaking) rate|rate of|얼마나 (빠|빨|느)|빠르기|속도|빠른가|빠르나|느린가",
        speed,
    ),
    (
        rf"how (high|low|deep)|{OF_IT}(high|low|deep)\b|\bpitch|음높이|목소리 높이|얼마나 (높|낮)|높은가|낮은가",
        height,
    ),
    (
        rf"how (loud|quiet)|{OF_IT}(loud|quiet|loudly|quietly)\b|\bloudness|\bvolume|decibel|(sound|audio|recording) level|얼마나 (크|큰|작)|음량|소리 크기|소리가 (큰|작은)가|데시벨",
        strength,
    ),
)
ANY_ASKED = "|".join(pattern for pattern, _ in ASKED)


def quote(heard: Heard, korean: bool = False) -> str:
    """The words in quotation marks, and of how many of them the ears are sure."""
    sure, count = sum(word.probability >= SURE for word in heard.timed), len(heard.timed)
    if korean:
        certain = (
            "모든 낱말이 확실합니다"
            if sure == count
            else f"낱말 {count}개 가운데 {sure}개가 확실합니다"
        )
        return f'"{heard.words}" ({certain})'
    certain = "sure of every word" if sure == count else f"sure of {sure} of {count} words"
    return f'"{heard.words}" ({certain})'


def spoken_pieces(heard: Heard) -> list[str]:
    """The heard words, cut where the speaker paused."""
    pieces, last = [], None
    for word in heard.timed:
        if last is None or word.start - last > LONG_GAP:
            pieces.append([])
        pieces[-1].append(word.text)
        last = word.end
    return [" ".join(piece) for piece in pieces]


def no_words(heard: Heard, voice: Prosody, korean: bool = False) -> str:
    """What to say of a recording whose words are not known: why, and what was measured."""
    if heard.verdict == "no speech":
        why = (
            "이 녹음에서는 말소리가 들리지 않습니다."
            if korean
            else "I hear no speech in this recording."
        )
        return f"{why} {_size(voice, korean)}"
    if heard.verdict == "no ears":
        why = (
            "이 연습 엔진은 파이썬 3.13 이하에서만 알아듣습니다. 지금은 재기만 합니다."
            if korean
            else "This practice engine hears words only on Python 3.13 or older; here it can only measure."
        )
    else:
        why = (
            "말소리는 들리지만 무슨 말인지 알아듣지 못했습니다. 저는 영어만 알아듣습니다."
            if korean
            else "I hear speech but cannot make out the words: I only understand English, and I would be guessing."
        )
    return f"{why} {everything(voice, korean)}"


def arousal(voice: Prosody, korean: bool = False, english: bool = True) -> str:
    """How excited the voice is, with the numbers, and what they cannot tell. Was it `english` that it spoke?"""
    if not math.isfinite(voice.pitch):
        return height(voice, korean)
    wide, level = feelings.semitones(voice), feelings.level(voice, korean, english)
    if korean:
        return (
            f"목소리는 {level} 편입니다: 높이 약 {voice.pitch:.0f}헤르츠, 폭 {wide:.0f}반음, 최대보다 {-voice.loudness:.0f}데시벨 작고, 1초에 약 {voice.rate:.1f}음절, 쉬는 곳 {len(voice.pauses)}번. "
            "이것은 높이와 크기와 빠르기로 어림한 것이며, 기쁨과 화를 구별하지 못합니다."
        )
    return (
        f"The voice sounds {level}: pitch about {voice.pitch:.0f} hertz over {wide:.0f} semitones, {-voice.loudness:.0f} decibels below full scale, "
        f"about {voice.rate:.1f} syllables a second, {len(voice.pauses) or 'no'} {'pause' if len(voice.pauses) == 1 else 'pauses'}. "
        "This is an estimate from pitch, loudness and rate: it cannot tell joy from anger."
    )


def tone(words: str, korean: bool = False) -> str:
    """The tone of English words, by a short list; of Korean ones it says that it does not know."""
    good, bad = feelings.tone(words)
    if re.search("[가-힣]", words) and not good and not bad:
        return (
            "낱말의 느낌은 영어로만 어림합니다."
            if korean
            else "I know the tone of English words only."
        )
    if not good and not bad:
        return (
            "낱말 자체에는 제가 아는 느낌이 없습니다."
            if korean
            else "The words themselves carry no tone that I know."
        )
    if korean:
        kinds = [
            f"{kind} 낱말({', '.join(found[:3])})"
            for kind, found in (("좋은 느낌의", good), ("나쁜 느낌의", bad))
            if found
        ]
        return f"글에는 {'과 '.join(kinds)}이 있습니다."
    kinds = [
        f"{kind} ones such as {', '.join(found[:3])}"
        for kind, found in (("pleasant", good), ("unpleasant", bad))
        if found
    ]
    return f"Among the words are {' and '.join(kinds)}."
