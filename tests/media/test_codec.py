"""Bytes to samples and back: every container, headers that lie, files that break off, bytes that are no sound."""

import io
import socket
import struct
import threading
import time
import tracemalloc
import wave

import av
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers.media import codec, container, sniff
from helpers.media.encoder import WRITERS
from helpers.media.sniff import SoundError
from helpers.media.wav import repair_wav

STABLE = settings(max_examples=500, deadline=None, derandomize=True, database=None)
MADE = [  # FFmpeg's container, codec, Hz, layout -> our name, seconds that two seconds become, give or take
    *[
        ("wav", name, 24000, layout, "wav", 0.0)
        for layout in ("mono", "stereo")
        for name in (
            "pcm_u8",
            "pcm_s16le",
            "pcm_s24le",
            "pcm_s32le",
            "pcm_f32le",
            "pcm_f64le",
            "pcm_mulaw",
            "pcm_alaw",
        )
    ],
    *[
        ("wav", name, 24000, layout, "wav", 0.05)
        for layout in ("mono", "stereo")
        for name in ("adpcm_ms", "adpcm_ima_wav", "adpcm_yamaha")
    ],
    ("wav", "libmp3lame", 44100, "mono", "wav", 0.05),
    ("w64", "pcm_s16le", 24000, "mono", "w64", 0.0),
    ("mp3", "libmp3lame", 8000, "mono", "mp3", 0.0),
    ("mp3", "libmp3lame", 24000, "stereo", "mp3", 0.0),
    ("mp3", "libmp3lame", 48000, "stereo", "mp3", 0.0),
    ("ipod", "aac", 44100, "stereo", "m4a", 0.05),
    ("mp4", "aac", 16000, "mono", "m4a", 0.05),
    ("ipod", "alac", 48000, "mono", "m4a", 0.0),
    ("mov", "alac", 44100, "stereo", "m4a", 0.0),
    ("adts", "aac", 44100, "stereo", "aac", 0.05),
    ("webm", "libopus", 48000, "stereo", "webm", 0.0),
    ("matroska", "libmp3lame", 44100, "mono", "webm", 0.03),
    ("ogg", "libopus", 48000, "mono", "opus", 0.0),
    ("ogg", "vorbis", 44100, "stereo", "ogg", 0.01),
    ("ogg", "flac", 44100, "mono", "ogg", 0.0),
    ("flac", "flac", 192000, "stereo", "flac", 0.0),
    ("flac", "flac", 8000, "mono", "flac", 0.0),
    ("flac", "flac", 48000, "7.1", "flac", 0.0),
    ("amr", "libopencore_amrnb", 8000, "mono", "amr", 0.03),
    ("3gp", "libopencore_amrnb", 8000, "mono", "3gp", 0.03),
    ("3gp", "aac", 44100, "mono", "3gp", 0.05),
    ("caf", "pcm_s16be", 44100, "stereo", "caf", 0.0),
    ("asf", "wmav2", 44100, "stereo", "wma", 0.01),
    ("aiff", "pcm_s16be", 44100, "stereo", "aiff", 0.0),
    ("aiff", "pcm_s24be", 48000, "mono", "aiff", 0.0),
    ("au", "pcm_mulaw", 8000, "mono", "au", 0.0),
    ("mpegts", "aac", 48000, "stereo", "mpegts", 0.05),
    ("avi", "libmp3lame", 44100, "mono", "avi", 0.05),
]
PADDING = {
    "wav": 0,
    "pcm16": 0,
    "flac": 0,
    "mp3": 0.001,
    "opus": 0.001,
    "webm": 0.014,
    "m4a": 0.13,
    "aac": 0.26,
}  # seconds a format may add: frames of 1024 samples at 8 kHz are 0.128 s
BITS = {"wmav2": 64_000, "libopencore_amrnb": 12_200}


def tone(seconds, rate=24000, hertz=440.0, height=0.4):
    return (height * np.sin(2 * np.pi * hertz * np.arange(int(seconds * rate)) / rate)).astype(
        np.float32
    )


def hertz(mono, rate):
    return np.abs(np.fft.rfft(mono * np.hanning(mono.size))).argmax() * rate / mono.size


