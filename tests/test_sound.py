"""Sound: every way in, every way out, and one plain sentence for what cannot be done."""

import base64
import copy
import dataclasses
import http.server
import io
import os
import pickle
import struct
import threading
import time
import unicodedata
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openai.types.chat import ChatCompletion, ChatCompletionMessage

from helpers import Sound, SoundError, conversion
from helpers.media import codec, download, source
from tests.media.test_codec import (
    FILES,
    MADE,
    MUTABLE,
    PADDING,
    STABLE,
    hertz,
    make,
    pcm,
    plain,
    tone,
    wav,
)

TONE = codec.encode(tone(2), 24000, "wav")


def refused(call, *values, **named):
    """The sentence of the SoundError that `call` must raise, with no other error shown behind it."""
    with pytest.raises(SoundError) as caught:
        call(*values, **named)
    plain(caught.value)
    assert caught.value.__suppress_context__ or caught.value.__context__ is None
    return str(caught.value)


# --- Files, bytes, file objects ---


def test_every_way_in_gives_the_same_sound(tmp_path):
    path = tmp_path / "tone.wav"
    path.write_bytes(TONE)
    with path.open("rb") as file:
        sounds = [
            Sound.load(source)
            for source in (
                path,
                str(path),
                TONE,
                bytearray(TONE),
                memoryview(TONE),
                io.BytesIO(TONE),
                file,
            )
        ]
    assert {
        (sound.data, sound.format, sound.codec, sound.seconds, sound.sample_rate, sound.channels)
        for sound in sounds
    } == {(TONE, "wav", "pcm_s16le", 2, 24000, 1)}
    assert [sound.label for sound in sounds] == [
        "tone.wav",
        "tone.wav",
        "sound",
        "sound",
        "sound",
        "sound",
        "tone.wav",
    ]
    assert Sound.load(TONE, label="my voice").label == "my voice"
    assert (
        Sound.load(sounds[0]) is sounds[0] and Sound.load(sounds[0], label="again").label == "again"
    )


@pytest.mark.parametrize(
    "name",
    [
        "내 목소리.wav",
        "two words (1).wav",
        r"C:\Users\민지\소리.wav",
        "a#b?c%20d.wav",
        "naïve.WAV",
        "no ending",
        "-.wav",
    ],
)
def test_names_of_all_kinds(name, tmp_path, capsys):
    folder = tmp_path / "녹음 파일"
    folder.mkdir()
    (folder / name).write_bytes(TONE)
    assert Sound.load(str(folder / name)).seconds == 2 and Sound.load(folder / name).label == name
    assert Sound.load(TONE).save(folder / "새 폴더" / name).read_bytes() == TONE
    assert capsys.readouterr().out == ""


def test_a_name_in_pieces_is_found(tmp_path):
    whole, pieces = (unicodedata.normalize(form, "목소리.wav") for form in ("NFC", "NFD"))
    (tmp_path / pieces).write_bytes(TONE)
    assert Sound.load(tmp_path / whole).seconds == 2
    assert "did you mean" in refused(Sound.load, tmp_path / "목소.wav")


def test_a_home_folder_is_found(tmp_path, monkeypatch):
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    Sound.load(TONE).save("~/here.wav")
    assert Sound.load("~/here.wav").data == (tmp_path / "here.wav").read_bytes() == TONE


@pytest.mark.parametrize(
    ("source", "says"),
    [
        (None, "NoneType"),
        (7, "int"),
        ([], "list"),
        ({}, "dict"),
        (1.5, "float"),
        (np.zeros(9), "Sound.from_samples"),
        (object, "type"),
    ],
    ids=str,
)
def test_a_wrong_type(source, says):
    assert says in refused(Sound.load, source)


def test_bad_files(tmp_path):
    good = tmp_path / "alloy.wav"
    good.write_bytes(TONE)
    empty, text, picture = tmp_path / "empty.wav", tmp_path / "text.wav", tmp_path / "picture.mp3"
    empty.write_bytes(b"")
    text.write_text("안녕하세요\n" * 50, "utf-8")
    picture.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(500))
    silent = tmp_path / "film.mp4"
    silent.write_bytes(make("mp4", "", tone(1), 24000, video=True, sound=False))
    assert (
        "empty" in refused(Sound.load, empty)
        and "text" in refused(Sound.load, text)
        and "picture" in refused(Sound.load, picture)
        and "no sound track" in refused(Sound.load, silent)
    )
    assert refused(Sound.load, tmp_path).startswith(f"{tmp_path} is a folder:")
    assert "did you mean alloy.wav?" in refused(Sound.load, tmp_path / "aloy.wav")
    for missing in (
        tmp_path / "none" / "x.wav",
        good / "x.wav",
        "",
        "a\0b",
        "x" * 5000,
        "~nobody-here/x.wav",
        "\udcff.wav",
        tmp_path / "quite different.ogg",
    ):
        refused(Sound.load, missing)
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "pipe.wav")
        assert "pipe" in refused(Sound.load, tmp_path / "pipe.wav")
    if Path("/dev/zero").exists():
        assert "device" in refused(Sound.load, "/dev/zero")


