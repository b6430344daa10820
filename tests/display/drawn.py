"""Sounds to draw, and what is drawn in a figure, pixel by pixel."""

import base64
import io
import re

import numpy as np
from PIL import Image

from helpers import Sound
from helpers.display import plots
from helpers.display.figure import WIDTH
from helpers.display.panels import LEFT, PLOT_WIDTH
from helpers.media.wav import wav_bytes

RATE = 24000


def buzz(hertz, seconds, height=0.4):
    """A voice as plain as can be: ten harmonics."""
    times = np.arange(int(seconds * RATE)) / RATE
    return (
        height / 3 * sum(np.sin(2 * np.pi * hertz * n * times) / n for n in range(1, 11))
    ).astype(np.float32)


def sound(*parts, label="sound", rate=RATE):
    return Sound.from_samples(np.concatenate(parts), rate, label)


def silence(seconds):
    return np.zeros(int(seconds * RATE), np.float32)


def pngs(picture):
    return [
        base64.b64decode(data)
        for data in re.findall(r'data:image/png;base64,([\w+/=]+)"', picture.html)
    ]


def pixels(picture, which=0):
    """RGBA of one drawing."""
    return np.array(Image.open(io.BytesIO(pngs(picture)[which])).convert("RGBA")).astype(int)


def plot(drawn):
    """What lies between the axes' ends."""
    scale = drawn.shape[1] / WIDTH
    return drawn[:, int(LEFT * scale) : int((LEFT + PLOT_WIDTH) * scale)]


def near(drawn, colour):
    """Where that colour is."""
    wanted = [int(colour[i : i + 2], 16) for i in (1, 3, 5)]
    return (np.abs(drawn[..., :3] - wanted).max(axis=-1) < 12) & (drawn[..., 3] > 200)


def wav(mono, rate):
    return wav_bytes((mono * 32767).astype("<i2").tobytes(), rate)


LARGEST = 12_000  # bytes of one picture: a committed notebook has 100,000 in all
ONE = {
    "waveform": plots.waveform,
    "spectrogram": plots.spectrogram,
    "pitch_and_loudness": plots.pitch_and_loudness,
}
ALL = ONE | {"conversation": lambda sound: plots.conversation(sound, sound)}
