"""Two spellings of the same words made one, so that only what was heard differently counts."""

import re
import unicodedata

UNITS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen"
)
TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
VALUES = {word: number for number, word in enumerate(UNITS.split())} | {
    word: 10 * number for number, word in enumerate(TENS.split(), 2)
}
SCALES = {"hundred": 100, "thousand": 1_000, "million": 1_000_000}
SYMBOLS = {"%": " percent ", "&": " and ", "+": " plus ", "=": " equals "}
CONTRACTIONS = {"m": "am", "re": "are", "ll": "will", "ve": "have"}
IS = "it he she that this there here what who where how"  # their 's is no genitive
SHORT = {"mr": "mister", "mrs": "missus", "dr": "doctor", "ok": "okay"}


def words(text: str) -> list[str]:
    """The words of `text` in lower case, without punctuation."""
    return re.findall(r"[^\W_]+(?:'[^\W_]+)*", text.lower().replace("’", "'"))


def same_spelling(text: str) -> list[str]:
    """The words of `text` in one spelling: "Twenty-five %" and "25 percent" are the same.

    Lower case, no punctuation, composed letters (NFC), English numbers as digits, "I'm" as "I am".
    """
    text = unicodedata.normalize("NFC", text)
    text = re.sub(r"(?<=\d),(?=\d{3}\b)", "", text)
    text = re.sub(r"\b([ap])\.m\b\.?", r"\1m", text, flags=re.IGNORECASE)
    text = re.sub(r"\$(\d+)", r"\1 dollars", text)
    for symbol, name in SYMBOLS.items():
        text = text.replace(symbol, name)
    spelt = [part for word in words(text) for part in _uncontracted(word)]
    return _with_digits([SHORT.get(word, word) for word in spelt])


def letters(text: str, spaces: bool = False) -> str:
    """The letters and digits of `text`, composed (NFC), in lower case; with one space or none."""
    return (" " if spaces else "").join(words(unicodedata.normalize("NFC", text)))


def _uncontracted(word: str) -> list[str]:
    """The words of a contraction: "I am" for "I'm"; a genitive stays as it is."""
    before, mark, after = word.rpartition("'")
    if not mark:
        return [word]
    if after == "t" and before.endswith("n"):
        return [{"ca": "can", "wo": "will", "sha": "shall"}.get(before[:-1], before[:-1]), "not"]
    if after in CONTRACTIONS or (after == "s" and before in IS.split()):
        return [before, CONTRACTIONS.get(after, "is")]
    return [word]


def _with_digits(found: list[str]) -> list[str]:
    """The words, with every run of number words as one number in digits."""
    spelt: list[str] = []
    at = 0
    while at < len(found):
        number, length = _number(found[at:])
        spelt.append(str(number) if length else found[at])
        at += length or 1
    return spelt


def _number(found: list[str]) -> tuple[int, int]:
    """The number at the head of the words, and how many of them it takes; 0, 0 for none."""
    total = group = length = 0
    room = 1_000  # what a word may add: after "twenty" less than ten, after "one" nothing
    for at, word in enumerate(found):
        value, scale = VALUES.get(word), SCALES.get(word)
        if value is not None and value < room:
            group += value
            room = 10 if value >= 20 else 1
        elif scale == 100 and 0 < group < 100 and length == at:
            group, room = group * 100, 100
        elif scale and scale > 100 and group > 0 and length == at:
            total, group, room = total + group * scale, 0, 1_000
        elif (
            word == "and"
            and room in (100, 1_000)
            and at
            and found[at + 1 : at + 2]
            and (VALUES.get(found[at + 1], room) < room)
        ):
            continue
        else:
            break
        length = at + 1
    return total + group, length
