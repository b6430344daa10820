"""The card that plays a sound: label, waveform, player, transcript, facts, download.

Plain HTML, so that it lives in a fresh clone, untrusted.
"""

import base64
import html
import json
import os
import re
from pathlib import Path

import numpy as np

from helpers.conversion import SPEECH_RATE
from helpers.display.figure import figure_html, png_address, transcript_html
from helpers.display.waveform import HEIGHT, cell_extremes, waveform_png
from helpers.engine.ledger import ledger
from helpers.language import learner_language, translated
from helpers.media import codec
from helpers.paths import ROOT
from helpers.sound import Sound
from helpers.units import clock, size

BITRATE = 64_000  # bit/s of the mp3 that a card holds
LONG_SECONDS = 120  # longer sounds are embedded at a lower rate
LONG_BITRATE = 32_000  # bit/s of those
MOST_SECONDS = 600  # of a recording that its card holds
COARSE_RATE = 8_000  # Hz that a long recording is decoded at for its waveform
CELL_SAMPLES = 400  # of those, of which the waveform gets the lowest and the highest: 50 ms
LONGEST_NAME = 80  # characters of a file's name: file systems take 255 bytes
DEVICE = re.compile("con|prn|aux|nul|(com|lpt)[0-9]", re.IGNORECASE)  # no file's name on Windows
LARGEST_KEPT = 3_000_000  # bytes; a larger mp3 is made smaller: the notebook has to open
# Fills the empty link from the player, which alone holds the sound. Where a page runs no script,
# in a notebook not trusted, there is no link, and the player plays.
FILL_LINK = (
    "const link=this.closest('figure').querySelector('a');link.href=this.src;"
    "link.textContent={words};link.before(' · ');this.onloadstart=null"
)
_file_counts: dict[str, int] = {}  # lesson -> sound files written for it


def card(sound: Sound, below: str | None = None, while_playing: str = "") -> str:
    """The card as HTML.

    With AUDIO_OUTPUT=files its sound is a file in notebooks/sounds; otherwise it is inside the
    card, as short mp3, once: the link takes it from the player. `below` is HTML in the place of
    the transcript, `while_playing` JavaScript that the player runs some times a second.
    """
    address = sound_address(sound)
    is_file = _writes_files()
    words = _download_words(sound)
    fill_link = "" if is_file else FILL_LINK.format(words=json.dumps(words, ensure_ascii=False))
    link = f" · {_link(sound, words, address)}" if is_file else _link(sound)
    label = html.escape(sound.label)
    drawn = translated(f"Waveform of {label}: {sound.seconds:.1f} seconds")
    content = (
        f'<img alt="{drawn}" '
        f'src="{png_address(waveform_png(_samples_to_draw(sound)))}" '
        f'style="display:block;width:100%;height:{HEIGHT}px">'
        + player_html(sound, address, onloadstart=fill_link, ontimeupdate=while_playing)
        + _note_on_length(sound)
        + (transcript_html(("", sound.transcript)) if below is None else below)
    )
    facts = f"{clock(sound.seconds)} · {html.escape(sound.format)} · {size(sound.size)}"
    return figure_html(sound.label, facts + link, content)


def sound_address(sound: Sound) -> str:
    """Where a page finds the sound as a short mp3: a file beside the notebooks, or in the page."""
    played = _as_short_mp3(sound)
    return _write_file(played) if _writes_files() else _mp3_address(played.data)


def player_html(sound: Sound, address: str, **scripts: str) -> str:
    """The browser's own player for the sound at `address`, as wide as what it is in.

    `scripts` are JavaScript by the name of the event at which it runs, as `onloadstart`.
    """
    events = [f'{name}="{html.escape(script)}" ' for name, script in scripts.items() if script]
    return (
        f'<audio controls preload="metadata" src="{address}" {"".join(events)}'
        f'title="{html.escape(sound.label)}, {clock(sound.seconds)}" '
        'style="display:block;width:100%;margin:.5em 0 0"></audio>'
    )


def _writes_files() -> bool:
    return os.environ.get("AUDIO_OUTPUT") == "files"


def _mp3_address(mp3: bytes) -> str:
    """The data: address of a sound, which then stands in the page itself."""
    return "data:audio/mpeg;base64," + base64.b64encode(mp3).decode("ascii")


def _is_cut(sound: Sound) -> bool:
    return sound.seconds > MOST_SECONDS


def _note_on_length(sound: Sound) -> str:
    if not _is_cut(sound):
        return ""
    minutes = MOST_SECONDS // 60
    note = translated(f"A long recording: this player holds its first {minutes} minutes.")
    return f'<p style="margin:.4em 0 0">{note}</p>'


def _download_words(sound: Sound) -> str:
    return translated("Download these minutes (as mp3)" if _is_cut(sound) else "Download (as mp3)")


def _link(sound: Sound, words: str = "", address: str = "") -> str:
    """The download link; without an address it is empty, and then no reader comes across it."""
    href = f'href="{address}" ' if address else ""
    title = translated(f"Download {html.escape(sound.label)} as mp3")
    return (
        f'<a {href}download="{safe_name(Path(sound.label).stem)}.mp3" '
        f'title="{title}" '
        f'style="text-decoration:underline">{words}</a>'
    )


def _as_short_mp3(sound: Sound) -> Sound:
    """The sound as it is where it is a short mp3, else as one.

    Of a long recording only the beginning: a notebook with an hour in it does not open any more.
    """
    if _is_cut(sound):
        sound = sound.trim(0, MOST_SECONDS)
    if sound.format == "mp3" and sound.size <= LARGEST_KEPT:
        return sound
    if sound.seconds < LONG_SECONDS:
        return sound.to("mp3", bitrate=BITRATE)
    return sound.to("mp3", sample_rate=SPEECH_RATE, bitrate=LONG_BITRATE)


def _samples_to_draw(sound: Sound) -> np.ndarray:
    """Samples for the waveform; of a long recording the lowest and highest of each cell."""
    if sound.seconds < LONG_SECONDS:
        return sound.samples()
    outline = bytearray()  # grows in place: twelve hours are 43,200 blocks
    with sound.decodable() as file:
        for block in codec.blocks(file, COARSE_RATE):
            outline += cell_extremes(block[:, 0], CELL_SAMPLES).tobytes()
    return np.frombuffer(outline, np.float32)


def safe_name(name: str) -> str:
    """A name that is safe in a path of any system, in an address and in a page."""
    safe = "".join(c if c.isalnum() or c in "-_" else "-" for c in name[:LONGEST_NAME]) or "sound"
    return f"{safe}-" if DEVICE.fullmatch(safe) else safe


def _write_file(sound: Sound) -> str:
    """Write the sound beside the notebooks and return the path as a notebook sees it.

    AUDIO_OUTPUT_FOLDER puts the files elsewhere and leaves the path.
    """
    lesson = safe_name(ledger.lesson or "sound")
    if learner_language() != "en":
        lesson = f"{learner_language()}-{lesson}"
    _file_counts[lesson] = _file_counts.get(lesson, 0) + 1
    name = f"{lesson}-{_file_counts[lesson]}.mp3"
    folder = Path(os.environ.get("AUDIO_OUTPUT_FOLDER") or ROOT / "notebooks" / "sounds")
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_bytes(sound.data)
    return f"sounds/{name}"
