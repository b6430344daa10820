"""workshop/sound_check.ipynb: it runs without a microphone, and is committed without outputs."""

import nbformat

from helpers.course import SOUND_CHECK
from tests.ears import needs_ears

NOTEBOOK = nbformat.read(SOUND_CHECK, 4)


def test_it_is_committed_without_outputs_and_plays_nothing_by_itself():
    code = [cell for cell in NOTEBOOK.cells if cell.cell_type == "code"]
    assert len(code) == 5 and not any(cell.outputs for cell in code)
    assert not any(word in cell.source for cell in code for word in ("autoplay", "listen("))


@needs_ears
def test_it_runs_and_understands_the_sample(engine, monkeypatch, capsys):
    monkeypatch.chdir(SOUND_CHECK.parent)
    names = {}
    for cell in NOTEBOOK.cells:
        if cell.cell_type == "code":
            exec(cell.source, names)
    printed = capsys.readouterr().out
    assert "The microphone works" in printed and "Tell me how fast I am speaking." in printed
    assert names["recording"].seconds > 2
