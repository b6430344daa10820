"""The WAV header alone; whole files are test_codec's and test_sound's part."""

import io
import struct
import wave

import pytest

from helpers.media.wav import (
    SIZE_UNKNOWN,
    claimed_size,
    data_chunk,
    repair_wav,
    wav_bytes,
    wav_header,
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
        (SIZE_UNKNOWN, SIZE_UNKNOWN),
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