def test_a_file_too_large_is_not_read(tmp_path, monkeypatch):
    (tmp_path / "long.wav").write_bytes(TONE)
    monkeypatch.setattr(source, "LARGEST_READ", 90_000)
    monkeypatch.setattr(Path, "open", lambda path, mode: pytest.fail("it was read"))
    assert "cut it first" in refused(Sound.load, tmp_path / "long.wav")


def test_bad_file_objects(tmp_path):
    path = tmp_path / "tone.wav"
    path.write_bytes(TONE)
    closed = path.open("rb")
    closed.close()
    with path.open(encoding="utf-8") as as_text, path.open("ab") as to_write:
        assert "text" in refused(Sound.load, as_text) and "text" in refused(
            Sound.load, io.StringIO("words")
        )
        for file in (
            closed,
            to_write,
            type("Odd", (), {"read": lambda self: None})(),
            type("Odder", (), {"read": lambda self, size, more: b""})(),
        ):
            assert "rb" in refused(Sound.load, file)
    read = io.BytesIO(TONE)
    read.read()
    assert "empty" in refused(Sound.load, read)
    with open(os.dup(os.open(path, os.O_RDONLY)), "rb") as numbered:  # its name is a number
        assert Sound.load(numbered).label == "sound"


def test_what_is_odd_is_said(tmp_path, capsys):
    (tmp_path / "voice.mp3").write_bytes(TONE)
    assert Sound.load(tmp_path / "voice.mp3").format == "wav"
    assert capsys.readouterr().out == "voice.mp3 is named mp3 but holds wav: read as wav.\n"
    Sound.load(make("mp4", "aac", tone(1, 48000), 48000, video=True), label="holiday")
    assert capsys.readouterr().out == "holiday is a video: only its sound track is used.\n"
    assert Sound.load(TONE[:48044]).seconds == 1
    assert (
        capsys.readouterr().out
        == "sound breaks off early: the 1.0 s that can be decoded are kept.\n"
    )
    for name, data in {
        "memo.m4a": FILES["m4a"],
        "film.mp4": FILES["m4a"],
        "chat.ogg": FILES["opus"],
        "chat.opus": FILES["opus"],
        "memo.webm": FILES["webm"],
    }.items():
        (tmp_path / name).write_bytes(data)
        Sound.load(tmp_path / name)
    assert capsys.readouterr().out == ""


@st.composite
def damaged(draw):
    """A real file with something pushed into it, perhaps cut."""
    whole, kept, new = (
        draw(st.sampled_from(MUTABLE)),
        draw(st.floats(0, 1)),
        draw(st.binary(max_size=20)),
    )
    at = int(len(whole) * draw(st.floats(0, 1)))
    return whole[:at] + new + whole[at : int(len(whole) * kept)]


@STABLE
@given(st.binary(max_size=300) | damaged())
def test_any_bytes_give_a_sound_or_one_sentence(data):
    try:
        sound = Sound.load(data)
    except SoundError as error:
        plain(error)
        return
    assert sound.seconds > 0 and "\n" not in repr(sound) and np.isfinite(sound.samples()).all()
    assert codec.measure(sound.data).seconds == pytest.approx(
        sound.seconds, abs=0.001
    )  # a repaired header changes nothing


# --- Addresses ---


