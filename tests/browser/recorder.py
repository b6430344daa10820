"""The microphone and the file picker in a page, as a person works them."""

import numpy as np
from playwright.sync_api import Locator, expect

from helpers.media import codec
from tests.browser import desk as desks
from tests.environment import ROOT

RATE = 24000
WEATHER = (ROOT / "data" / "weather.mp3").read_bytes()
IMPORT = "from helpers import FilePicker, Microphone"


def record(cell: Locator) -> None:
    """Record until the time is over, and wait until Python has it, in place of what was there."""
    cell.locator(".recorder-key").click()
    expect(cell.locator(".recorder-key")).to_have_text("Record again")
    expect(cell.locator("li")).to_have_count(1)
    expect(cell.locator("li[data-state=held]")).to_contain_text("my recording")


def samples_of(desk, variable: str) -> np.ndarray:
    """The samples of a widget's sound in the notebook."""
    path = desk.file.parent / "recorded.wav"
    desk.run(f"{variable}.sound.save({str(path)!r})")
    return codec.samples(path.read_bytes())[0]


def choose(cell: Locator, *files) -> None:
    """Paths, or (name, bytes) pairs."""
    chosen = [
        {"name": file[0], "mimeType": "", "buffer": file[1]} if isinstance(file, tuple) else file
        for file in files
    ]
    cell.locator("input[type=file]").set_input_files(chosen)


def violations(page) -> list[str]:
    """What axe finds in the recorders of the page."""
    return desks.violations(page, ".recorder")
