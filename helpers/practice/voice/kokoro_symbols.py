"""The phonetic symbols that Kokoro-82M was trained on, and how espeak-ng's are written in them."""

import re
from collections.abc import Callable
from itertools import chain, zip_longest

from helpers.practice.voice.korean_pronunciation import HANGUL
from helpers.practice.voice.korean_symbols import korean_symbols

# fmt: off
VOCABULARY = {  # symbol → token, as in the config.json of hexgrad/Kokoro-82M
    ";": 1, ":": 2, ",": 3, ".": 4, "!": 5, "?": 6, "—": 9, "…": 10, '"': 11, "(": 12, ")": 13,
    "“": 14, "”": 15, " ": 16, "\u0303": 17, "ʣ": 18, "ʥ": 19, "ʦ": 20, "ʨ": 21, "ᵝ": 22,
    "ꭧ": 23, "A": 24, "I": 25, "O": 31, "Q": 33, "S": 35, "T": 36, "W": 39, "Y": 41, "ᵊ": 42,
    "a": 43, "b": 44, "c": 45, "d": 46, "e": 47, "f": 48, "h": 50, "i": 51, "j": 52, "k": 53,
    "l": 54, "m": 55, "n": 56, "o": 57, "p": 58, "q": 59, "r": 60, "s": 61, "t": 62, "u": 63,
    "v": 64, "w": 65, "x": 66, "y": 67, "z": 68, "ɑ": 69, "ɐ": 70, "ɒ": 71, "æ": 72, "β": 75,
    "ɔ": 76, "ɕ": 77, "ç": 78, "ɖ": 80, "ð": 81, "ʤ": 82, "ə": 83, "ɚ": 85, "ɛ": 86, "ɜ": 87,
    "ɟ": 90, "ɡ": 92, "ɥ": 99, "ɨ": 101, "ɪ": 102, "ʝ": 103, "ɯ": 110, "ɰ": 111, "ŋ": 112,
    "ɳ": 113, "ɲ": 114, "ɴ": 115, "ø": 116, "ɸ": 118, "θ": 119, "œ": 120, "ɹ": 123, "ɾ": 125,
    "ɻ": 126, "ʁ": 128, "ɽ": 129, "ʂ": 130, "ʃ": 131, "ʈ": 132, "ʧ": 133, "ʊ": 135, "ʋ": 136,
    "ʌ": 138, "ɣ": 139, "ɤ": 140, "χ": 142, "ʎ": 143, "ʒ": 147, "ʔ": 148, "ˈ": 156, "ˌ": 157,
    "ː": 158, "ʰ": 162, "ʲ": 164, "↓": 169, "→": 171, "↗": 172, "↘": 173, "ᵻ": 177,
}
# fmt: on
MARK = re.compile(r"([;:,!?…]+(?=\s|$)|[—–]|\.+$)")  # the full stop of "Dr." is none
LANGUAGE_SWITCH = re.compile(r"\([a-z-]+\)")  # espeak-ng's "(en)" before a foreign word
NEAREST = {  # what else espeak-ng writes, and the symbol that sounds most like it
    "ɫ": "l", "ɭ": "l", "ʑ": "ʥ", "ʐ": "ʒ", "ʀ": "ʁ", "ʍ": "w", "ʉ": "u", "ᵑ": "ŋ", "ⁿ": "n",
    "ᵐ": "m", "–": "—", "\u0329": "", "-": "", "1": "",  # the last: syllabic, joined, a tone
}  # fmt: skip


def symbols(phrase: str, language: str, phonemes: Callable[[str, str], str]) -> str:
    """A phrase in Kokoro's symbols, with the marks that shape its melody.

    `phonemes` makes IPA of (text, language), as espeak-ng does. A symbol that Kokoro does not
    know stays as it is: `unknown` finds it.
    """
    parts = MARK.split(phrase)
    words = [_symbols(part, language, phonemes) for part in parts[::2]]
    marks = [NEAREST.get(mark[0], mark[0]) for mark in parts[1::2]]
    clauses = [f"{said}{mark}" for said, mark in zip(words, [*marks, ""], strict=True)]
    return " ".join(filter(None, clauses))


def _symbols(words: str, language: str, phonemes: Callable[[str, str], str]) -> str:
    if language == "ko":
        parts = HANGUL.split(words)
        foreign = [_symbols(part, "en", phonemes) for part in parts]
        said = [korean_symbols(word) for word in HANGUL.findall(words)]
        return " ".join(filter(None, chain.from_iterable(zip_longest(foreign, said))))
    text = LANGUAGE_SWITCH.sub("", phonemes(words, language))
    return "".join(NEAREST.get(symbol, symbol) for symbol in text)


def unknown(text: str) -> set[str]:
    """Symbols of `text` that Kokoro would leave out without a word."""
    return set(text) - set(VOCABULARY)


def tokens(text: str) -> list[int]:
    """The model's input for `text`, every symbol of which is in VOCABULARY."""
    return [VOCABULARY[symbol] for symbol in text]
