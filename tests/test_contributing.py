"""What CONTRIBUTING.md and the hooks tell people to call is there."""

import re

import yaml

from tests.__main__ import chosen
from tests.environment import ROOT

PAGES = [ROOT / "CONTRIBUTING.md", ROOT / ".pre-commit-config.yaml", ROOT / "README.md"]
MAKEFILE = (ROOT / "Makefile").read_text("utf-8")
TARGET = r"(?:^|`|: )make ([a-z]+)"  # on a line of its own, or quoted as code


def test_every_target_named_is_in_the_makefile():
    texts = "\n".join(page.read_text("utf-8") for page in PAGES)
    named = set(re.findall(TARGET, texts, re.MULTILINE))
    assert {"lint", "test", "format", "soak"} <= named
    assert not [name for name in named if f"\n{name}:" not in MAKEFILE]


def test_every_part_named_can_be_run():
    parts = [
        part for page in PAGES for part in re.findall(r"ONLY=([\w/]+)", page.read_text("utf-8"))
    ]
    assert {"media", "sound", "02"} <= set(parts)
    assert all(chosen(part) or part == "browser" for part in parts)


def test_the_hooks_call_the_makefile():
    hooks = yaml.safe_load(PAGES[1].read_text("utf-8"))["repos"][0]["hooks"]
    assert [hook["id"] for hook in hooks] == ["lint", "notebooks"]
    assert all(hook["language"] == "system" for hook in hooks)
