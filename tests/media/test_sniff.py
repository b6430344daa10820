"""Bytes that are no sound are called by their name."""

import pytest

from helpers.media.sniff import explain_failure, name_other_kind


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
