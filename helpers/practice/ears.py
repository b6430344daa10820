"""English speech to words by pocketsphinx, whose model lies inside its wheel: with how sure it is, or an honest no."""

import importlib.util
import re
import threading
from dataclasses import dataclass

import numpy as np

RATE = 16_000            # Hz that the ears take
LONGEST = 600            # seconds heard of one recording; the rest is left unheard
PIECE = 30               # seconds: longer recordings are heard in pieces cut at their pauses
DITHER = 0.0015          # noise under every recording, about -56 dBFS: exact digital silence ruins the recogniser's normalisation
QUIET = 0.003            # root mean square, about -50 dBFS: nothing louder than this is no speech
CLEAR, PARTLY = 0.60, 0.45


@dataclass(frozen=True)
class Word:
    """One word heard: when, in seconds from the start of the recording, and how sure, 0 to 1."""
    text: str
    start: float
    end: float
    confidence: float


@dataclass(frozen=True)
class Heard:
    """What was heard: `words` is empty unless `verdict` is clear or partly; the other verdicts are unclear, no speech and no ears."""
    words: str
    confidence: float
    verdict: str
    timed: tuple[Word, ...] = ()


def available() -> bool:
    """Whether pocketsphinx is installed (it has no wheel for Python 3.14)."""
    try:
        return importlib.util.find_spec("pocketsphinx") is not None
    except (ImportError, ValueError):
        return False


def listen(mono: np.ndarray) -> Heard:
    """The words in mono float samples in [-1, 1] at 16 kHz. Any array is taken; the same samples give the same words; threads wait for one another."""
    if not available():
        return Heard("", 0.0, "no ears")
    mono = np.nan_to_num(np.asarray(mono, np.float32).ravel()[:LONGEST * RATE], nan=0.0, posinf=0.0, neginf=0.0).clip(-1, 1)
    loud = _loudness(mono)
    if not loud.size or np.quantile(loud, 0.95) < QUIET:
        return Heard("", 0.0, "no speech")
    timed = []
    for start, end in _pieces(loud):
        timed += _decode(mono[start:end], start / RATE)
    if not timed:
        return Heard("", 0.0, "no speech")
    weights = [word.end - word.start for word in timed]
    confidence = float(np.average([word.confidence for word in timed], weights=weights))
    if confidence < PARTLY:
        return Heard("", confidence, "unclear")
    return Heard(" ".join(word.text for word in timed), confidence, "clear" if confidence >= CLEAR else "partly", tuple(timed))


def word_error_rate(said: str, heard: str) -> float:
    """Words wrong, missing or too many in `heard`, divided by the words of `said`; case and punctuation do not count."""
    said, heard = (re.findall(r"[^\W_]+(?:'[^\W_]+)*", text.lower().replace("’", "'")) for text in (said, heard))
    row = list(range(len(heard) + 1))
    for i, word in enumerate(said, 1):
        before, row = row, [i]
        for j, other in enumerate(heard, 1):
            row.append(min(before[j] + 1, row[-1] + 1, before[j - 1] + (word != other)))
    return row[-1] / max(1, len(said))


def _loudness(mono: np.ndarray) -> np.ndarray:
    """Root mean square of each 10 ms, [frames]."""
    frames = mono[:mono.size // 160 * 160].reshape(-1, 160).astype(np.float64)
    return np.sqrt((frames ** 2).mean(axis=1))


def _pieces(loud: np.ndarray) -> list[tuple[int, int]]:
    """Where to cut, in samples: at the quietest 0.3 s in the second half of each 30 s."""
    smooth = np.convolve(loud, np.ones(30) / 30, "same")
    cuts = [0]
    while loud.size - cuts[-1] > PIECE * 100:
        after = cuts[-1] + PIECE * 50
        cuts.append(after + int(smooth[after:cuts[-1] + PIECE * 100].argmin()))
    cuts.append(loud.size)
    return [(start * 160, end * 160) for start, end in zip(cuts, cuts[1:])]


_lock = threading.Lock()
_decoder = None


def _decode(mono: np.ndarray, offset: float) -> list[Word]:
    """The words of one piece; `offset` is its start in seconds. One decoder, one at a time: it takes 95 MB and is not thread-safe."""
    global _decoder
    noise = np.random.default_rng(1).normal(0, DITHER, mono.size)
    pcm = ((mono + noise).clip(-1, 1) * 32767).astype("<i2").tobytes()
    with _lock:
        if _decoder is None:
            import pocketsphinx
            _decoder = pocketsphinx.Decoder(loglevel="FATAL", maxhmmpf=10_000, cmn="batch")
            _decoder.config["remove_noise"] = False   # only now: the model's own file overrules the argument, and noise removal remembers earlier recordings
            _decoder.reinit_feat()
        _decoder.start_utt()
        _decoder.process_raw(pcm, full_utt=True)   # whole, so that its normalisation knows nothing of recordings before
        _decoder.end_utt()
        found = list(_decoder.seg() or ()) if _decoder.hyp() else []
        return [Word(re.sub(r"\(\d+\)$", "", s.word), offset + s.start_frame / 100, offset + (s.end_frame + 1) / 100, min(1.0, float(s.prob)))
                for s in found if s.word[0] not in "<["]
