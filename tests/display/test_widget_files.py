"""The scripts and styles of the widgets: there, whole, in step with Python."""

import re
import subprocess
import sys

import pytest

from helpers import FilePicker, Microphone, VoicePicker
from helpers.display import microphone, waveform, widget_files
from helpers.display.live_player import LivePlayer
from tests.environment import ROOT


def test_the_page_and_python_agree_on_what_is_quiet():
    assert f"const QUIET = {microphone.QUIET:.0f};" in widget_files.script("microphone")


def test_widgets_are_not_loaded_before_they_are_used():
    code = """import sys, helpers
print('anywidget' in sys.modules, 'ipywidgets' in sys.modules)
helpers.Microphone; helpers.FilePicker
print('anywidget' in sys.modules)"""
    assert subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.split() == ["False", "False", "True"]


def test_the_page_and_python_draw_on_the_same_scale():
    assert f"const EXPONENT = {waveform.EXPONENT};" in widget_files.script("live_waveform")


@pytest.mark.parametrize("widget", [LivePlayer, FilePicker, Microphone, VoicePicker])
def test_a_widget_has_one_script_with_one_export(widget):
    assert len(re.findall(r"^export default", widget._esm, re.MULTILINE)) == 1
    names = re.findall(r"^(?:async )?(?:function|const|class) (\w+)", widget._esm, re.MULTILINE)
    assert names and len(names) == len(set(names)), "a name stands twice in one module"


def test_every_script_and_style_belongs_to_a_widget():
    texts = [
        part
        for one in (LivePlayer, FilePicker, Microphone, VoicePicker)
        for part in (one._esm, one._css)
    ]
    for path in widget_files.WIDGETS.iterdir():
        assert any(path.read_text("utf-8") in text for text in texts), path.name
