"""From a text as it is written to the phrases that are spoken, one after the other."""

import re
import textwrap
import unicodedata

from helpers.speech.sentences import sentences

LONGEST = 500  # characters said in one piece: a text without full stops must not delay the others
LINK = re.compile(r"\[([^\[\]\n]{1,200})\]\([^()\s]{1,2000}\)")  # bounded: "[" × 100,000 is text


def phrases(text: str) -> list[str]:
    """The sentences of `text` as they are said, each of at most LONGEST characters.

    Sound can start when the first is made. Those without a word or a sign are left out.
    """
    spoken = [sentence for sentence in sentences(readable(text)) if _has_words(sentence)]
    return [
        part
        for sentence in spoken
        for part in textwrap.wrap(sentence, LONGEST, break_on_hyphens=False)
    ]


def readable(text: str) -> str:
    """Text without marks for the eye: Markdown's asterisks, hashes, backticks, link addresses."""
    text = text.encode("utf-8", "replace").decode().replace("\0", " ")
    text = LINK.sub(r"\1", text)
    text = re.sub(r"[*_`#~|]+", " ", text)
    return re.sub(r"[^\S\n]+", " ", text).strip()


def _has_words(sentence: str) -> bool:
    return any(letter.isalnum() or unicodedata.category(letter)[0] == "S" for letter in sentence)
