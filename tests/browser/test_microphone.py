"""The microphone and the file picker in a real JupyterLab, with a microphone that plays a file; and where the microphone is refused, absent or forbidden."""

import base64
import hashlib
import os
import re
import time
from pathlib import Path

import numpy as np
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from helpers.media import codec
from tests.browser.conftest import FLAGS
from tests.browser.desk import RUN, Desk
from tests.environment import ROOT, chromium
from tests.likeness import likeness

pytestmark = pytest.mark.browser
expect.set_options(timeout=30_000)  # for a machine that has other things to do
RATE = 24000
WEATHER = (ROOT / "data" / "weather.mp3").read_bytes()
IMPORT = "from helpers import FilePicker, Microphone"
DROP = """(input, files) => {
  const dropped = new DataTransfer();
  for (const [name, text] of files) dropped.items.add(new File([text], name));
  for (const kind of ['dragenter', 'dragover', 'drop']) input.dispatchEvent(new DragEvent(kind, { dataTransfer: dropped, bubbles: true, cancelable: true }));
}"""


@pytest.fixture(scope="module")
def played(tmp_path_factory):
    """What the microphone hears from the beginning, longer than any recording here, because Chromium stumbles where it begins again: the file and its samples."""
    from helpers.practice.voice import synthesis

    samples = synthesis.speak(
        " ".join(
            f"At {hour} we book a table for {hour + 1}, and come by train number {hour * 7}."
            for hour in range(1, 9)
        ),
        "nova",
    )
    path = tmp_path_factory.mktemp("microphone") / "played.wav"
    path.write_bytes(codec.encode(codec.resample(samples, RATE, 48000), 48000, "wav"))
    return path, codec.samples(path.read_bytes(), RATE)[0]


@pytest.fixture(scope="module")
def chrome(browser, played):
    """A browser with a microphone that is none, and with a name for this machine that is not localhost."""
    flags = [
        "--use-fake-device-for-media-stream",
        f"--use-file-for-fake-audio-capture={played[0]}",
        "--deny-permission-prompts",
        "--host-resolver-rules=MAP plain.example 127.0.0.1",
    ]
    chrome = browser.browser_type.launch(executable_path=chromium(), args=[*FLAGS, *flags])
    yield chrome
    chrome.close()


@pytest.fixture(scope="module")
def desk(chrome, lab, project):
    """A notebook that may use the microphone."""
    page = chrome.new_page(viewport={"width": 900, "height": 900}, permissions=["microphone"])
    faults = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    yield Desk(page, lab, project / "desk", "recorder", IMPORT)
    page.close()
    assert not faults, faults


def record(cell) -> None:
    """Record until the time is over, and wait until Python has it, in the place of what was there."""
    cell.locator(".recorder-key").click()
    expect(cell.locator(".recorder-key")).to_have_text("Record again")
    expect(cell.locator("li")).to_have_count(1)
    expect(cell.locator("li[data-state=held]")).to_contain_text("my recording")


def samples_of(desk, variable: str) -> np.ndarray:
    path = desk.file.parent / "recorded.wav"
    desk.run(f"{variable}.sound.save({str(path)!r})")
    return codec.samples(path.read_bytes())[0]


def wait_until(page, true) -> None:
    until = time.monotonic() + 30
    while not true():
        assert time.monotonic() < until
        page.wait_for_timeout(50)


def choose(cell, *files) -> None:
    """Paths, or (name, bytes) pairs."""
    cell.locator("input[type=file]").set_input_files(
        [
            {"name": file[0], "mimeType": "", "buffer": file[1]}
            if isinstance(file, tuple)
            else file
            for file in files
        ]
    )


def violations(page) -> list[str]:
    found = Axe().run(page, ".recorder", {"resultTypes": ["violations"]})
    return [
        f"{violation['id']}: {node['html'][:200]}"
        for violation in found.response["violations"]
        for node in violation["nodes"]
    ]


def shoot(page, name: str) -> None:
    """Screenshots, light and dark, for a person to look at."""
    if os.environ.get("SCREENSHOTS"):
        Path(os.environ["SCREENSHOTS"]).mkdir(parents=True, exist_ok=True)
        page.screenshot(path=Path(os.environ["SCREENSHOTS"]) / f"recorder-{name}.png")


