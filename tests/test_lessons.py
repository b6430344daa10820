"""The committed lessons: fresh, small, honest, complete. Running them is nbval's part."""

import json
import re
from pathlib import Path
from urllib.parse import unquote

import nbformat
import pytest

from helpers import exercises
from helpers.engine import catalogue
from helpers.exercises.steps import BLANK
from helpers.practice.mind import phrase_book
from tests.environment import NOTEBOOKS, ROOT
from tests.rewrite import source_hash

LARGEST = 100_000  # bytes
HONEST = {"00"}  # lessons that show on purpose what the practice engine cannot do


@pytest.fixture(params=NOTEBOOKS, ids=lambda path: path.name[:2])
def lesson(request):
    return request.param


@pytest.fixture
def notebook(lesson):
    return nbformat.read(lesson, 4)


def prose(notebook) -> list[str]:
    return [cell.source for cell in notebook.cells if cell.cell_type == "markdown"]


def code(notebook) -> list:
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def outputs(notebook) -> list:
    return [output for cell in code(notebook) for output in cell.outputs]


def text_of(output) -> str:
    return output.get("text") or "\n".join(
        str(value) for kind, value in output.get("data", {}).items() if kind.startswith("text/")
    )


def test_outputs_are_those_of_the_source(notebook):
    stale = [
        cell.source[:60]
        for cell in code(notebook)
        if cell.metadata.get("ran") != source_hash(cell.source)
    ]
    assert not stale, "run make notebooks"


def test_no_cell_failed_or_warned(notebook):
    assert not [
        output
        for output in outputs(notebook)
        if output.output_type == "error" or output.get("name") == "stderr"
    ]


def test_it_is_small_and_carries_neither_sound_nor_widget_state(lesson, notebook):
    text = lesson.read_text("utf-8")
    assert len(text.encode()) <= LARGEST
    assert (
        not re.search(r"data:audio[^\"\\]{100}", text)
        and "application/vnd.jupyter.widget-state+json" not in text
    )
    assert not [
        output
        for output in outputs(notebook)
        if "application/vnd.jupyter.widget-view+json" in output.get("data", {})
    ]


def test_every_sound_shown_is_there_and_no_other(lesson):
    shown = set(re.findall(r"sounds/([\w.-]+\.mp3)", lesson.read_text("utf-8")))
    there = {path.name for path in (ROOT / "notebooks" / "sounds").glob(f"{lesson.name[:2]}-*.mp3")}
    assert shown == there and shown


def test_no_machine_no_key(lesson):
    text = lesson.read_text("utf-8")
    assert not re.findall(
        r"/(?:home|root|work|tmp|Users)/|[A-Z]:\\\\Users|ipykernel_\d|practice-[0-9a-f]{8}|sk-[\w-]{24,}|127\.0\.0\.1:\d",
        text,
    )


def test_prose_names_no_model_and_no_price(notebook):
    found = [
        word for cell in prose(notebook) for word in re.findall(r"gpt-[\w.-]+|\$\s?\d|\d\s?¢", cell)
    ]
    assert not found, "code prints these from the catalogue"


def test_cells_are_short(notebook):
    long_code = [
        cell.id
        for cell in code(notebook)
        if len(cell.source.splitlines()) > 13
        or max(map(len, cell.source.splitlines()), default=0) > 100
    ]
    long_prose = [cell[:40] for cell in prose(notebook) if len(spoken_words(cell)) > 80]
    assert not long_code and not long_prose


def spoken_words(markdown: str) -> list[str]:
    """The words a learner reads: no solutions, no tags, no pictures, no targets of links."""
    text = re.sub(r"<details>.*?</details>", "", markdown, flags=re.DOTALL)
    return re.sub(r"<[^>]+>|!\[[^\]]*\]|\([^)]*\.(?:ipynb|svg)[^)]*\)", "", text).split()


def before_more(notebook) -> list:
    """The cells of the main path."""
    cells = notebook.cells
    ends = [n for n, cell in enumerate(cells) if cell.source.startswith("## More")]
    return cells[: ends[0]] if ends else cells


def test_the_main_path_is_short_and_more_comes_after_the_recap(notebook):
    main = before_more(notebook)
    words = [w for cell in main if cell.cell_type == "markdown" for w in spoken_words(cell.source)]
    assert len(main) <= 32 and len(words) <= 650
    assert "**You can now**" in main[-1].source and main[-2].source == "ledger"
    exercises_here = [cell for cell in main if "exercise" in cell.metadata.get("tags", [])]
    assert len(exercises_here) == 2


def test_the_first_sound_comes_at_once():
    notebook = nbformat.read(NOTEBOOKS[0], 4)
    first = next(n for n, cell in enumerate(notebook.cells) if "from_message" in cell.source)
    before = notebook.cells[:first]
    assert sum(cell.cell_type == "code" for cell in before) <= 1
    assert sum(len(spoken_words(c.source)) for c in before if c.cell_type == "markdown") <= 75


def test_a_guess_never_blocks_and_is_shown_beside_the_result(notebook):
    guesses = [n for n, cell in enumerate(notebook.cells) if cell.source.startswith("guess = ")]
    assert guesses, "a prediction is a cell of its own"
    for at in guesses:
        following = notebook.cells[at + 1 : at + 3]
        assert any('"my guess:", guess' in cell.source for cell in following)
    folded = [cell for cell in prose(notebook) if "<details>" in cell]
    assert all("<summary>Solution</summary>" in cell for cell in folded), "nothing is spoilt"


