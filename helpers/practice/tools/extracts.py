"""What words say: numbers, times, days, durations, names, places and free text, each with the stretch of the text that says it."""

import functools
import re
from dataclasses import dataclass, field

from helpers.practice.mind.summary import EMPTY_WORDS

LONGEST = 4000  # characters searched
ONES = {
    word: n
    for n, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split()
    )
}
TENS = {
    word: 10 * n
    for n, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)
}
KOREAN = {
    word: n for n, word in enumerate("한 두 세 네 다섯 여섯 일곱 여덟 아홉 열 열한 열두".split(), 1)
}
SMALL = rf"(?:(?:{'|'.join(TENS)})(?:[ -](?:{'|'.join(list(ONES)[1:10])}))?|{'|'.join(sorted(ONES, key=len, reverse=True))})"
COUNTED = "|".join(sorted(KOREAN, key=len, reverse=True))
NUMBER = (
    rf"(?:(?<![\w.:-])-|\bminus )?(?:(?<![\w.])\d{{1,15}}(?:\.\d{{1,9}})?(?![\d:]|\.\d)|(?<!this )(?<!that )(?<!no )(?<!any )"
    rf"\b(?:(?:(?:{SMALL}|a) hundred(?: and)? )?{SMALL}|(?:{SMALL}|a) hundred)\b)|(?<![가-힣])(?:{COUNTED})(?=\s?(?:명|개|잔|시|번|병|장|인분))"
)
BESIDE = {
    r"people|guest|person": r"people|guests|명|사람",
    r"temperature": r"degrees|도",
    r"percent|brightness|level|volume": r"percent|%|퍼센트",
    r"quantity": r"개|잔|병",
    r"price|amount": r"dollars?|euros?|won|원",
}  # what stands beside the number of such a field

HOUR, PART = (
    rf"(?:2[0-4]|1?\d|{SMALL})",
    r"(?:\s*\b(?:[ap]\.? ?m\b\.?|in the (?:morning|afternoon|evening)|at night))",
)
AT = r"(?:\b(?:at|by|for|around|about|from|to|until|till) )"
TIMES = (
    rf"{AT}?\b(?P<h>\d{{1,2}}):(?P<m>\d\d)\b{PART}?",
    rf"{AT}?\b(?P<past>half|(?:a )?quarter|{SMALL})(?: minutes)? (?P<way>past|to) (?P<h>{HOUR})\b{PART}?",
    rf"{AT}?\b(?P<h>{HOUR}) (?P<m>(?:oh )?{SMALL})\b{PART}?",
    rf"{AT}?\b(?P<h>{HOUR})(?:(?: o'?clock){PART}?|{PART})",
    r"(?:\bat )?\b(?:noon|midday|midnight)\b|정오|자정",
    rf"\b(?:at|by|around|about|from|to|until|till) (?P<h>{HOUR})\b(?!\s*(?:percent|%|degrees|people|minutes|hours|\d|:))",
    rf"(?:(?:오전|오후|아침|저녁|밤|새벽)\s*)?(?P<h>\d{{1,2}}|{COUNTED})\s?시(?!간)(?:\s?(?P<half>반)|\s?(?P<m>\d{{1,2}})\s?분)?(?:에)?",
)
MONTHS = "january|february|march|april|may|june|july|august|september|october|november|december"
DATE = (
    r"(?:\bon )?(\d{4}-\d\d-\d\d|\b(?:next |this )?(?:mon|tues|wednes|thurs|fri|satur|sun)day|\bnext week|\b(?:the day after )?tomorrow|\btoday|\btonight|\byesterday"
    rf"|\b\d{{1,2}}(?: of)? (?:{MONTHS})|\b(?:{MONTHS}) \d{{1,2}}|오늘|내일|모레|어제|[월화수목금토일]요일)"
)
UNITS = {
    "second": 1,
    "minute": 60,
    "hour": 3600,
    "day": 86400,
    "week": 604800,
    "초": 1,
    "분": 60,
    "시간": 3600,
}
DURATION = rf"(?:\bfor |\bin )?(?P<n>{NUMBER}|\bhalf an?|\ban?)\s?(?P<unit>{'|'.join(UNITS)})s?(?P<half> and a half)?(?![가-힣a-z])"

