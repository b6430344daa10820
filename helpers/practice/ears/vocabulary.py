"""Whisper's tokens: numbers to words. Its text is bytes of UTF-8, each written as one character."""

import json
from collections.abc import Iterable
from pathlib import Path

SPACE = "Ġ"  # how a space is written at the head of a token


class Vocabulary:
    """The tokens of the weights in `folder`. Raises OSError and ValueError."""

    def __init__(self, folder: Path) -> None:
        listed = folder / "vocabulary.txt"
        if listed.is_file():
            self.tokens = listed.read_text("utf-8").removesuffix("\n").split("\n")
        else:
            self.tokens = json.loads((folder / "vocabulary.json").read_text("utf-8"))
        self.ids = {token: number for number, token in enumerate(self.tokens)}
        self.end = self.ids["<|endoftext|>"]  # what follows are no words: languages, tasks, times

    def text(self, ids: list[int]) -> str:
        """The text of tokens, as it is written."""
        written = "".join(self.tokens[number] for number in ids)
        return bytes(_BYTES[sign] for sign in written).decode("utf-8", errors="ignore")

    def words(self, ids: list[int]) -> list[tuple[str, int, int]]:
        """The words of tokens: text, first token, token after the last.

        A word begins at a space; in a writing without spaces at each character that is whole.
        Punctuation that stands alone belongs to the word before it.
        """
        words: list[tuple[str, int, int]] = []
        begin = 0
        for at in range(1, len(ids) + 1):
            if at < len(ids) and not self._begins(ids, at):
                continue
            text = self.text(ids[begin:at]).strip()
            if not any(sign.isalnum() for sign in text) and words:
                before, first, _ = words.pop()
                words.append((f"{before}{text}", first, at))
            elif text:
                words.append((text, begin, at))
            begin = at
        return words

    def _begins(self, ids: list[int], at: int) -> bool:
        """Whether a word begins with token `at`."""
        token = self.tokens[ids[at]]
        return token.startswith(SPACE) or (
            is_unspaced(self.text(ids[at : at + 2])[:1]) and _BYTES[token[0]] & 0xC0 != 0x80
        )


def joined(words: Iterable[str]) -> str:
    """Words as one text: with spaces, but for the writings without."""
    text = ""
    for word in words:
        close = is_unspaced(text[-1:]) and is_unspaced(word[:1])
        text += word if close or not text else f" {word}"
    return text


def is_unspaced(sign: str) -> bool:
    """Whether a writing without spaces has this character: Chinese, Japanese, Thai and the like."""
    return "\u0e00" <= sign <= "\u0eff" or "\u3040" <= sign <= "\u30ff" or "一" <= sign <= "\u9fff"


def _characters() -> dict[str, int]:
    """Which byte each character of a token is (byte-level BPE, Radford et al. 2019).

    Printable characters are themselves; the other bytes are the characters from U+0100 on.
    """
    printable = [*range(33, 127), *range(161, 173), *range(174, 256)]
    others = [byte for byte in range(256) if byte not in printable]
    return {chr(byte): byte for byte in printable} | {
        chr(256 + n): byte for n, byte in enumerate(others)
    }


_BYTES = _characters()
