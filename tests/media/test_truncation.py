"""What a file promises; that every format says when it breaks off is test_formats' part."""

import struct
from itertools import pairwise

import numpy as np
import pytest

from helpers.media import codec
from helpers.media.encoder import Encoder
from helpers.media.truncation import is_placeholder
from tests.media.rows import make_row, row_of
from tests.sounds import (
    FILES,
    always,
    make,
    pcm,
    tone,
    wav,
)


def test_tags_round_an_mp3_promise_nothing(talk):
    """A comment that names the table of frames, a large picture, tags behind the sound.

    None of it is sound, and none of it makes the file look broken off.
    """
    row = row_of("mp3, variable rate, no table")
    plain_mp3 = make_row(row, talk(row.rate, row.layout))
    seconds = codec.measure(plain_mp3).seconds
    for body in (
        b"COMM\0\0\0\x14\0\0\0engInfo: Xing, VBRI, 1",
        b"APIC" + struct.pack(">IH", 900_000, 0) + np.random.default_rng(0).bytes(900_000),
    ):
        id3 = b"ID3\3\0\0" + bytes(len(body) >> shift & 127 for shift in (21, 14, 7, 0)) + body
        for data in (
            id3 + plain_mp3,
            id3 + id3 + plain_mp3 + b"TAG" + bytes(125),
            plain_mp3 + b"APETAGEX" + struct.pack("<6I", 2000, 32, 0, 1 << 31, 0, 0),
        ):
            facts = codec.measure(data)
            assert (facts.format, facts.cut_short) == (
                "mp3",
                False,
            ) and facts.seconds == pytest.approx(seconds, abs=0.06)


def test_a_memo_that_was_trimmed_on_the_phone_does_not_break_off(talk):
    row = row_of("m4a, AAC")
    data = bytearray(make_row(row, talk(row.rate, row.layout, 3.0)))
    struct.pack_into(
        ">I", data, data.find(b"elst") + 12, 1000
    )  # the edit list keeps one second of three (ISO/IEC 14496-12 §8.6.6)
    facts = codec.measure(bytes(data))
    assert facts.seconds == pytest.approx(1, abs=0.05) and not facts.cut_short


@pytest.mark.parametrize("name", ["wav", "mp3", "flac", "opus", "webm", "aac", "m4a"])
def test_a_whole_file_keeps_its_promise(name):
    assert not codec.measure(FILES[name]).cut_short


def test_what_stands_behind_a_browser_recording_is_not_part_of_it():
    whole = make("webm", "libopus", tone(1, 48000), 48000, live="1")
    assert not codec.measure(whole + bytes(100)).cut_short and codec.measure(whole[:-1]).cut_short


def test_one_byte_less_is_seen():
    for name in ("wav", "mp3", "m4a", "webm", "aac", "opus"):
        assert codec.measure(FILES[name][:-1]).cut_short, name


def test_a_flac_that_was_streamed_promises_nothing():
    encoder = Encoder("flac", 8000)
    encoder.add(np.ones((80_000, 1), np.int16))
    data = bytearray(encoder.close())
    assert (
        struct.unpack(">Q", bytes(data[18:26]))[0] & (1 << 36) - 1 == 80_000
    )  # the number of samples in STREAMINFO (RFC 9639 §8.2)
    data[21] &= 0xF0
    data[22:26] = bytes(4)
    facts = codec.measure(bytes(data))
    assert facts.seconds == 10 and not facts.cut_short


@pytest.mark.parametrize("name", ["wav", "mp3", "m4a", "flac", "opus", "webm", "aac", "late m4a"])
def test_a_file_cut_at_every_hundredth(name):
    whole = (
        make("ipod", "aac", tone(3), 24000) if name == "late m4a" else FILES[name]
    )  # its index stands at the end
    kept = [always(whole[: len(whole) * part // 100]) for part in range(1, 100)]
    seconds = [facts.seconds if facts else 0.0 for facts in kept]
    assert (
        all(later >= earlier - 0.001 for earlier, later in pairwise(seconds))
        and seconds[-1] <= 3.05
    )
    if name == "late m4a":
        assert not any(seconds[: whole.find(b"moov") * 100 // len(whole)])
        return
    assert 0.9 <= seconds[49] <= 1.7 and seconds[98] > 2.7 - (
        name == "opus"
    )  # an opus file has a page a second, and a page that is not whole is lost
    if name != "aac":  # an .aac file has no header that could promise anything
        assert all(facts.cut_short for facts in kept if facts and facts.seconds < 3 - 0.05)


def test_an_ogg_file_that_breaks_off_within_a_page_says_so():
    data = codec.encode(tone(5), 24000, "opus")
    facts = codec.measure(data[: len(data) * 7 // 10])
    assert facts.cut_short and 2 < facts.seconds < 4 and not codec.measure(data).cut_short


PLACEHOLDERS = (10**9, 2 * 10**9, 1 << 30, 0x7EFFFFD3, 123_456_789, 0x7FFFFFFF - 36, 0xFFFFFFFF)


@pytest.mark.parametrize("size", PLACEHOLDERS)
def test_a_size_that_was_left_open_is_no_promise(size):
    """A whole file whose writer did not know its end yet, in every format that has a size."""
    riff = min(size + 36, 0xFFFFFFFF)
    au = bytearray(make("au", "pcm_s16be", tone(1), 24000))
    struct.pack_into(">I", au, 8, size)
    w64 = bytearray(make("w64", "pcm_s16le", tone(1), 24000))
    struct.pack_into("<Q", w64, w64.find(b"data") + 16, size)
    caf = bytearray(make("caf", "pcm_s16be", tone(1), 24000))
    struct.pack_into(">q", caf, caf.find(b"data") + 4, size)
    for data in (wav(pcm(tone(1)), riff=riff, size=size), bytes(au), bytes(w64), bytes(caf)):
        facts = codec.measure(data)
        assert (facts.seconds, facts.cut_short) == (1, False), facts.format


@pytest.mark.parametrize(
    ("claimed", "held", "left_open"),
    [
        (10**9, 900 * 10**6, True),
        (10**9 + 36, 900 * 10**6, True),
        (1 << 30, 10**9, True),
        (518_400_000, 300_000_000, False),  # 45 minutes, of which a part was copied
        (518_400_000, 100_000, True),
        (99_000_000, 100_000, False),
        (10_000_000, 100_000, True),
        (50_000_036, 100_000, True),
        (1 << 24, 100_000, True),
        ((1 << 24) + 4000, 100_000, False),
        (10_000_000, 9_000_000, False),
        (20_000, 96_000, False),
    ],
)
def test_which_sizes_are_left_open(claimed, held, left_open):
    assert is_placeholder(claimed, held) == left_open
