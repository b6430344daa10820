"""The order in which the words and the sound of a spoken answer come, streamed or not, and where a limit of tokens cuts them (api-facts.md §4 and §6)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

import numpy as np

from helpers.engine import catalogue
from helpers.engine.tokens import text_pieces
from helpers.media import codec
from helpers.practice.voice.synthesis import RATE

TOKEN_SAMPLES = RATE // catalogue.tokens_per_second("out")  # 50 ms of sound
PIECE = 8 * TOKEN_SAMPLES * 2  # bytes of pcm16, 19,200 or 0.4 s: one full piece of a streamed sound
FIRST_BURST, BURST = (
    5,
    10,
)  # words that come together: the first ones, and after every BEATS heartbeats
BEATS = 15
LEAD, RATE_OF_WORDS = (
    30,
    0.25,
)  # no more words than speech of that many a heartbeat reaches so many heartbeats ahead: the captured gaps of 15, 30, 45


@dataclass
class Spoken:
    """What has been sent so far: the words, the audio tokens, the bursts of words, and whether a limit cut it."""

    words: list[str] = field(default_factory=list)
    audio_tokens: int = 0
    bursts: int = 0
    cut: bool = False

    @property
    def transcript(self) -> str:
        return "".join(self.words)

    @property
    def text_tokens(self) -> int:
        """Words, two, and two for every burst: the captured counts. Nothing before the first word."""
        return len(self.words) + 2 + 2 * self.bursts if self.words else 0


def flow(
    text: str, blocks: Iterable[np.ndarray], most: int, sent: Spoken
) -> Iterator[tuple[str, object]]:
    """The events of a spoken answer: ("words", piece), ("beat", None) for each token of sound that is made, ("sound", pcm16 bytes).

    `blocks` are float samples at 24 kHz, as the voice makes them; `most` is the limit of tokens, text and audio together. `sent` is kept up to date.
    """
    waiting, pcm, beat = text_pieces(text), bytearray(), 0
    yield from _burst(
        waiting, FIRST_BURST, most * 3 // 4, sent
    )  # a limit leaves room for some sound
    for token in _tokens(blocks):
        if sent.text_tokens + sent.audio_tokens >= most:
            sent.cut = True
            break
        pcm += token
        sent.audio_tokens += 1
        beat += 1
        yield "beat", None
        if (
            beat == BEATS or len(pcm) >= 2 * PIECE
        ):  # the first piece comes after fifteen heartbeats, each later one eight behind its own
            yield "sound", bytes(pcm[:PIECE])
            del pcm[:PIECE]
        if beat % BEATS == 0 and len(sent.words) < RATE_OF_WORDS * (beat + LEAD):
            yield from _burst(waiting, BURST, most * 3 // 4, sent)
    if not sent.cut:
        yield from _burst(waiting, len(waiting), most, sent)
    sent.cut = sent.cut or bool(waiting)
    while pcm:
        yield "sound", bytes(pcm[:PIECE])
        del pcm[:PIECE]
    yield "beat", None


def _burst(waiting: list[str], count: int, most: int, sent: Spoken) -> Iterator[tuple[str, str]]:
    """The next words, as many as come together and as the limit allows."""
    room = most - sent.audio_tokens - len(sent.words) - 2 - 2 * (sent.bursts + 1)
    count = min(count, len(waiting), max(0, room))
    if count:
        sent.bursts += 1
    for word in waiting[:count]:
        sent.words.append(word)
        yield "words", word
    del waiting[:count]


def _tokens(blocks: Iterable[np.ndarray]) -> Iterator[bytes]:
    """The sound in slices of one token, 50 ms; the last is filled up with silence."""
    rest = np.zeros(0, np.float32)
    for block in blocks:
        rest = np.concatenate([rest, block])
        whole = len(rest) // TOKEN_SAMPLES * TOKEN_SAMPLES
        for start in range(0, whole, TOKEN_SAMPLES):
            yield codec.to_pcm16(rest[start : start + TOKEN_SAMPLES])
        rest = rest[whole:]
    if rest.size:
        yield codec.to_pcm16(np.pad(rest, (0, TOKEN_SAMPLES - rest.size)))