def test_a_recording_is_what_the_microphone_heard(desk, played):
    cell = desk.show(
        "mic = Microphone(seconds=20); sizes = []; mic.on_msg(lambda _, content, buffers: sizes.extend(map(len, buffers))); mic"
    )
    assert (
        desk.run("mic.sound")
        == "SoundError: Nothing was recorded: press Record in the cell above, speak, press Stop, then run this cell again."
    )
    cell.locator(".recorder-key").click()
    stop = cell.get_by_role("button", name="Stop")
    stop.wait_for()
    begun = desk.page.evaluate("performance.now()")
    expect(cell.locator(".recorder-clock")).to_have_text("Recording, 1 of 20 seconds")
    assert "press Stop if it still goes on" in desk.run("mic.sound")
    expect(cell.locator(".recorder-clock")).to_have_text("Recording, 3 of 20 seconds")
    assert cell.get_by_role("status").text_content() == "Recording, 20 seconds at most"
    expect(cell.get_by_role("meter")).not_to_have_attribute("aria-valuenow", "0")
    stopped = stop.evaluate("button => { button.click(); return performance.now() }")
    player = cell.locator("audio")
    player.wait_for()
    expect(cell.locator("li[data-state=held]")).to_be_visible()
    assert re.fullmatch(
        r"my recording · \d\.\d s · wav · \d+ KB", desk.run("print(repr(mic.sound))")
    )
    assert desk.run("print(mic.sound.sample_rate, mic.sound.channels, mic)").startswith(
        f"{RATE} 1 Microphone: my recording · "
    )
    recorded = samples_of(desk, "mic")
    assert min(likeness(recorded, played[1], RATE)[1:]) > 30
    assert recorded.size / RATE > (stopped - begun) / 1000 + 0.1, (
        "what was said before Stop is there, and a little of what came after"
    )
    assert player.evaluate("player => player.duration") == pytest.approx(
        recorded.size / RATE, abs=0.01
    )
    assert (
        player.evaluate(
            "async player => { player.muted = true; await player.play(); player.pause(); return player.title }"
        )
        == "my recording"
    )
    pieces = [int(size) for size in desk.run("print(*sizes)").split()]
    assert len(pieces) >= 6 and max(pieces) < 2 * 44100, "less than a second in a message"


def test_the_time_limit_and_a_browser_without_audio_worklets(desk, played):
    cell = desk.show("mic = Microphone(seconds=2, sample='../data/weather.mp3'); mic")
    assert desk.run("print(repr(mic.sound))").splitlines() == [
        "Nothing was recorded. This is the sample, weather.mp3.",
        "weather.mp3 · 7.4 s · mp3 · 60 KB",
    ]
    record(cell)
    expect(cell.locator(".recorder-clock")).to_have_text("The time of 2 seconds is over.")
    assert samples_of(desk, "mic").size == pytest.approx(2 * RATE, abs=2)
    try:
        desk.page.evaluate(
            "() => Object.defineProperty(BaseAudioContext.prototype, 'audioWorklet', { value: undefined, configurable: true, writable: true })"
        )
        record(cell)
    finally:
        desk.page.evaluate("() => { delete BaseAudioContext.prototype.audioWorklet }")
    expect(cell.locator("li")).to_have_count(1)
    recorded = samples_of(desk, "mic")
    assert recorded.size == pytest.approx(2 * RATE, abs=2)
    assert max(likeness(recorded, played[1], RATE)) > 3, (
        "a busy page loses blocks in this way, but what is there is what was heard"
    )


def test_the_keyboard_alone(desk):
    page, cell, choosers = desk.page, desk.show("mic = Microphone(seconds=20); mic"), []
    page.on(
        "filechooser", lambda chooser: choosers.append(chooser)
    )  # long before, because Chromium is told of it in passing
    page.locator(".jp-Notebook").evaluate("notebook => notebook.focus()")

    def tab_to(target):
        for _ in range(60):
            if target.evaluate("element => element === document.activeElement"):
                return
            page.keyboard.press("Tab")
        raise AssertionError("the Tab key does not lead there")

    button, cells = cell.locator(".recorder-key"), page.locator(".jp-Notebook .jp-Cell").count()
    tab_to(button)
    for key in (
        "b",
        "ArrowDown",
        "ArrowUp",
    ):  # a cell below, another cell: JupyterLab's, not the widget's
        page.keyboard.press(key)
    assert (
        button.evaluate("button => button === document.activeElement")
        and page.locator(".jp-Notebook .jp-Cell").count() == cells
    )
    page.keyboard.press("Enter")
    expect(button).to_have_text("Stop")
    assert (
        button.evaluate(
            "button => button === document.activeElement && getComputedStyle(button).outlineStyle"
        )
        == "solid"
    )
    page.keyboard.press("Space")
    expect(cell.locator("li[data-state=held]")).to_be_visible()
    tab_to(cell.get_by_role("button", name="Remove my recording"))
    page.keyboard.press("Enter")
    expect(cell.locator("li")).to_have_count(0)
    assert button.evaluate("button => button === document.activeElement"), (
        "the focus is not lost with the button"
    )
    tab_to(cell.locator("summary"))
    page.keyboard.press("Enter")
    tab_to(cell.locator("input[type=file]"))
    page.keyboard.press("Enter")
    wait_until(page, lambda: choosers)
    choosers[0].set_files(ROOT / "data" / "weather.mp3")
    expect(cell.locator("li[data-state=held]")).to_contain_text("weather.mp3")
    assert cell.get_by_role("status").text_content() == "Ready: weather.mp3, 7.4 s · mp3 · 60 KB."
    assert page.evaluate("window.jupyterapp.shell.currentWidget.content.mode") == "command"


