"""A recording beside what was played to the microphone, and beside MediaRecorder, which most recorders use; Stop to playable; 20 MB through the file picker beside ipywidgets.FileUpload.

It drives a Chromium with the fixtures of the browser tests. The microphone plays a file; a real one adds its own noise, room and delay.
"""

import base64
import hashlib
import statistics
import sys
import time
from pathlib import Path

import numpy as np
import pytest
from playwright.sync_api import expect

from helpers.media import codec
from tests.browser.desk import wait_until
from tests.browser.recorder import RATE, choose, samples_of
from tests.environment import ROOT
from tests.likeness import likeness

SECONDS, RUNS, PATIENCE = 8, 5, 15
TWENTY = codec.encode(
    np.random.default_rng(1).normal(0, 0.1, 10_000_000).astype(np.float32), RATE, "wav"
)
AS_USUAL = """() => { const ask = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices); navigator.mediaDevices.getUserMedia = () => ask({ audio: true }); }"""
MEDIA_RECORDER = """async seconds => {
  const stream = await navigator.mediaDevices.getUserMedia({ audio: { echoCancellation: false, noiseSuppression: false, autoGainControl: false } });
  const recorder = new MediaRecorder(stream), ended = new Promise(done => { recorder.ondataavailable = event => done(event.data); });
  recorder.start();
  await new Promise(done => setTimeout(done, seconds * 1000));
  recorder.stop();
  const bytes = new Uint8Array(await (await ended).arrayBuffer());
  stream.getTracks().forEach(track => track.stop());
  return btoa(bytes.reduce((text, byte) => text + String.fromCharCode(byte), ''));
}"""
STOP = """async cell => {
  const start = performance.now(), times = {}, next = () => new Promise(done => setTimeout(done, 4));
  cell.querySelector('.recorder-key').click();
  while (cell.querySelector('.recorder-key').textContent !== 'Record again') await next();
  while (!times.python) {
    const player = [...cell.querySelectorAll('audio')].at(-1);
    if (!times.page && player?.readyState >= 1 && player.duration > 0) times.page = performance.now() - start;
    if (times.page && cell.querySelectorAll('li').length === 1 && cell.querySelector('li[data-state=held]')) times.python = performance.now() - start;
    await next();
  }
  return [times.page / 1000, times.python / 1000];
}"""


def main() -> None:
    if pytest.main(
        [
            "-q",
            "-s",
            "-p",
            "tests.conftest",
            "-p",
            "tests.browser.conftest",
            "-p",
            "no:cacheprovider",
            __file__,
        ]
    ):
        raise RuntimeError("the figures could not be measured")


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
    print(
        f"\n{'dB above the difference from what was played':48}{'first second':>14}{'worst later':>13}{'median':>9}"
    )
    for name, samples in rows.items():
        first, *later = likeness(samples, played[1], RATE)
        print(f"{name:48}{first:11.0f} dB{min(later):10.0f} dB{statistics.median(later):6.0f} dB")
    for name, times in zip(
        ("Stop -> playable in the page", "Stop -> mic.sound in Python"), zip(*stops)
    ):
        print(
            f"{name:48}{statistics.median(times):6.2f} s  (median of {RUNS}; {min(times):.2f} to {max(times):.2f}; wanted: at most 0.5)"
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
    desk.page.on("filechooser", lambda chooser: choosers.append(chooser))
    for number, (chosen, wait) in enumerate(
        ((ROOT / "data" / "weather.mp3", 2), (file, PATIENCE)), 1
    ):
        cell.get_by_role("button", name="Upload").click()
        wait_until(desk.page, lambda: len(choosers) == number)
        choosers[-1].set_files(chosen)
        desk.page.wait_for_timeout(wait * 1000)
    return f"after {PATIENCE} s the label says {cell.get_by_role('button', name='Upload').inner_text()!r}, and Python holds {desk.run('print(*[file.name for file in upload.value])')!r}"


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[1]))
    main()
