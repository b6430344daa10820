"""Where one file ends and the next begins."""

import io

import pytest

from helpers.media.parts import parts_of
from helpers.media.reader import read_at, size_of
from tests.sounds import FILES, LIST, WAV, make, tone

CAF = make("caf", "pcm_s16be", tone(1), 24000)
AIFF = make("aiff", "pcm_s16be", tone(1), 24000)
M4A = make("ipod", "aac", tone(1), 24000)


def split(data):
    return [read_at(part, 0, -1) for part in parts_of(io.BytesIO(data))]


@pytest.mark.parametrize(
    "files",
    [[WAV], [WAV, WAV], [WAV, WAV, WAV[:-7]], [AIFF, AIFF], [CAF, CAF, CAF], [M4A, M4A, M4A]],
    ids=lambda files: f"{len(files)} {files[0][:12]}",
)
def test_every_part_is_a_whole_file(files):
    assert split(b"".join(files)) == files


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"RIFF",
        WAV[:20_000],
        WAV[:20_000] + WAV,  # the first breaks off: where it ends is not known
        WAV + LIST,
        WAV + b"RIFF",
        WAV + AIFF,
        b"RIFF\0\0\0\0WAVE" * 3,
        *FILES.values(),
    ],
    ids=lambda data: f"{len(data)} {data[:8]}",
)
def test_what_is_one_file_or_cannot_be_told_is_left_whole(data):
    (part,) = parts_of(io.BytesIO(data))
    assert size_of(part) == len(data)
