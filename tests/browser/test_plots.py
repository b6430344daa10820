"""Cards, pictures and pickers in a real JupyterLab, in a notebook of another's (untrusted) and after it was run: words in their places, rules of accessibility, the keyboard."""

import os
from pathlib import Path

import nbformat
import pytest
from axe_playwright_python.sync_playwright import Axe

from helpers.display.figure import WIDTH
from helpers.display.panels import LEFT
from helpers.engine import catalogue
from tests.browser.test_lessons import OPEN, run_all
from tests.environment import ROOT

pytestmark = pytest.mark.browser
LABEL, KOREAN, ARABIC = (
    "서울역에서 아주 긴 이름으로 저장한 2026년의 녹음 파일.m4a",
    "안녕하세요. 오늘은 날씨가 맑습니다.",
    "مرحبا بكم في هذا الدرس. سنتحدث اليوم عن الصوت.",
)
MAKE = f"""import dataclasses
from helpers import FormatPicker, ModelPicker, Sound, VoicePicker
from helpers.display import plots
weather = dataclasses.replace(Sound.load("../data/weather.mp3"), transcript="It will be cold and dry in the morning. " * 40)
greeting = dataclasses.replace(Sound.load("../data/korean-greeting.mp3"), label="{LABEL}", transcript="{KOREAN}")
arabic = dataclasses.replace(greeting, label="x" * 200, transcript="{ARABIC}")"""
SHOWN = [
    "weather",
    "greeting",
    "arabic",
    "plots.waveform(weather)",
    "plots.spectrogram(weather)",
    "plots.pitch_and_loudness([weather, greeting])",
    "plots.conversation(greeting, weather)",
]
PICKERS = [
    "voice = VoicePicker(); voice",
    "format = FormatPicker(); format",
    "model = ModelPicker(); model",
]
OURS = ".jp-Notebook figure"
PLACES = """() => [...document.querySelectorAll('.jp-Notebook figure div > img')].map(picture => {
  const box = picture.getBoundingClientRect();
  return {alt: picture.alt, drawn: picture.naturalWidth, width: box.width, words: [...picture.parentElement.querySelectorAll('div[inert] > span')].map(span => {
    const at = span.getBoundingClientRect(), range = document.createRange();
    range.selectNodeContents(span);
    const text = range.getBoundingClientRect();
    return {text: span.textContent, x: (text.left + text.right) / 2 - box.left, right: text.right - box.left, inside: at.top >= box.top - 1 && at.bottom <= box.bottom + 1 && text.left >= box.left - 1 && text.right <= box.right + 1};
  })};
})"""


@pytest.fixture(scope="module")
def notebook(project) -> str:
    """The address of a notebook with everything in it, its outputs as they are committed."""
    names = {}
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("AUDIO_OUTPUT", "files")
        patch.setenv("AUDIO_OUTPUT_FOLDER", str(project / "notebooks" / "sounds"))
        patch.chdir(ROOT / "notebooks")
        exec(MAKE, names)
        cells = [nbformat.v4.new_code_cell(MAKE)]
        for source in SHOWN + PICKERS:
            first, _, last = source.rpartition("; ")
            exec(first, names)
            shown = eval(last, names)
            cells.append(
                nbformat.v4.new_code_cell(
                    source,
                    outputs=[
                        nbformat.v4.new_output("display_data", data=shown._repr_mimebundle_())
                    ],
                )
            )
    cells.append(nbformat.v4.new_code_cell("print(voice.value, format.value, model.value)"))
    nbformat.write(
        nbformat.v4.new_notebook(
            cells=cells,
            metadata={
                "kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}
            },
        ),
        project / "notebooks" / "looks.ipynb",
    )
    return "lab/tree/notebooks/looks.ipynb?reset"


def test_what_a_cell_shows_can_be_seen_read_and_worked(page, lab, notebook):
    page.set_viewport_size({"width": 1000, "height": 4200})  # all of it in sight
    page.goto(f"{lab}/{notebook}")
    page.wait_for_function(OPEN, timeout=60_000)
    page.wait_for_selector("figure audio", state="attached")
    page.add_style_tag(
        content="body { height: 100vh }"
    )  # JupyterLab's has no height, and hides what leaves it: axe takes everything for hidden and has nothing to say of its colours
    look(page, "untrusted")
    run_all(page)
    page.wait_for_selector(".jp-Notebook select")
    look(page, "run", ".jp-Notebook .choice")
    choose(page)


