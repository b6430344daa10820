"""The file picker in a real JupyterLab: large files, many files, and a Python that is busy."""

import hashlib
import re

import numpy as np
import pytest
from playwright.sync_api import expect

from helpers.media import codec
from tests.browser.desk import wait_until
from tests.browser.recorder import RATE, WEATHER, choose

pytestmark = pytest.mark.browser
DROP = """(input, files) => {
  const dropped = new DataTransfer(), options = { bubbles: true, cancelable: true };
  for (const [name, text] of files) dropped.items.add(new File([text], name));
  for (const kind of ['dragenter', 'dragover', 'drop']) {
    input.dispatchEvent(new DragEvent(kind, { dataTransfer: dropped, ...options }));
  }
}"""
FITS = """cell => {
  const { scrollWidth, clientWidth } = cell.querySelector('.recorder');
  return scrollWidth <= clientWidth;
}"""
NOTES = "lines => lines.map(line => line.querySelector('p').textContent)"
DIGEST = "import hashlib; print(hashlib.sha256(picker.sound.data).hexdigest())"


def test_twenty_megabytes_arrive_whole_and_what_is_on_its_way_can_be_given_up(desk, tmp_path):
    noise = np.random.default_rng(1).normal(0, 0.1, 10_000_000).astype(np.float32)
    (tmp_path / "강의 녹음.wav").write_bytes(codec.encode(noise, RATE, "wav"))
    with (tmp_path / "film.mov").open("wb") as file:
        file.truncate(201_000_000)
    cell = desk.show("picker = FilePicker(); picker")
    line, bar = cell.locator("li"), cell.get_by_role("progressbar", name="Sending 강의 녹음.wav")
    choose(cell, tmp_path / "강의 녹음.wav")
    bar.wait_for()
    assert re.match(
        r"SoundError: “강의 녹음.wav” is still arriving, \d+\.\d of 20.0 MB: "
        "run this cell again when it is there",
        desk.run("picker.sound"),
    )
    choose(cell, ("weather.mp3", WEATHER))
    expect(cell.locator("li[data-state=held]")).to_contain_text("weather.mp3")
    expect(line).to_have_count(1)
    choose(cell, tmp_path / "강의 녹음.wav")
    bar.wait_for()
    cell.get_by_role("button", name="Cancel 강의 녹음.wav").click()
    expect(bar).to_have_count(0)
    assert desk.run("print(picker)") == "File picker: weather.mp3 · 8.1 s · mp3 · 65 KB"
    choose(cell, tmp_path / "강의 녹음.wav")
    held = cell.locator("li[data-state=held]", has_text="강의 녹음.wav")
    expect(held).to_contain_text("6 min 57 s · wav · 20.0 MB", timeout=30_000)
    sent = hashlib.sha256((tmp_path / "강의 녹음.wav").read_bytes()).hexdigest()
    assert desk.run(DIGEST) == sent
    choose(cell, tmp_path / "film.mov")
    expect(cell.locator("li[data-state=refused]")).to_contain_text(
        "This file has 201 MB, more than the 200 MB that can be sent from here: save its sound "
        "alone as mp3 or m4a, or put it beside the notebook and use Sound.load. "
        "“강의 녹음.wav” is still chosen."
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
    assert [text or None for text in cell.locator("li").evaluate_all(NOTES)] == [
        None,
        "This is text, not a sound, whatever its name says: choose a recording.",
        None,
        "The file is empty: record it or export it again.",
        "rain.wav is named wav but holds mp3: read as mp3.",
    ]
    expect(cell.get_by_text("3 of 5 taken").first).to_be_visible()
    labels = ["비.mp3", " ".join(long.split()), "rain.wav"]
    counted = "3 of 5 taken. Not taken: “notes.mp3”, “nothing.wav”.\n"
    assert desk.run("print([sound.label for sound in picker.sounds])") == counted + str(labels)
    cell.get_by_role("button", name="Remove 비.mp3").click()
    cell.locator("label").evaluate(DROP, [["dropped.txt", "text"], ["more.txt", "text"]])
    expect(cell.locator("li[data-state=refused]")).to_have_count(4)
    expect(cell.get_by_text("2 of 6 taken").first).to_be_visible()
    said = desk.run("print(len(picker.sounds), picker.sound.label[:4])").splitlines()
    assert said[0].startswith("2 of 6 taken. Not taken: ") and said[1:] == ["2 아주 긴"]
    assert cell.evaluate(FITS), "a long name stays inside"


def test_a_busy_python_is_waited_for_and_widgets_do_not_mix(desk, tmp_path):
    mic = desk.show("mic = Microphone(seconds=1); mic")
    first = desk.show("first = FilePicker(); first")
    second = desk.show("second = FilePicker(); second")
    desk.start(
        f"""import pathlib, time
here, until = pathlib.Path({str(tmp_path)!r}), time.monotonic() + 60
(here / 'busy').touch()
while not (here / 'enough').exists() and time.monotonic() < until: time.sleep(0.1)"""
    )
    wait_until(desk.page, (tmp_path / "busy").exists)
    try:
        choose(first, ("weather.mp3", WEATHER))
        mic.locator(".recorder-key").click()
        # JupyterLab hands over messages while a cell runs, or when it has ended: the recording can
        # be heard in any case
        mic.locator("audio").wait_for()
    finally:
        (tmp_path / "enough").touch()
    for cell in (mic, first):
        expect(cell.locator("li[data-state=held]")).to_be_visible()
    assert first.locator(".recorder > .recorder-warning").is_hidden()
    assert second.locator("li").count() == 0
    labels = desk.run("print(mic.sound.label, first.sound.label, second)")
    assert labels == "my recording weather.mp3 File picker: no recording was chosen"