def test_every_exercise_ends_in_something_heard(notebook):
    for index, cell in enumerate(notebook.cells):
        if "exercise" in cell.metadata.get("tags", []):
            heard = notebook.cells[index + 2].source
            assert cell.source.rstrip().splitlines()[-1].startswith("passed = check(")
            assert heard.startswith("if passed:") and ("display(" in heard or "listen(" in heard)


def test_the_practice_engine_says_it_cannot_only_on_purpose(lesson, notebook):
    sentences = [
        phrase_book.answer([{"role": "user", "content": text}], []).text
        for text in ("Who are you?", "누구세요?")
    ]
    said = [
        text_of(output)[:80]
        for output in outputs(notebook)
        if any(sentence in text_of(output) for sentence in sentences)
    ]
    assert bool(said) == (lesson.name[:2] in HONEST), said


def test_recordings_are_made_out_and_another_language_is_named(lesson, notebook):
    said = "\n".join(text_of(output) for output in outputs(notebook))
    assert "cannot make out the words" not in said
    assert ("This is Spanish, as far as I can tell" in said) == (lesson.name[:2] == "02")


def test_every_lesson_has_its_parts(lesson, notebook):
    whole = "\n".join(prose(notebook))
    first = notebook.cells[0].source
    assert re.match(r"# \w.*\n\*.*[가-힣].*\*\n", first), "a title, and one line in Korean under it"
    for part in (
        "**You will do:**",
        "**You will learn:**",
        "**You will need:**",
        "minutes",
        "## What can go wrong",
        "**You can now**",
    ):
        assert part in whole, part
    assert (
        notebook.cells[1].cell_type == "code"
        and "engine = connect()" in notebook.cells[1].source
        and f'lesson_cost("{lesson.name[:2]}")' in notebook.cells[1].source
    )
    assert len(re.findall(r"^## Try it", whole, re.MULTILINE)) == 2
    sources = "\n".join(cell.source for cell in code(notebook))
    if lesson.name[:2] != "00":
        assert "## The same over plain HTTP" in whole and "engine.http.post(" in sources
    if lesson.name[:2] != "01":
        assert "## With your own recording" in whole or lesson.name[:2] == "30"
        assert "my_recording(" in sources
    provoked = [cell for cell in code(notebook) if "except " in cell.source]
    assert any(text_of(out).strip() for cell in provoked for out in cell.outputs), "a real error"


def test_exercises_fail_kindly_and_have_a_solution(lesson, notebook):
    for index, cell in enumerate(notebook.cells):
        if "exercise" not in cell.metadata.get("tags", []):
            continue
        shown = "".join(text_of(output) for output in cell.outputs)
        assert shown == BLANK + "\n", cell.source
        name = re.search(r'check\("([\w-]+)"', cell.source)[1]
        assert name in exercises.EXERCISES and name.startswith(lesson.name[:2])
        assert (
            "<summary>Solution</summary>" in notebook.cells[index + 1].source
            and name in notebook.cells[index + 1].source
        )


def test_every_exercise_stands_in_a_lesson():
    there = set(
        re.findall(r'check\(\\"([\w-]+)\\"', "".join(path.read_text("utf-8") for path in NOTEBOOKS))
    )
    assert there == set(exercises.EXERCISES)


def test_links_lead_somewhere(lesson, notebook):
    for text, target in re.findall(r"\[([^\]]+)\]\(([^)]+)\)", "\n".join(prose(notebook))):
        assert text.strip()
        if not target.startswith("http"):
            assert (lesson.parent / unquote(target.partition("#")[0])).exists(), target


def test_what_is_compared_can_fail(notebook):
    compared = [
        cell for cell in code(notebook) if "nbval-check-output" in cell.metadata.get("tags", [])
    ]
    assert compared
    assert all(any(text_of(output).strip() for output in cell.outputs) for cell in compared), (
        "a compared cell without output compares nothing"
    )


def test_costs_and_readme_are_those_of_the_last_run():
    costs = json.loads((ROOT / "data" / "lessons.json").read_text("utf-8"))
    assert sorted(costs) == [path.name[:2] for path in NOTEBOOKS]
    readme = (ROOT / "README.md").read_text("utf-8")
    for number, used in costs.items():
        assert (
            used["calls"] > 0
            and abs(
                used["worth"] - catalogue.models()[catalogue.default_model()].cost(as_usage(used))
            )
            < 1e-5
        )
        assert f"| {used['calls']} | {used['tokens']:,} |" in readme, number


def as_usage(used: dict) -> dict:
    return {
        "prompt_tokens": used["text_in"] + used["audio_in"],
        "prompt_tokens_details": {"audio_tokens": used["audio_in"]},
        "completion_tokens": used["text_out"] + used["audio_out"],
        "completion_tokens_details": {"audio_tokens": used["audio_out"]},
    }


def test_links_of_the_readme_lead_somewhere():
    for target in re.findall(r"\]\(([^)]+)\)", (ROOT / "README.md").read_text("utf-8")):
        assert target.startswith("http") or (ROOT / Path(target.partition("#")[0])).exists(), target