def test_twenty_megabytes_arrive_whole_and_what_is_on_its_way_can_be_given_up(desk, tmp_path):
    noise = np.random.default_rng(1).normal(0, 0.1, 10_000_000).astype(np.float32)
    (tmp_path / "강의 녹음.wav").write_bytes(codec.encode(noise, RATE, "wav"))
    with open(tmp_path / "film.mov", "wb") as file:
        file.truncate(201_000_000)
    cell = desk.show("picker = FilePicker(); picker")
    line, bar = cell.locator("li"), cell.get_by_role("progressbar", name="Sending 강의 녹음.wav")
    choose(cell, tmp_path / "강의 녹음.wav")
    bar.wait_for()
    assert re.match(
        r"SoundError: “강의 녹음.wav” is still arriving, \d+\.\d of 20.0 MB: run this cell again when it is there",
        desk.run("picker.sound"),
    )
    choose(cell, ("weather.mp3", WEATHER))
    expect(cell.locator("li[data-state=held]")).to_contain_text("weather.mp3")
    expect(line).to_have_count(1)
    choose(cell, tmp_path / "강의 녹음.wav")
    bar.wait_for()
    cell.get_by_role("button", name="Cancel 강의 녹음.wav").click()
    expect(bar).to_have_count(0)
    assert desk.run("print(picker)") == "File picker: weather.mp3 · 7.4 s · mp3 · 60 KB"
    choose(cell, tmp_path / "강의 녹음.wav")
    expect(cell.locator("li[data-state=held]", has_text="강의 녹음.wav")).to_contain_text(
        "6 min 57 s · wav · 20.0 MB", timeout=30_000
    )
    assert (
        desk.run("import hashlib; print(hashlib.sha256(picker.sound.data).hexdigest())")
        == hashlib.sha256((tmp_path / "강의 녹음.wav").read_bytes()).hexdigest()
    )
    choose(cell, tmp_path / "film.mov")
    expect(cell.locator("li[data-state=refused]")).to_contain_text(
        "This file has 201 MB, more than the 200 MB that can be sent from here: save its sound alone as mp3 or m4a, or put it beside the notebook and use Sound.load. “강의 녹음.wav” is still chosen."
    )
    assert cell.get_by_role("status").text_content().startswith("film.mov: This file has 201 MB")


def test_several_files_some_of_which_are_none(desk):
    long = "아주 긴 이름 " * 30 + ".mp3"
    cell = desk.show("picker = FilePicker(multiple=True); picker")
    choose(
        cell,
        ("비.mp3", WEATHER),
        ("notes.mp3", "이것은 글입니다".encode()),
        (long, WEATHER),
        ("nothing.wav", b""),
        ("rain.wav", WEATHER),
    )
    expect(cell.locator("li[data-state=held], li[data-state=refused]")).to_have_count(5)
    notes = [
        text or None
        for text in cell.locator("li").evaluate_all(
            "lines => lines.map(line => line.querySelector('p').textContent)"
        )
    ]
    assert notes == [
        None,
        "This is text, not a sound, whatever its name says: choose a recording.",
        None,
        "The file is empty: record it or export it again.",
        "rain.wav is named wav but holds mp3: read as mp3.",
    ]
    assert desk.run("print([sound.label for sound in picker.sounds])") == str(
        ["비.mp3", " ".join(long.split()), "rain.wav"]
    )
    cell.get_by_role("button", name="Remove 비.mp3").click()
    cell.locator("label").evaluate(DROP, [["dropped.txt", "text"], ["more.txt", "text"]])
    expect(cell.locator("li[data-state=refused]")).to_have_count(4)
    assert desk.run("print(len(picker.sounds), picker.sound.label[:4])") == "2 아주 긴"
    assert cell.evaluate(
        "cell => cell.querySelector('.recorder').scrollWidth <= cell.querySelector('.recorder').clientWidth"
    ), "a long name stays inside"


