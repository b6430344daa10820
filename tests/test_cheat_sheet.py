"""The cheat sheet: every block on it runs, from top to bottom, against the practice engine."""

import re
import runpy
from html.parser import HTMLParser

import nbformat
import pytest
from nbclient import NotebookClient
from nbformat.v4 import new_code_cell, new_notebook

from tests.environment import NOTEBOOKS, ROOT
from tests.twins import HANGUL

KOREAN = ROOT / "docs" / "cheat_sheet.ko.html"
TRANSLATION = runpy.run_path(str(ROOT / "docs" / "translate_cheat_sheet.py"))
PAGES = sorted((ROOT / "docs").glob("cheat_sheet*.html"))


class Blocks(HTMLParser):
    """`found`: the text of each <pre> of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self._inside = False
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        if tag == "pre":
            self._inside = True
            self.found.append("")

    def handle_endtag(self, tag):
        self._inside = self._inside and tag != "pre"

    def handle_data(self, data):
        if self._inside:
            self.found[-1] += data


@pytest.fixture(scope="module", params=PAGES, ids=lambda path: path.name)
def text(request):
    return request.param.read_text("utf-8")


@pytest.fixture(scope="module")
def ran(text, engine):
    """The blocks as cells of one notebook that was run, in the folder of the lessons."""
    notebook = new_notebook(cells=[new_code_cell(block) for block in Blocks(text).found])
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PRACTICE_URL", engine.base_url)
        patch.setenv("AUDIO_LANGUAGE", "en")
        resources = {"metadata": {"path": str(ROOT / "notebooks")}}
        arguments = ["--IPKernelApp.log_level=ERROR"]
        NotebookClient(
            notebook, timeout=60, extra_arguments=arguments, resources=resources
        ).execute()
    return notebook


def shown(notebook: nbformat.NotebookNode) -> str:
    return "\n".join(str(output) for cell in notebook.cells for output in cell.outputs)


def test_every_block_runs_and_shows_what_it_says(ran):
    everything = shown(ran)
    assert len(ran.cells) >= 13
    assert everything.count("<audio") == 6  # every spoken answer is heard, both streamed ones too
    for part in (
        "Good morning.",
        "{'people': 2}",
        "1 row · 0 errors · 1 call sent",
        "invalid_value",
    ):
        assert part in everything, part


def test_every_combination_and_kind_of_request_is_on_it(text):
    for lesson in ("01", "02", "03", "04", "05", "10", "13", "20", "21", "23", "24", "32", "33"):
        assert re.search(rf"<h2>[^<]*· (?:\d\d, )*{lesson}\b", text), lesson


def test_its_lessons_are_there(text):
    numbers = set(re.findall(r"\b\d\d\b", " ".join(re.findall(r"<h2>(.*?)</h2>", text))))
    assert numbers <= {path.name[:2] for path in NOTEBOOKS}


def test_blocks_are_narrow_enough_for_half_a_page(text):
    assert max(len(line) for block in Blocks(text).found for line in block.splitlines()) <= 64


def test_the_korean_page_is_the_english_one_in_korean():
    page = KOREAN.read_text("utf-8")
    english = (ROOT / "docs" / "cheat_sheet.html").read_text("utf-8")
    assert TRANSLATION["translated"](english) == page, "run python docs/translate_cheat_sheet.py"
    said = re.findall(r"<(h1|h2|p|title)>(.*?)</\1>", page, re.DOTALL)
    assert len(said) >= 18 and all(HANGUL.search(words) for _, words in said)


def test_words_that_changed_on_the_english_page_are_found():
    with pytest.raises(ValueError, match="is on the page 0 times"):
        TRANSLATION["translated"]("<h2>Start</h2>")
