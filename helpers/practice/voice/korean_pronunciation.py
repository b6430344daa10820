"""How Korean syllables sound beside one another: 좋네요 is said 존네요, 반갑습니다 반갑씀니다.

The rules are those of the Standard Pronunciation of Korean (표준 발음법, chapters 2 to 6) that
can be told from the letters alone.
"""

import re

ONSETS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
VOWELS = "ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ"
CODAS = " ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ"  # the first: none
FIRST, LAST = ord("가"), ord("힣")
HANGUL = re.compile("[가-힣]+")

CLUSTERS = {  # two consonants at a syllable's end
    "ㄳ": ("ㄱ", "ㅅ"), "ㄵ": ("ㄴ", "ㅈ"), "ㄶ": ("ㄴ", "ㅎ"), "ㄺ": ("ㄹ", "ㄱ"),
    "ㄻ": ("ㄹ", "ㅁ"), "ㄼ": ("ㄹ", "ㅂ"), "ㄽ": ("ㄹ", "ㅅ"), "ㄾ": ("ㄹ", "ㅌ"),
    "ㄿ": ("ㄹ", "ㅍ"), "ㅀ": ("ㄹ", "ㅎ"), "ㅄ": ("ㅂ", "ㅅ"),
}  # fmt: skip
CLOSED = {  # which of the seven consonants that can close a syllable is heard (rules 8 to 11)
    **dict.fromkeys("ㄲㅋㄳㄺ", "ㄱ"), **dict.fromkeys("ㅅㅆㅈㅊㅌㅎ", "ㄷ"),
    **dict.fromkeys("ㅍㅄㄿ", "ㅂ"), **dict.fromkeys("ㄼㄽㄾㅀ", "ㄹ"),
    **dict.fromkeys("ㄵㄶ", "ㄴ"), "ㄻ": "ㅁ",
}  # fmt: skip
ASPIRATED = {"ㄱ": "ㅋ", "ㄷ": "ㅌ", "ㅂ": "ㅍ", "ㅈ": "ㅊ"}
TENSE = {"ㄱ": "ㄲ", "ㄷ": "ㄸ", "ㅂ": "ㅃ", "ㅅ": "ㅆ", "ㅈ": "ㅉ"}
NASAL = {"ㄱ": "ㅇ", "ㄷ": "ㄴ", "ㅂ": "ㅁ"}

Syllable = tuple[str, str, str]  # onset ("ㅇ" is silent), vowel, coda ("" is none)


def syllables(word: str) -> list[Syllable]:
    """The syllables of a word of Hangul as they are said."""
    said = [_letters(syllable) for syllable in word]
    for place in range(len(said) - 1):
        (onset, vowel, coda), (following, *rest) = said[place], said[place + 1]
        if coda:
            coda, following = _joined(coda, following, rest[0])
            said[place], said[place + 1] = (onset, vowel, coda), (following, rest[0], rest[1])
    if said:
        onset, vowel, coda = said[-1]
        said[-1] = onset, vowel, CLOSED.get(coda, coda)
    return said


def as_pronounced(text: str) -> str:
    """`text` with its Hangul spelt as it is said."""
    return HANGUL.sub(lambda match: "".join(map(_syllable, syllables(match[0]))), text)


def _letters(syllable: str) -> Syllable:
    number = ord(syllable) - FIRST
    coda = CODAS[number % 28].strip()
    return ONSETS[number // 588], VOWELS[number // 28 % 21], coda


def _syllable(letters: Syllable) -> str:
    onset, vowel, coda = letters
    place = ONSETS.index(onset) * 588 + VOWELS.index(vowel) * 28 + CODAS.index(coda or " ")
    return chr(FIRST + place)


def _joined(coda: str, onset: str, vowel: str) -> tuple[str, str]:
    """A coda, and the onset and vowel behind it, as (coda, onset) that are said."""
    kept, moving = CLUSTERS.get(coda, ("", coda))
    if onset == "ㅇ":
        return _before_a_vowel(coda, kept, moving, vowel)
    if moving == "ㅎ" and onset in ASPIRATED:  # 좋다, 많고 (rule 12)
        return kept, ASPIRATED[onset]
    if moving == "ㅎ" and onset == "ㅅ":
        return kept, "ㅆ"
    closing = "ㅈ" if moving == "ㅈ" else CLOSED.get(moving, moving)
    if onset == "ㅎ" and closing in ASPIRATED:  # 따뜻한, 앉히다
        return kept, ASPIRATED[closing]
    return _between_consonants(CLOSED.get(coda, coda), onset)


def _before_a_vowel(coda: str, kept: str, moving: str, vowel: str) -> tuple[str, str]:
    """The last consonant moves over (rules 13 to 17)."""
    if coda == "ㅇ":
        return coda, "ㅇ"
    if moving == "ㅎ":  # 좋아, 많아
        return "", kept or "ㅇ"
    if moving in "ㄷㅌ" and vowel == "ㅣ":  # 같이
        return kept, "ㅈ" if moving == "ㄷ" else "ㅊ"
    return kept, "ㅆ" if moving == "ㅅ" and kept else moving


def _between_consonants(coda: str, onset: str) -> tuple[str, str]:
    if coda in NASAL:
        if onset in "ㄴㅁ":  # 국물 (rule 18)
            return NASAL[coda], onset
        if onset == "ㄹ":  # 독립 (rule 19)
            return NASAL[coda], "ㄴ"
        return coda, TENSE.get(onset, onset)  # 학교 (rule 23)
    if coda in "ㅁㅇ" and onset == "ㄹ":
        return coda, "ㄴ"
    if {coda, onset} == {"ㄴ", "ㄹ"}:  # 신라 (rule 20)
        return "ㄹ", "ㄹ"
    return coda, onset