STOP = (
    r"an?|the|my|our|your|me|you|him|her|us|them|it|i|i'\w+|we|they|and|or|but|to|from|at|in|on|off|of|for|with|by|near|under|please|now|then|tonight|tomorrow|next|this"
    r"|that|is|are|was|will|would|says?|saying|noon|midnight|morning|afternoon|evening|night|\w+day|forms?|recordings?|what|how|like|as|into|about|if|when"
    rf"|because|{SMALL}|(?:second|minute|hour|week|month)s?"
)  # no name or place goes on over these
WORD = rf"(?!(?:{STOP})\b)[^\W\d_][\w'’-]*"
FEW, NAME, THE = (
    rf"({WORD}(?: {WORD}){{0,2}})",
    rf"({WORD}(?: (?-i:[A-Z])[\w'’-]*)?)",
    r"(?:(?:the|my|our|a|an|some) )*",
)
CAPTURES = {  # where the value of such a field stands in a sentence; the first that is found counts
    "date": (DATE,),
    "email": (r"([\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+)",),
    "phone": (r"(\+?\d[\d ()-]{5,20}\d)",),
    "number": (r"\b([A-Z]{0,4}-?\d[\w-]*)",),
    "origin": (rf"\bfrom {THE}{FEW}", r"([가-힣]+?)(?:에서|부터)\b"),
    "artist": (rf"\bby {FEW}",),
    "destination": (
        rf"(?<!want )(?<!like )(?<!need )(?<!going )(?<!have )\bto {THE}{FEW}",
        rf"\bfor {THE}{FEW}",
        r"([가-힣]+?)(?:까지|으로)\b",
    ),
    "place": (
        rf"\bin {THE}{FEW}",
        rf"\b(?:at|near|to|for|of) {THE}{FEW}",
        r"([가-힣]{2,}?)(?:에서|에)\b",
        r"([가-힣]+?) (?:오늘 |내일 )?날씨",
        r"(거실|부엌|주방|침실)",
    ),
    "person": (
        rf"\bname(?:'s| is| of) {FEW}",
        rf"\b(?:call|text|tell|ask|to|for|with|named) {THE}{NAME}",
        r"([가-힣]{2,4}?)(?:에게|한테|께)",
    ),
    "item": (
        rf"\b(?:turn on|turn off|open|close|lock|start|stop|order|buy|want|have|get|add|like) {THE}(?:{NUMBER} )?{FEW}",
    ),
    "list": (
        rf"\b(?:add|buy|order|get|need|want|like|with|of) {THE}(.+?)(?: (?:to|on|from|in) (?:the|my|our)\b.*)?[.!?]?$",
    ),
    "text": (
        r"[\"“「]([^\"”」]+)[\"”」]",
        r":\s+(\S.*)$",
        r"\b(?:saying(?: that)?|that says|note that) (.+)$",
        r"\btell \w+ (?:that )?(?!me\b)(.+)$",
        r"\b(?:remind me (?:to|about|that)|search (?:the web )?for|translate|schedule|note(?: down)?)\s+(.+)$",
        r"\bplay (?:some |the )?(.+?)(?: by .+)?$",
        r"^(.+?)(?:이라고|라고|(?<=다)고) ",
    ),
}
ALIKE = {  # other words for a word of a function's name or of a choice
    "on": "켜|켠|켤",
    "off": "꺼|끄|끈",
    "open": "열어|열고",
    "close": "shut|닫",
    "light": "lamps?|불|조명",
    "lamp": "lights?|불",
    "door": "문",
    "window": "창문",
    "turn": "switch|켜|꺼",
    "weather": "forecast|rain|날씨",
    "alarm": "wake|알람|깨워",
    "timer": "타이머",
    "book": "reserve|예약",
    "reserve": "book|예약",
    "table": "자리|테이블",
    "message": "texts?|메시지|문자",
    "send": "보내",
    "music": "songs?|노래|음악",
    "play": "틀어",
    "call": "phone|전화",
    "translate": "번역",
    "order": "주문",
    "coffee": "latte|espresso|커피",
    "reminder": "remind|알려",
    "search": "look up|검색",
    "mood": "feels?|feeling|emotions?|기분|감정",
    "kitchen": "부엌",
    "bedroom": "침실",
    "living room": "거실",
    "large": "big|큰",
    "small": "작은",
}
UNTELLING = frozenset(
    "get set do create make use find show tell user given current new value string number list name type whether include included extra".split()
) | (EMPTY_WORDS - {"on"})


