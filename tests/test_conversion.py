"""Another format, and what may be sent."""

import base64
import dataclasses

import numpy as np
import pytest

from helpers import Sound, conversion
from helpers.media import codec
from tests.sounds import (
    MADE,
    PADDING,
    WAV,
    make,
    pcm,
    refused,
    tone,
    wav,
)


@pytest.mark.parametrize("format", list(PADDING))
def test_a_sound_in_another_format(format, speech):
    first = dataclasses.replace(
        Sound.from_samples(speech, 24000, "voice"), transcript="Good morning.", audio_id="audio_1"
    )
    sound = first.to(format)
    assert (
        sound.format == format
        and -0.001 <= sound.seconds - first.seconds <= PADDING[format]
        and sound.to(format).seconds == pytest.approx(sound.seconds, abs=0.2)
    )
    assert (sound.label, sound.transcript, sound.audio_id) == (
        "voice",
        "Good morning.",
        "audio_1",
    ) and first.to(format).data == sound.data
    mono = codec.resample(sound.samples(), sound.sample_rate, 24000)[: speech.size]
    late = int(
        np.argmax([np.dot(mono[lag : lag + 20000], speech[:20000]) for lag in range(2200)])
    )  # codecs delay by up to two frames
    assert np.corrcoef(mono[late : late + 20000], speech[:20000])[0, 1] > 0.95
    assert (
        not Sound.from_samples(np.zeros(4800), 24000).to(format).samples().any()
    )  # silence stays silent


def test_rates_and_bit_rates_can_be_chosen(speech):
    sound = Sound.from_samples(speech, 24000)
    assert (
        sound.to("wav", sample_rate=8000).sample_rate == 8000
        and sound.to("pcm16").sample_rate == 24000
        and sound.to("pcm16", sample_rate=16000).sample_rate == 16000
    )
    assert Sound.from_samples(tone(1, 44100), 44100).to("pcm16").seconds == pytest.approx(
        1, abs=0.001
    )
    assert len(sound.to("mp3", bitrate=32_000).data) < 0.6 * len(
        sound.to("mp3", bitrate=64_000).data
    )
    for options in (
        {"sample_rate": 5},
        {"sample_rate": 10**7},
        {"sample_rate": -1},
        {"sample_rate": "24000"},
        {"sample_rate": float("nan")},
        {"bitrate": "many"},
    ):
        refused(sound.to, "mp3", **options)
    assert (
        "no bit rate" in refused(sound.to, "wav", bitrate=64_000)
        and sound.to("wav", sample_rate=22_050.0).sample_rate == 22_050
    )
    assert "choose one of" in refused(sound.to, "ogg") and "choose one of" in refused(
        sound.to, "mp4"
    )


@pytest.mark.parametrize(("container", "name", "rate", "layout", "ours", "more"), MADE, ids=str)
def test_every_format_can_be_sent(container, name, rate, layout, ours, more, capsys):
    data = make(container, name, tone(0.5, rate), rate, layout)
    part = Sound.load(data).part()
    assert (
        list(part) == ["type", "input_audio"]
        and part["type"] == "input_audio"
        and list(part["input_audio"]) == ["data", "format"]
    )
    sent, said = (
        base64.b64decode(part["input_audio"]["data"], validate=True),
        capsys.readouterr().out,
    )
    as_it_is = (ours, name) == ("wav", "pcm_s16le") or ours == "mp3"
    assert (sent == data, said == "") == (as_it_is, as_it_is) and codec.measure(
        sent
    ).format == part["input_audio"]["format"]
    if not as_it_is:
        facts = codec.measure(sent)
        assert (facts.format, facts.sample_rate, facts.channels) == (
            "mp3",
            24000,
            1,
        ) and facts.seconds == pytest.approx(0.5, abs=0.06)
        assert (
            said.count("\n") == 1 and "is not accepted by the API: converted to mp3, 24 kHz" in said
        )


