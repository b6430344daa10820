"""Sounds and files made for the tests, and the one sentence that an error has to be."""

import struct

import av
import numpy as np
import pytest
from hypothesis import settings

from helpers import Sound, SoundError
from helpers.media import codec
from helpers.media.wav import wav_bytes
from tests.sound_file import sound_file

STABLE = settings(max_examples=500, deadline=None, derandomize=True, database=None)


# FFmpeg's container, codec, Hz, layout -> our name, seconds that two seconds may differ by.
MADE = [
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


def tone(seconds, rate=24000, hertz=440.0, height=0.4):
    return (height * np.sin(2 * np.pi * hertz * np.arange(int(seconds * rate)) / rate)).astype(
        np.float32
    )


def hertz(mono, rate):
    return np.abs(np.fft.rfft(mono * np.hanning(mono.size))).argmax() * rate / mono.size


def make(
    container, name, mono, rate, layout="mono", video=False, sound=True, inside=None, **options
):
    """A file of any kind, every channel alike, with or without a moving picture.

    `options` are the container's, `inside` the codec's.
    """
    samples = np.repeat(mono[:, None], av.AudioLayout(layout).nb_channels, axis=1)
    moving = "mpeg4" if video else ""
    more = {"video": moving, "sound": sound, "options": options, "inside": inside}
    return sound_file(container, name, samples, rate, layout, **more)


def wav(frames, rate=24000, tag=1, bits=16, riff=None, size=None, before=b"", extra=b""):
    """A WAV by hand: `frames` is an array of (samples, channels).

    Sizes may lie, chunks may stand before the samples.
    """
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


def always(data):
    """Samples or a SoundError: nothing else may come of any bytes.

    Returns the facts, None where nothing can be decoded.
    """
    try:
        facts = codec.measure(data)
        mono, _ = codec.samples(data, 24000)
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


TONE = tone(2)


WAV = codec.encode(tone(2), 24000, "wav")


def refused(call, *values, **named):
    """The sentence of the SoundError that `call` must raise, no other error behind it."""
    with pytest.raises(SoundError) as caught:
        call(*values, **named)
    plain(caught.value)
    assert caught.value.__suppress_context__ or caught.value.__context__ is None
    return str(caught.value)


RATE = 24_000


def stereo_noise():
    """Eight seconds with every value that 16 bits can have, on two channels."""
    chance = np.random.default_rng(0)
    return Sound.load(
        wav(chance.integers(-32768, 32768, (8 * RATE, 2), dtype=np.int16)), label="noise.wav"
    )


def pcm_of(sound):
    """The 16-bit samples of a sound, of shape (samples, channels), by FFmpeg's own conversion."""
    data = wav_bytes(sound.data, sound.sample_rate) if sound.format == "pcm16" else sound.data
    blocks = list(codec.blocks(data, sound.sample_rate, sound.channels))
    return np.clip(np.rint(np.concatenate(blocks) * 32768), -32768, 32767).astype(np.int16)


SOURCES = {
    "wav": FILES["wav"],
    "mp3": FILES["mp3"],
    "m4a": FILES["m4a"],
    "opus": FILES["opus"],
    "flac": FILES["flac"],
    "24 bit": make("wav", "pcm_s24le", tone(3), RATE, "stereo"),
    "5.1": make("flac", "flac", tone(3, 48000), 48000, "5.1"),
}
