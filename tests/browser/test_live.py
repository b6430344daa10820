"""The live player in a real JupyterLab: what leaves the loudspeaker, Pause and Stop, keyboard and screen reader, and what stays in the saved notebook."""

import base64
import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path

import nbformat
import numpy as np
import psutil
import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser import tap
from tests.browser.test_lessons import PLAY
from tests.environment import ROOT

pytestmark = pytest.mark.browser
OPEN = "() => window.jupyterapp?.shell.currentWidget?.content?.model?.cells?.length > 0 && window.jupyterapp.shell.currentWidget.sessionContext?.session?.kernel?.status === 'idle'"
START = "index => { const notebook = window.jupyterapp.shell.currentWidget.content; notebook.activeCellIndex = index; window.jupyterapp.commands.execute('notebook:run-cell'); }"
CELL = """index => { const model = window.jupyterapp.shell.currentWidget.content.widgets[index].model;
  return {count: model.executionCount, running: model.executionState === 'running', trusted: model.trusted, outputs: model.outputs.toJSON()}; }"""
AXE = {
    "runOnly": {
        "type": "tag",
        "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    },
    "resultTypes": ["violations"],
}
THEME = (
    "async theme => { await window.jupyterapp.commands.execute('apputils:change-theme', {theme}) }"
)
SHOWN = """async () => {   // how many times the position changes in a second and a half
  const seen = new Set(), until = performance.now() + 1500;
  while (performance.now() < until) { seen.add(document.querySelector('.listen-time').innerText.split(' of ')[0]); await new Promise(done => setTimeout(done, 20)); }
  return seen.size;
}"""
SECONDS, STALL = (
    20,
    "() => setInterval(() => { const until = performance.now() + 500; while (performance.now() < until); }, 2000)",
)
CELLS = [
    """import asyncio, base64, os, random, sys
sys.path.insert(0, "..")
from helpers import connect, listen
def noise(seed):
    return base64.b64decode(open(f"noise-{seed}.txt").read())
async def stream(pcm, sizes=(19_200,), wait=0.0, jitter=0.0):
    chance, at, number, loop = random.Random(1), 0, 0, asyncio.get_running_loop()
    began = loop.time()
    while at < len(pcm):
        size = sizes[number % len(sizes)]
        yield {"id": f"chatcmpl-{sizes}", "model": "gpt-audio-1.5", "choices": [{"index": 0, "delta": {"audio": {"id": "audio_1", "data": base64.b64encode(pcm[at:at + size]).decode()}}}]}
        at, number = at + size, number + 1
        if wait or number % 50 == 0:
            await asyncio.sleep(max(0, began + number * wait - loop.time()) + chance.uniform(0, jitter))
os.environ["PRACTICE_URL"] = "ADDRESS"
engine = connect()
request = dict(model=engine.model, modalities=["text", "audio"], audio={"voice": "coral", "format": "pcm16"}, stream=True, stream_options={"include_usage": True},
               messages=[{"role": "user", "content": "Read aloud: Good morning! The library opens at nine, and you can borrow five books."}])
create = engine.async_client.chat.completions.create""",
    """replies = await asyncio.gather(
    listen(stream(noise(0), sizes=(4800,), wait=0.07, jitter=0.12), label="jitter"),
    listen(stream(noise(1)), label="burst"),
    listen(stream(noise(2), sizes=(7, 9600, 4801, 1), wait=0.045), label="odd"))""",
    "[(reply.sound.samples() * 32768).astype('<i2').tobytes() == noise(n) for n, reply in enumerate(replies)]",
    """reply = await listen(create(**request, extra_headers={"x-practice-fault": "runaway"}), label="library")""",
    """reply = await listen(create(**request), label="library")""",
    """print(reply, reply.transcript)""",
    """import hashlib, numpy
print(hashlib.sha256(numpy.trim_zeros(reply.sound.samples())).hexdigest())""",
]
EXACT, SAME, RUNAWAY, WHOLE, REPLY, DIGEST = range(1, 7)


class Notebook:
    """A notebook in a page of its own, with an ear at the loudspeaker."""

    def __init__(self, page, lab, folder):
        self.page, self.lab, self.file, self.faults = page, lab, folder / "live.ipynb", []
        page.on("pageerror", lambda error: self.faults.append(str(error)))
        page.add_init_script(tap.LISTEN)

    def write(self, cells):
        known = nbformat.v4.new_notebook(
            cells=[nbformat.v4.new_code_cell(source) for source in cells],
            metadata={
                "kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}
            },
        )
        nbformat.write(known, self.file)

    def open(self, file):
        self.page.goto(f"{self.lab}/lab/tree/notebooks/{file.name}?reset")
        self.page.wait_for_function(OPEN, timeout=60_000)

    def start(self, index):
        self.page.evaluate(START, index)

    def done(self, index):
        """Wait for a cell's end, and give its outputs as a saved notebook has them."""
        self.page.wait_for_function(
            f"() => {{ const cell = ({CELL})({index}); return cell.count && !cell.running }}",
            timeout=60_000,
        )
        return self.page.evaluate(CELL, index)["outputs"]

    def run(self, index):
        self.start(index)
        return self.done(index)

    def save(self):
        self.page.evaluate(
            "async () => { await window.jupyterapp.commands.execute('docmanager:save') }"
        )
        return json.loads(self.file.read_text("utf-8"))

    def until(self, state):
        self.page.wait_for_selector(f".listen[data-state={state}]", timeout=30_000)


@pytest.fixture(scope="module")
def real():
    """A practice engine at the pace of the real one: its address and its process."""
    process = subprocess.Popen(
        [sys.executable, "-m", "helpers.practice", "--pace", "real"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=ROOT,
    )
    yield json.loads(process.stdout.readline())["base_url"], psutil.Process(process.pid)
    process.stdin.close()
    process.wait(10)


@pytest.fixture(scope="module")
def notebook(browser, lab, project, real):
    """The notebook of CELLS, the first of them run."""
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    notebook = Notebook(page, lab, project / "notebooks")
    notebook.write([source.replace("ADDRESS", real[0]) for source in CELLS])
    notebook.open(notebook.file)
    notebook.run(0)
    yield notebook
    page.close()
    assert not notebook.faults


@pytest.fixture
def page(notebook):
    return notebook.page


@pytest.fixture(scope="module")
def noises(project) -> list[np.ndarray]:
    """Twenty seconds of noise each, its sign changing from sample to sample and every fourth one zero, so that a hair's breadth beside its place shows; also as files beside the notebook."""
    count = SECONDS * 24000
    made = [
        (
            np.random.default_rng(seed).integers(1000, 9000, count)
            * np.resize([1, 0, -1, 1, -1, 0, 1, -1], count)
        ).astype("<i2")
        for seed in range(3)
    ]
    for seed, samples in enumerate(made):
        (project / "notebooks" / f"noise-{seed}.txt").write_text(
            base64.b64encode(samples.tobytes()).decode()
        )
    return made


def test_every_sample_is_played_once_and_in_time(notebook, page, noises):
    stalls = page.evaluate(STALL)  # the page does nothing for half a second, every two
    notebook.start(EXACT)
    page.wait_for_function(
        "() => { const times = [...document.querySelectorAll('.listen-time')]; return times.length === 3 && times.every(time => parseFloat(time.innerText) > 18) }",
        timeout=60_000,
    )
    gaps = page.eval_on_selector_all(
        ".listen", "players => players.map(player => player.dataset.gaps)"
    )
    outputs = notebook.done(EXACT)
    page.evaluate("stalls => clearInterval(stalls)", stalls)
    assert (
        len(
            [
                output
                for output in outputs
                if "<audio" in output.get("data", {}).get("text/html", "")
            ]
        )
        == 3
    )
    assert text(notebook.run(SAME)) == "[True, True, True]" and set(gaps) == {"0"}
    played = [tap.heard(page, number)[0] for number in range(3)]
    assert sorted(
        min((tap.differing(one, other), number) for number, other in enumerate(noises))
        for one in played
    ) == [((0, 0), 0), ((0, 0), 1), ((0, 0), 2)]


def test_by_keyboard_alone_pause_goes_on_and_stop_ends_the_stream(notebook, page, real):
    notebook.start(RUNAWAY)
    notebook.until("playing")
    shoot(page, "playing-light")
    assert violations(page) == []
    tab_to(page, "Pause library")
    page.keyboard.press("Space")
    notebook.until("paused")
    before = seconds(page)
    page.wait_for_timeout(600)
    assert seconds(page) == before and page.inner_text(".listen-status").startswith("Paused")
    assert focused(page) == "Play library"
    shoot(page, "paused-light")
    page.keyboard.press("Enter")
    notebook.until("playing")
    page.wait_for_function(
        "before => parseFloat(document.querySelector('.listen-time').innerText) > before",
        arg=before,
    )
    page.emulate_media(reduced_motion="reduce")
    assert page.evaluate(SHOWN) <= 3
    page.emulate_media(reduced_motion="no-preference")
    assert page.evaluate(SHOWN) > 3
    assert connections(real[1]) == 1
    page.keyboard.press("Tab")
    assert focused(page) == "Stop library"
    page.keyboard.press("Enter")
    outputs = notebook.done(RUNAWAY)
    assert (
        "<audio" in outputs[0]["data"]["text/html"]
        and "Stopped. The " in text(outputs)
        and "the stream is closed." in text(outputs)
    )
    page.wait_for_function("() => document.activeElement.tagName === 'AUDIO'")
    assert ", stopped Good morning!" in text(notebook.run(REPLY))
    for _ in range(200):
        if not connections(real[1]):
            break
        page.wait_for_timeout(50)
    assert connections(real[1]) == 0, "the engine still sends"
    last = page.evaluate("() => window.taps.length - 1")
    played, _, state = tap.heard(page, last)
    page.wait_for_timeout(300)
    assert state == "closed" and len(tap.heard(page, last)[0]) == len(played), (
        "there is sound after Stop"
    )


def test_a_page_loaded_anew_plays_on_and_ends_with_the_card(notebook, page):
    notebook.start(RUNAWAY)
    page.wait_for_function(
        "() => parseFloat(document.querySelector('.listen-time')?.innerText) > 2", timeout=30_000
    )
    notebook.save()
    page.reload()
    notebook.until("playing")
    assert seconds(page) > 1
    page.get_by_role("button", name="Stop library").click()
    page.wait_for_function(
        "() => document.querySelector('.jp-Notebook').innerText.includes('Run the cell once more')",
        timeout=30_000,
    )
    assert page.locator("figure audio").last.is_visible()
    assert ", stopped Good morning!" in text(notebook.run(REPLY))


def test_a_silenced_page_plays_all_at_a_click_and_what_is_saved_plays_in_a_fresh_clone(
    notebook, page
):
    page.evaluate(THEME, "JupyterLab Dark")
    page.evaluate("() => { window.silenced = true }")
    notebook.start(WHOLE)
    notebook.until("blocked")
    assert page.inner_text(".listen-status").startswith("Press Play")
    shoot(page, "blocked-dark")
    page.get_by_role("button", name="Play library").click()
    notebook.until("playing")
    page.wait_for_function(
        "() => document.querySelector('.listen-words').innerText.includes('five books')"
    )
    assert violations(page) == []
    shoot(page, "playing-dark")
    outputs = notebook.done(WHOLE)
    shoot(page, "after-dark")
    assert (
        list(outputs[0]["data"]) == ["text/html", "text/plain"]
        and "five books" in outputs[0]["data"]["text/html"]
    )
    page.evaluate(THEME, "JupyterLab Light")
    played = tap.heard(page, page.evaluate("() => window.taps.length - 1"))[0]
    assert (
        text(notebook.run(DIGEST)).strip() == hashlib.sha256(np.trim_zeros(played)).hexdigest()
    ), "a sample was lost or changed"
    saved = notebook.save()
    assert "widget" not in json.dumps(saved["metadata"]) and "widget-view" not in json.dumps(
        saved["cells"][WHOLE]
    )
    saved["cells"].append(
        {
            "cell_type": "markdown",
            "id": "more",
            "metadata": {},
            "source": "Changed by somebody else: no longer trusted.",
        }
    )
    clone = notebook.file.with_name("clone.ipynb")
    clone.write_text(json.dumps(saved), "utf-8")
    notebook.open(clone)
    assert page.evaluate(CELL, WHOLE)["trusted"] is False
    assert set(page.eval_on_selector_all("figure audio", PLAY)) == {"plays"}


def text(outputs) -> str:
    return "".join(
        output.get("text") or output.get("data", {}).get("text/plain", "") for output in outputs
    )


def seconds(page) -> float:
    return float(page.inner_text(".listen-time").partition(" s")[0])


def shoot(page, name) -> None:
    if os.environ.get("SCREENSHOTS"):
        Path(os.environ["SCREENSHOTS"]).mkdir(parents=True, exist_ok=True)
        page.locator(".jp-Notebook figure").last.scroll_into_view_if_needed()
        page.wait_for_timeout(200)
        page.screenshot(path=Path(os.environ["SCREENSHOTS"]) / f"live-{name}.png")


def tab_to(page, name) -> None:
    """Press Tab until this button has the focus, as somebody without a mouse does."""
    for _ in range(40):
        if focused(page) == name:
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"Tab does not lead to {name}")


def focused(page) -> str:
    return page.evaluate("() => document.activeElement.getAttribute('aria-label') ?? ''")


def violations(page) -> list[str]:
    """What axe finds in the player, colours included."""
    found = Axe().run(page, context=".listen", options=AXE).response["violations"]
    return [
        f"{one['id']}: {node['html'][:200]} {node['failureSummary']}"
        for one in found
        for node in one["nodes"]
    ]


def connections(engine) -> int:
    return len(
        [link for link in engine.net_connections("tcp") if link.status == psutil.CONN_ESTABLISHED]
    )
