"""A widget in committed outputs."""

import pytest

from helpers import FilePicker, Microphone
from helpers.display import static_widget


@pytest.mark.parametrize(
    "widget, title, words",
    [
        (Microphone, "Microphone", "run this cell to record up to 60 seconds"),
        (FilePicker, "File picker", "run this cell to choose a recording"),
    ],
)
def test_a_committed_output_holds_words_alone_and_a_saved_one_has_them_too(
    widget, title, words, monkeypatch
):
    made = widget()
    line = {
        "text/plain": f"{title} ({words})",
        "text/html": f"<p><b>{title}</b> <i>({words})</i></p>",
    }
    shown, _ = made._repr_mimebundle_()
    assert set(shown) == {"application/vnd.jupyter.widget-view+json", *line}
    assert shown | line == shown
    monkeypatch.setenv("AUDIO_OUTPUT", "files")
    assert made._repr_mimebundle_() == line


def test_what_a_widget_holds_is_text():
    shown = static_widget.static_html("Name", "<i>", "a & b")
    assert shown == "<p><b>Name</b>: &lt;i&gt; <i>(a &amp; b)</i></p>"
