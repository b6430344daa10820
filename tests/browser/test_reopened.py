"""A saved notebook, opened again: its widgets live with their Python, or say what to do."""

import pytest
from playwright.sync_api import expect

from tests.browser.desk import shoot
from tests.browser.recorder import IMPORT

pytestmark = pytest.mark.browser
WIDGETS = {
    "from helpers import VoicePicker\nvoice = VoicePicker('onyx')\nvoice": (
        "Voice: onyx (run this cell to choose another)"
    ),
    "mic = Microphone(seconds=3); mic": "Microphone (run this cell to record up to 3 seconds)",
    "picker = FilePicker(); picker": "File picker (run this cell to choose a recording)",
    "from ipywidgets import HBox; HBox([voice])": "Run this cell to get this part of it again.",
}
SHUTDOWN = "() => window.jupyterapp.shell.currentWidget.sessionContext.shutdown()"


def test_without_its_python_a_widget_says_that_its_cell_must_be_run(desk):
    cells = [desk.show(source) for source in WIDGETS]
    controls = [
        cells[0].get_by_label("Voice"),
        cells[1].locator(".recorder-key"),
        cells[2].locator(".recorder-drop"),
        cells[3].get_by_label("Voice"),
    ]
    for control in controls:
        expect(control).to_be_visible()
    desk.save()
    desk.open()
    for control in controls:
        expect(control).to_be_visible()
    desk.page.evaluate(SHUTDOWN)
    desk.open()
    for cell, sentence in zip(cells, WIDGETS.values(), strict=True):
        expect(cell.locator(".jp-OutputArea-output")).to_have_text(sentence)
    shoot(desk.page, "reopened")
    desk.run(IMPORT)
    desk.run("from helpers import VoicePicker")
    expect(desk.show("VoicePicker()").get_by_label("Voice")).to_be_visible()
