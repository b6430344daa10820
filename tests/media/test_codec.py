"""Bytes to samples and back, in full, whatever a header claims."""

import contextlib
import struct
import time
import tracemalloc

import numpy as np
import pytest

from helpers import SoundError
from helpers.media import codec
from helpers.media.encoder import WRITERS
from tests.sounds import (
    FILES,
    MADE,
    PADDING,
    TONE,
    hertz,
    make,
    pcm,
    plain,
    tone,
    wav,
)


@pytest.mark.parametrize(("container", "name", "rate", "layout", "ours", "more"), MADE, ids=str)
def test_every_format_is_read_in_full(container, name, rate, layout, ours, more):
    data = make(container, name, tone(2, rate), rate, layout)
    facts, (mono, found) = codec.measure(data), codec.samples(data)
    assert (facts.format, facts.sample_rate, facts.cut_short, facts.video) == (
        ours,
        found,
        False,
        False,
    ) and found == rate
    assert facts.channels == {"mono": 1, "stereo": 2, "7.1": 8}[layout]
    assert facts.seconds == pytest.approx(
        2, abs=more + 1e-9
    ) and mono.size / found == pytest.approx(facts.seconds, abs=0.001)
    loudest = 1.0 if layout == "7.1" else 0.4  # eight channels alike would clip as they are heard
    assert hertz(mono, found) == pytest.approx(440, abs=1) and np.abs(
        mono[found // 2 : found]
    ).max() == pytest.approx(loudest, abs=0.06)


@pytest.mark.parametrize(
    "rate", [8000, 11025, 16000, 22050, 32000, 44100, 48000, 88200, 96000, 176400, 192000]
)
def test_every_sample_rate_is_read_and_resampled(rate):
    data = codec.encode(tone(1, rate), rate, "wav")
    assert codec.measure(data).sample_rate == rate
    mono, found = codec.samples(data, 16000)
    assert (
        found == 16000
        and mono.size == pytest.approx(16000, abs=2)
        and hertz(mono, 16000) == pytest.approx(440, abs=1)
    )


def test_mp3_with_tags_junk_and_changing_bit_rate():
    plain = make("mp3", "libmp3lame", TONE, 24000, write_xing="0")
    picture = bytes(range(256)) * 300
    tag = (
        b"ID3\3\0\0"
        + bytes((len(picture) + 10) >> shift & 127 for shift in (21, 14, 7, 0))
        + b"APIC"
        + struct.pack(">IH", len(picture), 0)
        + picture
    )
    noise = np.random.default_rng(0).bytes(3000)
    for data in (
        plain,
        tag + plain,
        noise + plain,
        bytes(5000) + plain,
        plain + b"TAG" + bytes(125),
        tag + make("mp3", "libmp3lame", tone(1), 24000) * 2,
    ):
        facts = codec.measure(data)
        assert (
            facts.format == "mp3"
            and facts.seconds == pytest.approx(2, abs=0.1)
            and not facts.cut_short
        )
    loud, quiet = (
        np.random.default_rng(0).standard_normal(48000).astype(np.float32) * 0.3,
        np.zeros(240000, np.float32),
    )
    changing = make(
        "mp3",
        "libmp3lame",
        np.concatenate([loud, quiet]),
        24000,
        inside={"flags": "+qscale", "global_quality": "118"},
        write_xing="0",
    )
    assert len(changing) < 60_000  # a constant rate would take 192,000 bytes
    assert (
        codec.measure(changing).seconds == pytest.approx(12, abs=0.1)
        and not codec.measure(changing).cut_short
    )


def test_only_the_beginning_is_decoded_where_that_is_enough():
    mono, _ = codec.samples(FILES["flac"], 16000, 0.25)
    assert mono.size == 4000 and codec.measure(FILES["flac"]).seconds == 3


def test_a_duration_claimed_by_a_header_takes_no_memory():
    flac, m4a = bytearray(FILES["flac"]), bytearray(FILES["m4a"])
    flac[21] |= 15
    flac[22:26] = b"\xff" * 4  # 2**36 samples
    for box in (b"mdhd", b"mvhd", b"tkhd"):
        m4a[m4a.find(box) + 16 : m4a.find(box) + 24] = b"\x7f" * 8
    sizes = bytearray(FILES["m4a"])
    sizes[sizes.find(b"stsz") + 8 : sizes.find(b"stsz") + 16] = struct.pack(
        ">II", 1, 2**32 - 1
    )  # four thousand million pieces
    tracemalloc.start()
    began = time.monotonic()
    for data in (bytes(flac), bytes(m4a), bytes(sizes), wav(pcm(TONE), size=0x7EFFFFFF)):
        with contextlib.suppress(SoundError):
            assert codec.samples(data)[0].size / 24000 <= 3.1
    assert tracemalloc.get_traced_memory()[1] < 10e6 and time.monotonic() - began < 5
    tracemalloc.stop()


def test_what_unpacks_to_days_is_refused(monkeypatch):
    monkeypatch.setattr(codec, "LONGEST_SECONDS", 30)
    assert codec.measure(codec.encode(np.zeros(30 * 8000, np.float32), 8000, "flac")).seconds == 30
    with pytest.raises(SoundError, match="hours"):
        codec.measure(codec.encode(np.zeros(31 * 8000, np.float32), 8000, "flac"))
    assert (
        codec.samples(codec.encode(np.zeros(60 * 8000, np.float32), 8000, "flac"))[0].size
        < 31 * 8000
    )


@pytest.mark.parametrize("format", ["wav", "pcm16", *WRITERS])
@pytest.mark.parametrize("rate", [8000, 24000, 44100, 192000])
def test_what_is_written_keeps_length_pitch_and_silence(format, rate):
    for mono in (tone(1.5, rate), np.zeros(rate // 2, np.float32)):
        data = codec.encode(mono, rate, format)
        assert codec.encode(mono, rate, format) == data  # the same bytes twice
        back, found = (codec.from_pcm16(data), rate) if format == "pcm16" else codec.samples(data)
        assert -0.001 <= back.size / found - mono.size / rate <= PADDING[format], (
            back.size / found - mono.size / rate
        )
        if mono.any():
            assert hertz(back, found) == pytest.approx(440, abs=1.5) and np.abs(
                back
            ).max() == pytest.approx(0.4, abs=0.06)
        else:
            assert np.abs(back).max() < 0.001


@pytest.mark.parametrize("format", ["wav", *WRITERS])
def test_the_shortest_sounds_can_be_written(format):
    for size, rate in ((0, 24000), (1, 8000), (1, 192000), (240, 24000), (1000, 24000)):
        assert codec.measure(codec.encode(np.full(size, 0.3, np.float32), rate, format)).seconds > 0


def test_what_cannot_be_written_is_refused():
    for format, rate, bitrate in (
        ("ogg", 24000, None),
        ("", 24000, None),
        ("opus", 24000, "many"),
        ("flac", 0, None),
    ):
        with pytest.raises(SoundError) as caught:
            codec.encode(TONE, rate, format, bitrate)
        plain(caught.value)