def test_a_busy_python_is_waited_for_and_widgets_do_not_mix(desk, tmp_path):
    mic, first, second = (
        desk.show("mic = Microphone(seconds=1); mic"),
        desk.show("first = FilePicker(); first"),
        desk.show("second = FilePicker(); second"),
    )
    busy = f"import pathlib, time\nhere, until = pathlib.Path({str(tmp_path)!r}), time.monotonic() + 60\n(here / 'busy').touch()\nwhile not (here / 'enough').exists() and time.monotonic() < until: time.sleep(0.1)"
    desk.page.evaluate("source => { (" + RUN + ")(source) }", busy)
    wait_until(desk.page, (tmp_path / "busy").exists)
    try:
        choose(first, ("weather.mp3", WEATHER))
        mic.locator(".recorder-key").click()
        mic.locator(
            "audio"
        ).wait_for()  # JupyterLab hands over messages while a cell runs, or when it has ended: the recording can be heard in any case
    finally:
        (tmp_path / "enough").touch()
    for cell in (mic, first):
        expect(cell.locator("li[data-state=held]")).to_be_visible()
    assert (
        first.locator(".recorder > .recorder-warning").is_hidden()
        and second.locator("li").count() == 0
    )
    assert (
        desk.run("print(mic.sound.label, first.sound.label, second)")
        == "my recording weather.mp3 File picker: no recording was chosen"
    )