def look(page, name: str, *more: str) -> None:
    """In both themes: every word over its picture where it belongs, nothing that the rules of accessibility forbid."""
    for theme in ("Light", "Dark"):
        page.evaluate(
            "async theme => { await window.jupyterapp.commands.execute('apputils:change-theme', {theme}) }",
            f"JupyterLab {theme}",
        )
        page.wait_for_function(
            "dark => getComputedStyle(document.querySelector('.jp-Notebook')).backgroundColor === (dark ? 'rgb(17, 17, 17)' : 'rgb(255, 255, 255)')",
            arg=theme == "Dark",
        )
        page.wait_for_selector(
            "#jupyterlab-splash", state="detached"
        )  # it lies over everything while a theme is loaded
        if os.environ.get("SCREENSHOTS"):
            page.wait_for_timeout(800)
            page.screenshot(
                path=Path(os.environ["SCREENSHOTS"]) / f"plots-{name}-{theme.lower()}.png"
            )
        found = (
            Axe()
            .run(page, context={"include": [[part] for part in (OURS, *more)]}, options={})
            .response
        )
        seen = {rule["id"]: len(rule["nodes"]) for rule in found["passes"]}
        assert (
            seen["image-alt"] == page.locator(f"{OURS} img").count() > 5
            and seen.get("color-contrast", 0) > 20
        ), (name, theme, seen)
        assert not [
            (rule["id"], [node["html"][:200] for node in rule["nodes"]])
            for rule in found["violations"]
        ]
    for picture in page.evaluate(PLACES):
        assert picture["alt"] and picture["drawn"] and picture["width"] > 300
        assert [word["text"] for word in picture["words"]] and not [
            word["text"] for word in picture["words"] if not word["inside"]
        ]
        seconds = [word for word in picture["words"] if word["text"].endswith(" s")]
        left, gap = seconds[0]["x"], seconds[1]["x"] - seconds[0]["x"]
        assert left == pytest.approx(LEFT / WIDTH * picture["width"], abs=3)
        assert [word["x"] for word in seconds] == pytest.approx(
            [left + gap * i for i in range(len(seconds))], abs=2
        )
    assert not page.eval_on_selector_all(
        f"{OURS} *",
        "all => all.filter(e => e.closest('figure').getBoundingClientRect().right < e.getBoundingClientRect().right).map(e => e.outerHTML.slice(0, 99))",
    ), "it leaves its frame"
    (arabic,) = page.eval_on_selector_all(
        f"{OURS} details p",
        "all => all.filter(p => p.textContent.startsWith('مرحبا')).map(p => getComputedStyle(p).direction)",
    )
    assert arabic == "rtl"
    scroll(page)


def scroll(page) -> None:
    """A long transcript stays small, and Page Down moves it."""
    details = page.locator(f"{OURS} details", has_text="It will be cold").first
    height, whole = details.evaluate(
        "d => { d.scrollTop = 0; return [d.clientHeight, d.scrollHeight]; }"
    )
    assert 60 < height < 250 < whole
    details.locator("summary").focus()
    page.keyboard.press("PageDown")
    page.wait_for_function("d => d.scrollTop > 0", arg=details.element_handle(), timeout=20_000)


def choose(page) -> None:
    """Each list has its name, shows its longest line, changes by an arrow key, and the kernel hears of it."""
    for name, second in (
        ("Voice", catalogue.voices()[1]),
        ("Format", catalogue.formats()[1]),
        ("Model", "gpt-audio"),
    ):
        select = page.get_by_role("combobox", name=name, exact=True)
        assert (
            select.evaluate(
                "s => s.labels[0].scrollWidth <= s.labels[0].clientWidth && s.labels[0].textContent"
            )
            == name
        )
        select.focus()
        page.keyboard.press("ArrowDown")
        assert select.locator("option:checked").inner_text().startswith(second)
    page.evaluate(
        """async () => { const notebook = window.jupyterapp.shell.currentWidget.content; notebook.activeCellIndex = notebook.widgets.length - 1; await window.jupyterapp.commands.execute('notebook:run-cell'); }"""
    )
    said = f"{catalogue.voices()[1]} {catalogue.formats()[1]} gpt-audio"
    page.wait_for_function(
        "said => window.jupyterapp.shell.currentWidget.content.widgets.at(-1).model.outputs.toJSON()[0]?.text?.trim() === said",
        arg=said,
        timeout=60_000,
    )
