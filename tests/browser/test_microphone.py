"""The microphone in a real JupyterLab: one that plays a file, and one that is refused or absent."""

import base64
import re

import pytest
from playwright.sync_api import expect

from helpers.display.microphone import Microphone
from tests.browser.conftest import FLAGS
from tests.browser.desk import Desk, command, page_without_faults, shoot, use_theme, wait_until
from tests.browser.recorder import IMPORT, RATE, WEATHER, choose, record, samples_of, violations
from tests.environment import ROOT, chromium
from tests.likeness import likeness

pytestmark = pytest.mark.browser
WITHOUT_WORKLETS = """() => Object.defineProperty(
  BaseAudioContext.prototype, 'audioWorklet',
  { value: undefined, configurable: true, writable: true },
)"""
WITH_WORKLETS = "() => { delete BaseAudioContext.prototype.audioWorklet }"
PLAY = """async player => {
  player.muted = true;
  await player.play();
  player.pause();
  return player.title;
}"""
HAS_FOCUS = "element => element === document.activeElement"
FOCUS_RING = """button =>
  button === document.activeElement && getComputedStyle(button).outlineStyle"""
RESTART = """async () => {
  await window.jupyterapp.shell.currentWidget.sessionContext.session.kernel.restart();
}"""
KEEP_STREAM = """() => {
  const { mediaDevices } = navigator, ask = mediaDevices.getUserMedia;
  mediaDevices.getUserMedia = async wishes => (
    window.microphone = await ask.call(mediaDevices, wishes));
}"""
SETTINGS = "window.microphone.getAudioTracks()[0].getSettings()"
SAVE_STATE = "@jupyter-widgets/jupyterlab-manager:saveWidgetState"


def test_a_recording_is_what_the_microphone_heard(desk, played):
    cell = desk.show(
        """mic, sizes = Microphone(seconds=20), []
mic.on_msg(lambda _, content, buffers: sizes.extend(map(len, buffers)))
mic"""
    )
    assert desk.run("mic.sound") == (
        "SoundError: Nothing was recorded: press Record in the cell above, speak, press Stop, "
        "then run this cell again."
    )
    cell.locator(".recorder-key").click()
    stop = cell.get_by_role("button", name="Stop")
    stop.wait_for()
    begun = desk.page.evaluate("performance.now()")
    expect(cell.locator(".recorder-clock")).to_have_text("Recording, 1 of 20 seconds")
    assert "press Stop if it still goes on" in desk.run("mic.sound")
    # a page looks seldom where the machine is busy: three seconds or more
    longer = re.compile(r"^Recording, ([3-9]|1\d) of 20 seconds$")
    expect(cell.locator(".recorder-clock")).to_have_text(longer)
    assert cell.get_by_role("status").text_content() == "Recording, 20 seconds at most"
    expect(cell.get_by_role("meter")).not_to_have_attribute("aria-valuenow", "0")
    stopped = stop.evaluate("button => { button.click(); return performance.now() }")
    player = cell.locator("audio")
    player.wait_for()
    expect(cell.locator("li[data-state=held]")).to_be_visible()
    line = desk.run("print(repr(mic.sound))")
    assert re.fullmatch(r"my recording · \d\.\d s · wav · \d+ KB", line)
    facts = desk.run("print(mic.sound.sample_rate, mic.sound.channels, mic)")
    assert facts.startswith(f"{RATE} 1 Microphone: my recording · ")
    recorded = samples_of(desk, "mic")
    assert min(likeness(recorded, played[1], RATE)[1:]) > 30
    # what was said before Stop is there, and a little of what came after
    assert recorded.size / RATE > (stopped - begun) / 1000 + 0.1
    seconds = player.evaluate("player => player.duration")
    assert seconds == pytest.approx(recorded.size / RATE, abs=0.01)
    assert player.evaluate(PLAY) == "my recording"
    pieces = [int(size) for size in desk.run("print(*sizes)").split()]
    assert len(pieces) >= 6 and max(pieces) < 2 * 44100, "less than a second in a message"


