"""Whether a sound moves as speech does: for voices of which the model makes no words at all."""

import numpy as np

from helpers.practice.ears.mel import RATE
from helpers.speech import prosody

# Measured with benchmarks/ears.py: of its sounds without speech none keeps to all three limits,
# of human speech and of the practice voices, in any language, nearly all.
SLOWEST = 2.5  # syllables a second; tones, chords and machines have fewer
HIGHEST = 350.0  # Hz of the median pitch; animals and whistles are higher
STILL = 0.003  # of the pitch, from one 10 ms to the next: what moves less stays on its note
MOST_STILL = 0.7  # share of such steps: speech has 0.3 to 0.6, music 0.8 to 1


def sounds_spoken(mono: np.ndarray) -> bool:
    """Whether mono samples at 16 kHz have the rhythm, the pitch and the glides of speech."""
    voice = prosody.measure(mono, RATE)
    if voice.rate < SLOWEST or not voice.pitch <= HIGHEST:  # nan where there is none
        return False
    _, pitch = prosody.pitch(mono, RATE)
    steps = np.abs(np.diff(np.log(pitch)))
    steps = steps[np.isfinite(steps)]
    return bool(steps.size) and float((steps < STILL).mean()) <= MOST_STILL
