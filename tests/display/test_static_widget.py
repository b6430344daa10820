"""A widget in committed outputs."""

import pytest

from helpers import FilePicker, Microphone
from helpers.display import static_widget


@pytest.mark.parametrize(
    "widget, title, words",
    [
        (Microphone, "Microphone", "a button to record up to 60 seconds, when this cell is run"),
        (FilePicker, "File picker", "a button to choose a recording, when this cell is run"),
    ],
)
def test_a_committed_output_holds_words_alone(widget, title, words, monkeypatch):
    made = widget()
    shown = made._repr_mimebundle_()
    assert "application/vnd.jupyter.widget-view+json" in (
        shown[0] if isinstance(shown, tuple) else shown
    )
    monkeypatch.setenv("AUDIO_OUTPUT", "files")
    assert made._repr_mimebundle_() == {
        "text/plain": f"{title} ({words})",
        "text/html": f"<p><b>{title}</b> <i>({words})</i></p>",
    }


def test_what_a_widget_holds_is_text():
    shown = static_widget.static_html("Name", "<i>", "a & b")
    assert shown == "<p><b>Name</b>: &lt;i&gt; <i>(a &amp; b)</i></p>"
