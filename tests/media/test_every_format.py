"""Every format is made, read back and compared with what went in; then broken off and damaged."""

import numpy as np
import pytest

from helpers import Sound, SoundError
from helpers.media import codec
from tests.media.rows import MORE_ROWS, NAMED, ROWS, SECONDS, make_row, row_of
from tests.soak import long_form
from tests.sounds import plain

LONGEST_FRAME = 0.03  # seconds that an encoder adds or leaves out, depending on the length
HEARD = {  # what each channel adds to the mix
    "mono": [1],
    "stereo": [0.5, 0.5],
    "5.1": [0.7071, 0.7071, 1, 0, 0.5, 0.5],  # ITU-R BS.775-4, table 2
}


def likeness(found, mono):
    """Correlation at the delay where it is largest, and the level found over the level given.

    Codecs delay by up to 0.15 s, containers take back more.
    """
    length = min(found.size, mono.size)
    alike = np.fft.irfft(np.fft.rfft(found, 2 * length) * np.fft.rfft(mono, 2 * length).conj())
    late = max(range(-length // 8, length // 8), key=alike.__getitem__)
    there, here = (
        found[max(late, 0) : length + min(late, 0)],
        mono[max(-late, 0) : length - max(late, 0)],
    )
    return np.corrcoef(there, here)[0, 1], np.sqrt((there**2).mean() / (here**2).mean())


@pytest.mark.parametrize("row", [*ROWS, *MORE_ROWS], **NAMED)
def test_what_went_in_comes_out(row, talk, capsys):
    given = talk(row.rate, row.layout) / (2 if row.layout == "5.1" else 1)  # its mix never clips
    sound = Sound.load(make_row(row, given), label="it")
    rate = 48_000 if row.codec == "libopus" else row.rate  # Opus always decodes so
    assert (sound.format, sound.sample_rate, sound.channels) == (row.ours, rate, given.shape[1])
    assert min(row.more, 0) - 0.001 <= sound.seconds - SECONDS <= max(row.more, 0) + 0.001
    mono = codec.resample(sound.samples(), rate, row.rate)
    like, level = likeness(mono, given @ HEARD[row.layout])
    assert like >= row.like and level == pytest.approx(1, abs=0.06 if like > 0.99 else 0.2), (
        like,
        level,
    )  # LAME takes 5 % off
    assert capsys.readouterr().out == (
        "it is a video: only its sound track is used.\n" if row.video else ""
    )


@pytest.mark.soak
@pytest.mark.parametrize("seconds", [2.3, 4.0])
@pytest.mark.parametrize("row", [*ROWS, *MORE_ROWS], **NAMED)
def test_files_of_other_lengths_come_out_too(row, seconds, talk):
    given = talk(row.rate, row.layout, seconds)
    sound = Sound.load(make_row(row, given), quiet=True)
    rate = 48_000 if row.codec == "libopus" else row.rate
    assert (sound.sample_rate, sound.channels) == (rate, given.shape[1])
    assert abs(sound.seconds - seconds) <= abs(row.more) + LONGEST_FRAME
    mono = codec.resample(sound.samples(), rate, row.rate)
    assert likeness(mono, given @ HEARD[row.layout])[0] >= row.like - 0.05


@pytest.mark.parametrize("step", [4, long_form(1)])
@pytest.mark.parametrize("row", ROWS, **NAMED)
def test_what_breaks_off_says_so(row, talk, step):
    whole = make_row(row, talk(row.rate, row.layout, 0.6))
    seconds, unsaid = codec.measure(whole).seconds, 0
    for hundredth in range(1, 100, step):
        try:
            facts = codec.measure(whole[: len(whole) * hundredth // 100])
        except SoundError as error:
            plain(error)
            continue
        assert 0 < facts.seconds <= seconds and facts.format == row.ours.replace(
            "mp4", facts.format
        )
        unsaid += not facts.cut_short
    assert unsaid <= row.between, unsaid


def test_what_is_damaged_on_the_way_says_how_much_is_lost(talk, capsys):
    row = row_of("m4a, AAC")
    data = bytearray(make_row(row, talk(row.rate, row.layout, 6.0)))
    data[len(data) * 45 // 100 : len(data) * 60 // 100] = bytes(
        len(data) * 60 // 100 - len(data) * 45 // 100
    )
    sound = Sound.load(bytes(data), label="memo.m4a")
    assert (
        4.5 < sound.seconds < 5.5
        and capsys.readouterr().out
        == f"memo.m4a is damaged: about {6 - sound.seconds:.1f} s of it cannot be decoded, "
        f"the other {sound.seconds:.1f} s are kept.\n"
    )
