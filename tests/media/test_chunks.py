"""Sizes that lie are found before a decoder believes them."""

import io
import struct
import subprocess
import sys

import pytest

from helpers.media import codec
from helpers.media.chunks import believable_size
from tests.environment import ROOT
from tests.sounds import LIST, WAV, refused

TEXT = b"INFOISFT" + struct.pack("<I", 0x7FFFFF00)
LYING = {  # chunks in front of the samples or behind them
    "a list": b"LIST" + struct.pack("<I", 0xFFFF0000) + TEXT,
    "a text": b"LIST" + struct.pack("<I", 12) + TEXT,
    "a text among others": b"LIST" + struct.pack("<I", 38) + LIST[8:] + TEXT[4:],
    "a note": b"LIST" + struct.pack("<I", 12) + b"adtllabl" + struct.pack("<I", 0x7FFFFF00),
    "any chunk": b"junk" + struct.pack("<I", 0x7FFFFF00),
}
LOAD = """
import sys
from pathlib import Path
from helpers.media import codec
from tests.peak_memory import peak
codec.measure(Path(sys.argv[1]).read_bytes())
before = peak()
try:
    codec.measure(Path(sys.argv[2]).read_bytes())
except codec.SoundError as error:
    print(error)
print(peak() - before)
"""


@pytest.mark.parametrize("name", LYING)
def test_a_chunk_that_lies_in_front_of_the_samples_is_refused(name, tmp_path):
    """In a process of its own, whose most memory is looked at."""
    data = WAV[:36] + LYING[name] + bytes(2000)
    assert believable_size(io.BytesIO(data)) == 36
    assert "damaged" in refused(codec.measure, data)
    (tmp_path / "whole.wav").write_bytes(WAV)
    (tmp_path / "lying.wav").write_bytes(data)
    paths = [str(tmp_path / "whole.wav"), str(tmp_path / "lying.wav")]
    run = subprocess.run(
        [sys.executable, "-c", LOAD, *paths], cwd=ROOT, capture_output=True, text=True, check=True
    )
    said, memory = run.stdout.splitlines()
    assert "damaged" in said and int(memory) < 10e6, run.stdout


@pytest.mark.parametrize("name", LYING)
def test_a_chunk_that_lies_behind_the_samples_is_left_out(name):
    data = WAV + LYING[name] + bytes(2000)
    assert believable_size(io.BytesIO(data)) == len(WAV)
    facts = codec.measure(data)
    assert (facts.seconds, facts.cut_short, facts.lost_seconds) == (2, False, 0)


def test_true_sizes_are_believed():
    for data in (WAV, WAV[:36] + LIST + WAV[36:], WAV + LIST, WAV[:30_000], WAV + b"junk", b"x"):
        assert believable_size(io.BytesIO(data)) == len(data)