class Site(http.server.BaseHTTPRequestHandler):
    """A web server with all that can go wrong."""

    def do_GET(self):
        path = self.path.partition("?")[0]
        if path == "/moved":
            self.send_response(302)
            self.send_header("Location", "/tone.wav")
        elif path == "/missing.wav":
            self.send_error(404)
            return
        else:
            self.send_response(200)
            self.send_header(
                "Content-Type", "text/html; charset=utf-8" if path == "/page" else "audio/wav"
            )
            self.send_header(
                "Content-Length",
                str(len(TONE) * (2 if path == "/short.wav" else 1))
                if "endless" not in path
                else "900000000",
            )
        if path == "/late-headers.wav":
            self.flush_headers()
            self.drip(b"X-Slow: " + b"a" * 9999, 60)
        self.end_headers()
        if path == "/slow.wav":
            self.drip(TONE, 60)
        elif path == "/endless.wav":
            self.drip(bytes(100_000) * 1000, 60, piece=100_000, pause=0.001)
        elif path == "/list.wav":
            self.wfile.write(b"#EXTM3U\nhttp://127.0.0.1:9/x.ts\n".ljust(len(TONE)))
        elif path != "/moved":
            self.wfile.write(TONE)

    def drip(self, data, seconds, piece=1, pause=0.02):
        until = time.monotonic() + seconds
        self.wfile.flush()
        for at in range(0, len(data), piece):
            if time.monotonic() > until or self.server.ended.is_set():
                return
            try:
                self.connection.sendall(data[at : at + piece])
            except OSError:
                return
            time.sleep(pause)

    def log_message(self, *_):
        pass


@pytest.fixture(scope="module")
def site():
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Site)
    server.ended = threading.Event()
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.ended.set()
    server.shutdown()
    server.server_close()


def test_an_address_is_fetched(site):
    named = {
        "/tone.wav": "tone.wav",
        "/%EC%86%8C%EB%A6%AC%201.wav?x=1#y": "소리 1.wav",
        "/moved": "moved",
        "/": "sound",
    }
    for address, label in [(site + path, label) for path, label in named.items()] + [
        (f"HTTP{site[4:]}/tone.wav", "tone.wav")
    ]:
        sound = Sound.load(address)
        assert (sound.data, sound.label) == (TONE, label)


@pytest.mark.parametrize(
    ("path", "says"),
    [
        ("/missing.wav", "answers 404 Not Found"),
        ("/page", "web page"),
        ("/list.wav", "playlist"),
        ("/short.wav", "could not be fetched"),
    ],
)
def test_an_address_without_a_sound(site, path, says):
    assert says in refused(Sound.load, site + path)


@pytest.mark.parametrize("path", ["/slow.wav", "/late-headers.wav"])
def test_a_server_that_drips_is_left_in_time(site, path, monkeypatch):
    monkeypatch.setattr(download, "FETCH_SECONDS", 0.7)
    began = time.monotonic()
    assert "did not deliver within" in refused(Sound.load, site + path)
    assert time.monotonic() - began < 2


def test_a_file_too_large_is_left(site, monkeypatch):
    monkeypatch.setattr(download, "LARGEST_FETCHED", 1_000_000)
    assert "larger than 1 MB" in refused(Sound.load, f"{site}/endless.wav")


@pytest.mark.parametrize(
    "address",
    [
        "http://",
        "https://[",
        "http://127.0.0.1:1/x.wav",
        "http://127.0.0.1:99999/x.wav",
        "http://" + "a" * 70 + ".invalid/",
        "http://\udcff/",
        "https://example.com/x.wav",
    ],
)
def test_an_address_that_leads_nowhere(address):
    assert "could not be fetched" in refused(
        Sound.load, address
    )  # the last one because tests stay on this machine


# --- Messages ---


def message(format, **other):
    audio = {
        "id": "audio_1",
        "data": base64.b64encode(codec.encode(tone(2), 24000, format)).decode(),
        "expires_at": 1,
        "transcript": "A tone.",
    }
    return {"role": "assistant", "content": None, "refusal": None, "audio": audio | other}


@pytest.mark.parametrize("format", ["wav", "mp3", "flac", "opus", "aac", "pcm16"])
def test_the_spoken_part_of_a_message(format, capsys):
    spoken = message(format)
    for given_ in (spoken, ChatCompletionMessage.model_validate(spoken)):
        sound = Sound.from_message(given_, format)
        assert (sound.format, sound.sample_rate, sound.channels) == (
            format,
            48000 if format == "opus" else 24000,
            1,
        )
        assert (sound.transcript, sound.audio_id, sound.label) == ("A tone.", "audio_1", "answer")
        assert 0 <= sound.seconds - 2 <= PADDING[format] and hertz(
            sound.samples(), sound.sample_rate
        ) == pytest.approx(440, abs=1)
        assert (
            sound.data == base64.b64decode(spoken["audio"]["data"])
            and capsys.readouterr().out == ""
        )


