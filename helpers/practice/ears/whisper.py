"""Whisper by CTranslate2: one piece of a recording to words, with times and probabilities.

It chooses the likeliest token each time, so the same sound always gives the same words. What it
writes is not yet to be believed: it makes words of any sound. `guard` judges them.
"""

import math
import sys
import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import numpy as np

from helpers.practice.ears.heard import Word
from helpers.practice.ears.mel import HOP, RATE, spectrogram
from helpers.practice.ears.vocabulary import Vocabulary
from helpers.practice.ears.weights import Weights

TAUGHT = ("en", "ko")
SURE_LANGUAGE = 0.5  # only with this probability it is another language than those taught
LONGEST = 30  # seconds that the model takes
CONTEXT = 8  # seconds that it gets at least: with less it repeats itself
PADDING = 100  # frames of silence after the sound
TOKENS, TOKENS_PER_SECOND = 20, 12  # no speech has more: what goes on longer has gone wrong
STEP_OF_TOKENS = 2  # seconds: so that pieces which are about as long may be heard together
BEAMS = 5  # texts followed side by side: of the practice voices' words half as many are wrong
MOST_TOKENS = 224  # half of the model's own context
STEP = 0.02  # seconds between two places of the alignment
NO_SPEECH = 0.6  # above this probability of no speech nobody speaks, ...
SURE_SPEECH = 0.8  # ... unless the language is surer than this: some clear speech has 0.75
UNSURE_SPEECH = 0.6  # below it as much noise is given up before its words are looked for
LOOP = 2.0  # a text that packs to less than half of its bytes may go round in circles


class Frame(NamedTuple):
    """What the model gets of a piece and gives at most: frames of 10 ms, tokens."""

    frames: int
    tokens: int


@dataclass(frozen=True)
class Piece:
    """What the model makes of one piece of a recording; times count from the piece's start."""

    words: tuple[Word, ...]
    language: str  # in which it was written down
    language_probability: float  # 0 to 1, among all languages
    no_speech: float  # 0 to 1: the probability that nobody speaks
    score: float  # mean log-probability of a token; 0 is the highest
    repetition: float  # bytes of the text to bytes of it packed by zlib: about 1, loops 2 and more


