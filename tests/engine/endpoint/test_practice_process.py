"""The practice engine's process: alone, interrupted, killed, stopped, crowded out."""

import asyncio
import base64
import os
import random
import socket
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor

import openai
import psutil
import pytest

from helpers import connect, listen
from helpers.engine.endpoint import practice_process
from helpers.engine.endpoint.practice_process import MOVED, own
from helpers.engine.errors import EngineError
from tests.environment import KILL, ROOT, posix

SPOKEN = {
    "model": "gpt-audio-1.5",
    "modalities": ["text", "audio"],
    "audio": {"voice": "coral", "format": "wav"},
    "messages": [{"role": "user", "content": "Read aloud: hello."}],
}
LONG = SPOKEN | {
    "audio": {"voice": "coral", "format": "pcm16"},
    "messages": [{"role": "user", "content": "Read aloud: " + "A long walk by the sea. " * 40}],
    "stream": True,
}


@pytest.fixture
def fresh(monkeypatch):
    """A practice engine for one test, beside the one that the others share."""
    monkeypatch.setattr(own, "_running", None)
    engine = connect("practice")
    yield engine
    running = own._running
    if running and running.process.stdin:
        running.process.stdin.close()
        running.process.wait(20)


def process():
    return own.running().process


def kill(how=KILL):
    """End the engine, and wait until it has ended."""
    ending = process()
    ending.send_signal(how)
    ending.wait(20)


def said(engine):
    completion = engine.client.chat.completions.create(**SPOKEN)
    return completion.choices[0].message.audio.transcript


@posix
def test_it_is_in_a_process_group_of_its_own(fresh):
    assert os.getpgid(process().pid) == process().pid != os.getpgid(0)


SCRIPT = """
import os, signal, time
from helpers import connect
engine = connect("practice")
signal.signal(signal.SIGINT, signal.default_int_handler)  # a job in the background ignores it
for _ in range(3):
    try:
        os.killpg(0, signal.SIGINT)
        time.sleep(5)
    except KeyboardInterrupt:
        pass
from helpers.engine.endpoint.practice_process import own
print(own.running().process.poll(), len(engine.client.models.list().data) > 0)
"""


@posix
def test_ctrl_c_in_a_script_leaves_it_alone():
    """Ctrl-C goes to the whole process group of the script, as the terminal sends it."""
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT],
        capture_output=True,
        text=True,
        cwd=ROOT,
        timeout=60,
        start_new_session=True,
        check=False,
    )
    assert done.stdout.splitlines()[-1:] == ["None True"], done.stderr


def test_killed_it_is_started_again_by_the_next_call(fresh):
    async def ask():
        return await fresh.async_client.chat.completions.create(**SPOKEN)

    url = f"{fresh.base_url}/chat/completions"
    calls = {
        "sync": lambda: said(fresh) == "hello.",
        "async": lambda: asyncio.run(ask()).choices[0].message.audio.transcript == "hello.",
        "requests": lambda: fresh.http.post(url, json=SPOKEN, timeout=30).status_code == 200,
        "sample": lambda: (
            fresh.http.get(fresh.sample_url("alloy.wav"), timeout=30).content[:4] == b"RIFF"
        ),
    }
    for road, call in calls.items():
        before = process().pid
        kill()
        assert call(), road
        assert process().pid != before and own.running().base_url == fresh.base_url, road


def test_many_calls_at_once_start_it_once(fresh):
    kill()

    async def ask():
        later = fresh.async_client.chat.completions
        return await asyncio.gather(*(later.create(**SPOKEN) for _ in range(8)))

    with ThreadPoolExecutor(8) as threads:
        plain = threads.map(lambda _: said(fresh), range(8))
        assert len(asyncio.run(ask())) == 8 and list(plain) == ["hello."] * 8
    assert own.running().base_url == fresh.base_url
    engines = [c for c in psutil.Process().children() if fresh.base_url[17:22] in str(c.cmdline())]
    assert [child.pid for child in engines] == [process().pid]


def test_killed_twice_and_an_old_client_goes_on(fresh):
    for _ in range(2):
        kill()
        assert said(fresh) == "hello."


