"""The Korean twins of lessons: the same code, Markdown that follows the English, all of it run."""

import re

import nbformat
import pytest

from helpers.exercises.steps import BLANK
from helpers.language import translated
from tests.environment import ROOT, TWINS
from tests.rewrite import source_hash
from tests.test_lessons import code, outputs, prose, text_of
from tests.test_solutions import pass_and_are_heard
from tests.twins import HANGUL, bare, english_of, stale, texts


@pytest.fixture(params=TWINS, ids=lambda path: path.name[:5])
def twin(request):
    return request.param


@pytest.fixture
def korean(twin):
    return nbformat.read(twin, 4)


@pytest.fixture
def english(twin):
    return nbformat.read(english_of(twin), 4)


def test_lesson_00_has_a_twin():
    assert TWINS[0].name == "00-ko_start_here.ipynb"


def test_every_cell_has_its_counterpart(korean, english):
    shape = [(cell.id, cell.cell_type, cell.metadata.get("tags", [])) for cell in english.cells]
    assert shape == [
        (cell.id, cell.cell_type, cell.metadata.get("tags", [])) for cell in korean.cells
    ]


def test_no_korean_text_is_stale(twin):
    assert not stale(twin), "translate these, then run python -m tests.twins with their names"


def test_a_changed_english_cell_makes_its_twin_stale(twin, english, monkeypatch, tmp_path):
    english.cells[0].source += " One more sentence."
    changed = tmp_path / english_of(twin).name
    nbformat.write(english, changed)
    monkeypatch.setattr("tests.twins.NOTEBOOKS", [changed])
    assert stale(twin) == [english.cells[0].id]


def test_code_is_the_same_but_for_comments_and_spoken_texts(korean, english):
    for mine, original in zip(code(korean), code(english), strict=True):
        assert bare(mine.source) == bare(original.source), mine.id
        for text, said in zip(texts(mine.source), texts(original.source), strict=True):
            assert text == said or HANGUL.search(text), mine.id


def test_another_name_or_number_would_be_found():
    assert bare('say("a", 1)  # one') == bare('say("가", 1)  # 하나')
    assert bare('say("a", 1)') != bare('say("a", 2)') != bare('tell("a", 2)')


def test_the_prose_is_korean(korean):
    for cell in prose(korean):
        text = re.sub(r"```.*?```|\[[^\]]*\]\([^)]*\)", "", cell, flags=re.DOTALL)
        lines = [line for line in text.splitlines() if not line.startswith("*Hear")]
        sentences = [line for line in lines if len(line.split()) > 3]
        assert all(map(HANGUL.search, sentences)), cell


def test_bold_words_end_where_a_particle_follows(korean):
    """After a bracket or a stop, Markdown does not take ** for an end if a letter follows."""
    assert not [cell for cell in prose(korean) if re.search(r"[^\w\s(\[]\*\*[가-힣]", cell)]


def test_terms_are_explained_with_their_english_word(korean):
    text = "\n".join(prose(korean))
    for term in ("요청**(request)", "응답**(completion)", "토큰**(token)", "전사문(transcript)"):
        assert term in text


def test_outputs_are_those_of_the_source_and_in_korean(korean):
    for cell in code(korean):
        assert cell.metadata["ran"] == source_hash(cell.source), "run make notebooks"
    assert not [
        output
        for output in outputs(korean)
        if output.output_type == "error" or output.get("name") == "stderr"
    ]
    shown = "\n".join(map(text_of, outputs(korean)))
    assert "대신 연습 엔진" in shown and "mp3 내려받기" in shown and "오늘 낸 비용" in shown
    assert not re.search("Download|with a key|tokens", shown)


def test_a_blank_is_answered_in_korean(korean, monkeypatch):
    monkeypatch.setenv("AUDIO_LANGUAGE", "ko")
    starts = [cell for cell in code(korean) if "exercise" in cell.metadata.get("tags", [])]
    assert starts
    for cell in starts:
        assert "".join(map(text_of, cell.outputs)) == translated(BLANK) + "\n"


def test_every_sound_shown_is_there_and_no_other(twin):
    shown = set(re.findall(r"sounds/([\w.-]+\.mp3)", twin.read_text("utf-8")))
    number = twin.name[:2]
    there = {path.name for path in (ROOT / "notebooks/sounds").glob(f"ko-{number}-*.mp3")}
    assert shown == there and shown


def test_links_lead_somewhere(twin, korean):
    targets = re.findall(r"\]\(([^)]+)\)", "\n".join(prose(korean)))
    assert targets and all((twin.parent / target).exists() for target in targets)


def test_solutions_pass_and_are_heard_in_korean(twin, korean, engine, monkeypatch):
    monkeypatch.setenv("AUDIO_LANGUAGE", "ko")
    monkeypatch.setenv("PRACTICE_URL", engine.base_url)
    pass_and_are_heard(korean, twin.parent)
