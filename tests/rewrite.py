"""python -m tests.rewrite [02 …] (make notebooks): run the lessons on the practice engine.

Their outputs, their sounds and what they cost are written anew.
"""

import hashlib
import json
import os
import sys
import tempfile
from pathlib import Path

import nbformat
from nbclient import NotebookClient

from helpers.engine.accounting.call_files import CallFiles
from tests import course_map, lanes
from tests.environment import NOTEBOOKS, ROOT, TWINS, safe

LESSONS = ROOT / "data" / "lessons.json"
READMES = (  # file, head of the table, its last line, in Korean?
    (
        ROOT / "README.md",
        ("lesson", "calls", "tokens", "with a key, about"),
        "all of them",
        False,
    ),
    (ROOT / "README.ko.md", ("과", "호출", "토큰", "키를 쓰면 약"), "모두", True),
)
KEPT = {"tags", "english"}  # of a cell's metadata; english: of which text a twin is the Korean
BEGIN, END = "<!-- lessons: written by make notebooks -->\n", "<!-- end -->"


def main(wanted: list[str]) -> None:
    for path in [*NOTEBOOKS, *TWINS]:
        if not wanted or path.name[:2] in wanted:
            used = run(path)
            if path in NOTEBOOKS and noted(path, used):
                run(path)  # its first cell says what the lesson costs, which is known only now
            print(
                f"{path.name:45} {used['calls']:3} calls {used['tokens']:7,} tokens "
                f"{path.stat().st_size:8,} bytes",
                flush=True,
            )
    table()
    course_map.draw()
    lanes.draw()


def run(path: Path) -> dict:
    """Run one lesson in a fresh kernel, write it back, and return what it used."""
    language = "ko" if path in TWINS else "en"
    lesson = path.name[:2] if path in NOTEBOOKS else f"{language}-{path.name[:2]}"
    for old in (path.parent / "sounds").glob(f"{lesson}-*.mp3"):
        old.unlink()
    notebook = nbformat.read(path, 4)
    with tempfile.TemporaryDirectory() as folder:
        os.environ.clear()
        os.environ.update(safe(Path(folder), AUDIO_OUTPUT="files", AUDIO_LANGUAGE=language))
        NotebookClient(
            notebook,
            timeout=120,
            extra_arguments=["--IPKernelApp.log_level=ERROR"],
            resources={"metadata": {"path": str(path.parent)}},
        ).execute()
        rows = CallFiles(Path(folder) / "ledger.calls").details()
    for cell in notebook.cells:
        cell.metadata = {key: value for key, value in cell.metadata.items() if key in KEPT}
        if cell.cell_type == "code":
            cell.metadata["ran"] = source_hash(cell.source)
            cell.outputs = [without_sound(output) for output in cell.outputs]
    notebook.metadata = {
        "kernelspec": {
            "display_name": "Python 3 (ipykernel)",
            "language": "python",
            "name": "python3",
        },
        "language_info": {"name": "python"},
    }
    nbformat.write(notebook, path)
    tokens = {
        name: sum(row[name] for row in rows)
        for name in ("text_in", "audio_in", "text_out", "audio_out")
    }
    return {
        "title": notebook.cells[0].source.splitlines()[0].lstrip("# "),
        "calls": len(rows),
        "tokens": sum(tokens.values()),
        **tokens,
        "worth": round(sum(row["worth"] for row in rows), 5),
    }


def without_sound(output: dict) -> dict:
    """The output without what a committed notebook must not hold.

    That is a player with its sound as base64, as IPython's own, and a widget's state.
    """
    data = output.get("data", {})
    data.pop("application/vnd.jupyter.widget-view+json", None)
    if "data:audio" in data.get("text/html", ""):
        del data["text/html"]
    return output


def source_hash(source: str) -> str:
    """What a cell keeps of its source when it is run: an edit shows that its output is stale."""
    return hashlib.sha256(source.encode()).hexdigest()[:12]


def noted(path: Path, used: dict) -> bool:
    """Write down what a lesson used; True where that is news."""
    lessons = json.loads(LESSONS.read_text("utf-8")) if LESSONS.exists() else {}
    news = lessons.get(path.name[:2]) != used
    lessons[path.name[:2]] = used
    LESSONS.write_text(
        json.dumps(dict(sorted(lessons.items())), ensure_ascii=False, indent=1) + "\n", "utf-8"
    )
    return news


def table() -> None:
    """Put the table of lessons and costs into both READMEs, between their two marks."""
    lessons = json.loads(LESSONS.read_text("utf-8"))
    for readme, head, total, korean in READMES:
        rows = [f"| {' | '.join(head)} |", "|---|---:|---:|---:|"]
        rows += [
            f"| [{number} · {course_map.titles(ROOT / 'notebooks' / path_of(number))[korean]}]"
            f"(notebooks/{path_of(number)}) | {used['calls']} "
            f"| {used['tokens']:,} | {used['worth'] * 100:.1f} ¢ |"
            for number, used in lessons.items()
        ]
        calls, tokens, dollars = (
            sum(used[name] for used in lessons.values()) for name in ("calls", "tokens", "worth")
        )
        rows.append(f"| **{total}** | {calls} | {tokens:,} | **{dollars * 100:.0f} ¢** |")
        text = readme.read_text("utf-8")
        before, _, rest = text.partition(BEGIN)
        readme.write_text(
            before + BEGIN + "\n".join(rows) + "\n" + END + rest.partition(END)[2], "utf-8"
        )


def path_of(number: str) -> str:
    return next(path.name for path in NOTEBOOKS if path.name.startswith(number))


if __name__ == "__main__":
    main(sys.argv[1:])
