"""Which engine answers; and the practice engine's life and death."""

import datetime
import os
import subprocess
import sys
import time
import urllib.request
import warnings

import pytest

from helpers import connect, ledger
from helpers.display import quiet
from helpers.engine import connection
from helpers.engine.endpoint import practice_process, probe
from helpers.engine.endpoint.probe import Found
from helpers.practice.ears import weights
from tests.environment import KILL, ROOT

FAKE = "practice-makes-perfect"  # stands in for a key


@pytest.fixture(autouse=True)
def nothing_set(monkeypatch, tmp_path):
    """No settings but a test's own, no .env file, the ledger's engine put back."""
    monkeypatch.setattr(connection, "ROOT", tmp_path)
    monkeypatch.delenv("AUDIO_ENGINE")
    kind = ledger.kind
    yield
    ledger.kind = kind


@pytest.fixture
def nothing_tried(monkeypatch):
    """Addresses that are only named are not tried."""
    monkeypatch.setattr(probe, "look", lambda http, place, model: Found(""))


@pytest.fixture
def practice_at_home(monkeypatch):
    monkeypatch.setattr(connection, "ROOT", ROOT)


def test_without_anything_it_is_the_practice_engine(practice_at_home, capsys):
    engine = connect()
    assert engine.kind == "practice" and engine.base_url.startswith("http://127.0.0.1:")
    ears = weights.name()
    hears = (
        f"hears English and Korean ({ears})" if ears != "none" else "has no ears yet: run make ears"
    )
    assert capsys.readouterr().out == (
        f"practice engine instead of gpt-audio-1.5 · free · {hears} · speaks with espeak-ng\n"
    )


@pytest.mark.parametrize(
    "settings, kind, url",
    [
        ({"OPENAI_API_KEY": FAKE}, "openai", "https://api.openai.com/v1"),
        (
            {"OPENAI_API_KEY": FAKE, "OPENAI_BASE_URL": "https://api.openai.com/v1"},
            "openai",
            "https://api.openai.com/v1",
        ),
        (
            {"OPENAI_API_KEY": FAKE, "OPENAI_BASE_URL": "http://127.0.0.1:9/v1"},
            "compatible",
            "http://127.0.0.1:9/v1",
        ),
        (
            {
                "AZURE_OPENAI_ENDPOINT": "https://x.example/",
                "AZURE_OPENAI_API_KEY": FAKE,
                "AUDIO_MODEL": "mine",
                "OPENAI_API_KEY": FAKE,
            },
            "azure",
            "https://x.example/openai/v1",
        ),
        (
            {"PRACTICE_URL": "http://127.0.0.1:9/v1", "OPENAI_API_KEY": FAKE},
            "practice",
            "http://127.0.0.1:9/v1",
        ),
        (
            {
                "AUDIO_ENGINE": "openai",
                "OPENAI_API_KEY": FAKE,
                "PRACTICE_URL": "http://127.0.0.1:9/v1",
            },
            "openai",
            "https://api.openai.com/v1",
        ),
        ({"AUDIO_ENGINE": "http://127.0.0.1:9/v1"}, "compatible", "http://127.0.0.1:9/v1"),
    ],
)
def test_settings_choose_in_their_order(nothing_tried, monkeypatch, settings, kind, url):
    for name, value in settings.items():
        monkeypatch.setenv(name, value)
    engine = connect()
    assert (engine.kind, engine.base_url, str(engine.client.base_url).rstrip("/")) == (
        kind,
        url,
        url,
    )
    assert ledger.kind == kind


@pytest.mark.parametrize("engine, sent", [("practice", "real"), ("openai", None)])
def test_the_pace_is_ordered_of_a_practice_engine_that_others_use_too(
    nothing_tried, monkeypatch, engine, sent
):
    for name, value in {
        "AUDIO_ENGINE": engine,
        "PRACTICE_URL": "http://127.0.0.1:9/v1",
        "OPENAI_API_KEY": FAKE,
        "PRACTICE_PACE": "real",
    }.items():
        monkeypatch.setenv(name, value)
    made = connect()
    for client in (made.client, made.async_client):
        assert client.default_headers.get("x-practice-pace") == sent
    assert made.http.headers.get("x-practice-pace") == sent


