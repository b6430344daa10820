"""Sounds whose pitch, loudness and pauses are known: tones, noise, vowels, silence, words."""

import numpy as np

from helpers.practice.voice.synthesis import RATE, speak
from helpers.practice.voice.timbres import TIMBRES

RATES = (8000, 11025, 16000, 22050, 24000, 44100, 48000, 96000, 192000)
WORDS = "Please leave a message after the tone, and we will call you back tomorrow morning."
# WORDS have 21 syllables
SPOKEN = {voice: speak(WORDS, voice) for voice in TIMBRES}


def tone(hertz, rate=RATE, seconds=0.5, height=0.5):
    return (height * np.sin(2 * np.pi * hertz * np.arange(int(rate * seconds)) / rate)).astype(
        np.float32
    )


def noise(seconds, rate=RATE, height=0.1, seed=0):
    return (height * np.random.default_rng(seed).standard_normal(int(rate * seconds))).astype(
        np.float32
    )


def buzz(hertz, seconds=1.0, formants=((500, 80), (1500, 120), (2500, 160))):
    """A vowel: every harmonic up to 4 kHz under formants, the plain truth about a voice's pitch."""
    times, sound = np.arange(int(RATE * seconds)) / RATE, 0
    for harmonic in np.arange(hertz, 4000, hertz):
        gain = sum(1 / (1 + ((harmonic - centre) / width) ** 2) for centre, width in formants)
        sound = sound + gain * np.sin(2 * np.pi * harmonic * times + harmonic)
    return (0.5 * sound / np.abs(sound).max()).astype(np.float32)


def silence(seconds, rate=RATE):
    return np.zeros(int(rate * seconds), np.float32)


def two_phrases(gap):
    first, second = (
        np.trim_zeros(speak(words, "alloy"))
        for words in ("Good morning to all of you", "Good morning to all of them")
    )
    return np.concatenate([silence(0.5), first, gap, second, silence(0.5)]), 0.5 + first.size / RATE