def frame(samples: int) -> Frame:
    """The frame for a piece of so many samples at 16 kHz."""
    samples = min(samples, LONGEST * RATE)
    longest, least = LONGEST * RATE // HOP, CONTEXT * RATE // HOP
    seconds = math.ceil(samples / RATE / STEP_OF_TOKENS) * STEP_OF_TOKENS
    return Frame(
        min(longest, max(least, samples // HOP + PADDING)),
        min(MOST_TOKENS, TOKENS + seconds * TOKENS_PER_SECOND),
    )


def in_memory(folder: Path, system: str = sys.platform) -> dict[str, bytes] | None:
    """The model's files where ctranslate2 does not open the folder itself, else None.

    On Windows that is one with letters beyond ASCII, a Korean user's home say.
    """
    if system != "win32" or str(folder).isascii():
        return None
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


class Whisper:
    """The loaded model; `workers` threads may use it at the same time, each takes one core."""

    def __init__(self, weights: Weights, workers: int = 1) -> None:
        import ctranslate2

        self._arrays = ctranslate2.StorageView
        self._model = ctranslate2.models.Whisper(
            str(weights.folder),
            files=in_memory(weights.folder),
            device="cpu",
            compute_type="int8",
            intra_threads=1,
            inter_threads=workers,
        )
        self._vocabulary = Vocabulary(weights.folder)

    def hear(self, samples: np.ndarray, check: Callable[[], None] = lambda: None) -> Piece:
        """The words in at most 30 s of mono samples in [-1, 1] at 16 kHz.

        `check` is called between its steps, and may raise where nobody waits any more. Where the
        text seems to go round in circles it is heard again in the full frame of 30 s, in which
        the model was trained: it is slower, and its loops are fewer.
        """
        return self.hear_together([samples], check)[0]

    def hear_together(
        self, sounds: Sequence[np.ndarray], check: Callable[[], None] = lambda: None
    ) -> list[Piece]:
        """As `hear`, of several that have the same `frame`: for each the same as alone, sooner."""
        sounds = [samples[: LONGEST * RATE] for samples in sounds]
        wanted = frame(sounds[0].size)
        whole = Frame(LONGEST * RATE // HOP, wanted.tokens)
        return [
            self._heard([samples], whole, check)[0] if piece.repetition > LOOP else piece
            for samples, piece in zip(sounds, self._heard(sounds, wanted, check), strict=True)
        ]

    def _heard(
        self, sounds: Sequence[np.ndarray], wanted: Frame, check: Callable[[], None]
    ) -> list[Piece]:
        check()
        mels = [spectrogram(samples, wanted.frames, self._model.n_mels) for samples in sounds]
        encoded = self._model.encode(self._arrays.from_array(np.stack(mels)))
        check()
        languages = self._languages(encoded)
        unsure = any(sure < UNSURE_SPEECH for _, sure in languages)
        silences = self._no_speech(encoded, len(sounds)) if unsure else [0.0] * len(sounds)
        pieces = [
            Piece((), language, sure, silent, 0.0, 0.0)
            for (language, sure), silent in zip(languages, silences, strict=True)
        ]
        spoken = [
            number
            for number, piece in enumerate(pieces)
            if piece.language_probability >= UNSURE_SPEECH or piece.no_speech <= NO_SPEECH
        ]
        if spoken:
            kept = self._arrays.from_array(np.ascontiguousarray(np.asarray(encoded)[spoken]))
            lengths = [min(wanted.frames, sounds[number].size // HOP) for number in spoken]
            written = self._written(kept, [pieces[n] for n in spoken], lengths, wanted, check)
            for number, piece in zip(spoken, written, strict=True):
                pieces[number] = piece
        return pieces

    def _written(
        self,
        encoded: object,
        pieces: Sequence[Piece],
        lengths: Sequence[int],
        wanted: Frame,
        check: Callable[[], None],
    ) -> list[Piece]:
        """The pieces with their words; `lengths` are those of their sounds, in frames."""
        prompts = [self._prompt(piece.language) for piece in pieces]
        written = self._model.generate(
            encoded,
            prompts,
            beam_size=BEAMS,
            return_scores=True,
            return_no_speech_prob=True,
            max_length=len(prompts[0]) + wanted.tokens,
        )
        check()
        found = []
        for number, (piece, result) in enumerate(zip(pieces, written, strict=True)):
            tokens = [token for token in result.sequences_ids[0] if token < self._vocabulary.end]
            text = self._vocabulary.text(tokens).strip().encode()
            alone = self._arrays.from_array(np.ascontiguousarray(np.asarray(encoded)[[number]]))
            found.append(
                Piece(
                    self._timed(alone, prompts[number], tokens, lengths[number]),
                    piece.language,
                    piece.language_probability,
                    float(result.no_speech_prob),
                    float(result.scores[0]),
                    len(text) / len(zlib.compress(text)) if text else 0.0,
                )
            )
        return found

    def _languages(self, encoded: object) -> list[tuple[str, float]]:
        """Which language is spoken in each, and its probability among all.

        Where another is not sure, it is one that is taught: half of all short English greetings
        are taken for something else at first.
        """
        if not self._model.is_multilingual:
            return [("en", 1.0)] * len(np.asarray(encoded))
        return [_likeliest(found) for found in self._model.detect_language(encoded)]

    def _prompt(self, language: str) -> list[int]:
        """What stands before the words: they are written down, not translated, without times."""
        ids = self._vocabulary.ids
        of = [ids[f"<|{language}|>"], ids["<|transcribe|>"]] if self._model.is_multilingual else []
        return [ids["<|startoftranscript|>"], *of, ids["<|notimestamps|>"]]

    def _no_speech(self, encoded: object, count: int) -> list[float]:
        """The probabilities that nobody speaks, after one step of the decoder."""
        start = [self._vocabulary.ids["<|startoftranscript|>"]]
        first = self._model.generate(
            encoded, [start] * count, beam_size=1, max_length=2, return_no_speech_prob=True
        )
        return [float(result.no_speech_prob) for result in first]

    def _timed(
        self, encoded: object, prompt: list[int], tokens: list[int], frames: int
    ) -> tuple[Word, ...]:
        """The words of `tokens`, each from the place of its first token to that of the next."""
        if not tokens or frames < 1:
            return ()
        aligned = self._model.align(encoded, prompt, [tokens], [frames])[0]
        starts: dict[int, float] = {}
        for token, place in aligned.alignments:
            starts.setdefault(token, place * STEP)
        last = frames * HOP / RATE
        sure = aligned.text_token_probs
        return tuple(
            Word(
                text,
                min(last, starts.get(first, last)),
                min(last, starts.get(after, last)),
                float(np.mean(sure[first:after])),
            )
            for text, first, after in self._vocabulary.words(tokens)
        )


def _likeliest(found: list[tuple[str, float]]) -> tuple[str, float]:
    """The language that a piece is taken to be in, of all with their probabilities."""
    sure = {name.strip("<|>"): probability for name, probability in found}
    likeliest = max(sure, key=sure.__getitem__)
    if likeliest not in TAUGHT and sure[likeliest] < SURE_LANGUAGE:
        likeliest = max(TAUGHT, key=sure.__getitem__)
    return likeliest, sure[likeliest]
