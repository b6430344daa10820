"""python -m tests.twins 00 [00-05 …]: note that these Korean cells follow today's English ones.

A Korean twin of a lesson keeps, in each Markdown cell, a hash of the English cell that it
translates. Where the English changes, the Korean is stale until somebody has read both; without
names of cells, those that are stale are listed.
"""

import ast
import re
import sys
from pathlib import Path

import nbformat

from tests.course_map import groups_of
from tests.environment import NOTEBOOKS, TWINS
from tests.rewrite import source_hash

HANGUL = re.compile("[가-힣]")


def english_of(twin: Path) -> Path:
    """The lesson that a twin translates."""
    return next(path for path in NOTEBOOKS if path.name == twin.name.replace("-ko_", "_"))


def stale(twin: Path) -> list[str]:
    """The Markdown cells whose English text is another than when they were translated."""
    english = {cell.id: cell.source for cell in nbformat.read(english_of(twin), 4).cells}
    return [
        cell.id
        for cell in nbformat.read(twin, 4).cells
        if cell.cell_type == "markdown"
        and not groups_of(cell)  # the map is written by a script
        and cell.metadata.get("english") != source_hash(english.get(cell.id, ""))
    ]


def note(twin: Path, names: list[str]) -> None:
    """Write down that these cells follow today's English."""
    english = {cell.id: cell.source for cell in nbformat.read(english_of(twin), 4).cells}
    notebook = nbformat.read(twin, 4)
    for cell in notebook.cells:
        if cell.id in names:
            cell.metadata["english"] = source_hash(english[cell.id])
    nbformat.write(notebook, twin)


def bare(code: str) -> str:
    """Code without its comments and without the texts that are Korean or have a Korean twin."""
    return ast.dump(_WithoutTexts().visit(ast.parse(code)))


def texts(code: str) -> list[str]:
    """The texts of a cell in their order."""
    tree = ast.parse(code)
    return [node.value for node in ast.walk(tree) if _is_text(node)]


def _is_text(node: ast.AST) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


class _WithoutTexts(ast.NodeTransformer):
    def visit_Constant(self, node: ast.Constant) -> ast.Constant:
        return ast.Constant("") if _is_text(node) else node


def main(arguments: list[str]) -> None:
    for twin in TWINS:
        note(twin, arguments)
        print(f"{twin.name}: {', '.join(stale(twin)) or 'nothing'} is stale.")


if __name__ == "__main__":
    main(sys.argv[1:])
