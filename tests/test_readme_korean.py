"""The Korean README keeps in step with the English one."""

import re

import pytest

from tests.environment import ROOT
from tests.twins import HANGUL

ENGLISH = (ROOT / "README.md").read_text("utf-8")
KOREAN = (ROOT / "README.ko.md").read_text("utf-8")
OWN = {"README.md", "README.ko.md", "notebooks/00-ko_start_here.ipynb"}  # the ways between them
CODE = re.compile(r"^```\n(.*?)^```", re.DOTALL | re.MULTILINE)


def headings(text):
    return re.findall(r"^(#+) (.+)$", CODE.sub("", text), re.MULTILINE)


def blocks(text):
    return [re.sub(r"\s+#.*", "", block) for block in CODE.findall(text)]


def links(section):
    return sorted(set(re.findall(r"\]\(([^)]+)\)", section)) - OWN)


def sections(text):
    return re.split(r"^#+ .+$", CODE.sub("", text), flags=re.MULTILINE)[1:]


def figures(text):
    """Amounts, days and sizes of a section: numbers of more than one figure."""
    return sorted(set(re.findall(r"\d[\d.,-]*\d", re.sub(r"\]\([^)]+\)", "", text))))


def test_its_first_line_says_in_which_language_the_lessons_are():
    assert "쉬운 영어" in KOREAN.splitlines()[0]


def test_headings_have_the_same_order_and_depth():
    mine, original = headings(KOREAN), headings(ENGLISH)
    assert [depth for depth, _ in mine] == [depth for depth, _ in original]
    assert all(HANGUL.search(title) for _, title in mine)


def test_code_is_the_same_but_for_comments():
    assert blocks(KOREAN) == blocks(ENGLISH) and blocks(KOREAN)


@pytest.mark.parametrize("number", range(len(sections(ENGLISH))))
def test_each_section_has_the_same_links_pictures_commands_and_figures(number):
    mine, original = sections(KOREAN)[number], sections(ENGLISH)[number]
    assert links(mine) == links(original)
    assert figures(mine) == figures(original)
    commands = set(re.findall("`([^`]+)`", original))
    assert not commands - set(re.findall("`([^`]+)`", mine))


@pytest.mark.parametrize("number", range(len(sections(ENGLISH))))
def test_each_section_has_the_same_paragraphs_and_points(number):
    starts = [
        [re.match(r"[-|!<]|\*\*", line)[0] if re.match(r"[-|!<]|\*\*", line) else ""
         for line in section.splitlines()
         if line.strip() and "AUDIO_LANGUAGE" not in line and "README.ko.md" not in line]
        for section in (sections(KOREAN)[number], sections(ENGLISH)[number])
    ]  # fmt: skip
    assert starts[0] == starts[1]


def test_sentences_are_polite_and_formal():
    prose = re.sub(r"^[!<|].*$", "", CODE.sub("", KOREAN), flags=re.MULTILINE)
    ends = re.findall(r"([가-힣]{2})\.(?:\s|$)", prose)
    assert len(ends) > 40 and not [end for end in ends if not end.endswith(("다", "요"))]