def test_a_broken_header_is_sent_repaired(capsys):
    frames = pcm(tone(2))
    for riff, size in ((0xFFFFFFFF, 0xFFFFFFFF), (None, 0xFFFFFFFF), (0xFFFFFFFF, None)):
        assert (
            base64.b64decode(
                Sound.load(wav(frames, riff=riff, size=size)).part()["input_audio"]["data"]
            )
            == WAV
        )
    assert capsys.readouterr().out == ""
    mp2 = make("mp2", "mp2", tone(1, 48000), 48000)
    assert (
        Sound.load(mp2).part()["input_audio"]["format"] == "mp3"
        and "converted" in capsys.readouterr().out
    )


def test_what_is_too_large_becomes_speech_grade(capsys):
    seconds = conversion.LARGEST_SENT // 96_000 + 1
    large = Sound.load(
        wav(pcm(np.resize(tone(1, 48000), seconds * 48000)), rate=48000), label="long"
    )
    assert len(large.data) > conversion.LARGEST_SENT
    part = large.part()["input_audio"]
    facts = codec.measure(base64.b64decode(part["data"]))
    assert (
        part["format"] == "mp3"
        and (facts.sample_rate, facts.channels) == (16000, 1)
        and facts.seconds == pytest.approx(seconds, abs=0.1)
        and len(part["data"]) < 1_200_000
    )
    assert capsys.readouterr().out.startswith(
        "3 min 29 s of wav take more than the 20 MB that may be sent: "
        "converted to speech-grade mp3, 16 kHz, "
    )


def test_the_limit_of_size_holds_for_every_format(monkeypatch, capsys):
    mono = tone(10)
    at_limit, small = (
        Sound.load(codec.encode(mono, 24000, "wav")),
        Sound.load(codec.encode(mono, 24000, "opus")),
    )
    monkeypatch.setattr(conversion, "LARGEST_SENT", len(at_limit.data))
    assert (
        at_limit.part()["input_audio"]["format"] == "wav"
        and small.part()["input_audio"]["format"] == "mp3"
        and "24 kHz" in capsys.readouterr().out
    )
    for limit, sound in (
        (70_000, small),
        (70_000, Sound.load(codec.encode(mono, 24000, "mp3"))),
        (len(at_limit.data) - 1, at_limit),
    ):
        monkeypatch.setattr(conversion, "LARGEST_SENT", limit)
        assert (
            codec.measure(base64.b64decode(sound.part()["input_audio"]["data"])).sample_rate
            == 16000
            and "speech-grade" in capsys.readouterr().out
        )
    monkeypatch.setattr(conversion, "LARGEST_SENT", 20_000)
    assert (
        "in pieces" in refused(small.part)
        and "in pieces" in refused(at_limit.part)
        and capsys.readouterr().out == ""
    )


def test_what_fits_is_left_alone(capsys):
    for data in (
        make("wav", "pcm_s16le", tone(1, 96000), 96000, "stereo"),
        make("wav", "pcm_s16le", tone(1, 48000), 48000, "5.1"),
        make("mp3", "libmp3lame", tone(1, 48000), 48000, "stereo"),
    ):
        assert base64.b64decode(Sound.load(data).part()["input_audio"]["data"]) == data
    large = Sound.load(make("wav", "pcm_s16le", tone(1, 24000), 24000, rf64="always")).part()[
        "input_audio"
    ]
    assert (
        large["format"] == "wav"
        and base64.b64decode(large["data"])[:4] == b"RIFF"
        and capsys.readouterr().out == ""
    )


def test_speech_grade_is_as_good_as_fits(monkeypatch, capsys):
    sound = Sound.load(codec.encode(tone(10), 24000, "flac"), label="talk")
    sizes = []
    for limit in (50_000, 40_000):
        monkeypatch.setattr(conversion, "LARGEST_SENT", limit)
        sizes.append(len(base64.b64decode(sound.part()["input_audio"]["data"])))
        assert capsys.readouterr().out.startswith(
            "10.0 s of flac take more than the 0 MB that may be sent: "
            "converted to speech-grade mp3, 16 kHz, "
        )
    assert 40_000 < sizes[0] < 42_000 and 30_000 < sizes[1] < 31_500  # 32 and 24 kbit/s
    monkeypatch.setattr(conversion, "LARGEST_SENT", 32_000)
    assert "sound.split(600)" in refused(sound.part)
