"""docs/architecture.md: its picture is drawn from the code as it is, and its places exist."""

import re
import runpy

from tests.environment import ROOT

PAGE = (ROOT / "docs" / "architecture.md").read_text("utf-8")
DRAWING = runpy.run_path(str(ROOT / "docs" / "draw_architecture.py"))


def test_the_diagram_is_that_of_the_code():
    assert DRAWING["with_diagram"](PAGE) == PAGE, "run python docs/draw_architecture.py"


def test_an_import_that_breaks_a_wall_would_be_drawn():
    arrows = DRAWING["needed"](DRAWING["edges"]())
    assert ("display", "sound") in arrows and ("practice/http", "practice/answers") in arrows
    assert not [here for here, there in arrows if there == "display" and here != "sound"]


def test_every_place_it_names_is_there():
    named = re.findall(r"`((?:helpers|docs|notebooks|data|tests)/[\w./]+)`", PAGE)
    missing = [place for place in named if "NN_" not in place and not (ROOT / place).exists()]
    assert len(named) > 15 and not missing


def test_every_room_is_explained():
    folders = {path.parent.name for path in (ROOT / "helpers").rglob("__init__.py")} - {"helpers"}
    assert not [room for room in folders if f"{room}/`" not in PAGE]