@dataclass
class Said:
    """What was said: all of it, the words that a field for text takes, and the stretches that already fill a field."""

    text: str
    words: str
    hearing: object = None  # the recording, where the form is about one
    counts: bool = False  # whether the form asks for numbers
    used: list = field(default_factory=list)

    def matches(self, pattern: str, anew: bool = True):
        """Where a pattern is found in stretches that fill no field yet (or in all)."""
        return (
            found
            for found in re.finditer(pattern, self.text, re.IGNORECASE | re.MULTILINE)
            if not anew
            or not any(found.start() < end and start < found.end() for start, end in self.used)
        )


def plainly(name: str) -> str:
    """A name in words: get_newWeather is "get new weather"."""
    return re.sub(r"[\W_]+", " ", re.sub(r"([a-z0-9])([A-Z])", r"\1 \2", name)).strip().lower()


@functools.lru_cache(4096)
def alike(word: str) -> re.Pattern:
    """The word in its simple forms, or another word for it."""
    word = plainly(word)[:100]
    stem = word[:-1] if len(word) > 3 and word[-1] == "s" and word[-2] != "s" else word
    ways = (
        re.escape(stem)
        if not stem.isascii()
        else rf"\b{re.escape(stem[:-1])}(?:e[sd]?|ing|ation)\b"
        if len(stem) > 3 and stem[-1] == "e"
        else rf"\b{re.escape(stem)}(?:s|es|ed|ing)?\b"
    )
    others = [
        other if not other.isascii() else rf"\b(?:{other})\b"
        for other in (ALIKE.get(word) or ALIKE.get(stem, "")).split("|")
        if other
    ]
    return re.compile(
        "|".join([ways.replace(r"\ ", r"[\s_-]+"), *others]) if word else "(?!)", re.IGNORECASE
    )


def number(words: str) -> float:
    """The number that digits or number words say."""
    words = words.lower().strip().replace("minus ", "-")
    sign, words = (-1, words[1:]) if words.startswith("-") else (1, words)
    if re.fullmatch(r"\d+(?:\.\d+)?", words):
        return sign * (float(words) if "." in words else int(words))
    value = 0
    for word in re.split(r"[ -]+", words):
        value = (
            max(value, 1) * 100
            if word == "hundred"
            else value + (ONES | TENS | KOREAN).get(word, 0)
        )
    return sign * value


def numbers(said: Said, about: str = "", needed: bool = True):
    """Plain numbers: first the one beside a word that goes with the field; any other only where the field needs one."""
    beside = [pattern for names, pattern in BESIDE.items() if re.search(names, plainly(about))] + [
        rf"\b{word}" for word in plainly(about).split() if word not in UNTELLING
    ]
    places = [word for pattern in beside for word in re.finditer(pattern, said.text, re.IGNORECASE)]

    def distance(found):
        gaps = [max(word.start() - found.end(), found.start() - word.end(), 0) for word in places]
        return min((gap for gap in gaps if gap < 20), default=99)

    for found in sorted(said.matches(NUMBER), key=distance):
        if needed or distance(found) < 99:
            yield number(found[0]), found.span()
            if re.match(r"\s?(?:percent|%|퍼센트)", said.text[found.end() : found.end() + 9]):
                yield number(found[0]) / 100, found.span()


def times(said: Said):
    """Times of day as HH:MM. "For six" is one where nothing is counted."""
    patterns = TIMES + ((rf"\bfor (?P<h>{HOUR})\b",) if not said.counts else ())
    for found in sorted(
        (match for pattern in patterns for match in said.matches(pattern)),
        key=lambda match: (match.start(), -match.end()),
    ):
        hour, minute = _clock(found, said.text)
        if hour < 24 and minute < 60:
            yield f"{hour:02}:{minute:02}", found.span()


