"""Draws the rooms and their imports from the code into docs/architecture.md, as a Mermaid diagram.

Run: python docs/draw_architecture.py
"""

import ast
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "architecture.md"
BEGIN, END = "```mermaid\n", "```\n"
CARD = ("sound", "display")  # inside one method: as a cell's last line a Sound shows its card
NO_ROOM = {"language", "paths", "progress", "units"}  # small tools that every room may use


def room_of(module: str) -> str:
    """The room of a module: helpers.media.codec is in media, practice keeps its inner rooms."""
    parts = module.split(".")[1:]
    depth = 2 if parts[:1] == ["practice"] else 1
    return "/".join(parts[:depth]) or "helpers"


def imports(path: Path) -> set[str]:
    """The modules of this project that a file imports, wherever in it the import stands."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("helpers"):
            found |= {f"{node.module}.{name.name}" for name in node.names}
        elif isinstance(node, ast.Import):
            found |= {name.name for name in node.names if name.name.startswith("helpers")}
    return found


Edge = tuple[str, str]  # (importing room, imported room)


def edges() -> list[Edge]:
    """Who imports whom, sorted, each once."""
    found = set()
    for path in (ROOT / "helpers").rglob("*.py"):
        module = ".".join(path.relative_to(ROOT).with_suffix("").parts)
        here = room_of(module.removesuffix(".__init__"))
        found |= {(here, room_of(target)) for target in imports(path)}
    return sorted(
        (here, there)
        for here, there in found
        if here != there and not {here, there} & {*NO_ROOM, "helpers", "practice/__main__"}
    )


def needed(arrows: list[Edge]) -> list[Edge]:
    """The arrows that no longer way through other rooms implies: fewer, and as true."""
    return [arrow for arrow in arrows if not leads([one for one in arrows if one != arrow], *arrow)]


def leads(arrows: list[Edge], start: str, goal: str) -> bool:
    """Whether a way of these arrows goes from one room to another."""
    reached, new = set(), {start}
    while new:
        reached |= new
        new = {there for here, there in arrows if here in new} - reached
    return goal in reached


def diagram() -> str:
    """The rooms as boxes, an arrow from each to those that it imports."""
    arrows = needed([arrow for arrow in edges() if arrow != CARD])
    rooms = sorted({room for arrow in arrows for room in arrow})
    inner = [room for room in rooms if room.startswith("practice/")]
    lines = ["flowchart TD"]
    lines += [f"    {name(room)}[{room}]" for room in rooms if room not in inner]
    lines += ["    subgraph practice [practice: a process of its own]"]
    lines += [f"        {name(room)}[{room.removeprefix('practice/')}]" for room in inner]
    lines += ["    end", "    engine -. starts, speaks HTTP .-> practice_http"]
    lines += ["    sound -. shows its card .-> display"]
    lines += [f"    {name(here)} --> {name(there)}" for here, there in arrows]
    return "\n".join(lines) + "\n"


def name(room: str) -> str:
    """A room's name as Mermaid takes it."""
    return room.replace("/", "_")


def with_diagram(page: str) -> str:
    """The page with the diagram of today in its place."""
    before, _, rest = page.partition(BEGIN)
    return before + BEGIN + diagram() + END + rest.partition(END)[2]


if __name__ == "__main__":
    PAGE.write_text(with_diagram(PAGE.read_text("utf-8")), "utf-8")
