"""Recordings on the web, and nothing else."""

import pytest
import requests

from tests.environment import ROOT
from tests.practice.http.asking import raw


def test_recordings_are_served_without_a_key(engine):
    answer = requests.get(engine.sample_url("alloy.wav"), timeout=10)
    assert (
        answer.status_code == 200 and answer.content == (ROOT / "data" / "alloy.wav").read_bytes()
    )


@pytest.mark.parametrize(
    "name",
    [
        "../README.md",
        "%2e%2e/README.md",
        "%2e%2e%2fREADME.md",
        "..%5cREADME.md",
        "/etc/passwd",
        "%2fetc%2fpasswd",
        "catalogue.json",
        "manifest.json",
        "make_recordings.py",
        "..",
        ".",
        "%00",
        "a" * 5000,
        "nothing.wav",
        "alloy.wav%00",
        "../data/alloy.wav",
        "%ff.wav",
    ],
)
def test_nothing_else_is_served(engine, name):
    answer = raw(
        engine,
        f"GET /audio/{name} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n".encode(),
    )
    assert answer.startswith(b"HTTP/1.1 404")
    assert b"root:" not in answer and b"licence" not in answer and b"RIFF" not in answer
