"""Parts of a large WAV are read from it: never copied, exact, and gone when it changes."""

import gc

import numpy as np
import pytest

from helpers import Sound
from helpers.media import codec, stored
from helpers.media.reader import read_at, size_of
from helpers.media.slices import wav_slice
from helpers.media.stored import StoredFile
from helpers.media.wav import LARGEST_WAV
from tests.sounds import LIST, RATE, make, pcm_of, refused, tone, wav

CHANCE = np.random.default_rng(0)
NOISE = CHANCE.integers(-32768, 32768, (8 * RATE, 2), dtype=np.int16)
FILES = {
    "plain": wav(NOISE),
    "chunks before and behind": wav(NOISE, before=LIST) + LIST,
    "size not known": wav(NOISE, riff=0xFFFFFFFF, size=0xFFFFFFFF),
    "a tag before": b"ID3\4\0\0\0\0\0\x0a" + bytes(10) + wav(NOISE),
    "more to say": wav(
        NOISE,
        tag=0xFFFE,
        extra=b"\x16\0\x10\0\3\0\0\0" + bytes.fromhex("0100000000001000800000aa00389b71"),
    ),
}


@pytest.fixture(params=FILES)
def large(request, tmp_path, monkeypatch):
    monkeypatch.setattr(stored, "LARGEST_HELD", 10_000)
    path = tmp_path / "field.wav"
    path.write_bytes(FILES[request.param])
    return path


def test_a_part_is_exact_and_stays_where_it_is(large):
    part = Sound.load(large).trim(1.5, 3.25)
    assert isinstance(part.content, StoredFile) and part.content.path == large
    assert (part.seconds, part.format, part.channels, part.size) == (1.75, "wav", 2, 168_044)
    assert len(part.data) == 168_044 and part.data == Sound.load(part.data).data
    assert np.array_equal(pcm_of(part), NOISE[36_000:78_000])
    again = part.trim(0.5, 1)
    assert again.content.path == large and np.array_equal(pcm_of(again), NOISE[48_000:60_000])
    with part.opened() as file:
        assert size_of(file) == part.size and read_at(file, 40, 8) == part.data[40:48]
        assert read_at(file, part.size - 3, 99) == part.data[-3:] and file.seek(-4, 1) >= 0
    assert part.part()["input_audio"]["format"] == "wav"


def test_pieces_are_exact_and_stay_where_they_are(large):
    sound = Sound.load(large)
    pieces = sound.split(3)
    assert {piece.content.path for piece in pieces} == {large}
    assert np.array_equal(np.concatenate([pcm_of(piece) for piece in pieces]), NOISE)
    held = Sound.load(wav(NOISE), label="field.wav").split(3)
    assert list(map(repr, pieces)) == list(map(repr, held))
    assert [piece.data for piece in pieces] == [piece.data for piece in held]


def test_a_part_of_a_file_that_has_changed_says_so(large, tmp_path):
    part = Sound.load(large).trim(1, 2)
    assert part.save(tmp_path / "part.wav").read_bytes() == part.data
    assert part.save(large) == large  # over what it is a part of: written beside it first
    assert Sound.load(large).seconds == 1
    for use in (lambda: part.data, part.samples, part.part, lambda: part.trim(0, 0.5)):
        assert "field.wav has changed since it was loaded" in refused(use)


def test_a_part_keeps_the_temporary_file_that_it_is_a_part_of(monkeypatch):
    monkeypatch.setattr("helpers.conversion.LARGEST_SENT", 10_000)
    part = Sound.load(wav(NOISE)).to("wav").trim(1, 2)
    gc.collect()
    assert part.content.path.exists() and part.samples().size == RATE
    path = part.content.path
    del part
    gc.collect()
    assert not path.exists()


@pytest.mark.parametrize("name", ["pcm_s24le", "pcm_f32le", "pcm_mulaw"])
def test_other_samples_are_copied(name, tmp_path, monkeypatch):
    monkeypatch.setattr(stored, "LARGEST_HELD", 10_000)
    (tmp_path / "a.wav").write_bytes(make("wav", name, tone(3), RATE))
    sound = Sound.load(tmp_path / "a.wav")
    assert wav_slice(sound, 0, RATE) is None and isinstance(sound.trim(0, 1).content, bytes)
    assert codec.measure(sound.trim(0, 1).data).codec == "pcm_s16le"


def test_a_part_is_no_larger_than_a_wav_can_be(large):
    sound = Sound.load(large)
    assert wav_slice(sound, 0, LARGEST_WAV // 4) and not wav_slice(sound, 0, LARGEST_WAV // 4 + 1)
    assert wav_slice(Sound.load(wav(NOISE)), 0, 9) is None  # it is in memory
