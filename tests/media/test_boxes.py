"""Tables of an mp4 that claim millions of samples: a small file never takes much memory."""

import io
import struct
import subprocess
import sys

import pytest

from helpers import Sound
from helpers.media.boxes import believable_boxes_size
from tests.environment import ROOT
from tests.media.rows import FRAGMENTS
from tests.sounds import make, refused, tone

PEAK = """
import sys
from helpers import Sound, SoundError
from tests.peak_memory import peak
for path in sys.argv[1:]:
    try:
        Sound.load(path, quiet=True)
    except SoundError:
        pass
    if path == sys.argv[1]:
        before = peak()
print(peak() - before >> 20)
"""
MILLIONS = 50_000_000  # of samples: FFmpeg takes 1.7 GB for as many
WHOLE = make("ipod", "aac", tone(1), 24_000)
FRAGMENTED = make("ipod", "aac", tone(1), 24_000, **FRAGMENTS)
PCM = make("mov", "pcm_s16be", tone(1), 24_000)


def overwritten(data, changes):
    """The file with numbers of 32 bits in it: (box, place behind its name) -> number."""
    data = bytearray(data)
    for (box, place), number in changes.items():
        struct.pack_into(">I", data, data.index(box) + 4 + place, number)
    return bytes(data)


LIES = {
    "samples of one size": overwritten(WHOLE, {(b"stsz", 4): 1, (b"stsz", 8): MILLIONS}),
    "samples in a chunk": overwritten(
        WHOLE,
        {
            (b"stsz", 4): 1,
            (b"stsz", 8): MILLIONS,
            (b"stsc", 4): 1,
            (b"stsc", 8): 1,
            (b"stsc", 12): MILLIONS,
        },
    ),
    "samples in a fragment": overwritten(FRAGMENTED, {(b"trun", 4): MILLIONS}),
    "samples without sizes": overwritten(FRAGMENTED, {(b"trun", 0): 1, (b"trun", 4): MILLIONS}),
    "PCM in chunks": overwritten(PCM, {(b"stsc", 12): 0x7FFFFFFF}),
}


@pytest.mark.parametrize("lie", LIES)
def test_a_file_is_read_up_to_the_box_that_lies(lie):
    data = LIES[lie]
    box = b"moof" if "fragment" in lie or "without" in lie else b"moov"
    assert believable_boxes_size(io.BytesIO(data)) == data.index(box) - 4
    refused(Sound.load, data)


def test_what_tells_the_truth_is_read_whole():
    for data in (WHOLE, FRAGMENTED, PCM, WHOLE[:-9], b"", b"RIFF\0\0\0\0WAVE", WHOLE[:20]):
        assert believable_boxes_size(io.BytesIO(data)) == len(data)
    hour = overwritten(PCM, {(b"stsc", 12): 3600 * 44_100})  # of which the file holds a second
    assert believable_boxes_size(io.BytesIO(hour)) == len(hour)


def test_boxes_in_boxes_without_end():
    deep = b"".join(struct.pack(">I4s", 80_000 - 8 * at, b"moov") for at in range(10_000))
    assert believable_boxes_size(io.BytesIO(deep)) == len(deep)
    refused(Sound.load, deep)


def test_lying_files_take_little_memory(tmp_path):
    paths = [tmp_path / str(number) for number in range(len(LIES) + 1)]
    for path, data in zip(paths, [WHOLE, *LIES.values()], strict=True):
        path.write_bytes(data)
    command = [sys.executable, "-c", PEAK, *map(str, paths)]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    assert int(run.stdout) < 60