def test_the_time_limit_and_a_browser_without_audio_worklets(desk, played):
    cell = desk.show("mic = Microphone(seconds=2, sample='../data/weather.mp3'); mic")
    assert desk.run("print(repr(mic.sound))").splitlines() == [
        "Nothing was recorded. This is the sample, weather.mp3.",
        "weather.mp3 · 8.1 s · mp3 · 65 KB",
    ]
    record(cell)
    expect(cell.locator(".recorder-clock")).to_have_text("The time of 2 seconds is over.")
    assert samples_of(desk, "mic").size == pytest.approx(2 * RATE, abs=2)
    try:
        desk.page.evaluate(WITHOUT_WORKLETS)
        record(cell)
    finally:
        desk.page.evaluate(WITH_WORKLETS)
    expect(cell.locator("li")).to_have_count(1)
    recorded = samples_of(desk, "mic")
    assert recorded.size == pytest.approx(2 * RATE, abs=2)
    # a busy page loses blocks in this way, but what is there is what was heard
    assert max(likeness(recorded, played[1], RATE)) > 3


def test_the_keyboard_alone(desk):
    page, cell, choosers = desk.page, desk.show("mic = Microphone(seconds=20); mic"), []
    # long before, because Chromium is told of it in passing
    page.on("filechooser", lambda chooser: choosers.append(chooser))  # noqa: PLW0108 Playwright's
    page.locator(".jp-Notebook").evaluate("notebook => notebook.focus()")

    def tab_to(target):
        for _ in range(60):
            if target.evaluate(HAS_FOCUS):
                return
            page.keyboard.press("Tab")
        raise AssertionError("the Tab key does not lead there")

    button, cells = cell.locator(".recorder-key"), page.locator(".jp-Notebook .jp-Cell").count()
    tab_to(button)
    # a cell below, another cell: JupyterLab's keys, not the widget's
    for key in ("b", "ArrowDown", "ArrowUp"):
        page.keyboard.press(key)
    assert button.evaluate(HAS_FOCUS) and page.locator(".jp-Notebook .jp-Cell").count() == cells
    page.keyboard.press("Enter")
    expect(button).to_have_text("Stop")
    assert button.evaluate(FOCUS_RING) == "solid"
    page.keyboard.press("Space")
    expect(cell.locator("li[data-state=held]")).to_be_visible()
    tab_to(cell.get_by_role("button", name="Remove my recording"))
    page.keyboard.press("Enter")
    expect(cell.locator("li")).to_have_count(0)
    assert button.evaluate(HAS_FOCUS), "the focus is not lost with the button"
    tab_to(cell.locator("summary"))
    page.keyboard.press("Enter")
    tab_to(cell.locator("input[type=file]"))
    page.keyboard.press("Enter")
    wait_until(page, lambda: choosers)
    choosers[0].set_files(ROOT / "data" / "weather.mp3")
    expect(cell.locator("li[data-state=held]")).to_contain_text("weather.mp3")
    assert cell.get_by_role("status").text_content() == "Ready: weather.mp3, 8.1 s · mp3 · 65 KB."
    assert page.evaluate("window.jupyterapp.shell.currentWidget.content.mode") == "command"


def test_nothing_of_it_is_saved_even_with_the_widget_state(desk):
    mic = desk.show("mic = Microphone(seconds=2); mic")
    picker = desk.show("picker = FilePicker(); picker")
    command(desk.page, SAVE_STATE)
    try:
        before = desk.save()
        record(mic)
        choose(picker, ("secret.mp3", WEATHER))
        expect(picker.locator("li[data-state=held]")).to_be_visible()
        after = desk.save()
    finally:
        command(desk.page, SAVE_STATE)
    assert "application/vnd.jupyter.widget-state+json" in after, "the state of the widgets is there"
    assert "function microphone(" in after
    assert abs(len(after) - len(before)) < 1000 and "secret" not in after
    assert samples_of(desk, "mic").size
    sound = (desk.file.parent / "recorded.wav").read_bytes()
    assert not any(piece in after for data in (WEATHER, sound) for piece in in_base64(data))


def in_base64(data: bytes) -> list[str]:
    """A piece from the middle as base64 has it, wherever it begins."""
    middle = len(data) // 2
    return [base64.b64encode(data[at : at + 60])[4:-4].decode() for at in range(middle, middle + 3)]


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
    desk.page.evaluate(RESTART)
    expect(first.locator(".recorder > .recorder-warning:visible")).to_contain_text(
        "If Python was restarted, run this cell again."
    )
    desk.run(IMPORT)
    third = desk.show("mic = Microphone(seconds=1); mic")
    record(third)
    assert desk.run("print(mic)").startswith("Microphone: my recording")