def test_the_argument_comes_first(monkeypatch, practice_at_home):
    monkeypatch.setenv("OPENAI_API_KEY", FAKE)
    assert connect("practice").kind == "practice"


def test_a_key_from_the_env_file(nothing_tried, tmp_path, capsys):
    (tmp_path / ".env").write_text(f'OPENAI_API_KEY="{FAKE}"\nAUDIO_MODEL=gpt-audio\n', "utf-8")
    engine = connect(today=datetime.date(2026, 10, 1))
    assert engine.kind == "openai" and engine.model == "gpt-audio"
    assert engine.headers["Authorization"].encode() == f"Bearer {FAKE}".encode()
    assert "OPENAI_API_KEY" not in os.environ
    assert (
        "OpenAI · gpt-audio · until 2027-01-20 · paid today $0.00 of $0.50"
        in capsys.readouterr().out
    )


def test_a_paid_engine_names_the_lessons_estimate(nothing_tried, monkeypatch, capsys):
    monkeypatch.setenv("OPENAI_API_KEY", FAKE)
    monkeypatch.setenv("JPY_SESSION_NAME", "notebooks/02_audio_to_text.ipynb")
    connect()
    assert "no end announced · lesson 02: " in capsys.readouterr().out


def test_a_key_is_asked_for_and_never_shown(nothing_tried, monkeypatch, capsys):
    monkeypatch.setattr("getpass.getpass", lambda prompt: FAKE)
    engine = connect("openai")
    shown = capsys.readouterr().out + repr(engine) + repr(engine.headers) + str(engine.headers)
    assert (
        engine.headers["Authorization"].encode() == f"Bearer {FAKE}".encode()
        and FAKE not in shown
        and "Bearer" not in shown
    )
    monkeypatch.setattr("getpass.getpass", lambda prompt: " ")
    with pytest.raises(ValueError, match="No key was given"):
        connect("openai")


@pytest.mark.parametrize(
    "settings, words",
    [
        ({"AUDIO_ENGINE": "banana"}, "'banana' is no engine"),
        ({"AUDIO_ENGINE": "azure"}, "AZURE_OPENAI_ENDPOINT"),
        (
            {"AZURE_OPENAI_ENDPOINT": "https://x.example", "AZURE_OPENAI_API_KEY": FAKE},
            "AUDIO_MODEL",
        ),
    ],
)
def test_a_choice_that_lacks_something_says_what(monkeypatch, settings, words):
    for name, value in settings.items():
        monkeypatch.setenv(name, value)
    with pytest.raises(ValueError, match=words):
        connect()


@pytest.mark.parametrize(
    "model, day, words",
    [
        ("gpt-4o-audio-preview", "2026-11-23", "shut down on 2026-05-07: use gpt-audio-1.5"),
        ("gpt-audio-mini", "2026-12-24", "in 27 days: move to gpt-audio-1.5"),
        ("gpt-audio-mini", "2026-10-01", None),
        ("gpt-audio-1.5", "2026-11-23", None),
        ("my-own-deployment", "2026-11-23", None),
    ],
)
def test_a_model_that_ends_brings_one_warning(practice_at_home, model, day, words):
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        connect("practice", model=model, today=datetime.date.fromisoformat(day))
    told = [str(one.message) for one in caught if one.category is not ResourceWarning]
    assert [words in message for message in told] == ([True] if words else [])


def test_the_same_engine_serves_every_connect(practice_at_home):
    assert connect("practice").base_url == connect("practice").base_url


