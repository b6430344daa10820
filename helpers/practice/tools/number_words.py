"""Numbers in digits and in words, English and Korean."""

import re
from collections.abc import Iterator

from helpers.practice.tools.said import UNTELLING, Said, Span, plainly

TO_NINETEEN = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen"
)
BY_TEN = "twenty thirty forty fifty sixty seventy eighty ninety"
KOREAN_COUNTS = "한 두 세 네 다섯 여섯 일곱 여덟 아홉 열 열한 열두"
ONES = {word: number for number, word in enumerate(TO_NINETEEN.split())}
TENS = {word: 10 * number for number, word in enumerate(BY_TEN.split(), 2)}
KOREAN = {word: number for number, word in enumerate(KOREAN_COUNTS.split(), 1)}

FROM_ONE_TO_NINE = "|".join(list(ONES)[1:10])
SMALL = (  # a pattern for a number word below a hundred, the longer words first
    rf"(?:(?:{'|'.join(TENS)})(?:[ -](?:{FROM_ONE_TO_NINE}))?"
    rf"|{'|'.join(sorted(ONES, key=len, reverse=True))})"
)
COUNTED = "|".join(sorted(KOREAN, key=len, reverse=True))
DIGITS = r"(?<![\w.])(?:\d{1,3}(?:,\d{3}){1,4}(?!\d)|\d{1,15})(?:\.\d{1,9})?(?![\d:]|\.\d)"
NUMBER = (
    rf"(?:(?<![\w.:-])-|\bminus )?(?:{DIGITS}|(?<!this )(?<!that )(?<!no )(?<!any )\b(?:"
    rf"(?:(?:{SMALL}|a) hundred(?: and)? )?{SMALL}|(?:{SMALL}|a) hundred)\b)"
    rf"|(?<![가-힣])(?:{COUNTED})(?=\s?(?:명|개|잔|시|번|병|장|인분))"
)
BESIDE = {  # what stands beside the number of such a field
    r"people|guest|person": r"people|guests|명|사람",
    r"temperature": r"degrees|°|도",
    r"percent|brightness|level|volume": r"percent|%|퍼센트",
    r"quantity": r"개|잔|병",
    r"price|amount": r"dollars?|\$|euros?|€|won|₩|원",
}
NEAR, NOWHERE = 20, 99  # characters to a word that goes with the field; no such word


def number(words: str) -> float:
    """The number that digits or number words say."""
    words = words.lower().strip().replace("minus ", "-")
    sign, words = (-1, words[1:]) if words.startswith("-") else (1, words)
    digits = words.replace(",", "")
    if re.fullmatch(r"\d+(?:\.\d+)?", digits):
        return sign * (float(digits) if "." in digits else int(digits))
    value = 0
    for word in re.split(r"[ -]+", words):
        if word == "hundred":
            value = max(value, 1) * 100
        else:
            value += (ONES | TENS | KOREAN).get(word, 0)
    return sign * value


def numbers(said: Said, about: str = "", needed: bool = True) -> Iterator[tuple[float, Span]]:
    """Plain numbers: first the one beside a word that goes with the field.

    Any other only where the field needs one.
    """
    places = _places(said, about)

    def distance(found: re.Match[str]) -> int:
        gaps = [max(start - found.end(), found.start() - end, 0) for start, end in places]
        return min((gap for gap in gaps if gap < NEAR), default=NOWHERE)

    for found in sorted(said.matches(NUMBER), key=distance):
        if needed or distance(found) < NOWHERE:
            yield number(found[0]), found.span()
            if re.match(r"\s?(?:percent|%|퍼센트)", said.text[found.end() : found.end() + 9]):
                yield number(found[0]) / 100, found.span()


def _places(said: Said, about: str) -> list[Span]:
    """Where words stand that go with a field."""
    patterns = [pattern for names, pattern in BESIDE.items() if re.search(names, plainly(about))]
    patterns += [rf"\b{word}" for word in plainly(about).split() if word not in UNTELLING]
    return [
        found.span()
        for pattern in patterns
        for found in re.finditer(pattern, said.text, re.IGNORECASE)
    ]