def test_nothing_of_it_is_saved_even_with_the_widget_state(desk):
    mic, picker = (
        desk.show("mic = Microphone(seconds=2); mic"),
        desk.show("picker = FilePicker(); picker"),
    )
    desk.command("@jupyter-widgets/jupyterlab-manager:saveWidgetState")
    try:
        before = desk.save()
        record(mic)
        choose(picker, ("secret.mp3", WEATHER))
        expect(picker.locator("li[data-state=held]")).to_be_visible()
        after = desk.save()
    finally:
        desk.command("@jupyter-widgets/jupyterlab-manager:saveWidgetState")
    assert (
        "application/vnd.jupyter.widget-state+json" in after and "function microphone(" in after
    ), "the state of the widgets is there"
    assert abs(len(after) - len(before)) < 1000 and "secret" not in after
    sound = (
        (desk.file.parent / "recorded.wav").read_bytes() if samples_of(desk, "mic").size else b""
    )
    for data in (WEATHER, sound):
        pieces = [
            base64.b64encode(data[at : at + 60])[4:-4].decode()
            for at in range(len(data) // 2, len(data) // 2 + 3)
        ]  # as base64 has it, wherever it begins
        assert not any(piece in after for piece in pieces)


def test_two_views_a_reload_and_a_new_python(desk):
    first = desk.show("mic = Microphone(seconds=1); mic")
    record(first)
    second = desk.show("mic")
    expect(second.locator("li[data-state=held] audio")).to_be_visible()
    record(second)
    expect(first.locator("li[data-state=held] audio")).to_be_visible()
    expect(first.locator("li")).to_have_count(1)
    desk.save()
    desk.open()
    expect(first.locator("li[data-state=held]")).to_contain_text(
        "Python has it: to hear it, show its sound in a cell.", timeout=30_000
    )
    assert desk.run("print(mic.sound.label)") == "my recording"
    desk.page.evaluate(
        "async () => { await window.jupyterapp.shell.currentWidget.sessionContext.session.kernel.restart() }"
    )
    expect(first.locator(".recorder > .recorder-warning:visible")).to_contain_text(
        "If Python was restarted, run this cell again."
    )
    desk.run(IMPORT)
    third = desk.show("mic = Microphone(seconds=1); mic")
    record(third)
    assert desk.run("print(mic)").startswith("Microphone: my recording")


def test_the_view_that_goes_takes_its_recording_with_it(desk):
    cell = desk.show("mic = Microphone(); mic")
    desk.page.evaluate(
        "() => { const ask = navigator.mediaDevices.getUserMedia; navigator.mediaDevices.getUserMedia = async wishes => (window.microphone = await ask.call(navigator.mediaDevices, wishes)) }"
    )
    cell.locator(".recorder-key").click()
    cell.get_by_role("button", name="Stop").wait_for()
    assert desk.page.evaluate("window.microphone.active")
    settings = desk.page.evaluate("window.microphone.getAudioTracks()[0].getSettings()")
    assert not any(
        settings[name] for name in ("echoCancellation", "noiseSuppression", "autoGainControl")
    )
    desk.command("notebook:clear-all-cell-outputs")
    desk.page.wait_for_function("() => !window.microphone.active")
    assert "press Record" in desk.run("mic.sound")


def test_axe_finds_nothing_and_it_can_be_looked_at(desk):
    mic, picker = (
        desk.show("mic = Microphone(seconds=60); mic"),
        desk.show("picker = FilePicker(multiple=True); picker"),
    )
    choose(picker, ("weather.mp3", WEATHER), ("notes.mp3", b"text"))
    expect(picker.locator("li[data-state=refused]")).to_be_visible()
    try:
        for theme in ("Light", "Dark"):
            desk.command("apputils:change-theme", theme=f"JupyterLab {theme}")
            desk.page.wait_for_function(
                "theme => document.body.dataset.jpThemeName === `JupyterLab ${theme}`", arg=theme
            )
            mic.locator(".recorder-key").click()
            expect(mic.locator(".recorder-clock")).to_have_text("Recording, 1 of 60 seconds")
            assert not violations(desk.page)
            shoot(desk.page, f"{theme.lower()}-recording")
            mic.get_by_role("button", name="Stop").click()
            expect(mic.locator(".recorder-key")).to_have_text("Record again")
            mic.evaluate("cell => cell.scrollIntoView()")
            assert not violations(desk.page)
            shoot(desk.page, theme.lower())
    finally:
        desk.command("apputils:change-theme", theme="JupyterLab Light")


def test_a_microphone_that_may_not_be_used(desk):
    desk.page.context.clear_permissions()
    try:
        refused(
            desk,
            desk.show("mic = Microphone(); mic"),
            "The browser may not use the microphone: click the sign beside the address, allow the microphone and press Record again, or choose a recording below.",
        )
    finally:
        desk.page.context.grant_permissions(["microphone"])
    record(desk.show("mic = Microphone(seconds=1); mic"))


def test_no_microphone_at_all(browser, lab, project):
    page = browser.new_page(viewport={"width": 900, "height": 500}, permissions=["microphone"])
    desk = Desk(page, lab, project / "desk", "absent", IMPORT)
    refused(
        desk,
        desk.show("mic = Microphone(); mic"),
        "No microphone was found: connect one or switch it on and press Record again, or choose a recording below.",
    )
    page.close()


def test_a_page_that_is_neither_https_nor_localhost(chrome, lab, project):
    page, address = (
        chrome.new_page(viewport={"width": 900, "height": 500}),
        lab.replace("127.0.0.1", "plain.example"),
    )
    desk = Desk(page, address, project / "desk", "plain", IMPORT)
    cell = desk.show("mic = Microphone(); mic")
    assert cell.locator(".recorder-key").is_hidden()
    refused(
        desk,
        cell,
        f"Browsers give the microphone only to https pages and to localhost, and this page is {address}: open the notebook at an https address, or choose a recording below.",
    )
    page.close()


def refused(desk, cell, sentence: str) -> None:
    """The widget says so, can be read by all, and takes a file instead."""
    if cell.locator(".recorder-key").is_visible():
        cell.locator(".recorder-key").click()
    expect(cell.locator(".recorder > .recorder-warning:visible")).to_have_text(sentence)
    assert not violations(desk.page)
    shoot(desk.page, desk.file.stem)
    choose(cell, ("weather.mp3", WEATHER))
    expect(cell.locator("li[data-state=held]")).to_be_visible()
    assert desk.run("print(mic.sound.label)") == "weather.mp3"


def test_each_refusal_says_what_to_do(desk):
    from helpers.display.microphone import Microphone

    script = Microphone._esm.partition("export default")[0]
    sentence = (
        "([name, message, protocol]) => { "
        + script
        + "; return refusal(new DOMException(message, name), { protocol, origin: '' }) }"
    )
    found = {
        case: desk.page.evaluate(sentence, [*case, "http:"])
        for case in [
            ("NotAllowedError", "Permission denied by system"),
            ("NotReadableError", ""),
            ("AbortError", ""),
            ("UnknownError", ""),
        ]
    }
    found["VS Code"] = desk.page.evaluate(
        sentence, ["NotAllowedError", "Permission denied", "vscode-webview:"]
    )
    for case, words in zip(
        found,
        (
            "privacy settings",
            "another program",
            "another program",
            "(UnknownError)",
            "open this notebook in JupyterLab",
        ),
    ):
        assert words in found[case] and found[case].endswith("or choose a recording below."), case
