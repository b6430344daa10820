"""Cards, figures and pickers in a real JupyterLab, in another's untrusted notebook and when run.

Words in their places, the rules of accessibility, the keyboard.
"""

import nbformat
import pytest
from axe_playwright_python.sync_playwright import Axe

from helpers.display.figure import WIDTH
from helpers.display.panels import LEFT
from helpers.engine import catalogue
from tests.browser.desk import START, new_notebook, open_notebook, shoot, use_theme
from tests.browser.lesson_page import run_all
from tests.environment import ROOT

pytestmark = pytest.mark.browser
LABEL = "서울역에서 아주 긴 이름으로 저장한 2026년의 녹음 파일.m4a"
KOREAN = "안녕하세요. 오늘은 날씨가 맑습니다."
ARABIC = "مرحبا بكم في هذا الدرس. سنتحدث اليوم عن الصوت."
MAKE = f"""from dataclasses import replace
from helpers import FormatPicker, ModelPicker, Sound, VoicePicker
from helpers.display import plots
weather = replace(
    Sound.load("../data/weather.mp3"), transcript="It will be cold and dry in the morning. " * 40
)
greeting = replace(
    Sound.load("../data/korean-greeting.mp3"), label="{LABEL}", transcript="{KOREAN}"
)
arabic = replace(greeting, label="x" * 200, transcript="{ARABIC}")"""
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
  const word = span => {
    const at = span.getBoundingClientRect(), range = document.createRange();
    range.selectNodeContents(span);
    const text = range.getBoundingClientRect();
    return {
      text: span.textContent,
      x: (text.left + text.right) / 2 - box.left,
      right: text.right - box.left,
      inside: at.top >= box.top - 1 && at.bottom <= box.bottom + 1
        && text.left >= box.left - 1 && text.right <= box.right + 1,
    };
  };
  return {
    alt: picture.alt,
    drawn: picture.naturalWidth,
    width: box.width,
    words: [...picture.parentElement.querySelectorAll('div[inert] > span')].map(word),
  };
})"""
OUTSIDE = """all => all.filter(element =>
  element.closest('figure').getBoundingClientRect().right < element.getBoundingClientRect().right
).map(element => element.outerHTML.slice(0, 99))"""
ARABIC_DIRECTION = """all => all.filter(p => p.textContent.startsWith('مرحبا'))
  .map(p => getComputedStyle(p).direction)"""
LABEL_FITS = (
    """s => s.labels[0].scrollWidth <= s.labels[0].clientWidth && s.labels[0].textContent"""
)
LAST_TEXT = """said => window.jupyterapp.shell.currentWidget.content.widgets.at(-1)
  .model.outputs.toJSON()[0]?.text?.trim() === said"""
LAST_CELL = "() => window.jupyterapp.shell.currentWidget.content.widgets.length - 1"


@pytest.fixture(scope="module")
def notebook(project) -> str:
    """The path of a notebook with everything in it, its outputs as they are committed."""
    names = {}
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("AUDIO_OUTPUT", "files")
        patch.setenv("AUDIO_OUTPUT_FOLDER", str(project / "notebooks" / "sounds"))
        patch.chdir(ROOT / "notebooks")
        exec(MAKE, names)
        cells = [MAKE, *(committed(source, names) for source in SHOWN + PICKERS)]
    made = new_notebook(*cells, "print(voice.value, format.value, model.value)")
    nbformat.write(made, project / "notebooks" / "looks.ipynb")
    return "lab/tree/notebooks/looks.ipynb"


def committed(source: str, names: dict) -> nbformat.NotebookNode:
    """A cell with the output of its last expression."""
    first, _, last = source.rpartition("; ")
    exec(first, names)
    data = eval(last, names)._repr_mimebundle_()
    output = nbformat.v4.new_output("display_data", data=data)
    return nbformat.v4.new_code_cell(source, outputs=[output])


def test_what_a_cell_shows_can_be_seen_read_and_worked(page, lab, notebook):
    page.set_viewport_size({"width": 1000, "height": 4200})  # all of it in sight
    open_notebook(page, f"{lab}/{notebook}")
    page.wait_for_selector("figure audio", state="attached")
    # JupyterLab's body has no height, and hides what leaves it: axe takes everything for hidden
    # and has nothing to say of its colours
    page.add_style_tag(content="body { height: 100vh }")
    look(page, "untrusted")
    run_all(page)
    page.wait_for_selector(".jp-Notebook select")
    look(page, "run", ".jp-Notebook .list-picker")
    choose(page)


def look(page, name: str, *more: str) -> None:
    """In both themes: every word over its picture where it belongs, nothing that axe forbids."""
    for part in more:
        assert page.locator(part).count(), f"{part} is not there to be looked at"
    for theme in ("Light", "Dark"):
        use_theme(page, theme)
        shoot(page, f"plots-{name}-{theme.lower()}")
        included = {"include": [[part] for part in (OURS, *more)]}
        found = Axe().run(page, context=included, options={}).response
        seen = {rule["id"]: len(rule["nodes"]) for rule in found["passes"]}
        pictures = page.locator(f"{OURS} img").count()
        assert seen["image-alt"] == pictures > 5, (name, theme, seen)
        assert seen.get("color-contrast", 0) > 20, (name, theme, seen)
        assert not [
            (rule["id"], [node["html"][:200] for node in rule["nodes"]])
            for rule in found["violations"]
        ]
    use_theme(page, "Light")
    for picture in page.evaluate(PLACES):
        words_are_in_place(picture)
    outside = page.eval_on_selector_all(f"{OURS} *", OUTSIDE)
    assert not outside, "it leaves its frame"
    (direction,) = page.eval_on_selector_all(f"{OURS} details p", ARABIC_DIRECTION)
    assert direction == "rtl"
    scroll(page)


def words_are_in_place(picture: dict) -> None:
    """Words stand inside the picture, and the seconds where their marks are."""
    assert picture["alt"] and picture["drawn"] and picture["width"] > 300
    words = picture["words"]
    assert [word["text"] for word in words]
    assert not [word["text"] for word in words if not word["inside"]]
    seconds = [word for word in words if word["text"].endswith(" s")]
    left, gap = seconds[0]["x"], seconds[1]["x"] - seconds[0]["x"]
    assert left == pytest.approx(LEFT / WIDTH * picture["width"], abs=3)
    evenly = [left + gap * i for i in range(len(seconds))]
    assert [word["x"] for word in seconds] == pytest.approx(evenly, abs=2)


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
    """Each list has its name, changes by an arrow key, and the kernel hears of it."""
    second = {
        "Voice": catalogue.voices()[1],
        "Format": catalogue.formats()[1],
        "Model": "gpt-audio",
    }
    for name, option in second.items():
        select = page.get_by_role("combobox", name=name, exact=True)
        assert select.evaluate(LABEL_FITS) == name
        select.focus()
        page.keyboard.press("ArrowDown")
        assert select.locator("option:checked").inner_text().startswith(option)
    page.evaluate(START, page.evaluate(LAST_CELL))
    page.wait_for_function(LAST_TEXT, arg=" ".join(second.values()), timeout=60_000)
