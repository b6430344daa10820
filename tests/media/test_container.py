"""The sound track alone; whole files are test_codec's and test_formats' part."""

import io

import pytest

from helpers.media import codec
from helpers.media.container import Track, open_container
from helpers.media.sniff import SoundError
from tests.media.test_codec import FILES, tone
from tests.media.test_codec import make as made
from tests.media.test_formats import make, row_of


def test_frames_are_counted_and_the_share_grows():
    shares = []
    with Track(FILES["m4a"], shares.append) as track:
        assert sum(frame.samples for frame in track.frames()) == pytest.approx(3 * 24000, abs=2000)
    assert shares == sorted(shares) and 0 < shares[0] <= shares[-1] <= 1 and len(shares) > 50
    assert (track.lost_seconds, track.torn) == (0, False) and track.last_packet


def test_a_file_is_closed_where_nothing_can_be_read():
    with pytest.raises(SoundError, match="no sound track"):
        Track(made("mp4", "", tone(1), 24000, video=True, sound=False)).__enter__()


def test_what_a_browser_recorded_survives_a_cut_in_any_place(talk):
    """Chrome and Safari write in fragments; what was whole before the cut is kept, also where the cut goes through the index of a fragment."""
    for name in ("webm, Opus, as Chrome records", "mp4 in fragments, as Safari records"):
        row = row_of(name)
        whole = make(row, talk(row.rate, row.layout, 3.0), 3.0)
        for cut in range(len(whole) // 2, len(whole) // 2 + 4000, 97):
            assert codec.measure(whole[:cut]).seconds == pytest.approx(
                3 * cut / len(whole), abs=0.5
            )


def test_an_mp4_without_an_index_is_refused_with_advice():
    with pytest.raises(SoundError, match="index") as caught:
        open_container(io.BytesIO(made("ipod", "aac", tone(1), 24000)[:3000]))
    assert caught.value.__context__ is None