def test_a_stream_under_way_ends_in_one_true_sentence(fresh):
    async def hear():
        stream = await fresh.async_client.chat.completions.create(**LONG)
        async for chunk in stream:
            if chunk.choices and getattr(chunk.choices[0].delta, "audio", None):
                kill()
                break
        return await listen(stream)

    with pytest.raises(openai.APIConnectionError) as caught:
        asyncio.run(hear())
    (note,) = caught.value.__notes__
    assert note.startswith(
        "The stream broke off on the way (The practice engine ended in the middle of its answer: "
        "the next call starts it again)."
    ) and note.endswith("Send the request again.")
    assert said(fresh) == "hello."


def test_audio_ids_from_before_are_refused_and_the_refusal_says_why(fresh):
    audio_id = fresh.client.chat.completions.create(**SPOKEN).choices[0].message.audio.id
    turns = [
        SPOKEN["messages"][0],
        {"role": "assistant", "audio": {"id": audio_id}},
        {"role": "user", "content": "What did I say before?"},
    ]
    assert fresh.client.chat.completions.create(**SPOKEN | {"messages": turns}).id
    kill()
    with pytest.raises(openai.BadRequestError) as caught:
        fresh.client.chat.completions.create(**SPOKEN | {"messages": turns})
    assert caught.value.code == "audio_not_found"
    assert f"Assistant audio {audio_id} not found." in str(caught.value)
    assert "was started again; what was said before is forgotten" in str(caught.value)


@pytest.fixture
def crowded_out(fresh):
    """The engine has ended, and another program listens at its address."""
    address = ("127.0.0.1", int(fresh.base_url.split(":")[2].split("/")[0]))
    kill()
    with socket.create_server(address):
        yield fresh


def test_where_another_program_has_the_address_one_sentence_says_to_connect(crowded_out):
    async def ask():
        return await crowded_out.async_client.chat.completions.create(**SPOKEN)

    calls = {
        "sync": lambda: said(crowded_out),
        "async": lambda: asyncio.run(ask()),
        "requests": lambda: crowded_out.http.get(f"{crowded_out.base_url}/models", timeout=5),
    }
    for road in [*calls, *calls]:
        with pytest.raises(EngineError) as caught:
            calls[road]()
        assert str(caught.value) == MOVED, road
    again = connect("practice")
    assert again.base_url != crowded_out.base_url and said(again) == "hello."


def test_connect_after_its_end_starts_it_where_it_was(fresh):
    kill()
    again = connect("practice")
    assert again.base_url == fresh.base_url and said(fresh) == said(again) == "hello."


def closed_lid(fresh, seconds):
    """Everything stands still while a call is on its way, and goes on after it."""
    stopped = psutil.Process(process().pid)
    reader = fresh.client.chat.completions.create(**LONG)
    first = next(iter(reader))
    stopped.suspend()
    time.sleep(seconds)
    stopped.resume()
    pieces = [c.choices[0].delta.audio.data for c in reader if c.choices and _has_audio(c)]
    assert first.id and sum(len(base64.b64decode(piece or "")) for piece in pieces) > 100_000
    assert process().pid == stopped.pid and said(fresh) == "hello."


def _has_audio(chunk):
    return bool(getattr(chunk.choices[0].delta, "audio", None))


def test_a_closed_lid_ends_nothing(fresh):
    closed_lid(fresh, 1)


@pytest.mark.soak
def test_a_lid_closed_for_a_minute_ends_nothing(fresh):
    closed_lid(fresh, 60)


@pytest.mark.soak
def test_killed_twenty_times_at_any_moment(fresh):
    chance = random.Random(20)
    for _ in range(20):
        killer = subprocess.Popen(
            [
                sys.executable,
                "-c",
                f"import time, os; time.sleep({chance.random()})\n"
                f"os.kill({process().pid}, {KILL:d})",
            ]
        )
        until = time.monotonic() + 1.2
        while time.monotonic() < until:
            assert said(fresh) == "hello."  # the SDK sends again what broke off
        killer.wait(20)


