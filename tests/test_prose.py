"""The prose of the lessons and the README: short sentences, usual words, terms explained."""

import re
from pathlib import Path

import nbformat
import pytest

from tests.environment import NOTEBOOKS, ROOT

LONGEST = 25  # words in a sentence; a list of six parts and more may be longer
PAGES = [*NOTEBOOKS, ROOT / "README.md"]
UNUSUAL = {  # an unusual or old word, and the usual one
    "afresh": "again", "akin": "like", "amongst": "among", "anew": "again",
    "apt": "likely", "behold": "see", "commence": "begin", "conversely": "but", "dear": "expensive",
    "endeavour": "try", "exchanged": "replaced", "furthermore": "also", "heed": "listen to",
    "hence": "so", "henceforth": "from now on", "hitherto": "until now", "inasmuch": "because",
    "lest": "so that not", "likewise": "also", "mend": "repair", "merely": "only",
    "moreover": "also", "naught": "nothing", "nay": "no", "nigh": "near", "nought": "nothing",
    "feigned": "pretended", "forthwith": "at once", "fain": "gladly", "ere": "before",
    "ought": "should", "sundry": "several", "betwixt": "between", "albeit": "though",
    "notwithstanding": "despite", "oft": "often", "peruse": "read", "perchance": "perhaps",
    "prior": "before", "quoth": "said", "scarce": "hardly", "scarcely": "hardly", "shall": "will",
    "thence": "from there", "thereafter": "after that", "thereby": "so", "therein": "in it",
    "thereof": "of it", "thrice": "three times", "thus": "so", "till": "until", "twain": "two",
    "unto": "to", "upon": "on", "utilise": "use", "utmost": "most", "vis-à-vis": "about",
    "whence": "from where", "whereby": "by which", "wherein": "in which", "whereof": "of which",
    "whilst": "while", "whither": "where", "yonder": "there", "left away": "left out",
}  # fmt: skip
TERMS = {  # a term, and how the cell explains it in which it first stands
    "request": r"\*\*request\*\*: a Python dict",
    "completion": r"The answer is a \*\*completion\*\*",
    "API key": r"\*\*API key\*\*, a password",
    "token": r"A \*\*token\*\* is the unit that is paid",
    "cap": r"\*\*cap\*\* for the day",
    "base64": r"\*\*base64\*\*: ",
    "SDK": r"The SDK, OpenAI's Python package",
    "transcribe": r"\*\*transcribe\*\* is to write down",
    "word error rate": r"The \*\*word error rate\*\* counts",
    "character error rate": r"\*\*character error rate\*\*.* is the word error rate",
    "audio id": r"as an \*\*audio id\*\*: a short name",
    "system message": r"\*\*system message\*\*: an instruction",
    "quantisation": r"\*\*Quantisation\*\* .* moves it to the nearest step",
    "in flight": r"A request is \*\*in flight\*\* from",
    "semaphore": r"A \*\*semaphore\*\* holds back",
    "jitter": r"\*\*Jitter\*\* is a random change",
    "chunk": r"One letter for each \*\*chunk\*\*",
    "delivery": r"This is \*\*delivery\*\*: how",
    "confusion matrix": r"This is a \*\*confusion matrix\*\*",
    "JSON schema": r"described by a \*\*JSON schema\*\*, a dict",
    "dry run": r"A \*\*dry run\*\* takes three",
    "cluster": r"A \*\*cluster\*\* is several machines",
    "server-sent events": r"This is called \*server-sent events\*",
}


def prose(path: Path) -> list[str]:
    """The Markdown cells, or a page whole."""
    if path.suffix == ".md":
        return [plain(path.read_text("utf-8"))]
    cells = nbformat.read(path, 4).cells
    return [plain(cell.source) for cell in cells if cell.cell_type == "markdown"]


def plain(markdown: str) -> str:
    """What is read: no solutions, no blocks of code, tables, comments and targets of links."""
    unread = r"<details>.*?</details>|^```.*?^```|<!--.*?-->|^\|[^\n]*"
    text = re.sub(unread, "", markdown, flags=re.DOTALL | re.MULTILINE)
    text = re.sub(r"!\[[^\]]*\]\([^)]*\)|`[^`]*`", "x", text)
    return re.sub(r"\]\([^)]*\)", "]", text)


def long_sentences(text: str) -> list[str]:
    sentences = re.split(r"(?<=[.!?:;])\s+|\n", text)
    return [one for one in sentences if len(one.split()) > LONGEST and one.count(",") < 5]


def unusual_words(text: str) -> dict[str, str]:
    """The words that few learners know, each with the usual one."""
    low = text.lower()
    return {word: usual for word, usual in UNUSUAL.items() if re.search(rf"\b{word}\b", low)}


def without_their_explanation(terms: dict[str, str], cells: list[str]) -> list[str]:
    """The terms that the first cell which names them does not explain."""
    first = {
        term: next((cell for cell in cells if re.search(rf"\b{term}", cell, re.IGNORECASE)), "")
        for term in terms
    }
    return [term for term, explains in terms.items() if not re.search(explains, first[term])]


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name[:2])
def test_sentences_are_short(path):
    assert not [one for text in prose(path) for one in long_sentences(text)]


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name[:2])
def test_words_are_the_usual_ones(path):
    assert not unusual_words("\n".join(prose(path))), "the usual words are behind them"


@pytest.mark.parametrize("term", TERMS)
def test_a_term_is_explained_where_it_first_stands(term):
    titles = {cells[0] for cells in map(prose, NOTEBOOKS)}  # what will be learned names it too
    cells = [cell for path in NOTEBOOKS for cell in prose(path) if cell not in titles]
    assert not without_their_explanation({term: TERMS[term]}, cells)


def test_the_rules_catch_what_breaks_them():
    listed = "A list: " + "one thing, " * 12 + "and two."
    assert long_sentences("One. " + "word " * 26 + ". Two.") == ["word " * 26 + "."]
    assert not long_sentences("word " * 25) and not long_sentences(listed)
    assert unusual_words("Thus it ends, or is left away.") == {
        "thus": "so",
        "left away": "left out",
    }
    assert not unusual_words("A prioritised enthusiast is apart from it.")
    late = ["Send a chunk.", "A **chunk** is a piece."]
    assert without_their_explanation({"chunk": r"\*\*chunk\*\* is"}, late) == ["chunk"]
    assert not without_their_explanation({"chunk": r"\*\*chunk\*\* is"}, late[1:])
    assert plain("<details>thus</details>[a](b.ipynb) `hence`\n| lest |\n") == "[a] x\n\n"
