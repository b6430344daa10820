"""A recording behind an address: fetched within limits, or one sentence."""

import http.server
import threading
import time

import pytest

from helpers import Sound
from helpers.media import download
from tests.sounds import (
    WAV,
    refused,
)


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
                str(len(WAV) * (2 if path == "/short.wav" else 1))
                if "endless" not in path
                else "900000000",
            )
        if path == "/late-headers.wav":
            self.flush_headers()
            self.drip(b"X-Slow: " + b"a" * 9999, 60)
        self.end_headers()
        if path == "/slow.wav":
            self.drip(WAV, 60)
        elif path == "/endless.wav":
            self.drip(bytes(100_000) * 1000, 60, piece=100_000, pause=0.001)
        elif path == "/list.wav":
            self.wfile.write(b"#EXTM3U\nhttp://127.0.0.1:9/x.ts\n".ljust(len(WAV)))
        elif path != "/moved":
            self.wfile.write(WAV)

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
        assert (sound.data, sound.label) == (WAV, label)


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
