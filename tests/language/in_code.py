"""The sentences of a room as they stand in its code: in Python, and in scripts for the page."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from helpers.language.sentences import BETWEEN, PLACE

WORDS = re.compile(r"[A-Za-z]{2,}[,:;]? [A-Za-z]{2,}")  # two words make a sentence
CODE = re.compile(  # markup, a type, a pattern, lines of Python as a hint
    r"<\w+ |^tuple\[|\\b|^const |^(?:return|await|async with) [\w.\[(]|^except \w+ as|^step = "
    r"|^\(json\.loads"
)
COMMENT = re.compile(r"(?:^|\s)//.*$", re.MULTILINE)
JOINED = re.compile(r'"\s*\+\s*"')


def nameless(sentence: str) -> str:
    """The sentence with {} where it varies: names are free in the table."""
    return PLACE.sub("{}", sentence)


def texts(path: Path) -> set[str]:
    """All texts of a module but its docstrings, {} where they vary, each fact of a line alone."""
    found = {fact for text in _texts(path) for fact in text.split(BETWEEN)}
    return found - {"", "{}"}


def read_by_learners(found: set[str]) -> set[str]:
    """Those of more than one word that are no code."""
    return {text for text in found if WORDS.search(text) and not CODE.search(text)}


def page_sentences(path: Path) -> set[str]:
    """What a script gives to `local`, and both names of what a button does."""
    script = JOINED.sub("", path.read_text("utf-8"))
    given = re.findall(r'local\(\s*"([^"]*)"', script)
    verbs = re.findall(r'(?<=[?:]) "(\w+)"', "".join(re.findall(r"\bname\(.*\);", script)))
    return {*given, *verbs, *(f"{verb} {{label}}" for verb in verbs)}


def page_texts(path: Path) -> set[str]:
    """Every text of a script outside its comments."""
    script = JOINED.sub("", COMMENT.sub("", path.read_text("utf-8")))
    return {one or other for one, other in re.findall(r'"([^"\n]*)"|`([^`]*)`', script)}


def _texts(path: Path) -> Iterator[str]:
    tree = ast.parse(path.read_text("utf-8"))
    pieces = _pieces_and_docstrings(tree)
    for node in ast.walk(tree):
        if node in pieces:
            continue
        if isinstance(node, ast.JoinedStr):
            yield "".join(
                part.value if isinstance(part, ast.Constant) else "{}" for part in node.values
            )
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


def _pieces_and_docstrings(tree: ast.AST) -> set[ast.AST]:
    found: set[ast.AST] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            found.update(node.values)
        elif isinstance(node, ast.FormattedValue) and node.format_spec:
            found.update(ast.walk(node.format_spec))
        elif isinstance(node, ast.Expr):
            found.add(node.value)
    return found
