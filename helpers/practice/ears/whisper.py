"""Whisper by CTranslate2: one piece of a recording to words, with times and probabilities.

It chooses the likeliest token each time, so the same sound always gives the same words. What it
writes is not yet to be believed: it makes words of any sound. `guard` judges them.
"""

import zlib
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from helpers.practice.ears.heard import Word
from helpers.practice.ears.mel import HOP, RATE, spectrogram
from helpers.practice.ears.vocabulary import Vocabulary
from helpers.practice.ears.weights import Weights

TAUGHT = ("en", "ko")
SURE_LANGUAGE = 0.5  # only with this probability it is another language than those taught
LONGEST = 30  # seconds that the model takes
CONTEXT = 10  # seconds that it gets at least: with less it repeats itself
PADDING = 100  # frames of silence after the sound
TOKENS, TOKENS_PER_SECOND = 20, 12  # no speech has more: what goes on longer has gone wrong
BEAMS = 5  # texts followed side by side: of the practice voices' words half as many are wrong
MOST_TOKENS = 224  # half of the model's own context
STEP = 0.02  # seconds between two places of the alignment
NO_SPEECH = 0.6  # above this probability of no speech nobody speaks, ...
SURE_SPEECH = 0.8  # ... unless the language is surer than this: some clear speech has 0.75
UNSURE_SPEECH = 0.6  # below it as much noise is given up before its words are looked for
LOOP = 2.0  # a text that packs to less than half of its bytes may go round in circles


@dataclass(frozen=True)
class Piece:
    """What the model makes of one piece of a recording; times count from the piece's start."""

    words: tuple[Word, ...]
    language: str  # in which it was written down
    language_probability: float  # 0 to 1, among all languages
    no_speech: float  # 0 to 1: the probability that nobody speaks
    score: float  # mean log-probability of a token; 0 is the highest
    repetition: float  # bytes of the text to bytes of it packed by zlib: about 1, loops 2 and more


class Whisper:
    """The loaded model; `workers` threads may use it at the same time, each takes one core."""

    def __init__(self, weights: Weights, workers: int = 1) -> None:
        import ctranslate2

        self._arrays = ctranslate2.StorageView
        self._model = ctranslate2.models.Whisper(
            str(weights.folder),
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
        samples = samples[: LONGEST * RATE]
        longest, least = LONGEST * RATE // HOP, CONTEXT * RATE // HOP
        frames = min(longest, max(least, samples.size // HOP + PADDING))
        piece = self._heard(samples, frames, check)
        return self._heard(samples, longest, check) if piece.repetition > LOOP else piece

    def _heard(self, samples: np.ndarray, frames: int, check: Callable[[], None]) -> Piece:
        check()
        mel = spectrogram(samples, frames, self._model.n_mels)
        encoded = self._model.encode(self._arrays.from_array(mel[None]))
        check()
        language, sure = self._language(encoded)
        prompt = self._prompt(language)
        if sure < UNSURE_SPEECH and (silent := self._no_speech(encoded)) > NO_SPEECH:
            return Piece((), language, sure, silent, 0.0, 0.0)
        limit = TOKENS + int(samples.size / RATE * TOKENS_PER_SECOND)
        written = self._model.generate(
            encoded,
            [prompt],
            beam_size=BEAMS,
            return_scores=True,
            return_no_speech_prob=True,
            max_length=len(prompt) + min(MOST_TOKENS, limit),
        )[0]
        check()
        tokens = [token for token in written.sequences_ids[0] if token < self._vocabulary.end]
        text = self._vocabulary.text(tokens).strip().encode()
        repetition = len(text) / len(zlib.compress(text)) if text else 0.0
        words = self._timed(encoded, prompt, tokens, min(frames, samples.size // HOP))
        silent, score = float(written.no_speech_prob), float(written.scores[0])
        return Piece(words, language, sure, silent, score, repetition)

    def _language(self, encoded: object) -> tuple[str, float]:
        """Which language is spoken, and its probability among all.

        Where another is not sure, it is one that is taught: half of all short English greetings
        are taken for something else at first.
        """
        if not self._model.is_multilingual:
            return "en", 1.0
        found = {name.strip("<|>"): p for name, p in self._model.detect_language(encoded)[0]}
        likeliest = max(found, key=found.__getitem__)
        if likeliest not in TAUGHT and found[likeliest] < SURE_LANGUAGE:
            likeliest = max(TAUGHT, key=found.__getitem__)
        return likeliest, found[likeliest]

    def _prompt(self, language: str) -> list[int]:
        """What stands before the words: they are written down, not translated, without times."""
        ids = self._vocabulary.ids
        of = [ids[f"<|{language}|>"], ids["<|transcribe|>"]] if self._model.is_multilingual else []
        return [ids["<|startoftranscript|>"], *of, ids["<|notimestamps|>"]]

    def _no_speech(self, encoded: object) -> float:
        """The probability that nobody speaks, after one step of the decoder."""
        start = [self._vocabulary.ids["<|startoftranscript|>"]]
        first = self._model.generate(
            encoded, [start], beam_size=1, max_length=2, return_no_speech_prob=True
        )
        return float(first[0].no_speech_prob)

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
