"""Badges lead to this repository's own pages, and stand nowhere before it has an address."""

import re
import shutil

import pytest
import yaml

from tests.environment import ROOT
from workshop import badges
from workshop.badges import AddressError

ADDRESS = "https://github.com/min-ji/talk-with-machines"


@pytest.fixture
def copy(tmp_path):
    (tmp_path / "workshop").mkdir()
    for name in (*badges.READMES, "workshop/hub.md"):
        shutil.copy(ROOT / name, tmp_path / name)
    return tmp_path


def test_the_repository_claims_no_address_that_it_does_not_have():
    for name in badges.READMES:
        (row,) = [block[2] for block in badges.BLOCK.finditer((ROOT / name).read_text("utf-8"))]
        assert row == ""


def test_each_readme_gets_three_badges_once(copy):
    for address in (ADDRESS, f"{ADDRESS}.git", ADDRESS):
        badges.write(address, copy)
    for name in badges.READMES:
        text = (copy / name).read_text("utf-8")
        assert text.count("[![") == 3 and text.count("min-ji/talk-with-machines") == 4
    assert f"!git clone -q {ADDRESS} course\n" in (copy / "workshop/hub.md").read_text("utf-8")


def test_what_they_lead_to_is_in_the_repository():
    row = badges.badges(ADDRESS)
    workflow = re.search(r"workflows/([\w.]+)\)", row)[1]
    assert (
        yaml.safe_load((ROOT / ".github/workflows" / workflow).read_text("utf-8"))["name"] == "ci"
    )
    assert (ROOT / re.search(r"blob/HEAD/([\w/.]+)\)", row)[1]).exists()
    copied = re.search(r"lab/tree/my_course/([\w.]+)\)", row)[1]
    assert (ROOT / "notebooks" / copied).exists()
    assert "helpers.course copy" in (ROOT / "postBuild").read_text("utf-8")


@pytest.mark.parametrize(
    "address", ["", "github.com/a/b", "https://gitlab.com/a/b", f"{ADDRESS}/x"]
)
def test_another_address_is_refused_in_a_sentence_and_nothing_is_written(copy, address):
    before = [(copy / name).read_bytes() for name in badges.READMES]
    with pytest.raises(AddressError, match="nothing done"):
        badges.write(address, copy)
    assert [(copy / name).read_bytes() for name in badges.READMES] == before
