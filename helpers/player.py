"""The card that plays a sound: label, waveform, player, transcript, facts, download. Plain HTML, so that it lives in a fresh clone, untrusted."""

import base64
import html
import io
import os
from pathlib import Path

import numpy as np

from .ledger import ROOT, ledger
from .sound import Sound, clock, size

WIDTH, HEIGHT = 560, 48
COLOUR = (46, 125, 185)      # at least 3:1 against white and against JupyterLab's dark grey (WCAG 1.4.11)
LONG_SECONDS = 120           # longer sounds are embedded at a lower bit rate
LARGEST_KEPT = 3_000_000     # bytes; a larger mp3 is made smaller, so that the notebook stays one that opens
_numbers: dict[str, int] = {}


def card(sound: Sound) -> str:
    """The card as HTML. With AUDIO_OUTPUT=files its sound is a file in notebooks/sounds; otherwise it is inside the card, as short mp3."""
    played = sound if sound.format == "mp3" and len(sound.data) <= LARGEST_KEPT else sound.to("mp3", bitrate=64_000 if sound.seconds < LONG_SECONDS else 32_000)
    source = _file(played) if os.environ.get("AUDIO_OUTPUT") == "files" else "data:audio/mpeg;base64," + base64.b64encode(played.data).decode("ascii")
    label, facts = html.escape(sound.label), f"{clock(sound.seconds)} · {sound.format} · {size(sound.data)}"
    name = _plain(Path(sound.label).stem)
    words = f'<details open style="margin:.4em 0 0"><summary>Transcript</summary><p style="margin:.3em 0">{html.escape(sound.transcript)}</p></details>' if sound.transcript else ""
    return (f'<figure style="margin:.5em 0;padding:.7em .9em;max-width:{WIDTH + 30}px;border:1px solid rgba(128,128,128,.45);border-radius:8px">'
            f'<figcaption style="margin:0 0 .4em"><b>{label}</b> <span style="float:right">{html.escape(facts)}</span></figcaption>'
            f'<img alt="Waveform of {label}: {sound.seconds:.1f} seconds" src="data:image/png;base64,{base64.b64encode(waveform(sound.samples())).decode("ascii")}" style="display:block;width:100%;height:{HEIGHT}px">'
            f'<audio controls preload="metadata" src="{source}" title="{label}, {clock(sound.seconds)}" style="display:block;width:100%;margin:.4em 0 0"></audio>'
            f'{words}<p style="margin:.4em 0 0"><a href="{source}" download="{name}.mp3" title="Download {label} as mp3">Download mp3</a></p></figure>')


def waveform(samples: np.ndarray) -> bytes:
    """A PNG of the lowest and highest sample in each column, on a transparent ground."""
    from PIL import Image
    samples = samples if samples.size else np.zeros(1, np.float32)
    if samples.size < WIDTH:
        samples = samples[np.arange(WIDTH) * samples.size // WIDTH]        # fewer samples than columns: each is drawn wider
    low, high = (_drawn(np.array([pick(column) for column in np.array_split(samples, WIDTH)])) for pick in (np.min, np.max))
    rows = (np.arange(HEIGHT)[:, None] + 0.5) / HEIGHT * -2 + 1            # from +1 at the top to -1
    line = 1 / HEIGHT                                                      # silence is drawn as a thin line
    inside = (rows <= np.maximum(high, line)) & (rows >= np.minimum(low, -line))
    image = Image.fromarray(inside.astype(np.uint8), "P")
    image.putpalette([255, 255, 255, *COLOUR])
    file = io.BytesIO()
    image.save(file, "PNG", optimize=True, transparency=0, bits=1)
    return file.getvalue()


def _drawn(level: np.ndarray) -> np.ndarray:
    """Levels as they are drawn: quiet speech would be a flat line, so the scale is bent; louder is still higher, in every card alike."""
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
