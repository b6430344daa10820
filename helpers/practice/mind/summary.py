"""A short text out of a long one, by choosing its own sentences: no word is invented."""

import re
from collections import Counter

from helpers.speech.sentences import sentences

EMPTY = (  # words that say little by themselves
    "a an the and or but if of to in on at by for from with as is are was were be been it its "
    "this that these those he she they we you i his her their our your my not no so than then "
    "there here which who what when where how will would can could should may might do does "
    "did has have had just also "
    "그 이 저 것 수 및 등 더 또 그리고 그러나 하지만 그래서 때문에 있다 있습니다 합니다 "
    "했습니다 입니다"
)
EMPTY_WORDS = frozenset(EMPTY.split())
FIRST = 1.2  # weight of the first sentence, which often says what a text is about
SHORT = 4  # words added to every length, so that a very short sentence is no summary


def summarise(text: str, count: int) -> str:
    """The `count` sentences that hold most of the words a text returns to, in their order.

    After H. P. Luhn, "The automatic creation of literature abstracts", IBM Journal 2 (1958).
    """
    return " ".join(choose(sentences(text), count))


def choose(pieces: list[str], count: int) -> list[str]:
    """The `count` pieces that say most, in their own order; all of them where there are no more."""
    if len(pieces) <= count:
        return pieces
    weight = Counter(word for piece in pieces for word in _words(piece))

    def value(index: int) -> float:
        words = _words(pieces[index])
        said = sum(weight[word] for word in words) / (len(words) + SHORT)
        return said * (FIRST if index == 0 else 1.0)

    best = sorted(range(len(pieces)), key=lambda index: (-value(index), index))[:count]
    return [pieces[index] for index in sorted(best)]


def _words(piece: str) -> list[str]:
    return [word for word in re.findall(r"[\w']+", piece.lower()) if word not in EMPTY_WORDS]
