"""Bytes that are no sound are called by their name."""

import base64
import bz2

import numpy as np
import pytest

from helpers import SoundError
from helpers.media import codec
from helpers.media.sniff import explain_failure, name_other_kind
from tests.sounds import (
    FILES,
    TONE,
    make,
    plain,
    wav,
)


@pytest.mark.parametrize(
    "data, kind",
    [
        (b"", "empty"),
        (b"<!DOCTYPE html><html>", "a web page"),
        (b"\xef\xbb\xbf  <html>", "a web page"),
        (b"#EXTM3U\nhttp://x.example/a.mp3", "a playlist"),
        (b"\x89PNG\r\n\x1a\n", "a picture"),
        (b"RIFF\x00\x00\x00\x00WEBPVP8 ", "a picture"),
        (b"%PDF-1.7", "a document"),
        (b"PK\x03\x04", "an archive"),
    ],
)
def test_what_is_surely_something_else(data, kind):
    assert kind in name_other_kind(data) and name_other_kind(data).count(". ") == 0


@pytest.mark.parametrize(
    "data", [b"RIFF\x00\x00\x00\x00WAVEfmt ", b"ID3\x04", b"OggS", bytes(100), b"hello"]
)
def test_what_only_decoding_can_tell(data):
    assert name_other_kind(data) is None


@pytest.mark.parametrize(
    "data, words",
    [
        (b"Dear diary, today", "This is text"),
        ("일기를 쓴다. ".encode() * 300, "This is text"),
        (b"RIFF\x10\x00\x00\x00WAVE", "breaks off"),
        (b"\x00\x00\x00\x18ftypM4A ", "before its index"),
        (bytes(range(128, 256)), "no sound that can be decoded"),
    ],
)
def test_why_it_cannot_be_decoded_and_what_to_do(data, words):
    assert words in explain_failure(data) and ": " in explain_failure(data)


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
        (b"<html><body>404", "web page"),
        (b"\n <Title>Sign in</Title>", "web page"),
        ("회의록입니다\n".encode("utf-16") * 9, "text"),
        ("회의록입니다.\n".encode("cp949") * 9, "text"),
        (base64.encodebytes(FILES["wav"]), "looks like base64"),
        (b"data:audio/wav;base64," + base64.b64encode(FILES["wav"]), "looks like base64"),
        (b"one word a line\n" * 99, "This is text, not a sound"),
        (b"version https://git-lfs.github.com/spec/v1\noid", "git lfs pull"),
        (b"WEBVTT\n\n00:01.000 --> 00:02.000\nHi", "subtitles"),
        (b"\0\0\0\x18ftypheic" + bytes(99), "a picture"),
        (b"\x93NUMPY\1\0v\0{'descr': '<f4'}" + bytes(99), "np.load"),
        (b"\0\5\x16\7\0\2\0\0Mac OS X        ", "without ._"),
        (b"Rar!\x1a\x07\1\0" + bytes(99), "an archive"),
        (bz2.compress(FILES["wav"]), "an archive"),
        (bytes(257) + b"ustar  \0" + bytes(300) + FILES["mp3"], "an archive"),
        (b"MZ\x90\0" + bytes(200), "a program"),
        (b"RIFF\0\1\0\0sfbkLIST" + bytes(99), "a set of instruments"),
        (bytes(1080) + b"M.K." + bytes(99), "a tracker module"),
        (b"HTTP/1.1 200 OK\r\n\r\n" + FILES["wav"], "a WAV file begins behind the first 19"),
        (b"\r\n" + FILES["flac"], "a FLAC file begins behind the first 2"),
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
            caught.value.__cause__ is None and caught.value.__suppress_context__
        ) or caught.value.__context__ is None
    assert capfd.readouterr() == ("", "")