def make(
    container, name, mono, rate, layout="mono", video=False, sound=True, inside=None, **options
):
    """A file of any kind, every channel alike, with or without a moving picture; `options` are the container's, `inside` the codec's."""
    file = io.BytesIO()
    with av.open(file, "w", format=container, options={"fflags": "+bitexact"} | options) as writer:
        if video:
            moving = writer.add_stream("mpeg4", rate=10)
            moving.width, moving.height, moving.pix_fmt = 64, 64, "yuv420p"
        if sound:
            stream = writer.add_stream(
                name,
                rate=rate,
                layout=layout,
                options={"strict": "experimental"} if name == "vorbis" else inside or {},
            )
            if name in BITS:
                stream.codec_context.bit_rate = BITS[name]
            channels = stream.codec_context.layout.nb_channels
            for start in range(0, mono.size, rate):
                pcm = np.repeat(
                    np.frombuffer(codec.to_pcm16(mono[start : start + rate]), np.int16), channels
                )
                frame = av.AudioFrame.from_ndarray(pcm[None], format="s16", layout=layout)
                frame.sample_rate, frame.pts = rate, start
                writer.mux(stream.encode(frame))
            writer.mux(stream.encode(None))
        if video:
            for _ in range(5):
                writer.mux(
                    moving.encode(
                        av.VideoFrame.from_ndarray(
                            np.full((64, 64, 3), 90, np.uint8), format="rgb24"
                        )
                    )
                )
            writer.mux(moving.encode(None))
    return file.getvalue()


def wav(frames, rate=24000, tag=1, bits=16, riff=None, size=None, before=b"", extra=b""):
    """A WAV by hand: `frames` is an array of (samples, channels); sizes may lie, chunks may stand before the samples."""
    data, channels = frames.tobytes(), frames.shape[1]
    form = (
        struct.pack(
            "<HHIIHH",
            tag,
            channels,
            rate,
            rate * channels * bits // 8 & 0xFFFFFFFF,
            channels * bits // 8,
            bits,
        )
        + extra
    )
    body = (
        b"WAVEfmt "
        + struct.pack("<I", len(form))
        + form
        + before
        + b"data"
        + struct.pack("<I", len(data) if size is None else size)
        + data
    )
    return b"RIFF" + struct.pack("<I", len(body) if riff is None else riff) + body


def pcm(mono):
    return np.frombuffer(codec.to_pcm16(mono), "<i2")[:, None]


TONE = tone(2)
LIST = b"LIST" + struct.pack("<I", 26) + b"INFOISFT" + struct.pack("<I", 14) + b"Lavf61.7.100\0\0"
FILES = {  # three seconds of each, to break
    "wav": codec.encode(tone(3), 24000, "wav"),
    "mp3": codec.encode(tone(3), 24000, "mp3"),
    "flac": codec.encode(tone(3), 24000, "flac"),
    "opus": codec.encode(tone(3), 24000, "opus"),
    "webm": codec.encode(tone(3), 24000, "webm"),
    "aac": codec.encode(tone(3), 24000, "aac"),
    "m4a": make("ipod", "aac", tone(3), 24000, moov_size="4000"),
}


