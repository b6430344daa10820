"""Is a test recording good enough to be understood? One sentence with what to do."""

import numpy as np

from helpers.language import translated
from helpers.sound import Sound
from helpers.speech import prosody

SHORTEST = 1.0  # seconds
MUTED, FAINT = -50.0, -40.0  # dBFS at the loudest moment; speech a metre away reaches -40 and more
CLIPPED = 0.999  # of full scale
MOST_CLIPPED = 0.001  # share of the samples; speech that is not too loud has none


def judge(sound: Sound) -> str:
    """What is wrong with `sound`, and what to do about it; or that it is good."""
    samples = sound.samples()
    if sound.seconds < SHORTEST:
        return translated("This is shorter than a second: press Record, count to five, press Stop.")
    loudest = float(prosody.loudness(samples, sound.sample_rate)[1].max())
    if loudest < MUTED:
        return translated(
            "This is as good as silent: choose another microphone in the browser, or switch it on."
        )
    if np.mean(np.abs(samples) >= CLIPPED) > MOST_CLIPPED:
        return translated("This is too loud and distorted: move the microphone further away.")
    if loudest < FAINT:
        return translated("This is faint: move the microphone nearer, or speak louder.")
    return translated(f"The microphone works: {loudest:.0f} dBFS at the loudest moment.")
