"""How to speak: what instructions such as "slowly" or "속삭이며" do to the voice."""

import re
from collections.abc import Iterable

from helpers.practice.voice.delivery import LOUDEST, PLAIN, Delivery

DIRECTIONS = (  # of speed, pitch, range and loudness the first that is asked for counts
    (r"\bwhisper|속삭", Delivery(0.9, 45, 20, 0.28)),
    (
        r"\b(?:as|like) (?:if )?to a (?:small |young |little )?(?:child|kid)"
        r"|(?:아이|어린이)(?:에게|한테)",
        Delivery(0.82, 64, 78),
    ),
    (
        r"\bexcited|\benthusias|\bcheerful|\bhappily|신나|들뜬|흥분|즐겁게",
        Delivery(1.15, 66, 92, LOUDEST),
    ),
    (r"\btired|\bsad(?:ly)?\b|\bbored|지친|슬프게|피곤", Delivery(0.8, 40, 22, 0.7)),
    (r"\bcalm|차분", Delivery(0.9, 46, 30, 0.87)),
    (r"\bslow(?:ly|er)?\b|천천히|느리게|느린 속도", Delivery(0.68)),
    (r"\b(?:quick(?:ly|er)?|fast(?:er)?)\b|빨리|빠르게|빠른 속도", Delivery(1.4)),
    (
        r"\b(?:quiet|soft)(?:ly|er)?\b|조용|작은 (?:소리|목소리)|작게",
        Delivery(loudness=0.4),
    ),
    (
        r"(?<!out )\bloud\b|\bloud(?:ly|er)\b|큰 (?:소리|목소리)|크게",
        Delivery(loudness=LOUDEST),
    ),
)
OF_SPEAKING = re.compile(  # a sentence that gives a direction speaks of speaking
    r"answer|repl(?:y|ies)|respond|\bspeak|\bspoken|\bsa(?:y|id)\b|\btalk|\btell\b|\bread"
    r"|\brecit|narrat|repeat|summar|voice|\btone\b|aloud|whisper"
    r"|대답|답해|말해|말하|말씀|읽|낭독|목소리|소리|들려|요약|에게",
    re.IGNORECASE,
)
QUESTION = re.compile(
    r"\W*(?:is|are|was|were|does|did|has|have|what|who|when|where|why|which|how)\b",
    re.IGNORECASE,
)
REQUEST = re.compile(r"\b(?:can|could|would|will) you\b|주|줄|겠", re.IGNORECASE)
NO_ORDER = re.compile(  # what only looks like a direction: a question's object, what is forbidden
    r"\bhow \w+|\b(?:whether|which|if (?:he|she|they|it|the|this|i))\b.*"
    r"|\b(?:not|don't|never|without)\b.*?(?=\bbut\b|[.,;:!?\n]|$)|\S+지 ?(?:않|말|마)\S*",
    re.IGNORECASE,
)


def delivery(orders: str) -> Delivery:
    """The delivery asked for in English or Korean `orders`.

    Only sentences count that speak of speaking and are no question about speech that was heard.
    """
    return _manner(sentence for sentence in _sentences(orders) if _directs(sentence))


def manner(directions: str) -> Delivery:
    """The delivery in a text that is about the manner of speaking and nothing else."""
    return _manner(_sentences(directions))


def _sentences(text: str) -> list[str]:
    return re.split(r"(?<=[.!?])\s|\n", text)


def _manner(sentences: Iterable[str]) -> Delivery:
    kept = "\n".join(NO_ORDER.sub("", sentence) for sentence in sentences)
    found = [manner for pattern, manner in DIRECTIONS if re.search(pattern, kept, re.IGNORECASE)]
    return Delivery(
        next((manner.speed for manner in found if manner.speed != PLAIN.speed), PLAIN.speed),
        next((manner.pitch for manner in found if manner.pitch != PLAIN.pitch), PLAIN.pitch),
        next((manner.range for manner in found if manner.range != PLAIN.range), PLAIN.range),
        next(
            (manner.loudness for manner in found if manner.loudness != PLAIN.loudness),
            PLAIN.loudness,
        ),
    )


def _directs(sentence: str) -> bool:
    asked = sentence.rstrip().endswith("?") and not REQUEST.search(sentence)
    return bool(OF_SPEAKING.search(sentence)) and not (QUESTION.match(sentence) or asked)