@pytest.mark.parametrize(
    ("container", "name", "rate", "layout", "ours", "more"), MADE, ids=lambda value: str(value)
)
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
    assert hertz(mono, found) == pytest.approx(440, abs=1) and np.abs(
        mono[found // 2 : found]
    ).max() == pytest.approx(0.4, abs=0.06)


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


@pytest.mark.parametrize("channels", [1, 2, 3, 5, 6, 8, 12, 24, 64])
def test_mono_is_the_mean_of_all_channels(channels):
    frames = np.repeat(pcm(tone(0.2, height=0.9)), channels, axis=1)
    mono, _ = codec.samples(wav(frames))
    assert (
        codec.measure(wav(frames)).channels == channels
        and np.abs(mono - tone(0.2, height=0.9)).max() < 0.001
    )
    frames[:, 0] = 0
    assert np.abs(codec.samples(wav(frames))[0]).max() == pytest.approx(
        0.9 * (channels - 1) / channels, abs=0.001
    )


def test_a_file_of_floats_stays_within_bounds_and_finite():
    values = np.array([0.5, np.nan, np.inf, -np.inf, 3.0, -3.0, 0.25] * 100, "<f4")[:, None]
    mono, _ = codec.samples(wav(values, tag=3, bits=32))
    assert np.array_equal(mono[:7], np.array([0.5, 0, 1, -1, 1, -1, 0.25], np.float32))
    assert np.frombuffer(codec.to_pcm16(values[:7, 0]), "<i2").tolist() == [
        16384,
        0,
        32767,
        -32767,
        32767,
        -32767,
        8192,
    ]
    assert codec.from_pcm16(struct.pack("<hh", -32768, 32767) + b"\1").tolist() == [-1, 1]


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


def test_a_rate_and_channels_that_change_on_the_way():
    data = make("mp3", "libmp3lame", tone(1, 44100), 44100, "stereo", write_xing="0") + make(
        "mp3", "libmp3lame", tone(1, 22050), 22050, write_xing="0"
    )
    mono, rate = codec.samples(data, 24000)
    assert (
        rate == 24000
        and mono.size / rate == pytest.approx(2, abs=0.15)
        and codec.measure(data).seconds == pytest.approx(mono.size / rate, abs=0.01)
    )
    assert hertz(mono[2400:21600], rate) == pytest.approx(440, abs=2) and hertz(
        mono[-21600:-2400], rate
    ) == pytest.approx(440, abs=2)


def test_only_the_beginning_is_decoded_where_that_is_enough():
    mono, _ = codec.samples(FILES["flac"], 16000, 0.25)
    assert mono.size == 4000 and codec.measure(FILES["flac"]).seconds == 3


# --- WAV headers ---


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


@pytest.mark.parametrize("rate", [0, 1, 999, 800_000, 2**31 - 1, 2**32 - 1])
def test_sample_rates_that_cannot_be_are_refused_before_anything_is_resampled(rate):
    with pytest.raises(SoundError):
        codec.samples(wav(pcm(TONE), rate=rate), 24000)
    with pytest.raises(SoundError):
        codec.measure(wav(pcm(TONE), rate=rate))


def test_too_many_channels_are_refused():
    for channels in (65, 255, 5000, 65535):
        with pytest.raises(SoundError):
            codec.measure(wav(np.zeros((24, channels), "<i2"), bits=16 if channels < 5000 else 0))


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
        try:
            assert codec.samples(data)[0].size / 24000 <= 3.1
        except SoundError:
            pass
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


# --- Files that break off, bytes that are no sound ---


def always(data):
    """Samples or a SoundError: nothing else may come of any bytes. Returns the seconds, None where nothing can be decoded."""
    try:
        facts = codec.measure(data)
        mono, rate = codec.samples(data, 24000)
    except SoundError as error:
        plain(error)
        return None
    assert np.isfinite(mono).all() and (not mono.size or np.abs(mono).max() <= 1)
    return facts


def plain(error):
    """One sentence: what is wrong, a colon, what to do."""
    words = str(error)
    assert (
        "\n" not in words
        and 30 < len(words) < 400
        and words[-1] in ".?"
        and ": " in words
        and "Errno" not in words
    ), words


@pytest.mark.parametrize("name", ["wav", "mp3", "m4a", "flac", "opus", "webm", "aac", "late m4a"])
def test_a_file_cut_at_every_hundredth(name):
    whole = (
        make("ipod", "aac", tone(3), 24000) if name == "late m4a" else FILES[name]
    )  # its index stands at the end
    kept = [always(whole[: len(whole) * part // 100]) for part in range(1, 100)]
    seconds = [facts.seconds if facts else 0.0 for facts in kept]
    assert (
        all(later >= earlier - 0.001 for earlier, later in zip(seconds, seconds[1:]))
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


BEGINNINGS = [
    b"",
    b"RIFF\0\0\0\0WAVEfmt ",
    b"ID3\3\0\0",
    b"\xff\xfb\x90\x64",
    b"OggS\0\2",
    b"fLaC",
    b"\x1aE\xdf\xa3",
    b"\0\0\0\x18ftypM4A ",
    b"#!AMR\n",
    b"caff\0\1",
    b"FORM\0\0\1\0AIFF",
]


@STABLE
@given(st.binary(max_size=400), st.sampled_from(BEGINNINGS))
def test_arbitrary_bytes(data, beginning):
    always(beginning + data)


MUTABLE = [
    *FILES.values(),
    *(
        make(c, n, tone(0.5, r), r, layout)
        for c, n, r, layout in (
            ("amr", "libopencore_amrnb", 8000, "mono"),
            ("caf", "pcm_s16be", 16000, "stereo"),
            ("asf", "wmav2", 16000, "mono"),
            ("aiff", "pcm_s16be", 16000, "mono"),
            ("ogg", "vorbis", 16000, "stereo"),
            ("flac", "flac", 16000, "7.1"),
            ("wav", "adpcm_ms", 16000, "mono"),
            ("au", "pcm_mulaw", 8000, "mono"),
            ("avi", "libmp3lame", 16000, "mono"),
            ("mpegts", "aac", 16000, "mono"),
        )
    ),
]


NEW = st.binary(min_size=1, max_size=8) | st.sampled_from(
    [b"\xff" * 4, bytes(4), b"\x7f\xff\xff\xff"]
)  # what is written over a file, the edges of its numbers among it


@settings(STABLE, max_examples=1500)
@given(
    st.sampled_from(MUTABLE),
    st.lists(st.tuples(st.floats(0, 1), NEW), min_size=1, max_size=8),
    st.booleans(),
    st.floats(0.1, 1),
)
def test_mutated_files(whole, changes, in_header, kept):
    data = bytearray(whole)
    for place, new in changes:
        at = int(place * (min(len(data), 200 if in_header else len(data)) - 1))
        data[at : at + len(new)] = new
    always(bytes(data[: int(len(data) * kept)]))


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "empty"),
        (b"\xef\xbb\xbf <!DOCTYPE html><html>", "web page"),
        (b'<?xml version="1.0"?><Error/>', "web page"),
        (b"#EXTM3U\nhttp://x/y.ts", "playlist"),
        (b"v=0\no=- 0 0", "playlist"),
        (b"\x89PNG\r\n\x1a\n" + bytes(99), "picture"),
        (b"\xff\xd8\xff\xe0" + bytes(99), "picture"),
        (b"RIFF\x10\0\0\0WEBPVP8 ", "picture"),
        (b"GIF89a" + bytes(99), "picture"),
        (b"%PDF-1.7" + bytes(99), "document"),
        (b"PK\3\4" + bytes(99), "archive"),
        (b"a,b\n1,2\n" * 99, "text"),
        ("안녕하세요. ".encode() * 99, "text"),
        ("가".encode() * 999, "text"),
        (b'{"error": {}}', "text"),
        (b"x", "text"),
        (bytes(9999), "no sound"),
        (b"\xff" * 9999, "no sound"),
        (np.random.default_rng(0).bytes(99999), "no sound"),
        (b"RIFF\x24\0\0\0WAVEfmt ", "breaks off"),
        (b"fLaC", "breaks off"),
        (b"OggS\0\2", "breaks off"),
        (FILES["m4a"][:30], "index"),
        (wav(np.zeros((0, 1), "<i2")), "no sound that can be decoded"),
        (make("mp4", "", TONE, 24000, video=True, sound=False), "no sound track"),
    ],
    ids=lambda value: None if isinstance(value, bytes) else value,
)
def test_what_is_no_sound_is_named(data, says, capfd):
    for read in (codec.measure, codec.samples):
        with pytest.raises(SoundError, match=says) as caught:
            read(data)
        plain(caught.value)
        assert (
            caught.value.__cause__ is None
            and caught.value.__suppress_context__
            or caught.value.__context__ is None
        )
    assert capfd.readouterr() == ("", "")


def test_damaged_files_make_no_noise(capfd):
    for whole in MUTABLE:
        data = bytearray(whole)
        data[len(data) // 3 : len(data) // 3 + 200] = np.random.default_rng(0).bytes(200)
        always(bytes(data))
        always(bytes(data[: len(data) // 2]))
    assert capfd.readouterr() == ("", "")


def test_a_video_gives_its_sound_track():
    for kind, sound, ours in (("mp4", "aac", "mp4"), ("matroska", "libopus", "webm")):
        facts = codec.measure(make(kind, sound, tone(2, 48000), 48000, video=True))
        assert (facts.format, facts.video) == (ours, True) and facts.seconds == pytest.approx(
            2, abs=0.05
        )


def test_a_track_in_a_format_of_the_phone_is_passed_over():
    file = io.BytesIO()
    with av.open(file, "w", format="mov") as writer:
        streams = [writer.add_stream("pcm_s16le", rate=24000, layout="mono") for _ in range(2)]
        for stream, mono in zip(streams, (tone(1, hertz=880), tone(1))):
            frame = av.AudioFrame.from_ndarray(pcm(mono).T, format="s16", layout="mono")
            frame.sample_rate, frame.pts = 24000, 0
            writer.mux(stream.encode(frame))
    data = file.getvalue()
    assert hertz(*codec.samples(data)) == pytest.approx(880, abs=2)
    mono, rate = codec.samples(data.replace(b"sowt", b"apac", 1))
    assert (
        hertz(mono, rate) == pytest.approx(440, abs=2)
        and codec.measure(data.replace(b"sowt", b"apac", 1)).seconds == 1
    )
    with pytest.raises(SoundError, match="not known here"):
        codec.measure(data.replace(b"sowt", b"apac"))


def test_a_track_that_appears_on_the_way_ends_the_sound():
    data = make("mpegts", "aac", tone(1, 48000), 48000)
    packets = [data[at : at + 188] for at in range(0, len(data), 188)]
    late = [
        packet[:1] + b"\x41\x23" + packet[3:] if packet[1:3] == b"\x41\x00" else packet
        for packet in packets[len(packets) // 2 :]
    ]  # the same sound as a track of another number
    assert any(new != old for new, old in zip(late, packets[len(packets) // 2 :]))
    assert always(b"".join(packets[: len(packets) // 2] + late)).seconds == pytest.approx(
        0.5, abs=0.1
    )


@pytest.fixture
def listener():
    """A loopback server that counts its callers: (port, callers)."""
    callers = []
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.05)
        ended = threading.Event()

        def serve():
            while not ended.is_set():
                try:
                    callers.append(server.accept()[1])
                except TimeoutError:
                    continue

        thread = threading.Thread(target=serve)
        thread.start()
        yield server.getsockname()[1], callers
        ended.set()
        thread.join()


def playlists(place, port):
    """Texts that make players open other things."""
    return {
        "hls": f"#EXTM3U\n#EXT-X-VERSION:3\n#EXT-X-TARGETDURATION:10\n#EXT-X-MEDIA-SEQUENCE:0\n#EXTINF:10,\n{place}\n#EXT-X-ENDLIST\n",
        "concat": f"ffconcat version 1.0\nfile '{place}'\n",
        "pls": f"[playlist]\nFile1={place}\n",
        "asx": f'<asx version="3.0"><entry><ref href="{place}"/></entry></asx>',
        "sdp": f"v=0\no=- 0 0 IN IP4 127.0.0.1\ns=x\nc=IN IP4 127.0.0.1\nt=0 0\nm=audio {port} RTP/AVP 0\n",
        "dash": f'<?xml version="1.0"?><MPD xmlns="urn:mpeg:dash:schema:mpd:2011"><Period><AdaptationSet><Representation><BaseURL>{place}</BaseURL></Representation></AdaptationSet></Period></MPD>',
    }


@pytest.mark.parametrize("first_look", [True, False], ids=["as it is", "past the first look"])
def test_a_playlist_opens_nothing_else(first_look, listener, tmp_path, monkeypatch):
    port, callers = listener
    secret = tmp_path / "secret.wav"
    secret.write_bytes(FILES["wav"])
    if not first_look:
        monkeypatch.setattr(
            sniff, "NOT_SOUND", {}
        )  # FFmpeg's own list of containers has to hold alone
    for place in (f"http://127.0.0.1:{port}/x.ts", secret.as_uri(), str(secret)):
        for text in playlists(place, port).values():
            with pytest.raises(SoundError):
                container.open_container(
                    io.BytesIO(text.encode())
                )  # not even as a container without sound
    time.sleep(0.2)  # a caller is noted by another thread
    assert not callers
    loose = {
        "safe": "0",
        "protocol_whitelist": "file,http,tcp",
    }  # without the list of containers the same texts do open the file and the address: the list is what holds
    with av.open(io.BytesIO(playlists(secret, port)["concat"].encode()), options=loose) as opened:
        assert opened.streams.audio
    with pytest.raises(av.error.FFmpegError):
        av.open(
            io.BytesIO(playlists(f"http://127.0.0.1:{port}/x.ts", port)["concat"].encode()),
            options=loose,
        )
    until = time.monotonic() + 10
    while not callers and time.monotonic() < until:
        time.sleep(0.01)
    assert callers


# --- Writing ---


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


def test_resampling_keeps_what_it_can():
    assert (
        codec.resample(TONE, 24000, 24000) is TONE
        and not codec.resample(TONE[:0], 24000, 8000).size
    )
    for wanted in (8000, 16000, 44100, 48000):
        other = codec.resample(TONE, 24000, wanted)
        assert (
            other.size == 2 * wanted
            and np.abs(other - tone(2, wanted))[wanted // 10 : -wanted // 10].max() < 0.001
        )
