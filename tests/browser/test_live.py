"""The live player in a real JupyterLab: what leaves the loudspeaker, and what stays when saved.

Pause and Stop, the keyboard and the screen reader.
"""

import base64
import hashlib
import json

import numpy as np
import psutil
import pytest

from tests.browser import desk as desks
from tests.browser import tap
from tests.browser.desk import use_theme, wait_until
from tests.browser.lesson_page import IN_SIGHT
from tests.browser.live_notebook import LiveNotebook, text
from tests.browser.playing import played

pytestmark = pytest.mark.browser
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
POSITIONS = """async () => {   // how many times the position changes in a second and a half
  const seen = new Set(), until = performance.now() + 1500;
  while (performance.now() < until) {
    seen.add(document.querySelector('.listen-time').innerText.split(' of ')[0]);
    await new Promise(done => setTimeout(done, 20));
  }
  return seen.size;
}"""
STALL = """() => setInterval(() => {   // the page does nothing for half a second, every two
  const until = performance.now() + 500;
  while (performance.now() < until);
}, 2000)"""
THREE_AT_10_SECONDS = """() => {
  const times = [...document.querySelectorAll('.listen-time')];
  return times.length === 3 && times.every(time => parseFloat(time.innerText) > 10);
}"""
BEYOND = """seconds =>
  parseFloat(document.querySelector('.listen-time')?.innerText) > seconds"""
HAS_TEXT = """([selector, words]) =>
  document.querySelector(selector).innerText.includes(words)"""
LAST_TAP = "() => window.taps.length - 1"
SECONDS = 12
CELLS = [
    """import asyncio, base64, os, random, sys
sys.path.insert(0, "..")
from helpers import connect, listen
def noise(seed):
    return base64.b64decode(open(f"noise-{seed}.txt").read())
def chunk(sizes, pcm):
    audio = {"id": "audio_1", "data": base64.b64encode(pcm).decode()}
    return {"id": f"chatcmpl-{sizes}", "model": "gpt-audio-1.5",
            "choices": [{"index": 0, "delta": {"audio": audio}}]}
async def stream(pcm, sizes=(19_200,), wait=0.0, jitter=0.0):
    chance, at, number, loop = random.Random(1), 0, 0, asyncio.get_running_loop()
    began = loop.time()
    while at < len(pcm):
        size = sizes[number % len(sizes)]
        yield chunk(sizes, pcm[at:at + size])
        at, number = at + size, number + 1
        if wait or number % 50 == 0:
            late = max(0, began + number * wait - loop.time())
            await asyncio.sleep(late + chance.uniform(0, jitter))
os.environ["PRACTICE_URL"] = "ADDRESS"
engine = connect()
words = ("Read aloud: Good morning! The library opens at nine, "
         "and you can borrow five books.")
request = dict(model=engine.model, modalities=["text", "audio"],
               audio={"voice": "coral", "format": "pcm16"}, stream=True,
               stream_options={"include_usage": True},
               messages=[{"role": "user", "content": words}])
create = engine.async_client.chat.completions.create""",
    """replies = await asyncio.gather(
    listen(stream(noise(0), sizes=(4800,), wait=0.07, jitter=0.12), label="jitter"),
    listen(stream(noise(1)), label="burst"),
    listen(stream(noise(2), sizes=(7, 9600, 4801, 1), wait=0.045), label="odd"))""",
    "[(reply.sound.samples() * 32768).astype('<i2').tobytes() == noise(n) "
    "for n, reply in enumerate(replies)]",
    """endless = {"x-practice-fault": "runaway"}
reply = await listen(create(**request, extra_headers=endless), label="library")""",
    """reply = await listen(create(**request), label="library")""",
    """print(reply, reply.transcript)""",
    """import hashlib, numpy
print(hashlib.sha256(numpy.trim_zeros(reply.sound.samples())).hexdigest())""",
    """os.environ["AUDIO_QUIET"] = "1"
reply = await listen(create(**request, extra_headers=endless), label="library")
del os.environ["AUDIO_QUIET"]""",
]
EXACT, SAME, RUNAWAY, WHOLE, REPLY, DIGEST, QUIET = range(1, 8)


@pytest.fixture(scope="module")
def notebook(browser, lab, project, real):
    """The notebook of CELLS, the first of them run."""
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    notebook = LiveNotebook(page, lab, project / "notebooks")
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
    """Twelve seconds of noise each, as int16 samples; also as files beside the notebook.

    Its sign changes from sample to sample and every fourth one is zero, so that a hair's breadth
    beside its place shows.
    """
    count = SECONDS * 24000
    signs = np.resize([1, 0, -1, 1, -1, 0, 1, -1], count)
    made = [
        (np.random.default_rng(seed).integers(1000, 9000, count) * signs).astype("<i2")
        for seed in range(3)
    ]
    for seed, samples in enumerate(made):
        file = project / "notebooks" / f"noise-{seed}.txt"
        file.write_text(base64.b64encode(samples.tobytes()).decode())
    return made


