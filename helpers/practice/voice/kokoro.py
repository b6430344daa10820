"""Words to speech by Kokoro-82M: natural English, for one learner; Korean with an accent.

The model reads phonetic symbols, which espeak-ng makes of the text. It runs in onnxruntime; both
come with `make voice`. On two cores it takes half as long as its speech lasts.
"""

import functools
import sys
import threading

import numpy as np

from helpers.media.codec import resample
from helpers.practice.voice import espeak, names
from helpers.practice.voice.delivery import Delivery
from helpers.practice.voice.kokoro_symbols import symbols, tokens, unknown
from helpers.practice.voice.weights import Weights, find

STYLES = {  # our names → the model's: af, bf a woman, am, bm a man, American or British
    "onyx": "am_onyx",
    "cedar": "am_fenrir",
    "echo": "am_echo",
    "ash": "am_michael",
    "ballad": "bm_george",
    "verse": "am_puck",
    "fable": "bm_fable",
    "alloy": "af_alloy",
    "sage": "af_sarah",
    "marin": "af_heart",
    "coral": "af_bella",
    "nova": "af_nova",
    "shimmer": "af_aoede",
}
JAPANESE = {"f": "jf_gongitsune", "m": "jm_kumo"}  # they read Korean: none was trained on it
SPANISH = "ef_dora"
THREADS = 2  # a third gains nothing
MOST_SYMBOLS = 400  # in one run; the model takes 510 and hurries towards the end
LEVEL = 0.08  # root mean square of what is said, about -22 dBFS: espeak-ng's loudness
HIGHEST = 0.95  # no sample is larger
PAUSE = 0.25  # seconds behind a phrase that another follows
QUIET = 0.01  # of full scale: below it the model is silent
EDGE = 0.03  # seconds of that silence that are kept at both ends


class Kokoro:
    """The loaded model. Several threads may use it; each runs on two cores."""

    name = names.NAMES[names.KOKORO]
    rate = 24_000  # Hz

    def __init__(self, weights: Weights) -> None:
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = THREADS
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")  # wait idly
        self._model = onnxruntime.InferenceSession(
            str(weights.model), options, providers=["CPUExecutionProvider"]
        )
        self._weights = weights

    def say(
        self, phrase: str, voice: str, language: str, delivery: Delivery, pause: bool
    ) -> np.ndarray:
        """`phrase` as mono float32 samples in [-1, 1] at `rate`, with a pause behind it or not.

        `voice` is one of STYLES, `language` one of espeak.LANGUAGES. The same arguments give the
        same samples on one machine. `delivery.range` has no effect: the model has its own melody.
        A phrase with a sound that the model does not know is said by espeak-ng.
        """
        text = symbols(phrase, language, espeak.synthesiser().phonemes)
        if unknown(text):
            return self._by_espeak(phrase, voice, language, delivery, pause)
        style = self._style(style_name(voice, language))
        height = pitch_factor(delivery)
        parts = [self._run(part, style, delivery.speed / height) for part in _portions(text)]
        mono = resample(np.concatenate(parts), round(self.rate * height), self.rate)
        silence = np.zeros(round(PAUSE * self.rate) if pause else 0, np.float32)
        return np.concatenate([_levelled(mono, delivery.loudness), silence])

    def _run(self, text: str, style: np.ndarray, speed: float) -> np.ndarray:
        given = tokens(text)
        inputs = {
            "tokens": np.array([[0, *given, 0]], np.int64),
            "style": style[len(given) - 1],
            "speed": np.array([speed], np.float32),
        }
        made: np.ndarray = self._model.run(None, inputs)[0].ravel()
        return _trimmed(made, round(EDGE * self.rate))

    @functools.cache  # noqa: B019 - one model lives as long as the process
    def _style(self, name: str) -> np.ndarray:
        """(510, 1, 256): a vector for each number of symbols."""
        return np.fromfile(self._weights.styles / f"{name}.bin", np.float32).reshape(-1, 1, 256)

    def _by_espeak(
        self, phrase: str, voice: str, language: str, delivery: Delivery, pause: bool
    ) -> np.ndarray:
        other = espeak.synthesiser()
        return resample(other.say(phrase, voice, language, delivery, pause), other.rate, self.rate)


def style_name(voice: str, language: str) -> str:
    """Which of the model's voices says it."""
    name = STYLES[voice]
    return {"en": name, "ko": JAPANESE[name[1]], "es": SPANISH}[language]


def pitch_factor(delivery: Delivery) -> float:
    """How much higher than usual: 1.2 for a pitch of 75, 0.84 for 30."""
    return 1 + (delivery.pitch - 50) * 0.008


def _portions(text: str) -> list[str]:
    """`text` in parts that the model takes, cut between words where it can be."""
    parts = []
    while len(text) > MOST_SYMBOLS:
        end = text.rfind(" ", 1, MOST_SYMBOLS) + 1 or MOST_SYMBOLS
        parts.append(text[:end])
        text = text[end:]
    return [*parts, text]


def _trimmed(mono: np.ndarray, edge: int) -> np.ndarray:
    loud = np.flatnonzero(np.abs(mono) > QUIET)
    return mono[max(0, loud[0] - edge) : loud[-1] + edge] if loud.size else mono


def _levelled(mono: np.ndarray, loudness: float) -> np.ndarray:
    level = float(np.sqrt(np.mean(mono**2))) or 1.0
    gain = min(LEVEL * loudness / level, HIGHEST / (float(np.abs(mono).max()) or 1.0))
    return (mono * gain).astype(np.float32)


_loading = threading.Lock()


@functools.cache
def _loaded() -> Kokoro | None:
    weights = find(lambda reason: print(reason, file=sys.stderr, flush=True))
    return Kokoro(weights) if weights else None


def synthesiser() -> Kokoro | None:
    """The one Kokoro of this process, loaded when first needed; None where it is not installed."""
    with _loading:
        return _loaded()
