"""The WAV header alone; whole files are test_codec's and test_sound's part."""

import io
import struct
import wave

import numpy as np
import pytest

from helpers.media import codec
from helpers.media.truncation import LEAST_UNKNOWN
from helpers.media.wav import (
    claimed_size,
    data_chunk,
    repair_wav,
    wav_bytes,
    wav_header,
)
from tests.sounds import (
    FILES,
    LIST,
    TONE,
    pcm,
    wav,
)

PCM = bytes(range(200)) * 48
FILE = wav_bytes(PCM, 24_000)


def with_sizes(riff, data):
    return FILE[:4] + struct.pack("<I", riff) + FILE[8:40] + struct.pack("<I", data) + FILE[44:]


def test_what_is_written_is_read_by_the_standard_library():
    with wave.open(io.BytesIO(FILE)) as reader:
        assert (
            reader.getframerate(),
            reader.getnchannels(),
            reader.getsampwidth(),
            reader.readframes(10**9),
        ) == (24_000, 1, 2, PCM)
    assert data_chunk(io.BytesIO(FILE)) == 36


@pytest.mark.parametrize(
    "riff, data",
    [
        (0xFFFFFFFF, 0xFFFFFFFF),
        (0xFFFFFFFF, len(PCM)),
        (len(FILE) - 8, 0xFFFFFFFF),
        (0, 0),
        (LEAST_UNKNOWN, LEAST_UNKNOWN),
        (99, len(PCM) + 5000),
    ],
)
def test_untrue_sizes_are_repaired(riff, data):
    broken = with_sizes(riff, data)
    assert repair_wav(broken) == FILE and repair_wav(repair_wav(broken)) == FILE


def test_a_streamed_header_claims_a_day_and_the_repaired_one_does_not():
    with wave.open(io.BytesIO(with_sizes(0xFFFFFFFF, 0xFFFFFFFF))) as reader:
        assert reader.getnframes() / 24_000 > 24 * 3600
    with wave.open(io.BytesIO(repair_wav(with_sizes(0xFFFFFFFF, 0xFFFFFFFF)))) as reader:
        assert reader.getnframes() == len(PCM) // 2


def test_a_list_chunk_before_the_samples_stays():
    listed = (
        FILE[:36]
        + b"LIST"
        + struct.pack("<I", 4)
        + b"INFO"
        + b"data"
        + struct.pack("<I", 0xFFFFFFFF)
        + PCM
    )
    assert repair_wav(listed).endswith(b"INFOdata" + struct.pack("<I", len(PCM)) + PCM)


@pytest.mark.parametrize(
    "data", [FILE, b"", b"RIFF", b"RIFF\xff\xff\xff\xffWAVE", b"ID3" + bytes(100), FILE[:30]]
)
def test_other_bytes_come_back_as_they_are(data):
    assert repair_wav(data) == data


@pytest.mark.parametrize("rate, channels", [(8_000, 1), (24_000, 2), (96_000, 6), (192_000, 64)])
def test_a_header_for_any_number_of_channels(rate, channels):
    with wave.open(io.BytesIO(wav_header(len(PCM), rate, channels) + PCM)) as reader:
        assert (
            reader.getframerate(),
            reader.getnchannels(),
            reader.getsampwidth(),
            reader.getnframes(),
        ) == (rate, channels, 2, len(PCM) // 2 // channels)


@pytest.mark.parametrize("name", [b"RF64", b"BW64"])
@pytest.mark.parametrize("claimed", [len(PCM), len(PCM) + 7000, 2**40])
def test_a_wav_with_sizes_of_64_bits_becomes_a_plain_one(name, claimed):
    sizes = b"ds64" + struct.pack("<IQQQI", 28, len(FILE) + 28, claimed, claimed // 2, 0)
    large = name + b"\xff" * 4 + b"WAVE" + sizes + FILE[12:40] + b"\xff" * 4 + PCM
    assert claimed_size(io.BytesIO(large), data_chunk(io.BytesIO(large))) == claimed
    repaired = repair_wav(large)
    assert (
        repaired[:4] == b"RIFF"
        and repaired[12:16] == b"JUNK"
        and len(repaired) == len(large)
        and repair_wav(repaired) is repaired
    )
    with wave.open(io.BytesIO(repaired)) as reader:
        assert reader.readframes(10**9) == PCM


@pytest.mark.parametrize("size", [len(PCM) + 1, 0xFFFFFFFF, 0])
def test_half_a_sample_at_the_end_is_none(size):
    repaired = repair_wav(with_sizes(0xFFFFFFFF, size) + b"x")
    assert (
        struct.unpack_from("<I", repaired, 40)[0] == len(PCM)
        and struct.unpack_from("<I", repaired, 4)[0] == len(FILE) + 1 - 8
    )


def test_what_is_right_is_not_copied():
    assert repair_wav(FILE) is FILE


@pytest.mark.parametrize(
    "before", [b"", LIST, b"junk" + struct.pack("<I", 3) + b"abc\0"], ids=["plain", "LIST", "odd"]
)
@pytest.mark.parametrize("riff", [None, 0, 0xFFFFFFFF, 0x7FFFF024, 36, 1], ids=str)
@pytest.mark.parametrize("size", [None, 0, 0xFFFFFFFF, 0x7FFFF000], ids=str)
def test_a_header_without_true_sizes_is_repaired(before, riff, size):
    broken, whole = (
        wav(pcm(TONE), riff=riff, size=size, before=before),
        wav(pcm(TONE), before=before),
    )
    if (riff, size) == (None, 0):
        assert (
            repair_wav(broken) == broken
        )  # the RIFF size is true, so 0 is believed: an empty recording with something behind it
        return
    assert repair_wav(broken) == whole and repair_wav(whole) == whole
    assert codec.measure(broken).seconds == 2 and not codec.measure(broken).cut_short
    with wave.open(io.BytesIO(repair_wav(broken))) as reader:
        assert reader.getnframes() == 48000


def test_what_is_no_wav_is_not_repaired():
    for data in (
        b"",
        b"RIFF",
        b"RIFF\0\0\0\0AVI LIST",
        b"RIFF\0\0\0\0WAVE",
        b"RIFF\0\0\0\0WAVE" + bytes(100_000),
        *(FILES[name] for name in ("mp3", "flac", "opus", "m4a")),
    ):
        assert repair_wav(data) == data


def test_a_wav_that_breaks_off_gets_a_true_header():
    data = wav(pcm(TONE))[:20044]
    assert codec.measure(data).cut_short and codec.measure(data).seconds == pytest.approx(
        10000 / 24000
    )
    whole = repair_wav(data)
    assert (
        not codec.measure(whole).cut_short
        and codec.measure(whole).seconds == codec.measure(data).seconds
    )


def test_extensible_headers():
    guid = b"\0\0\0\0\x10\0\x80\0\0\xaa\0\x38\x9b\x71"
    for channels in (1, 2):
        extra = struct.pack("<HHIH", 22, 16, 3 if channels == 2 else 4, 1) + guid
        facts = codec.measure(wav(np.repeat(pcm(TONE), channels, axis=1), tag=0xFFFE, extra=extra))
        assert (facts.format, facts.codec, facts.channels, facts.seconds) == (
            "wav",
            "pcm_s16le",
            channels,
            2,
        )
