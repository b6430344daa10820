"""The lessons' prose: short sentences, usual words, each term explained where it first stands."""

import re

import nbformat
import pytest

from tests.environment import NOTEBOOKS

LONGEST = 25  # words in a sentence; a list of six parts and more may be longer
UNUSUAL = {  # an unusual or old word, and the usual one
    "afresh": "again", "akin": "like", "albeit": "though", "amongst": "among", "anew": "again",
    "apt": "likely", "behold": "see", "commence": "begin", "conversely": "but", "dear": "expensive",
    "endeavour": "try", "exchanged": "replaced", "furthermore": "also", "heed": "listen to",
    "hence": "so", "henceforth": "from now on", "hitherto": "until now", "inasmuch": "because",
    "lest": "so that not", "likewise": "also", "mend": "repair", "merely": "only",
    "moreover": "also", "naught": "nothing", "nay": "no", "nigh": "near", "nought": "nothing",
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
    "system message": r"\*\*system message\*\*: an instruction",
    "chunk": r"One letter for each \*\*chunk\*\*",
    "server-sent events": r"This is called \*server-sent events\*",
}


def prose(path) -> list[str]:
    """The Markdown cells without solutions, code, pictures and targets of links."""
    cells = [cell.source for cell in nbformat.read(path, 4).cells if cell.cell_type == "markdown"]
    cells = [re.sub(r"<details>.*?</details>", "", cell, flags=re.DOTALL) for cell in cells]
    return [re.sub(r"!\[[^\]]*\]\([^)]*\)|`[^`]*`|\([^)]*\.ipynb\)", "x", cell) for cell in cells]


def sentences(path) -> list[str]:
    lines = [line for cell in prose(path) for line in cell.splitlines()]
    return [one for line in lines for one in re.split(r"(?<=[.!?:;])\s+", line)]


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.name[:2])
def test_sentences_are_short(path):
    long = [one for one in sentences(path) if len(one.split()) > LONGEST and one.count(",") < 5]
    assert not long


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.name[:2])
def test_words_are_the_usual_ones(path):
    text = " ".join(prose(path)).lower()
    found = {word: usual for word, usual in UNUSUAL.items() if re.search(rf"\b{word}\b", text)}
    assert not found, "the usual words are behind them"


@pytest.mark.parametrize("term", TERMS)
def test_a_term_is_explained_where_it_first_stands(term):
    titles = {cells[0] for cells in map(prose, NOTEBOOKS)}  # what will be learned names it too
    cells = [cell for path in NOTEBOOKS for cell in prose(path) if cell not in titles]
    first = next(cell for cell in cells if re.search(rf"\b{term}", cell, re.IGNORECASE))
    assert re.search(TERMS[term], first), first[:200]


def test_the_rules_catch_what_breaks_them():
    long = "word " * (LONGEST + 1) + "."
    assert len(long.split()) > LONGEST and long.count(",") < 5
    assert re.search(r"\bthus\b", "and thus it ends")
