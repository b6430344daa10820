"""Forms with files."""

import asyncio

import pytest
from starlette.datastructures import Headers

from helpers.practice.http.forms import form_of
from helpers.practice.protocol.rules import Refusal

TYPE = {"content-type": "multipart/form-data; boundary=b0"}
LARGE = bytes(range(256)) * 10_000  # more than is parsed at a time


def part(name, value, file=""):
    named = f'; filename="{file}"' if file else ""
    head = f'--b0\r\nContent-Disposition: form-data; name="{name}"{named}\r\n\r\n'
    return head.encode() + value + b"\r\n"


def parsed(body, headers=TYPE):
    return asyncio.run(form_of(Headers(headers), body))


def test_fields_lists_and_files():
    body = part("model", b"tts-1") + part("model", "안녕".encode()) + part("n[]", b"1")
    form = parsed(body + part("file", LARGE, "a b.mp3") + b"--b0--\r\n")
    assert form.fields == {"model": "안녕", "n[]": "1"}
    assert form.lists["model"] == ["tts-1", "안녕"] and form.lists["none"] == []
    assert (form.all("model"), form.all("n"), form.all("none")) == (("tts-1", "안녕"), ("1",), ())
    assert form.files == {"file": ("a b.mp3", LARGE)}


@pytest.mark.parametrize(
    "body, headers",
    [
        (b"{}", {"content-type": "application/json"}),
        (b"{}", {}),
        (b"no form at all", TYPE),
        (b"", {"content-type": "multipart/form-data"}),
        (part("text", b"x" * 1_100_000) + b"--b0--\r\n", TYPE),
        (part("f", b"x", "name") * 200 + b"--b0--\r\n", TYPE),
        (part("f", b"x") * 200 + b"--b0--\r\n", TYPE),
    ],
)
def test_what_is_no_form_is_refused(body, headers):
    with pytest.raises(Refusal, match="Could not parse multipart form") as refused:
        parsed(body, headers)
    assert refused.value.status == 400


def test_half_a_form_has_what_was_whole():
    assert parsed(part("model", b"whisper-1") + b"--b0\r\nConte").fields == {"model": "whisper-1"}
