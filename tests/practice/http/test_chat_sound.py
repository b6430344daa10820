"""The sound of answers over HTTP: formats and voices."""

import base64
import struct

import numpy as np
import pytest

from helpers.engine import catalogue
from helpers.media import codec
from tests.practice.http.asking import AUDIO_TOO, READ, asking, post


def test_a_wav_claims_no_size_and_is_24_khz_mono_16_bit(engine):
    data = base64.b64decode(
        post(engine, asking(engine, READ, **AUDIO_TOO)).json()["choices"][0]["message"]["audio"][
            "data"
        ]
    )
    assert data[:4] == b"RIFF" and data[8:16] == b"WAVEfmt " and data[36:40] == b"data"
    assert struct.unpack("<I", data[4:8])[0] == struct.unpack("<I", data[40:44])[0] == 0xFFFFFFFF
    assert struct.unpack("<IHHIIHH", data[16:36]) == (16, 1, 1, 24000, 48000, 2, 16)


def test_all_six_formats_are_what_they_say_and_last_as_long(engine):
    sounds = {}
    for format in catalogue.formats("output"):
        audio = post(
            engine,
            asking(
                engine,
                READ,
                modalities=["text", "audio"],
                audio={"voice": "fable", "format": format},
            ),
        ).json()["choices"][0]["message"]["audio"]
        sounds[format] = base64.b64decode(audio["data"])
    assert set(sounds) == {"wav", "aac", "mp3", "flac", "opus", "pcm16"}
    exact = np.frombuffer(sounds["pcm16"], "<i2").astype(np.float32) / 32768
    assert 2 < exact.size / 24_000 < 8 and exact.size % 1200 == 0
    for format in set(sounds) - {"pcm16"}:
        facts = codec.measure(sounds[format])
        mono, rate = codec.samples(sounds[format])
        assert (
            facts.format == format
            and facts.channels == 1
            and rate == (48_000 if format == "opus" else 24_000)
        )
        assert mono.size / rate == pytest.approx(
            exact.size / 24_000, abs=0.12
        )  # codecs work in frames and pad
        assert np.sqrt((mono**2).mean()) == pytest.approx(np.sqrt((exact**2).mean()), rel=0.15)
    for format in ("wav", "flac"):  # without loss
        assert np.abs(codec.samples(sounds[format])[0][: exact.size] - exact).max() < 2e-4


def test_every_voice_is_accepted_and_sounds_different(engine):
    sounds = [
        post(
            engine,
            asking(
                engine,
                "Read aloud: One.",
                modalities=["text", "audio"],
                audio={"voice": name, "format": "pcm16"},
            ),
        ).json()["choices"][0]["message"]["audio"]["data"]
        for name in catalogue.voices()
    ]
    assert len(set(sounds)) == 13