def test_the_view_that_goes_takes_its_recording_with_it(desk):
    cell = desk.show("mic = Microphone(); mic")
    desk.page.evaluate(KEEP_STREAM)
    cell.locator(".recorder-key").click()
    cell.get_by_role("button", name="Stop").wait_for()
    assert desk.page.evaluate("window.microphone.active")
    settings = desk.page.evaluate(SETTINGS)
    changes = ("echoCancellation", "noiseSuppression", "autoGainControl")
    assert not any(settings[name] for name in changes)
    command(desk.page, "notebook:clear-all-cell-outputs")
    desk.page.wait_for_function("() => !window.microphone.active")
    assert "press Record" in desk.run("mic.sound")


def test_axe_finds_nothing_and_it_can_be_looked_at(desk):
    mic = desk.show("mic = Microphone(seconds=60); mic")
    picker = desk.show("picker = FilePicker(multiple=True); picker")
    choose(picker, ("weather.mp3", WEATHER), ("notes.mp3", b"text"))
    expect(picker.locator("li[data-state=refused]")).to_be_visible()
    try:
        for theme in ("Light", "Dark"):
            use_theme(desk.page, theme)
            mic.locator(".recorder-key").click()
            expect(mic.locator(".recorder-clock")).to_have_text("Recording, 1 of 60 seconds")
            assert not violations(desk.page)
            shoot(desk.page, f"recorder-{theme.lower()}-recording")
            mic.get_by_role("button", name="Stop").click()
            expect(mic.locator(".recorder-key")).to_have_text("Record again")
            mic.evaluate("cell => cell.scrollIntoView()")
            assert not violations(desk.page)
            shoot(desk.page, f"recorder-{theme.lower()}")
    finally:
        use_theme(desk.page, "Light")


def test_a_microphone_that_may_not_be_used(desk):
    desk.page.context.clear_permissions()
    try:
        refused(
            desk,
            desk.show("mic = Microphone(); mic"),
            "The browser may not use the microphone: click the sign beside the address, allow the "
            "microphone and press Record again, or choose a recording below.",
        )
    finally:
        desk.page.context.grant_permissions(["microphone"])
    record(desk.show("mic = Microphone(seconds=1); mic"))


def test_no_microphone_at_all(browser, lab, project):
    without = browser.browser_type.launch(executable_path=chromium(), args=FLAGS)
    with page_without_faults(without, 900, 500, permissions=["microphone"]) as page:
        desk = Desk(page, lab, project / "desk", "absent", IMPORT)
        refused(
            desk,
            desk.show("mic = Microphone(); mic"),
            "No microphone was found: connect one or switch it on and press Record again, "
            "or choose a recording below.",
        )
    without.close()


def test_a_page_that_is_neither_https_nor_localhost(browser, lab, project):
    address = lab.replace("127.0.0.1", "plain.example")
    with page_without_faults(browser, 900, 500) as page:
        desk = Desk(page, address, project / "desk", "plain", IMPORT)
        cell = desk.show("mic = Microphone(); mic")
        assert cell.locator(".recorder-key").is_hidden()
        refused(
            desk,
            cell,
            "Browsers give the microphone only to https pages and to localhost, and this page is "
            f"{address}: open the notebook at an https address, or choose a recording below.",
        )


def refused(desk, cell, sentence: str) -> None:
    """The widget says so, can be read by all, and takes a file instead."""
    if cell.locator(".recorder-key").is_visible():
        cell.locator(".recorder-key").click()
    expect(cell.locator(".recorder > .recorder-warning:visible")).to_have_text(sentence)
    assert not violations(desk.page)
    shoot(desk.page, f"recorder-{desk.file.stem}")
    choose(cell, ("weather.mp3", WEATHER))
    expect(cell.locator("li[data-state=held]")).to_be_visible()
    assert desk.run("print(mic.sound.label)") == "weather.mp3"


REFUSALS = {
    ("NotAllowedError", "Permission denied by system", "http:"): "privacy settings",
    ("NotReadableError", "", "http:"): "another program",
    ("AbortError", "", "http:"): "another program",
    ("UnknownError", "", "http:"): "(UnknownError)",
    (
        "NotAllowedError",
        "Permission denied",
        "vscode-webview:",
    ): "open this notebook in JupyterLab",
}


def test_each_refusal_says_what_to_do(desk):
    script = Microphone._esm.partition("export default")[0]
    sentence = f"""([name, message, protocol]) => {{
      {script};
      return refusal(new DOMException(message, name), {{ protocol, origin: '' }});
    }}"""
    for case, words in REFUSALS.items():
        found = desk.page.evaluate(sentence, list(case))
        assert words in found and found.endswith("or choose a recording below."), case
