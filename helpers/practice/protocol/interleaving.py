"""In which order the words and the sound of a spoken answer come, and where a limit cuts them.

The order is that of the recorded streams (docs/protocol.md §4, §6); a whole answer is cut alike.
"""

import itertools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from helpers.engine import catalogue
from helpers.engine.tokens import text_pieces
from helpers.media import codec
from helpers.practice.voice.synthesis import RATE

TOKEN_SAMPLES = RATE // catalogue.tokens_per_second("out")  # 50 ms of sound
CHUNK_BYTES = 8 * TOKEN_SAMPLES * 2  # of pcm16: 19,200, or 0.4 s; one full piece of sound
GRID = 15  # heartbeats between bursts of words, or a multiple of them
FIRST_BURST = 5  # words before the first heartbeat
LATER_BURST = 10  # most words of any other burst, but for the last before the sound ends
# Words wait while more of them were sent than speech of WORDS_A_BEAT reaches in as many heartbeats
# as have passed and LEAD_BEATS more: so the recorded gaps of 15, 30 and 45 come about.
LEAD_BEATS, WORDS_A_BEAT = 30, 0.25


@dataclass(frozen=True)
class Word:
    """One token of the transcript."""

    text: str


@dataclass(frozen=True)
class Sound:
    """A piece of the sound: pcm16 at 24 kHz, mono, at most CHUNK_BYTES."""

    pcm: bytes


@dataclass(frozen=True)
class Heartbeat:
    """One token of sound was made."""


Event = Word | Sound | Heartbeat


@dataclass
class Delivered:
    """What has been sent so far, and whether a limit cut it."""

    words: list[str] = field(default_factory=list)
    audio_tokens: int = 0
    bursts: int = 0
    cut: bool = False

    @property
    def transcript(self) -> str:
        """The words as one text."""
        return "".join(self.words)

    @property
    def text_tokens(self) -> int:
        """Words, two, and two for every burst: the captured counts. Nothing before a word."""
        return len(self.words) + 2 + 2 * self.bursts if self.words else 0

    @property
    def tokens(self) -> int:
        """Tokens of text and audio together."""
        return self.text_tokens + self.audio_tokens


def interleave(
    text: str, blocks: Iterable[NDArray[np.float32]], most: int, delivered: Delivered
) -> Iterator[Event]:
    """The events of a spoken answer; `delivered` is kept up to date.

    `blocks` are float samples in [-1, 1] at 24 kHz, taken only as far as the limit reaches.
    `most` is that limit: tokens of text and audio together. Words come at every GRID-th heartbeat
    only; a limit leaves a quarter of it to the sound.
    """
    waiting, tokens, pcm = text_pieces(text), _audio_tokens(blocks), bytearray()
    ended = False
    while not ended and not delivered.cut:
        room = most - delivered.tokens
        stretch = list(itertools.islice(tokens, min(GRID, room)))  # as far as the next burst
        ended = len(stretch) < min(GRID, room)
        if ended:
            yield from _burst(waiting, len(waiting), most - len(stretch), delivered)
        else:
            yield from _burst(waiting, _due_words(delivered), most * 3 // 4, delivered)
        for token in stretch if room else itertools.islice(tokens, 1):
            if delivered.tokens >= most:
                delivered.cut = True
                break
            pcm += token
            delivered.audio_tokens += 1
            yield Heartbeat()
            # The first piece comes after GRID heartbeats, each later one eight behind its own.
            if delivered.audio_tokens == GRID or len(pcm) >= 2 * CHUNK_BYTES:
                yield _chunk(pcm)
        ended = ended or not room
    delivered.cut = delivered.cut or bool(waiting)
    while pcm:
        yield _chunk(pcm)
    yield Heartbeat()


def _due_words(delivered: Delivered) -> int:
    """The most words that may come now, on the grid, so that they run ahead of the sound."""
    if not delivered.audio_tokens:
        return FIRST_BURST
    spoken = WORDS_A_BEAT * (delivered.audio_tokens + LEAD_BEATS)
    return LATER_BURST if len(delivered.words) < spoken else 0


def _chunk(pcm: bytearray) -> Sound:
    """The next piece of sound, removed from `pcm`."""
    piece = bytes(pcm[:CHUNK_BYTES])
    del pcm[:CHUNK_BYTES]
    return Sound(piece)


def _burst(waiting: list[str], count: int, most: int, delivered: Delivered) -> Iterator[Word]:
    """The next words, as many as come together and as the limit allows, removed from `waiting`."""
    spent = delivered.audio_tokens + len(delivered.words) + 2 + 2 * (delivered.bursts + 1)
    count = min(count, len(waiting), max(0, most - spent))
    if count:
        delivered.bursts += 1
    for word in waiting[:count]:
        delivered.words.append(word)
        yield Word(word)
    del waiting[:count]


def _audio_tokens(blocks: Iterable[NDArray[np.float32]]) -> Iterator[bytes]:
    """The sound as pcm16 in slices of one token, 50 ms; the last is filled up with silence."""
    rest = np.zeros(0, np.float32)
    for block in blocks:
        rest = np.concatenate([rest, block])
        whole = len(rest) // TOKEN_SAMPLES * TOKEN_SAMPLES
        for start in range(0, whole, TOKEN_SAMPLES):
            yield codec.to_pcm16(rest[start : start + TOKEN_SAMPLES])
        rest = rest[whole:]
    if rest.size:
        yield codec.to_pcm16(np.pad(rest, (0, TOKEN_SAMPLES - rest.size)))
