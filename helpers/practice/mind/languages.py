"""Names of languages, in English and in Korean, for the codes of ISO 639-1."""

import re

NAMES = {
    "ar": ("Arabic", "아랍어"),
    "cs": ("Czech", "체코어"),
    "da": ("Danish", "덴마크어"),
    "de": ("German", "독일어"),
    "el": ("Greek", "그리스어"),
    "en": ("English", "영어"),
    "es": ("Spanish", "스페인어"),
    "fi": ("Finnish", "핀란드어"),
    "fr": ("French", "프랑스어"),
    "he": ("Hebrew", "히브리어"),
    "hi": ("Hindi", "힌디어"),
    "hu": ("Hungarian", "헝가리어"),
    "id": ("Indonesian", "인도네시아어"),
    "it": ("Italian", "이탈리아어"),
    "ja": ("Japanese", "일본어"),
    "ko": ("Korean", "한국어"),
    "nl": ("Dutch", "네덜란드어"),
    "no": ("Norwegian", "노르웨이어"),
    "pl": ("Polish", "폴란드어"),
    "pt": ("Portuguese", "포르투갈어"),
    "ro": ("Romanian", "루마니아어"),
    "ru": ("Russian", "러시아어"),
    "sv": ("Swedish", "스웨덴어"),
    "th": ("Thai", "태국어"),
    "tr": ("Turkish", "튀르키예어"),
    "uk": ("Ukrainian", "우크라이나어"),
    "vi": ("Vietnamese", "베트남어"),
    "zh": ("Chinese", "중국어"),
}
ENGLISH = "|".join(english for english, _ in NAMES.values())  # for patterns
KOREAN = "|".join(korean for _, korean in NAMES.values())


def name(code: str, korean: bool = False) -> str:
    """The language's name; for a code that is not known here, the code itself."""
    return NAMES.get(code, (code, code))[korean]


def code(text: str) -> str:
    """The code of the first language that is named in `text`; empty where none is."""
    found = re.search(rf"\b({ENGLISH})\b|({KOREAN})", text, re.IGNORECASE)
    if not found:
        return ""
    said = found[0].capitalize()
    return next(code for code, names in NAMES.items() if said in names)