PROXY = "http://127.0.0.1:9"
HOSTILE = {
    "HTTP_PROXY": PROXY,
    "http_proxy": PROXY,
    "HTTPS_PROXY": PROXY,
    "ALL_PROXY": "socks5://127.0.0.1:9",
    "all_proxy": "nonsense",
    "SSL_CERT_FILE": "/no/such/file.pem",
    "SSL_CERT_DIR": "/no/such/folder",
    "REQUESTS_CA_BUNDLE": "/no/such/file.pem",
    "CURL_CA_BUNDLE": "/no/such/file.pem",
    "OPENAI_API_KEY": "a key – of no use ",
    "OPENAI_BASE_URL": "nonsense",
    "OPENAI_ORG_ID": "조직",
    "OPENAI_CUSTOM_HEADERS": "Authorization: Bearer x\nX-Y: 한국",
    "AZURE_OPENAI_ENDPOINT": "nonsense",
    "NETRC": "/no/such/file",
}


def test_the_practice_engine_needs_no_environment(monkeypatch, fresh):
    for name, value in HOSTILE.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(own, "_running", None)
    engine = connect("practice")

    async def listed():
        return (await engine.async_client.models.list()).data

    assert said(engine) == "hello." and asyncio.run(listed())
    assert engine.http.get(f"{engine.base_url}/models", timeout=5).ok
    inside = psutil.Process(process().pid).environ()
    kept = {"OPENAI_BASE_URL", "OPENAI_ORG_ID", "OPENAI_CUSTOM_HEADERS", "AZURE_OPENAI_ENDPOINT"}
    assert not (set(HOSTILE) - kept - {"NETRC"}) & set(inside)


def test_a_text_model_of_the_learners_own_keeps_its_key_and_its_road(monkeypatch):
    monkeypatch.setenv("OPENAI_API_KEY", "x")
    monkeypatch.setenv("HF_TOKEN", "x")
    monkeypatch.setenv("PRACTICE_MIND_KEY", "mine")
    monkeypatch.setenv("HTTPS_PROXY", PROXY)
    alone = practice_process._surroundings(again=False)
    assert alone["PRACTICE_MIND_KEY"] == "mine" and "HTTPS_PROXY" not in alone
    monkeypatch.setenv("PRACTICE_MIND", "https://llm.example/v1")
    with_mind = practice_process._surroundings(again=True)
    assert with_mind["HTTPS_PROXY"] == PROXY and with_mind["PRACTICE_STARTED_AGAIN"] == "1"
    assert not {"OPENAI_API_KEY", "HF_TOKEN"} & (set(alone) | set(with_mind))


def test_a_pace_that_there_is_not_is_one_true_sentence(monkeypatch, fresh):
    monkeypatch.setattr(own, "_running", None)
    monkeypatch.setenv("PRACTICE_PACE", "bad")
    with pytest.raises(EngineError) as caught:
        connect("practice")
    assert str(caught.value) == (
        "The practice engine did not start: "
        "PRACTICE_PACE is 'bad': set it to fast or real, or remove it."
    )


@pytest.fixture
def in_its_place(monkeypatch, tmp_path, fresh):
    """Code that is run in the place of the practice engine."""

    def put(code):
        (tmp_path / "helpers").mkdir()
        (tmp_path / "helpers" / "__init__.py").write_text("", "utf-8")
        (tmp_path / "helpers" / "practice.py").write_text(code, "utf-8")
        monkeypatch.setattr(own, "_running", None)
        monkeypatch.setattr(practice_process, "ROOT", tmp_path)
        monkeypatch.setenv("PYTHONPATH", "")

    return put


def test_a_slow_start_is_said_and_ends(monkeypatch, in_its_place):
    in_its_place("import time; time.sleep(60)")
    monkeypatch.setattr(practice_process, "START_SECONDS", 0.5)
    with pytest.raises(EngineError, match=r"was not ready within 0\.5 seconds, try again"):
        connect("practice")


def test_what_a_site_prints_first_does_not_matter(monkeypatch, tmp_path, fresh):
    noise = "print('Welcome!'); print('[1, 2]')\n"
    (tmp_path / "usercustomize.py").write_text(noise, "utf-8")
    guard = ROOT / "tests" / "guard"
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(tmp_path), str(guard)]))
    monkeypatch.setattr(own, "_running", None)
    assert said(connect("practice")) == "hello."


def test_an_incomplete_installation_says_what_to_run(in_its_place):
    in_its_place("import a_module_that_is_not_there")
    with pytest.raises(EngineError, match=r"a_module_that_is_not_there.*Run `make install` again"):
        connect("practice")