def test_sample_url_serves_the_courses_recordings(practice_at_home):
    with urllib.request.urlopen(connect("practice").sample_url("alloy.wav"), timeout=10) as answer:
        assert answer.read() == (ROOT / "data" / "alloy.wav").read_bytes()


KERNEL = """
import os, sys, time
from helpers import connect
engine = connect("practice")
print(engine.base_url, flush=True)
{end}
"""


def lives(url: str) -> bool:
    try:
        urllib.request.urlopen(f"{url.removesuffix('/v1')}/audio/alloy.wav", timeout=2).close()
    except OSError:
        return False
    return True


@pytest.mark.parametrize(
    "end, kill",
    [("", None), ("time.sleep(60)", KILL), ("os._exit(3)", None)],
    ids=["ends", "is killed", "crashes"],
)
def test_the_practice_engine_goes_when_the_kernel_goes(end, kill):
    process = subprocess.Popen(
        [sys.executable, "-c", KERNEL.format(end=end)], stdout=subprocess.PIPE, text=True, cwd=ROOT
    )
    process.stdout.readline()
    url = process.stdout.readline().strip()
    assert url.startswith("http://127.0.0.1:")
    if kill:
        assert lives(url)
        process.send_signal(kill)
    process.wait(20)
    until = time.monotonic() + 10
    while lives(url) and time.monotonic() < until:
        time.sleep(0.05)
    assert not lives(url)


def test_an_engine_that_does_not_start_says_why(tmp_path, monkeypatch):
    (tmp_path / "helpers").mkdir()
    (tmp_path / "helpers" / "practice.py").write_text("raise SystemExit('no voice here')\n")
    (tmp_path / "helpers" / "__init__.py").write_text("")
    monkeypatch.setattr(practice_process.own, "_running", None)
    monkeypatch.setattr(practice_process, "ROOT", tmp_path)
    monkeypatch.setenv("PYTHONPATH", "")
    with pytest.raises(RuntimeError, match="did not start: no voice here"):
        connect("practice")


def test_a_proxy_is_kept_out_of_the_way(practice_at_home, monkeypatch):
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:1")
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:1")
    monkeypatch.setenv("NO_PROXY", "intranet.example")
    engine = connect("practice")
    assert (
        engine.client.models.list().data
        and os.environ["NO_PROXY"] == "intranet.example,127.0.0.1,localhost"
    )


def test_the_engine_is_given_no_key(practice_at_home, monkeypatch):
    monkeypatch.setenv("OPENAI_API_KEY", FAKE)
    monkeypatch.setattr(practice_process.own, "_running", None)
    seen = {}
    popen = subprocess.Popen
    monkeypatch.setattr(
        subprocess,
        "Popen",
        lambda *arguments, **named: seen.update(named["env"]) or popen(*arguments, **named),
    )
    connect("practice")
    assert seen["PATH"] and FAKE not in seen.values()


def test_a_quiet_room_mutes_what_plays_by_itself(practice_at_home, monkeypatch):
    monkeypatch.delenv("AUDIO_QUIET", raising=False)
    connect()
    assert "AUDIO_QUIET" not in os.environ
    connect(quiet=True)
    assert os.environ["AUDIO_QUIET"] == "1" and quiet.starts_muted()


@pytest.mark.parametrize("stream", [False, True])
def test_an_answer_that_a_limit_cut_says_so(practice_at_home, stream, capsys):
    engine = connect()
    request = {
        "model": engine.model,
        "modalities": ["text", "audio"],
        "audio": {"voice": "coral", "format": "pcm16"},
        "messages": [{"role": "user", "content": "Read aloud: one two three four five six seven."}],
        "stream": stream,
        **({"stream_options": {"include_usage": True}} if stream else {}),
    }
    url = f"{engine.base_url}/chat/completions"
    for most, cut in ((20, True), (400, False)):
        engine.http.post(url, json=request | {"max_completion_tokens": most}, timeout=30)
        assert ("cut by max_completion_tokens" in capsys.readouterr().out) is cut
