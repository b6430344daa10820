"""The map in lesson 00, the ways from lesson to lesson, the glossary."""

import re

import nbformat
import pytest

from tests.course_map import entries, groups_of, with_list
from tests.environment import NOTEBOOKS, ROOT, TWINS
from tests.test_prose import TERMS

GLOSSARY = (ROOT / "docs" / "glossary.md").read_text("utf-8")
ROWS = [line.split(" | ") for line in GLOSSARY.splitlines() if line.startswith("| ")][1:]


def cells(path):
    return nbformat.read(path, 4).cells


def links(text):
    return re.findall(r"\]\(([^)#]+)[^)]*\)", text)


@pytest.mark.parametrize("path", [NOTEBOOKS[0], *TWINS], ids=lambda path: path.name[:5])
def test_every_lesson_is_on_the_map_with_its_title(path):
    listed = [cell for cell in cells(path) if groups_of(cell)]
    assert re.findall(r"\((\d\d_\w+\.ipynb)\)", "".join(cell.source for cell in listed)) == [
        lesson.name for lesson in NOTEBOOKS
    ], "run make notebooks"
    for cell in listed:
        [group] = groups_of(cell)
        assert cell.source == with_list(cell.source, entries(group, korean=path in TWINS))


@pytest.mark.parametrize("number", range(len(NOTEBOOKS)), ids=lambda n: NOTEBOOKS[n].name[:2])
def test_previous_and_next_are_linked_in_the_recap(number):
    recap = next(c.source for c in cells(NOTEBOOKS[number]) if "**You can now**" in c.source)
    neighbours = [NOTEBOOKS[n].name for n in (number - 1, number + 1) if 0 <= n < len(NOTEBOOKS)]
    assert not set(neighbours) - set(links(recap)), "link the lesson before and the one after"


def test_lesson_00_and_the_readme_lead_to_the_glossary_and_the_cheat_sheet():
    start = "".join(cell.source for cell in cells(NOTEBOOKS[0]))
    readme = (ROOT / "README.md").read_text("utf-8")
    for name in ("glossary.md", "cheat_sheet.html"):
        assert f"(../docs/{name})" in start and f"(docs/{name})" in readme


@pytest.mark.parametrize("term", TERMS)
def test_every_term_of_the_lessons_is_in_the_glossary(term):
    assert term.lower() in "\n".join(row[0] for row in ROWS).lower()


@pytest.mark.parametrize(
    "term",
    ["전사", "전사문", "화자 분리", "샘플링 레이트(표본화율)", "함수 호출", "사용 중단 예정"],
)
def test_the_korean_terms_are_in_the_glossary(term):
    assert [row for row in ROWS if term in row[1].split(", ")]


def test_the_glossary_is_whole_and_in_order():
    assert all(len(row) == 5 and all(map(str.strip, row)) for row in ROWS)
    names = [row[0].removeprefix("| ").lower() for row in ROWS]
    assert names == sorted(names) and len(set(names)) == len(names)
    for target in links(GLOSSARY):
        assert (ROOT / "docs" / target).exists(), target
