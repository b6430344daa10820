"""my_recording(): the recording that a learner chose once, in every lesson after that.

It is kept as one file in my_recordings/, which git ignores; no widget and no notebook holds it.
"""

import os
import tempfile
from pathlib import Path
from typing import Any

from helpers.display.card import safe_name
from helpers.display.file_picker import FilePicker
from helpers.language import translated
from helpers.media.sniff import SoundError
from helpers.paths import ROOT
from helpers.sound import Sound

FOLDER = ROOT / "my_recordings"
PRIVATE = 0o700  # a voice is for its owner alone


def my_recording(sample: Any = None, use: Any = None) -> Sound:
    """The learner's own recording: `use` remembers one, later lessons get it back.

    `use` is a FilePicker or a Microphone, in which something may be chosen or not, or whatever
    Sound.load takes. Without a recording that is remembered, `sample` (whatever Sound.load takes)
    comes back, and that is said; outputs that are committed (AUDIO_OUTPUT=files) have the sample in
    any case. Raises SoundError where there is neither, and for a recording that cannot be read.
    """
    chosen = _chosen(use)
    if chosen:
        path = _keep(chosen)
        print(translated(f"Remembered for the next lessons: {path}. Delete the file to forget it."))
        return chosen
    remembered = None if os.environ.get("AUDIO_OUTPUT") == "files" else _remembered()
    if remembered:
        print(translated(f"Your recording: {remembered.label}."))
        return remembered
    if sample is None:
        raise SoundError(
            "No recording of yours is remembered: choose one with FilePicker() or Microphone() "
            "and give it, my_recording(use=picker)."
        )
    instead = Sound.load(sample)
    label = instead.label
    print(translated(f"No recording of yours is remembered. This is the sample, {label}."))
    return instead


def _chosen(use: Any) -> Sound | None:
    if use is None:
        return None
    if isinstance(use, FilePicker):
        return next(iter(use.chosen()), None)
    return Sound.load(use)


def _keep(sound: Sound) -> str:
    """Write the only file of the folder; its path from the project's folder."""
    FOLDER.mkdir(mode=PRIVATE, parents=True, exist_ok=True)
    path = FOLDER / f"{safe_name(Path(sound.label).stem)}.{sound.format}"
    handle, written = tempfile.mkstemp(dir=FOLDER, prefix=".", suffix=".new")  # for the owner alone
    with os.fdopen(handle, "wb") as file:
        file.writelines(sound.pieces())
    Path(written).replace(path)  # whole or not at all
    for other in _files():
        if other != path:
            other.unlink()
    return str(path.relative_to(FOLDER.parent))


def _files() -> list[Path]:
    if not FOLDER.is_dir():
        return []
    return sorted(path for path in FOLDER.iterdir() if path.is_file() and path.name[0] != ".")


def _remembered() -> Sound | None:
    for path in _files():
        return Sound.load(path, format="pcm16" if path.suffix == ".pcm16" else None)
    return None
