"""A recording beside what was played to the microphone, and beside MediaRecorder, the usual way.

Then Stop to playable, and 20 MB through the file picker beside ipywidgets.FileUpload. It drives a
Chromium with the fixtures of the browser tests. The microphone plays a file; a real one adds its
own noise, room and delay.
"""

import base64
import hashlib
import statistics
import time
from pathlib import Path

import numpy as np
from playwright.sync_api import expect

from benchmarks import in_browser
from helpers.media import codec
from helpers.paths import DATA
from tests.browser.desk import wait_until
from tests.browser.recorder import RATE, choose, samples_of
from tests.likeness import likeness

SECONDS, RUNS, PATIENCE = 8, 5, 15
TWENTY = codec.encode(
    np.random.default_rng(1).normal(0, 0.1, 10_000_000).astype(np.float32), RATE, "wav"
)
AS_USUAL = """() => {
  const devices = navigator.mediaDevices, ask = devices.getUserMedia.bind(devices);
  devices.getUserMedia = () => ask({ audio: true });
}"""
MEDIA_RECORDER = """async seconds => {
  const audio = { echoCancellation: false, noiseSuppression: false, autoGainControl: false };
  const stream = await navigator.mediaDevices.getUserMedia({ audio });
  const recorder = new MediaRecorder(stream);
  const ended = new Promise(done => { recorder.ondataavailable = event => done(event.data); });
  recorder.start();
  await new Promise(done => setTimeout(done, seconds * 1000));
  recorder.stop();
  const bytes = new Uint8Array(await (await ended).arrayBuffer());
  stream.getTracks().forEach(track => track.stop());
  return btoa(bytes.reduce((text, byte) => text + String.fromCharCode(byte), ''));
}"""
STOP = """async cell => {
  const start = performance.now(), times = {}, since = () => performance.now() - start;
  const next = () => new Promise(done => setTimeout(done, 4));
  const key = cell.querySelector('.recorder-key');
  key.click();
  while (key.textContent !== 'Record again') await next();
  while (!times.python) {
    const player = [...cell.querySelectorAll('audio')].at(-1);
    if (!times.page && player?.readyState >= 1 && player.duration > 0) times.page = since();
    const one = cell.querySelectorAll('li').length === 1;
    if (times.page && one && cell.querySelector('li[data-state=held]')) times.python = since();
    await next();
  }
  return [times.page / 1000, times.python / 1000];
}"""


def main() -> None:
    in_browser.run(__file__)


def test_figures(desk, played, tmp_path):
    page, rows, twenty = desk.page, {}, tmp_path / "twenty.wav"
    twenty.write_bytes(TWENTY)
    cell = desk.show(f"mic = Microphone(seconds={SECONDS}); mic")
    rows["Microphone (PCM, nothing changed)"] = recorded(desk, cell)
    rows["MediaRecorder (Opus), nothing changed"] = codec.samples(
        base64.b64decode(page.evaluate(MEDIA_RECORDER, SECONDS)), RATE
    )[0]
    stops = [stopped(desk) for _ in range(RUNS)]
    cell = desk.show(f"mic = Microphone(seconds={SECONDS}); mic")
    page.evaluate(AS_USUAL)
    rows["Microphone, with the browser's changes"] = recorded(desk, cell)
    heads = f"{'first second':>14}{'worst later':>13}{'median':>9}"
    print(f"\n{'dB above the difference from what was played':48}{heads}")
    for name, samples in rows.items():
        first, *later = likeness(samples, played[1], RATE)
        print(f"{name:48}{first:11.0f} dB{min(later):10.0f} dB{statistics.median(later):6.0f} dB")
    names = ("Stop -> playable in the page", "Stop -> mic.sound in Python")
    for name, times in zip(names, zip(*stops, strict=True), strict=True):
        print(
            f"{name:48}{statistics.median(times):6.2f} s  (median of {RUNS}; "
            f"{min(times):.2f} to {max(times):.2f}; wanted: at most 0.5)"
        )
    print(f"{'20 MB through FilePicker':48}{picked(desk, twenty):6.2f} s  arrived whole")
    print(f"{'20 MB through ipywidgets.FileUpload':48}{uploaded(desk, twenty)}")


def recorded(desk, cell):
    cell.locator(".recorder-key").click()
    expect(cell.locator(".recorder-key")).to_have_text("Record again", timeout=60_000)
    expect(cell.locator("li")).to_have_count(1)
    return samples_of(desk, "mic")


def stopped(desk) -> list[float]:
    cell = desk.show("mic = Microphone(); mic")
    cell.locator(".recorder-key").click()
    expect(cell.locator(".recorder-clock")).to_have_text("Recording, 3 of 60 seconds")
    return cell.evaluate(STOP)


def picked(desk, file: Path) -> float:
    cell = desk.show("picker = FilePicker(); picker")
    start = time.perf_counter()
    choose(cell, file)
    cell.locator("li[data-state=held]").wait_for()
    seconds = time.perf_counter() - start
    assert (
        desk.run("import hashlib; print(hashlib.sha256(picker.sound.data).hexdigest())")
        == hashlib.sha256(TWENTY).hexdigest()
    )
    return seconds


def uploaded(desk, file: Path) -> str:
    choosers, cell = [], desk.show("import ipywidgets; upload = ipywidgets.FileUpload(); upload")
    desk.page.on("filechooser", choosers.append)
    button = cell.get_by_role("button", name="Upload")
    for chosen, wait in ((DATA / "weather.mp3", 2), (file, PATIENCE)):
        button.click()
        wait_until(desk.page, lambda: bool(choosers))
        choosers.pop().set_files(chosen)
        desk.page.wait_for_timeout(wait * 1000)
    held = desk.run("print(*[file.name for file in upload.value])")
    return f"after {PATIENCE} s the label says {button.inner_text()!r}, and Python holds {held!r}"


if __name__ == "__main__":
    main()
