"""The card that plays a sound: label, waveform, player, transcript, facts, download. Plain HTML, so that it lives in a fresh clone, untrusted."""

import base64
import html
import io
import os
from pathlib import Path

import numpy as np

from helpers.conversion import SPEECH_RATE
from helpers.display.figure import INK, WIDTH, frame, transcript
from helpers.display.figure import source as picture
from helpers.engine.ledger import ledger
from helpers.media import codec
from helpers.paths import ROOT
from helpers.sound import Sound
from helpers.units import clock, size

HEIGHT = 48  # CSS pixels of the waveform, WIDTH wide
COLOUR = tuple(bytes.fromhex(INK[1:]))
LONG_SECONDS = 120  # longer sounds are embedded at a lower bit rate
MOST_PLAYED = 600  # seconds of a recording that its card holds
COARSE = 8_000  # Hz
LARGEST_KEPT = (
    3_000_000  # bytes; a larger mp3 is made smaller, so that the notebook stays one that opens
)
_numbers: dict[str, int] = {}


def card(sound: Sound) -> str:
    """The card as HTML. With AUDIO_OUTPUT=files its sound is a file in notebooks/sounds; otherwise it is inside the card, as short mp3."""
    played, long = _played(sound), sound.seconds > MOST_PLAYED
    source = (
        _file(played)
        if os.environ.get("AUDIO_OUTPUT") == "files"
        else "data:audio/mpeg;base64," + base64.b64encode(played.data).decode("ascii")
    )
    label = html.escape(sound.label)
    link = f'<a href="{source}" download="{_plain(Path(sound.label).stem)}.mp3" title="Download {label} as mp3" style="text-decoration:underline">Download {"these " * long}mp3</a>'
    return frame(
        sound.label,
        f"{clock(sound.seconds)} · {html.escape(sound.format)} · {size(sound.data)} · {link}",
        f'<img alt="Waveform of {label}: {sound.seconds:.1f} seconds" src="{picture(waveform(_seen(sound)))}" style="display:block;width:100%;height:{HEIGHT}px">'
        f'<audio controls preload="metadata" src="{source}" title="{label}, {clock(sound.seconds)}" style="display:block;width:100%;margin:.5em 0 0"></audio>'
        + f'<p style="margin:.4em 0 0">A long recording: this player holds its first {MOST_PLAYED // 60} minutes.</p>'
        * long
        + transcript(("", sound.transcript)),
    )


def _played(sound: Sound) -> Sound:
    """The sound as a short mp3: as it is where it is one; of a long recording only the beginning, because an hour in a notebook is one that does not open any more."""
    if sound.seconds > MOST_PLAYED:
        sound = sound.trim(0, MOST_PLAYED)
    if sound.format == "mp3" and len(sound.data) <= LARGEST_KEPT:
        return sound
    return (
        sound.to("mp3", bitrate=64_000)
        if sound.seconds < LONG_SECONDS
        else sound.to("mp3", sample_rate=SPEECH_RATE, bitrate=32_000)
    )


def _seen(sound: Sound) -> np.ndarray:
    """The samples that the waveform shows; a long recording is decoded coarsely, to bound the memory."""
    return (
        sound.samples()
        if sound.seconds < LONG_SECONDS or sound.format == "pcm16"
        else codec.samples(sound.data, COARSE)[0]
    )


def waveform(samples: np.ndarray) -> bytes:
    """A PNG of the lowest and highest sample in each column, on a transparent ground."""
    from PIL import Image

    low, high = (bent(level) for level in extremes(samples, WIDTH))
    rows = (np.arange(HEIGHT)[:, None] + 0.5) / HEIGHT * -2 + 1  # from +1 at the top to -1
    line = 1 / HEIGHT  # silence is drawn as a thin line
    inside = (rows <= np.maximum(high, line)) & (rows >= np.minimum(low, -line))
    image = Image.fromarray(inside.astype(np.uint8), "P")
    image.putpalette([255, 255, 255, *COLOUR])
    file = io.BytesIO()
    image.save(file, "PNG", optimize=True, transparency=0, bits=1)
    return file.getvalue()


def extremes(samples: np.ndarray, columns: int) -> tuple[np.ndarray, np.ndarray]:
    """The lowest and the highest sample in each of `columns`; where there are fewer samples than columns, each is drawn wider."""
    samples = samples if samples.size else np.zeros(1, np.float32)
    edges = np.arange(columns) * samples.size // columns
    return np.minimum.reduceat(samples, edges), np.maximum.reduceat(samples, edges)


def bent(level):
    """Levels in [-1, 1] as they are drawn: quiet speech would be a flat line, so the scale is bent; louder is still higher, in every picture alike."""
    return np.sign(level) * np.abs(level) ** 0.6


def _plain(name: str) -> str:
    """A name that is safe in a path, an address and a page."""
    return "".join(c if c.isalnum() or c in "-_" else "-" for c in name) or "sound"


def _file(sound: Sound) -> str:
    """Write the sound beside the notebooks and return the path as a notebook sees it; AUDIO_OUTPUT_FOLDER puts the files elsewhere and leaves the path."""
    lesson = _plain(ledger.lesson or "sound")
    _numbers[lesson] = _numbers.get(lesson, 0) + 1
    name = f"{lesson}-{_numbers[lesson]}.mp3"
    folder = Path(os.environ.get("AUDIO_OUTPUT_FOLDER") or ROOT / "notebooks" / "sounds")
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_bytes(sound.data)
    return f"sounds/{name}"