def test_every_sample_is_played_once_and_in_time(notebook, page, noises):
    stalls = page.evaluate(STALL)
    notebook.start(EXACT)
    page.wait_for_function(THREE_AT_10_SECONDS, timeout=60_000)
    gaps = page.eval_on_selector_all(
        ".listen", "players => players.map(player => player.dataset.gaps)"
    )
    outputs = notebook.done(EXACT)
    page.evaluate("stalls => clearInterval(stalls)", stalls)
    shown = [output.get("data", {}).get("text/html", "") for output in outputs]
    assert len([html for html in shown if "<audio" in html]) == 3
    assert text(notebook.run(SAME)) == "[True, True, True]" and set(gaps) == {"0"}
    heard = [tap.heard(page, number)[0] for number in range(3)]
    assert sorted(
        min((tap.differing(one, other), number) for number, other in enumerate(noises))
        for one in heard
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
    page.wait_for_function(BEYOND, arg=before)
    page.emulate_media(reduced_motion="reduce")
    assert page.evaluate(POSITIONS) <= 3
    page.emulate_media(reduced_motion="no-preference")
    assert page.evaluate(POSITIONS) > 3
    assert connections(real[1]) == 1
    page.keyboard.press("Tab")
    assert focused(page) == "Stop library"
    page.keyboard.press("Enter")
    outputs = notebook.done(RUNAWAY)
    assert "<audio" in outputs[0]["data"]["text/html"]
    assert "Stopped. The " in text(outputs) and "the stream is closed." in text(outputs)
    page.wait_for_function("() => document.activeElement.tagName === 'AUDIO'")
    assert ", stopped Good morning!" in text(notebook.run(REPLY))
    wait_until(page, lambda: connections(real[1]) == 0, seconds=10)
    last = page.evaluate(LAST_TAP)
    heard, _, state = tap.heard(page, last)
    page.wait_for_timeout(300)
    assert state == "closed"
    assert len(tap.heard(page, last)[0]) == len(heard), "there is sound after Stop"


def test_a_page_loaded_anew_plays_on_and_ends_with_the_card(notebook, page):
    notebook.start(RUNAWAY)
    page.wait_for_function(BEYOND, arg=2, timeout=30_000)
    notebook.save()
    page.reload()
    notebook.until("playing")
    assert seconds(page) > 1
    page.get_by_role("button", name="Stop library").click()
    again = [f"{IN_SIGHT} .jp-Notebook", "Run the cell once more"]
    page.wait_for_function(HAS_TEXT, arg=again, timeout=60_000)
    assert page.locator("figure audio").last.is_visible()
    assert ", stopped Good morning!" in text(notebook.run(REPLY))


def test_a_quiet_player_goes_on_without_sound_until_it_is_unmuted(notebook, page):
    notebook.start(QUIET)
    page.wait_for_function(BEYOND, arg=1, timeout=30_000)
    assert page.inner_text(".listen-status").startswith("Playing without sound")
    assert violations(page) == []
    last = page.evaluate(LAST_TAP)
    assert not tap.heard(page, last)[0].any(), "it sounds"
    shoot(page, "quiet-light")
    tab_to(page, "Unmute library")
    page.keyboard.press("Enter")
    wait_until(page, lambda: sounds(page, last))
    assert focused(page) == "Mute library"
    assert page.inner_text(".listen-status").startswith("Playing ·")
    page.keyboard.press("Space")
    wait_until(page, lambda: not sounds(page, last))
    page.get_by_role("button", name="Stop library").click()
    assert "Stopped. The " in text(notebook.done(QUIET))


def test_a_silenced_page_plays_all_at_a_click_and_what_is_saved_plays_in_a_fresh_clone(
    notebook, page
):
    use_theme(page, "Dark")
    page.evaluate("() => { window.silenced = true }")
    notebook.start(WHOLE)
    notebook.until("blocked")
    assert page.inner_text(".listen-status").startswith("Press Play")
    shoot(page, "blocked-dark")
    page.get_by_role("button", name="Play library").click()
    notebook.until("playing")
    page.wait_for_function(HAS_TEXT, arg=[".listen-words", "five books"])
    assert violations(page) == []
    shoot(page, "playing-dark")
    outputs = notebook.done(WHOLE)
    shoot(page, "after-dark")
    assert list(outputs[0]["data"]) == ["text/html", "text/plain"]
    assert "five books" in outputs[0]["data"]["text/html"]
    use_theme(page, "Light")
    heard = np.trim_zeros(tap.heard(page, page.evaluate(LAST_TAP))[0])
    digest = hashlib.sha256(heard).hexdigest()
    assert text(notebook.run(DIGEST)).strip() == digest, "a sample was lost or changed"
    saved = notebook.save()
    assert "widget" not in json.dumps(saved["metadata"])
    assert "widget-view" not in json.dumps(saved["cells"][WHOLE])
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
    assert notebook.cell(WHOLE)["trusted"] is False
    assert set(played(page)) == {"plays"}


def sounds(page, number: int) -> bool:
    """Whether that AudioContext sends anything but silence now, in its last sixth of a second."""
    return bool(tap.heard(page, number)[0][-4096:].any())


def seconds(page) -> float:
    return float(page.inner_text(".listen-time").partition(" s")[0])


def shoot(page, name: str) -> None:
    page.locator(".jp-Notebook figure").last.scroll_into_view_if_needed()
    desks.shoot(page, f"live-{name}")


def tab_to(page, name: str) -> None:
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
    return desks.violations(page, ".listen", {"runOnly": {"type": "tag", "values": RULES}})


def connections(engine: psutil.Process) -> int:
    links = engine.net_connections("tcp")
    return len([link for link in links if link.status == psutil.CONN_ESTABLISHED])
