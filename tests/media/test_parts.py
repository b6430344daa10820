"""Where one file ends and the next begins."""

import io

import pytest

from helpers import Sound
from helpers.media import codec
from helpers.media.parts import other_file_behind, parts_of
from helpers.media.reader import read_at, size_of
from tests.sounds import FILES, LIST, WAV, make, tone

CAF = make("caf", "pcm_s16be", tone(1), 24000)
AIFF = make("aiff", "pcm_s16be", tone(1), 24000)
M4A = make("ipod", "aac", tone(1), 24000)
REPEATED = {
    "webm": FILES["webm"],
    "webm of a browser": make("webm", "libopus", tone(1, 48000), 48000, live="1"),
    "wma": make("asf", "wmav2", tone(1, 44100), 44100),
    "flv": make("flv", "libmp3lame", tone(1, 44100), 44100),
    "voc": make("voc", "pcm_s16le", tone(1, 44100), 44100),
    "tta": make("tta", "tta", tone(1, 44100), 44100),
    "amr": make("amr", "libopencore_amrnb", tone(1, 8000), 8000),
}


def split(data):
    return [read_at(part, 0, -1) for part in parts_of(io.BytesIO(data))]


@pytest.mark.parametrize(
    "files",
    [
        *([WAV], [WAV, WAV], [WAV, WAV, WAV[:-7]], [AIFF, AIFF], [CAF, CAF, CAF], [M4A, M4A, M4A]),
        *([file] * 3 for file in REPEATED.values()),
    ],
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


@pytest.mark.parametrize("name", REPEATED)
def test_parts_of_formats_that_say_no_end_are_joined(name, capsys):
    one = REPEATED[name]
    seconds = codec.measure(one).seconds
    sound = Sound.load(one * 3)
    assert sound.seconds == pytest.approx(3 * seconds, abs=0.002)
    assert "holds 3 files one behind the other" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("behind", "says"),
    [(AIFF, "an AIFF file"), (FILES["flac"], "a FLAC file"), (FILES["mp3"], "an mp3"), (LIST, "")],
    ids=["aiff", "flac", "mp3", "a chunk"],
)
def test_a_file_of_another_kind_behind_is_named(behind, says, capsys):
    assert other_file_behind(io.BytesIO(WAV + behind)) == says
    assert Sound.load(WAV + behind, label="it").seconds == 2
    assert capsys.readouterr().out == (
        f"it has {says} behind its end, which is left out: load that one alone.\n" if says else ""
    )
    assert other_file_behind(io.BytesIO(WAV)) == other_file_behind(io.BytesIO(b"RIFF")) == ""
