"""How to speak: what instructions such as "slowly" or "속삭이며" do to the voice."""

import re

from helpers.practice.voice.delivery import LOUDEST, PLAIN, Delivery

DIRECTIONS = (  # how to speak; of speed, pitch, range and loudness the first that is asked for counts
    (r"\bwhisper|속삭", Delivery(0.9, 45, 20, 0.28)),
    (
        r"\b(as|like) (if )?to a (small |young |little )?(child|kid)|(아이|어린이)(에게|한테)",
        Delivery(0.82, 64, 78),
    ),
    (
        r"\bexcited|\benthusias|\bcheerful|\bhappily|신나|들뜬|흥분|즐겁게",
        Delivery(1.15, 66, 92, LOUDEST),
    ),
    (r"\btired|\bsad(ly)?\b|\bbored|지친|슬프게|피곤", Delivery(0.8, 40, 22, 0.7)),
    (r"\bcalm|차분", Delivery(0.9, 46, 30, 0.87)),
    (r"\bslow(ly|er)?\b|천천히|느리게|느린 속도", Delivery(0.68)),
    (r"\b(quick(ly|er)?|fast(er)?)\b|빨리|빠르게|빠른 속도", Delivery(1.4)),
    (r"\b(quiet|soft)(ly|er)?\b|조용|작은 (소리|목소리)|작게", Delivery(loudness=0.4)),
    (r"(?<!out )\bloud\b|\bloud(ly|er)\b|큰 (소리|목소리)|크게", Delivery(loudness=LOUDEST)),
)
SPEAKING = r"answer|repl(y|ies)|respond|\bspeak|\bspoken|\bsa(y|id)\b|\btalk|\btell\b|\bread|\brecit|narrat|repeat|summar|voice|\btone\b|aloud|whisper|대답|답해|말해|말하|말씀|읽|낭독|목소리|소리|들려|요약|에게"
QUESTION = r"\W*(is|are|was|were|does|did|has|have|what|who|when|where|why|which|how)\b"
REQUEST = r"\b(can|could|would|will) you\b|주|줄|겠"
NO_ORDER = r"\bhow \w+|\b(whether|which|if (he|she|they|it|the|this|i))\b.*|\b(not|don't|never|without)\b.*?(?=\bbut\b|[.,;:!?\n]|$)|\S+지 ?(않|말|마)\S*"


def delivery(orders: str) -> Delivery:
    """The delivery asked for in English or Korean `orders`: in the sentences that speak of speaking and are no question about speech that was heard."""
    kept = []
    for sentence in re.split(r"(?<=[.!?])\s|\n", orders):
        asks = re.match(QUESTION, sentence, re.IGNORECASE) or (
            sentence.rstrip().endswith("?") and not re.search(REQUEST, sentence, re.IGNORECASE)
        )
        if not asks and re.search(SPEAKING, sentence, re.IGNORECASE):
            kept.append(re.sub(NO_ORDER, "", sentence, flags=re.IGNORECASE))
    found = [
        delivery
        for pattern, delivery in DIRECTIONS
        if re.search(pattern, "\n".join(kept), re.IGNORECASE)
    ]

    def first(name):
        usual = getattr(PLAIN, name)
        return next(
            (value for value in (getattr(delivery, name) for delivery in found) if value != usual),
            usual,
        )

    return Delivery(first("speed"), first("pitch"), first("range"), first("loudness"))