def test_the_format_is_what_the_bytes_are():
    assert Sound.from_message(message("mp3")).format == "mp3"
    assert Sound.from_message(message("wav"), "pcm16").format == "wav"
    assert Sound.from_message(message("wav", transcript=None)).transcript is None


def test_an_answer_with_unknown_sizes_is_repaired():
    streamed = TONE[:4] + b"\xff" * 4 + TONE[8:40] + b"\xff" * 4 + TONE[44:]
    sound = Sound.from_message(message("wav", data=base64.b64encode(streamed).decode()))
    assert (sound.data, sound.seconds) == (TONE, 2) and Sound.load(streamed).data == TONE


def test_messages_without_sound():
    assert "modalities" in refused(Sound.from_message, {"role": "assistant", "content": "Hello."})
    assert "modalities" in refused(
        Sound.from_message, ChatCompletionMessage(role="assistant", content="Hello.")
    )
    assert "send the request again" in refused(
        Sound.from_message, message("wav", data="")
    ) and "brings none" in refused(Sound.from_message, {"audio": {"id": "audio_1"}})
    for data in ("%%%%", message("wav")["audio"]["data"][:-3], "소리", 7, ["x"]):
        assert "base64" in refused(Sound.from_message, message("wav", data=data))
    assert "pcm16" in refused(Sound.from_message, message("pcm16"), "wav")
    whole = {
        "id": "1",
        "object": "chat.completion",
        "created": 1,
        "model": "m",
        "choices": [{"index": 0, "finish_reason": "stop", "message": message("wav")}],
    }
    for other in (whole, ChatCompletion.model_validate(whole), None, "text", 7, [message("wav")]):
        assert "choices[0].message" in refused(Sound.from_message, other)


# --- Samples ---


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
        np.stack([speech, speech]),
        np.float32(0.5),
        ["a"],
        speech.astype(complex),
    ):
        assert "floats" in refused(Sound.from_samples, samples, 24000)
    for rate in (0, -8000, 10, 10**7):
        assert "sample rate" in refused(Sound.from_samples, speech, rate)


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


# --- The part of a message ---


@pytest.mark.parametrize(
    ("container", "name", "rate", "layout", "ours", "more"), MADE, ids=lambda value: str(value)
)
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
            == TONE
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
        "3 min 29 s of wav take more than the 20 MB that may be sent: converted to speech-grade mp3, 16 kHz, "
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
            "10.0 s of flac take more than the 0 MB that may be sent: converted to speech-grade mp3, 16 kHz, "
        )
    assert 40_000 < sizes[0] < 42_000 and 30_000 < sizes[1] < 31_500  # 32 and 24 kbit/s
    monkeypatch.setattr(conversion, "LARGEST_SENT", 32_000)
    assert "sound.split(600)" in refused(sound.part)


def test_nothing_is_said_where_it_should_be_quiet(tmp_path, monkeypatch, capsys):
    path = tmp_path / "memo.mp3"
    path.write_bytes(make("mp4", "aac", tone(1, 48000), 48000, video=True, moov_size="4000")[:-500])
    loud, quiet = Sound.load(path), Sound.load(path, quiet=True)
    assert loud == quiet and capsys.readouterr().out.count("\n") == 3
    part = quiet.part(quiet=True)
    monkeypatch.setattr(conversion, "LARGEST_SENT", 6000)
    assert quiet.part(quiet=True) != part and capsys.readouterr().out == ""


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


# --- Keeping and showing ---


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
    sound = Sound.load(TONE, label="two\nlines")
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
    sound = Sound.load(TONE)
    with pytest.raises(dataclasses.FrozenInstanceError):
        sound.label = "other"
    assert [field.name for field in dataclasses.fields(Sound)] == [
        "data",
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
        and len(pickle.dumps(sound)) < len(TONE) + 500
    )
    sound.samples()
    assert set(vars(sound)) == {
        field.name for field in dataclasses.fields(Sound)
    }  # decoded samples are not kept


def test_nothing_but_our_own_words_is_printed(capfd, tmp_path):
    for data in (
        b"",
        b"text " * 99,
        *(whole[: len(whole) // 2] for whole in MUTABLE),
        struct.pack("<I", 7) * 999,
    ):
        try:
            Sound.load(data).part()
        except SoundError:
            pass
    said = capfd.readouterr()
    assert said.err == "" and all(
        "breaks off early" in line or "converted to mp3" in line for line in said.out.splitlines()
    )
