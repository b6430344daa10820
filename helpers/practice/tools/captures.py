"""Names, places, things and free text: what stands in a sentence where such a value does."""

import re
from collections.abc import Iterator

from helpers.practice.tools.number_words import NUMBER, SMALL
from helpers.practice.tools.said import Said, Span
from helpers.practice.tools.times import DATE

STOP = (  # no name or place goes on over these words
    r"an?|the|my|our|your|me|you|him|her|us|them|it|i|i['’]\w+|we|they|and|or|but|to|from|at|in|on"
    r"|off|of|for|with|by|near|under|please|now|then|tonight|tomorrow|next|this|that|is|are|was"
    r"|will|would|says?|saying|noon|midnight|morning|afternoon|evening|night|\w+day|forms?"
    r"|recordings?|what|how|like|as|into|about|if|when|because"
    rf"|{SMALL}|(?:second|minute|hour|week|month)s?"
)
WORD = rf"(?!(?:{STOP})\b)[^\W\d_][\w'’-]*"
FEW = rf"({WORD}(?: {WORD}){{0,2}})"  # up to three words
NAME = rf"({WORD}(?: (?-i:[A-Z])[\w'’-]*)?)"  # a word, and another with a capital
THE = r"(?:(?:the|my|our|a|an|some) )*"
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
        rf"\bname(?:['’]s| is| of) {FEW}",
        rf"\b(?:call|text|tell|ask|to|for|with|named) {THE}{NAME}",
        r"([가-힣]{2,4}?)(?:에게|한테|께)",
    ),
    "item": (
        r"\b(?:turn on|turn off|open|close|lock|start|stop|order|buy|want|have|get|add|like) "
        rf"{THE}(?:{NUMBER} )?{FEW}",
    ),
    "list": (
        rf"\b(?:add|buy|order|get|need|want|like|with|of) {THE}(.+?)"
        r"(?: (?:to|on|from|in) (?:the|my|our)\b.*)?[.!?]?$",
    ),
    "text": (
        r"[\"“「]([^\"”」]+)[\"”」]",
        r":\s+(\S.*)$",
        r"\b(?:saying(?: that)?|that says|note that),? (.+)$",
        r"\btell \w+ (?:that )?(?!me\b)(.+)$",
        r"\b(?:remind me (?:to|about|that)|search (?:the web )?for|translate|schedule"
        r"|note(?: down)?),?\s+(.+)$",
        r"\bplay (?:some |the )?(.+?)(?: by .+)?$",
        r"^(.+?)(?:이라고|라고|(?<=다)고) ",
    ),
}
LEADING = r"(?:[\s,.;]|\b(?:for|to|at|on|in|with|please)\b(?=\s*$))+"
TRAILING = r"(?:[\s,.;!?]|\b(?:a|the|for|to|at|on|in|into|with|and|please|from|by)\b)+$"


def captured(said: Said, kind: str) -> Iterator[tuple[str, Span]]:
    """The words that stand where a value of this kind does."""
    for pattern in CAPTURES.get(kind, ()):
        for found in said.matches(pattern, anew=False):
            start, end = _trimmed(said, *found.span(1))
            if end > start and (kind == "text" or not said.is_used(start, end)):
                rest = said.text[end : found.end()]
                particle = kind != "text" and re.fullmatch("[가-힣]+", rest)
                yield said.text[start:end], (found.start(), found.end() if particle else end)


def _trimmed(said: Said, start: int, end: int) -> Span:
    """A stretch without what fills other fields at its ends, and the small words left there."""
    before = None
    while before != (start, end) and start < end:
        before = start, end
        for since, until in said.used:
            first, last = start, end
            start = until if since <= first < until else first
            end = since if since < last <= until and since > first else last
        stretch = said.text[start:end]
        lead = re.match(LEADING, stretch)
        tail = re.search(TRAILING, stretch, re.IGNORECASE)
        start += lead.end() if lead else 0
        end -= len(tail[0]) if tail else 0
    return start, end