def _clock(found: re.Match, text: str) -> tuple[int, int]:
    words, given = found[0].lower(), found.groupdict()
    if not given.get("h"):
        return (0, 0) if re.search("midnight|자정", words) else (12, 0)
    hour, minute = (
        int(number(given["h"])),
        30 if given.get("half") else int(number((given.get("m") or "0").replace("oh ", ""))),
    )
    if past := (given.get("past") or "").lower():
        minute = 30 if past == "half" else 15 if "quarter" in past else int(number(past))
        hour, minute = (
            (hour, minute) if given["way"].lower() == "past" else ((hour - 1) % 24, 60 - minute)
        )
    morning = re.search(r"a\.? ?m\b|morning|오전|아침|새벽", words)
    later = (
        re.search(r"p\.? ?m\b|afternoon|evening|night|오후|저녁|밤", words)
        or not morning
        and re.search(r"\btonight\b|\bevening\b|\bafternoon\b|저녁|오후", text, re.IGNORECASE)
    )
    return (hour + 12 if later and 0 < hour < 12 else 0 if morning and hour == 12 else hour), minute


def durations(said: Said, unit_of: str = ""):
    """Lengths of time: in words, and as a number of the unit that `unit_of` speaks of."""
    for found in said.matches(DURATION):
        count, unit = found["n"].lower(), UNITS[found["unit"].lower()]
        count = (
            0.5 if count.startswith("half") else 1 if count in ("a", "an") else number(count)
        ) + (0.5 if found["half"] else 0)
        value = round(
            count
            * unit
            / next(
                (length for word, length in UNITS.items() if re.search(rf"\b{word}", unit_of)), unit
            ),
            3,
        )
        yield (int(value) if float(value).is_integer() else value), found.span()
        yield re.sub("^(?:for|in) ", "", found[0], flags=re.IGNORECASE), found.span()


def members(said: Said, choices: list):
    """The choices that were said, the first said first."""
    found = [(span, value) for value, span in numbers(said) if value in choices]
    for choice in choices:
        if isinstance(choice, str) and (
            len(choice) > 2
            or choice.lower() in ("on", "off", "no")
            or choice.lower() not in EMPTY_WORDS
        ):
            found += [(match.span(), choice) for match in said.matches(alike(choice).pattern)]
    return [
        (choice, span) for span, choice in sorted(found, key=lambda item: (item[0][0], -item[0][1]))
    ]


def yes_or_no(said: Said, name: str, needed: bool):
    words = [
        word
        for word in plainly(name).split()
        if word not in UNTELLING | {"wants", "should", "needs", "allow"}
    ]
    if words and all(alike(word).search(said.text) for word in words):
        last = alike(words[-1]).search(said.text)
        yield (
            not re.search(
                r"(?:\b(?:not|no|without|never|skip)|n't|\b안)\b[^.,\n]{0,12}$",
                said.text[: last.start()],
                re.IGNORECASE,
            ),
            last.span(),
        )
    if needed:
        for match in said.matches(
            r"(?P<yes>\b(?:yes|yeah|yep|sure|of course|correct)\b|^\W*네\b|그래)|\b(?:no|nope|not)\b|아니"
        ):
            yield bool(match["yes"]), match.span()


def captured(said: Said, kind: str):
    """The words that stand where a value of this kind does."""
    for pattern in CAPTURES.get(kind, ()):
        for found in said.matches(pattern, anew=False):
            start, end = _trimmed(said, *found.span(1))
            if end > start and (
                kind == "text"
                or not any(start < until and since < end for since, until in said.used)
            ):
                particle = end < found.end() and re.fullmatch(
                    "[가-힣]+", said.text[end : found.end()]
                )
                yield (
                    said.text[start:end],
                    (found.start(), found.end() if particle and kind != "text" else end),
                )


def _trimmed(said: Said, start: int, end: int) -> tuple[int, int]:
    """A stretch without what fills other fields at its ends, and without the small words left there."""
    before = None
    while before != (start, end) and start < end:
        before = start, end
        for since, until in said.used:
            start, end = (
                (until if since <= start < until else start),
                (since if since < end <= until and since > start else end),
            )
        lead = re.match(
            r"(?:[\s,.;]|\b(?:for|to|at|on|in|with|please)\b(?=\s*$))+", said.text[start:end]
        )
        tail = re.search(
            r"(?:[\s,.;!?]|\b(?:a|the|for|to|at|on|in|into|with|and|please|from|by)\b)+$",
            said.text[start:end],
            re.IGNORECASE,
        )
        start, end = start + (lead.end() if lead else 0), end - (len(tail[0]) if tail else 0)
    return start, end
