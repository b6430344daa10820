"""What the README says in numbers follows from the catalogue."""

import re

import nbformat
import pytest

from helpers.engine import catalogue
from tests.environment import NOTEBOOKS, ROOT

TEXT = (ROOT / "README.md").read_text("utf-8")


@pytest.mark.parametrize("name", ["gpt-audio-1.5", "gpt-audio-mini"])
def test_the_prices_of_a_minute_are_those_of_the_catalogue(name):
    model = catalogue.models()[name]
    heard = catalogue.tokens_per_second("in") * 60 * model.audio_in / 1e6
    said = catalogue.tokens_per_second("out") * 60 * model.audio_out / 1e6
    for dollars in (heard, said):
        assert f"{dollars * 100:.2f} ¢" in TEXT


def test_the_dates_are_those_of_the_catalogue():
    mini = catalogue.models()["gpt-audio-mini"]
    assert f"which ends on {mini.ends}" in TEXT


def test_the_minutes_of_the_core_are_those_of_its_lessons():
    core = [path for path in NOTEBOOKS if path.name[:2] <= "05"]
    titles = [nbformat.read(path, 4).cells[0].source for path in core]
    minutes = [int(re.search(r"About (\d+) minutes", title)[1]) for title in titles]
    said = re.search(r"00 to 05 take about (\d+) minutes", TEXT)
    assert len(core) == 6 and abs(sum(minutes) - int(said[1])) <= 5


def test_every_variable_it_names_is_read_somewhere():
    named = set(re.findall(r"`((?:AUDIO|PRACTICE|OPENAI|AZURE_OPENAI)_[A-Z_]+)", TEXT))
    code = "".join(path.read_text("utf-8") for path in (ROOT / "helpers").rglob("*.py"))
    assert len(named) >= 8 and not [name for name in named if name not in code]
