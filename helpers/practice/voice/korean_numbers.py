"""Numbers in a Korean text as they are said: 3개 is 세 개, 3월 삼월, 6월 유월, 3.14 삼 점 일사.

Korean has two rows of numbers. Native ones count things and hours (세 개, 세 시); Sino-Korean ones
name amounts, dates, minutes and everything else (삼 분, 삼 층, 삼 원).
"""

import re
from collections.abc import Callable

DIGITS = "영일이삼사오육칠팔구"
TELEPHONE_DIGITS = "공" + DIGITS[1:]
GROUPS = ("", "만", "억", "조")  # of four digits
PLACES = ("", "십", "백", "천")
NATIVE_ONES = ("", "한", "두", "세", "네", "다섯", "여섯", "일곱", "여덟", "아홉")
NATIVE_TENS = ("", "열", "스물", "서른", "마흔", "쉰", "예순", "일흔", "여든", "아흔")
LONGEST = 16  # digits of one number; longer ones are read digit by digit
HOURS = 12  # later hours, of a timetable, are Sino-Korean: 십오 시
COUNTERS = (  # what native numbers count
    r"시간|사람|가지|군데|마리|켤레|송이|그루|자루|차례|모금|번째|개(?![국년소월])|명|살|잔|권|장(?!관)"
    r"|병|벌|채|척|통|끼|쌍|배|줄|곳|달(?!러)|대|번(?![지호]|\s?(?:출구|버스|문제|창구|승강장|홈|타자))"
)
UNITS = {
    "%": "퍼센트", "‰": "퍼밀", "℃": "도", "°C": "도", "°": "도", "km": "킬로미터",
    "cm": "센티미터", "mm": "밀리미터", "m": "미터", "kg": "킬로그램", "mg": "밀리그램",
    "g": "그램", "L": "리터", "ml": "밀리리터", "mL": "밀리리터", "MB": "메가바이트",
    "GB": "기가바이트", "Hz": "헤르츠", "kHz": "킬로헤르츠", "dB": "데시벨",
}  # fmt: skip
UNIT = "|".join(sorted(map(re.escape, UNITS), key=len, reverse=True))
CURRENCIES = {"$": "달러", "₩": "원", "€": "유로", "£": "파운드", "¥": "엔"}
NUMBER = r"\d{1,3}(?:,\d{3})+(?!\d)|\d+"
DECIMAL = rf"(?:{NUMBER})(?:\.\d+)?"
START, END = r"(?<![\d.,:/-])", r"(?![\d]|[.,:/-]\d)"  # nothing of a longer number


def native(number: int) -> str:
    """A counting number before the thing that is counted: 세, 스무, 백한. From 1."""
    rest = number % 100
    counted = "스무" if rest == 20 else NATIVE_TENS[rest // 10] + NATIVE_ONES[rest % 10]
    return (sino(number - rest) if number > 99 else "") + counted


def sino(number: int) -> str:
    """A Sino-Korean number of at most 16 digits: 이천이십오, 만, 영."""
    if not number:
        return DIGITS[0]
    said = ""
    for place in reversed(range(len(GROUPS))):
        group = number // 10_000**place % 10_000
        if group:
            words = "" if group == 1 and place == 1 else _group(group)  # 만, but 일억
            said += words + GROUPS[place]
    return said


def spoken_numbers(text: str) -> str:
    """`text` with its numbers in words."""
    for pattern, said in RULES:
        text = re.sub(pattern, said, text)
    return text


def _group(number: int) -> str:
    """A number of up to four digits; 1 is not said before 십, 백 and 천."""
    said = ""
    for place in reversed(range(4)):
        digit = number // 10**place % 10
        if digit:
            said += ("" if digit == 1 and place else DIGITS[digit]) + PLACES[place]
    return said


def _read(digits: str, row: str = DIGITS) -> str:
    """Digit by digit."""
    return "".join(row[int(digit)] for digit in digits)


def _amount(number: str) -> str:
    """A written number: with commas, with a decimal point, with zeros before it or too long."""
    whole, _, part = number.replace(",", "").partition(".")
    if len(whole) > LONGEST or (len(whole) > 1 and whole[0] == "0"):
        said = _read(whole)
    else:
        said = sino(int(whole))
    return f"{said} 점 {_read(part)}" if part else said


def _telephone(match: re.Match[str]) -> str:
    return ", ".join(_read(part, TELEPHONE_DIGITS) for part in re.findall(r"\d+", match[0]))


def _counted(match: re.Match[str]) -> str:
    written, thing = match[1].replace(",", ""), match[2]
    if len(written) > LONGEST or not int(written):
        return f"{_amount(written)} {thing}"
    number = int(written)
    if thing == "번째":
        return "첫 번째" if number == 1 else f"{native(number)} 번째"
    return f"{native(number)} {thing}"


def _hour(hour: str) -> str:
    number = int(hour)
    return f"{native(number) if 0 < number <= HOURS else sino(number)} 시"


def _clock(match: re.Match[str]) -> str:
    minutes = int(match[2])
    return _hour(match[1]) + (f" {sino(minutes)} 분" if minutes else "")


def _month(number: str) -> str:
    return {6: "유월", 10: "시월"}.get(int(number)) or f"{sino(int(number))}월"


def _date(match: re.Match[str]) -> str:
    return f"{sino(int(match[1]))}년 {_month(match[2])} {sino(int(match[3]))}일"


def _fraction(match: re.Match[str]) -> str:
    return f"{_amount(match[2])} 분의 {_amount(match[1])}"


def _below_zero(match: re.Match[str]) -> str:
    return f"{'영하' if match[2] else '마이너스'} {_amount(match[1])}{match[2]}"


RULES: tuple[tuple[str, str | Callable[[re.Match[str]], str]], ...] = (  # in this order
    (START + r"(\d{4})[-./]\s?(\d{1,2})[-./]\s?(\d{1,2})\b" + END, _date),
    (r"(?<![\d-])(?:0\d{1,2}[-.) ]\s?\d{3,4}[-. ]\d{4}|1[568]\d\d-\d{4})" + END, _telephone),
    (r"(?<!\d)(?:\+82[- ]?)?01\d{8,9}(?!\d)", _telephone),
    (START + r"(\d{1,2}):(\d{2})" + END, _clock),
    (START + r"(\d{1,2})\s?시(?!간|도|장)", lambda match: _hour(match[1])),
    (START + r"(\d{1,2})\s?월(?!요)", lambda match: _month(match[1])),
    (START + rf"({NUMBER})\s?({COUNTERS})", _counted),
    (START + r"(\d+)/(\d+)" + END, _fraction),
    (rf"([$₩€£¥])\s?({DECIMAL})", lambda match: f"{match[2]}{CURRENCIES[match[1]]}"),
    (r"(?<=\d)\s?[~∼–]\s?(?=\d)", "에서 "),
    (rf"(?<![\w.,-])[-−]({DECIMAL})(\s?(?:도|°|℃)|)", _below_zero),
    (rf"(?<=\d)\s?({UNIT})(?![A-Za-z])", lambda match: f" {UNITS[match[1]]}"),
    (r"\d+(?:\.\d+){2,}", lambda match: " 점 ".join(map(_amount, match[0].split(".")))),
    (DECIMAL, lambda match: _amount(match[0])),
)  # fmt: skip
