"""Large recordings stay on disk: what they take in memory, and what is said when they change."""

import gc
import io
import os
import pickle
import struct
import subprocess
import sys

import numpy as np
import pytest

from helpers import Sound, conversion
from helpers.media import stored
from helpers.media.encoder import Encoder
from helpers.media.stored import StoredFile
from tests.environment import ROOT
from tests.sounds import FILES, WAV, pcm_of, refused, tone, wav

PEAK = """
import sys
from helpers import Sound
from helpers.display.card import card
from tests.peak_memory import peak
sound = Sound.load(sys.argv[1])
pieces, part = sound.split(12), sound.trim(5, 25)
assert "<audio" in card(sound)
print(peak() >> 20, len(pieces), part.seconds)
"""


@pytest.fixture
def large(tmp_path, monkeypatch):
    """A second of sound that counts as large, in a file."""
    monkeypatch.setattr(stored, "LARGEST_HELD", 10_000)
    path = tmp_path / "field.wav"
    path.write_bytes(WAV)
    return path


def test_a_large_recording_takes_little_memory(tmp_path):
    path, rate, seconds, channels = tmp_path / "field.wav", 48_000, 30, 8
    second = np.repeat(tone(1, rate)[:, None], channels, axis=1).astype("<f8")
    with path.open("wb") as file:
        file.write(wav(second, rate, tag=3, bits=64)[:40])
        file.write(struct.pack("<I", seconds * second.nbytes))
        for _ in range(seconds):
            file.write(second.tobytes())
    command = [sys.executable, "-c", PEAK, str(path)]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    megabytes, pieces, part = map(float, run.stdout.split())
    assert path.stat().st_size > 92_000_000 and megabytes < 150, megabytes
    assert (pieces, part) == (3, 20)


def test_what_comes_of_it_is_what_comes_of_the_bytes(large):
    sound, held = Sound.load(large), Sound.load(WAV, "field.wav")
    assert isinstance(sound.content, StoredFile) and sound.size == held.size == len(WAV)
    assert sound.data == WAV and repr(sound) == repr(held)
    assert np.array_equal(sound.samples(), held.samples())
    assert sound.to("mp3").data == held.to("mp3").data and sound.part() == held.part()
    assert np.array_equal(pcm_of(sound.trim(0.2, 0.7)), pcm_of(held.trim(0.2, 0.7)))
    assert pickle.loads(pickle.dumps(sound)) == sound


@pytest.mark.parametrize("change", ["longer", "newer", "gone"])
def test_a_file_that_has_changed_is_not_taken_for_the_same(large, change):
    sound = Sound.load(large)
    if change == "longer":
        large.write_bytes(WAV + WAV)
    elif change == "newer":
        os.utime(large, ns=(1, 1))
    else:
        large.unlink()
    said = "can no longer be read" if change == "gone" else "has changed since it was loaded"
    for use in (lambda: sound.data, sound.samples, sound.part, lambda: sound.save("other.wav")):
        assert f"field.wav {said}" in refused(use)


def test_sizes_that_were_not_known_are_repaired_on_the_way_out(large, tmp_path):
    large.write_bytes(WAV[:4] + b"\xff" * 4 + WAV[8:40] + b"\xff" * 4 + WAV[44:])
    sound = Sound.load(large)
    assert sound.data == WAV and sound.save(tmp_path / "copy.wav").read_bytes() == WAV
    assert sound.save(large).read_bytes() == WAV  # over itself
    assert [path.name for path in tmp_path.glob("*.part")] == []
    again = Sound.load(large)
    assert again.save(large) == large and again.data == WAV


@pytest.mark.parametrize("format", ["wav", "flac"])
def test_a_full_disk_is_one_sentence(format, monkeypatch):
    class Full(io.BytesIO):
        def write(self, _):
            raise OSError(28, "No space left on device")

    monkeypatch.setattr("helpers.media.encoder.temporary_file", Full)
    said = refused(fill, format)
    assert "There is no room" in said and "(No space left on device)" in said


def fill(format):
    encoder = Encoder(format, 24_000, on_disk=True)
    encoder.add(np.zeros((24_000, 1), np.int16))
    encoder.finish()


def test_cut_files_on_disk_go_with_the_sounds(monkeypatch):
    monkeypatch.setattr("helpers.editing.LARGEST_SENT", 10_000)
    pieces = Sound.load(FILES["wav"]).split(1.5)
    paths = [piece.content.path for piece in pieces]
    assert all(path.exists() for path in paths) and pieces[0].format == "flac"
    assert Sound.load(pieces[0].data).seconds == pieces[0].seconds
    del pieces
    gc.collect()
    assert not any(path.exists() for path in paths)


def test_what_is_converted_to_a_large_file_is_on_disk(monkeypatch, capsys):
    sound = Sound.load(FILES["wav"], "talk")
    held = {format: sound.to(format) for format in ("wav", "flac", "pcm16")}
    monkeypatch.setattr(conversion, "LARGEST_SENT", 100_000)
    monkeypatch.setattr(conversion, "MUCH_MEMORY", 140_000)
    for format, same in held.items():
        found = sound.to(format)
        assert isinstance(found.content, StoredFile) and found.data == same.data
        assert capsys.readouterr().out == f"talk as {format} takes up to 144 KB on disk.\n"
        assert vars(found.to("mp3")).keys() == vars(same.to("mp3")).keys()
    large = sound.to("pcm16")
    assert np.array_equal(large.samples(), held["pcm16"].samples())
    assert np.array_equal(pcm_of(large.trim(1, 2)), pcm_of(held["pcm16"].trim(1, 2)))
    assert large.to("mp3").seconds == held["pcm16"].to("mp3").seconds


def test_what_cannot_fit_is_refused_before_it_is_written(monkeypatch):
    sound = Sound.load(FILES["wav"], "talk")
    monkeypatch.setattr(conversion, "LARGEST_SENT", 100_000)
    monkeypatch.setattr("shutil.disk_usage", lambda _: type("Usage", (), {"free": 100_000}))
    said = refused(sound.to, "flac")
    assert said.startswith("talk as flac takes 144 KB, and only 100 KB are free")
    monkeypatch.setattr(conversion, "LARGEST_WAV", 100_000)
    assert "use flac" in refused(sound.to, "wav")
    monkeypatch.setattr("helpers.media.encoder.LARGEST_WAV", 100_000)
    assert "use flac" in refused(Encoder("wav", 24_000).add, np.zeros((50_001, 1), np.int16))


def test_samples_that_take_much_memory_say_so_or_are_refused(monkeypatch, capsys):
    sound = Sound.from_samples(tone(1, 24_000), 24_000, "talk")
    monkeypatch.setattr(conversion, "MUCH_MEMORY", 90_000)
    sound.samples()
    assert capsys.readouterr().out == "The samples of talk take 96 KB of memory.\n"
    monkeypatch.setattr(conversion, "MOST_MEMORY", 95_000)
    assert "96 KB of memory" in refused(sound.samples)


def test_samples_without_a_header_are_refused_where_they_are_too_many(tmp_path, monkeypatch):
    monkeypatch.setattr(stored, "LARGEST_READ", 90_000)
    for name, format in (("long.ul", None), ("long.pcm16", "pcm16")):
        (tmp_path / name).write_bytes(bytes(90_001))
        assert "cut it first" in refused(Sound.load, tmp_path / name, format=format)
