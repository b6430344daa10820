"""Sound: samples in and out, what is kept, how it is saved and shown."""

import copy
import dataclasses
import pickle

import numpy as np
import pytest

from helpers import Sound
from tests.sounds import (
    PADDING,
    WAV,
    hertz,
    make,
    refused,
    tone,
)


def test_samples_come_in_as_floats(speech):
    sound = Sound.from_samples(speech, 24000, "voice")
    assert (
        sound.label == "voice"
        and np.abs(sound.samples() - speech).max() < 1e-4
        and sound.seconds == speech.size / 24000
    )
    both = Sound.from_samples(
        np.stack([speech, np.zeros_like(speech)], axis=1).astype(np.float64), 24000
    )
    assert np.abs(both.samples() - speech / 2).max() < 1e-4
    assert np.abs(
        Sound.from_samples([9.0, np.nan, -9.0] * 100, 8000).samples()[:3]
    ) == pytest.approx([1, 0, 1], abs=1e-4)
    for samples in (
        (speech * 32767).astype(np.int16),
        np.zeros(0),
        np.zeros((9, 9, 9)),
        np.zeros((99, 99)),
        np.float32(0.5),
        ["a"],
        speech.astype(complex),
    ):
        assert "floats" in refused(Sound.from_samples, samples, 24000)
    for rate in (0, -8000, 10, 10**7):
        assert "sample rate" in refused(Sound.from_samples, speech, rate)


def test_a_rate_that_changes_on_the_way_is_one_rate_afterwards():
    sound = Sound.load(
        make("mp3", "libmp3lame", tone(1, 44100), 44100, "stereo", write_xing="0")
        + make("mp3", "libmp3lame", tone(1, 22050), 22050, write_xing="0")
    )
    for other in (
        sound,
        sound.to("wav"),
        sound.to("mp3", sample_rate=16000),
        sound.trim(),
        *sound.split(1.9)[:1],
    ):
        mono, rate = other.samples(), other.sample_rate
        assert hertz(mono[rate // 10 : rate * 9 // 10], rate) == pytest.approx(
            440, abs=3
        ) and hertz(mono[-rate // 2 : -rate // 10], rate) == pytest.approx(440, abs=3)


def test_saving(tmp_path, speech):
    sound = Sound.from_samples(speech, 24000)
    assert (
        sound.save(tmp_path / "new" / "folder" / "a.wav").read_bytes() == sound.data
        and sound.save(str(tmp_path / "no ending")).exists()
    )
    for format in PADDING:
        assert Sound.to(sound, format).save(tmp_path / f"a.{format}").exists()
    assert (
        sound.to("opus").save(tmp_path / "a.ogg").exists()
        and sound.to("m4a").save(tmp_path / "a.mp4").exists()
    )
    for name, advice in {
        "a.mp3": "sound.to('mp3')",
        "a.ogg": "sound.to('opus')",
        "a.mp4": "sound.to('m4a')",
        "a.PCM16": "sound.to('pcm16')",
    }.items():
        assert advice in refused(sound.save, tmp_path / "other" / name)
    amr = Sound.load(make("amr", "libopencore_amrnb", tone(1, 8000), 8000))
    assert (
        amr.save(tmp_path / "a.amr").exists()
        and refused(amr.save, tmp_path / "a.caf").endswith("save it as .amr.")
        and refused(sound.save, tmp_path / "a.wma").endswith("save it as .wav.")
    )
    assert (
        ".pcm16" in refused(sound.to("pcm16").save, tmp_path / "raw.wav")
        and not (tmp_path / "other").exists()
    )
    assert "cannot be written" in refused(sound.save, tmp_path) and "cannot be written" in refused(
        sound.save, tmp_path / "a.wav" / "b.wav"
    )


def test_it_shows_itself_in_one_line():
    sound = Sound.load(WAV, label="two\nlines")
    assert repr(sound) == "two lines · 2.0 s · wav · 96 KB"
    assert (
        repr(dataclasses.replace(sound, transcript='Hello\n"you"\t.'))
        == 'two lines · 2.0 s · wav · 96 KB · "Hello "you" ."'
    )
    shown = sound._repr_mimebundle_(include=None, exclude=None)
    assert (
        list(shown) == ["text/html", "text/plain"]
        and shown["text/plain"] == repr(sound)
        and "<audio" in shown["text/html"]
    )


def test_it_is_frozen_and_light():
    sound = Sound.load(WAV)
    with pytest.raises(dataclasses.FrozenInstanceError):
        sound.label = "other"
    assert [field.name for field in dataclasses.fields(Sound)] == [
        "content",
        "format",
        "seconds",
        "sample_rate",
        "channels",
        "transcript",
        "audio_id",
        "label",
        "codec",
    ]
    assert (
        copy.copy(sound).data is sound.data
        and pickle.loads(pickle.dumps(sound)) == sound
        and len(pickle.dumps(sound)) < len(WAV) + 500
    )
    sound.samples()
    assert set(vars(sound)) == {
        field.name for field in dataclasses.fields(Sound)
    }  # decoded samples are not kept


def test_samples_without_a_header_are_read_back(tmp_path, capsys):
    chance = np.random.default_rng(0)  # noise: no decoder takes it for a file
    first = Sound.from_samples(chance.normal(0, 0.1, 24_001), 24_000).to("pcm16")
    path = first.save(tmp_path / "answer.pcm16")
    sound = Sound.load(path, format="pcm16")
    assert sound == dataclasses.replace(first, label="answer.pcm16")
    assert Sound.load(path, "mine", format="pcm16").label == "mine"
    assert np.array_equal(sound.samples(), first.samples())
    assert sound.part(quiet=True)["input_audio"]["format"] == "mp3"
    (tmp_path / "raw.pcm").write_bytes(first.data + b"\1")  # half a sample more
    assert Sound.load(tmp_path / "raw.pcm", format="pcm16").seconds == first.seconds
    assert Sound.load(WAV, format="pcm16") == Sound.load(WAV)
    assert 'format="pcm16"' in refused(Sound.load, path)
    assert "empty" in refused(Sound.load, b"", format="pcm16")
    for format in ("mp3", "g723", 16, ""):
        assert "leave format out" in refused(Sound.load, WAV, format=format)
    assert capsys.readouterr().out == ""
