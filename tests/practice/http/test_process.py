"""The engine as a command: for one notebook, for a class, and who may be let in."""

import json
import os
import signal
import socket
import subprocess
import sys
import textwrap
import time
from contextlib import contextmanager

import psutil
import pytest
import requests

from tests.environment import ROOT
from tests.practice.http.asking import AUDIO_TOO

COMMAND = [sys.executable, "-m", "helpers.practice"]
SPOKEN = {
    "model": "gpt-audio-1.5",
    "modalities": ["text", "audio"],
    "audio": {"voice": "ash", "format": "wav"},
    "messages": [{"role": "user", "content": "Read aloud: hello class."}],
}


@contextmanager
def running(*arguments, stdin=subprocess.DEVNULL):
    """A running engine, and what it printed when it was ready."""
    engine = subprocess.Popen(
        [*COMMAND, *arguments],
        cwd=ROOT,
        stdin=stdin,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        yield engine, json.loads(engine.stdout.readline())
    finally:
        engine.kill()
        engine.communicate()


def refused(*arguments) -> str:
    """The sentence with which a wrong command ends."""
    ended = subprocess.run(
        [*COMMAND, *arguments],
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
    )
    assert ended.returncode and not ended.stdout and "Traceback" not in ended.stderr
    return ended.stderr.strip().splitlines()[-1]


def ask(base_url, host=None):
    return requests.post(
        f"{base_url}/chat/completions",
        headers={"Authorization": "Bearer practice-class"} | ({"Host": host} if host else {}),
        json=SPOKEN,
        timeout=30,
    )


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def test_a_class_is_served_without_a_standard_input_until_it_is_stopped():
    with running("--share", "--port", str(free_port())) as (engine, place):
        time.sleep(0.5)
        assert ask(place["base_url"]).status_code == 200 and engine.poll() is None
        engine.send_signal(signal.SIGINT if os.name != "nt" else signal.CTRL_C_EVENT)
        assert engine.wait(15) == 0
        told = engine.stderr.read()
        assert f"PRACTICE_URL={place['base_url']}" in told and "Traceback" not in told


def test_a_notebook_finds_the_class_by_practice_url(monkeypatch):
    from helpers import connect

    with running("--share", "--port", str(free_port())) as (_, place):
        monkeypatch.setenv("PRACTICE_URL", place["base_url"])
        engine = connect()
        assert engine.kind == "practice" and engine.base_url == place["base_url"]
        assert (
            engine.client.chat.completions.create(**SPOKEN).choices[0].message.audio.transcript
            == "hello class."
        )
        assert requests.get(engine.sample_url("alloy.wav"), timeout=10).content[:4] == b"RIFF"


def test_it_listens_on_this_machine_alone_unless_told_otherwise():
    for more in ((), ("--share", "--port", str(free_port()))):
        with running(*more, stdin=subprocess.PIPE) as (engine, _):
            places = {
                connection.laddr.ip
                for connection in psutil.Process(engine.pid).net_connections("inet")
                if connection.status == psutil.CONN_LISTEN
            }
            assert places == {"127.0.0.1"}


def test_beyond_this_machine_only_the_allowed_names_are_answered():
    """Bound to another loopback address, which stands for another machine's view of this one."""
    with running(
        "--share",
        "--port",
        str(free_port()),
        "--beyond-this-machine",
        "0.0.0.0",
        "--allow-host",
        "Class.example",
        "--allow-host",
        "127.0.0.1",
    ) as (engine, place):
        port = place["base_url"].rpartition(":")[2].removesuffix("/v1")
        assert place["base_url"] == f"http://Class.example:{port}/v1"
        here = f"http://127.0.0.1:{port}/v1"
        assert (
            ask(here, "class.example").status_code
            == ask(here, f"CLASS.example:{port}").status_code
            == ask(here).status_code
            == 200
        )
        strange = ask(here, "evil.example")
        assert strange.status_code == 403 and strange.json()["error"]["code"] == "host_not_allowed"
        engine.kill()
        assert "THE RISK" in engine.stderr.read()


@pytest.mark.parametrize(
    "arguments, sentence",
    [
        (["--beyond-this-machine", "0.0.0.0"], "needs --share, and --allow-host"),
        (["--share", "--beyond-this-machine", "0.0.0.0"], "needs --share, and --allow-host"),
        (["--allow-host", "class.example"], "is for --beyond-this-machine"),
        (["--port", "70000"], "from 0 to 65535"),
        (["--pace", "slow"], "invalid choice"),
        (["--dialect", "klingon"], "invalid choice"),
        (
            ["--share", "--beyond-this-machine", "203.0.113.7", "--allow-host", "x"],
            "choose another --port, or another address",
        ),
    ],
)
def test_wrong_commands_end_with_a_sentence(arguments, sentence):
    assert sentence in refused(*arguments)


def test_the_dialect_of_a_compatible_server_can_be_chosen():
    with running("--dialect", "vllm", stdin=subprocess.PIPE) as (_, place):
        headers = {"Authorization": f"Bearer {place['api_key']}"}
        url = place["base_url"]
        (model,) = requests.get(f"{url}/models", headers=headers, timeout=10).json()["data"]
        assert model["owned_by"] == "vllm"
        body = SPOKEN | {"model": model["id"]}
        post = requests.post(f"{url}/chat/completions", headers=headers, json=body, timeout=60)
        assert len(post.json()["choices"]) == 2


def test_a_port_that_is_taken():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        assert "choose another --port" in refused("--port", str(taken.getsockname()[1]))


def test_the_help_explains_the_risk():
    help = subprocess.run(
        [*COMMAND, "--help"], cwd=ROOT, capture_output=True, text=True, timeout=30, check=True
    ).stdout
    assert "THE RISK" in help and "overheard" in " ".join(help.split())


def started(**env):
    process = subprocess.Popen(
        [sys.executable, "-m", "helpers.practice", "--port", "0"],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, **env},
    )
    line = process.stdout.readline()
    place = json.loads(line)
    assert (
        set(place) == {"base_url", "api_key"}
        and place["base_url"].startswith("http://127.0.0.1:")
        and place["base_url"].endswith("/v1")
        and place["api_key"].startswith("practice-")
    )
    return process, place


def gone(pid: int, seconds: float = 10) -> bool:
    """Whether that process ends in time."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        try:
            if psutil.Process(pid).status() == psutil.STATUS_ZOMBIE:
                return True
        except psutil.NoSuchProcess:
            return True
        time.sleep(0.05)
    return False


def test_it_says_nothing_of_what_was_said_opens_no_connection_and_leaves_nothing_behind(
    tmp_path, part
):
    (tmp_path / "hooks").mkdir()
    (tmp_path / "hooks" / "sitecustomize.py").write_text(
        textwrap.dedent(f"""
        import sys
        def note(event, arguments):
            if event in (
                "socket.connect", "socket.sendto", "socket.getaddrinfo", "socket.gethostbyname"
            ):
                with open({str(tmp_path / "connections")!r}, "a") as notes:
                    notes.write(event + "\\n")
        sys.addaudithook(note)
    """)
    )
    env = {
        "PYTHONPATH": os.pathsep.join([str(tmp_path / "hooks"), str(ROOT)]),
        "TMPDIR": str(tmp_path),
        "PRACTICE_RETIRED_MODELS": "answer",
    }
    process, place = started(**env)
    headers = {"Authorization": f"Bearer {place['api_key']}"}
    secret = "Xylophone-8812"
    for body in (
        {
            "model": "gpt-4o-audio-preview",
            "messages": [{"role": "user", "content": f"Read aloud: {secret}"}],
            **AUDIO_TOO,
        },
        # a retired name is answered here
        {
            "model": "gpt-audio-1.5",
            "messages": [{"role": "user", "content": [{"type": "text", "text": secret}, part]}],
        },
    ):
        answer = requests.post(
            f"{place['base_url']}/chat/completions", headers=headers, json=body, timeout=30
        )
        assert answer.status_code == 200 and answer.json()["model"].startswith(body["model"])
    for bad in (secret.encode(), json.dumps({"model": secret}).encode(), b"\xff" + secret.encode()):
        assert requests.post(
            f"{place['base_url']}/chat/completions", headers=headers, data=bad, timeout=10
        ).status_code in (400, 404)
    assert "gpt-4o-audio-preview" in [
        model["id"]
        for model in requests.get(
            f"{place['base_url']}/models", headers=headers, timeout=10
        ).json()["data"]
    ]
    process.stdin.close()
    assert process.wait(10) == 0  # it ends with its standard input
    assert process.stdout.read() == b"" and process.stderr.read() == b""
    assert not (tmp_path / "connections").exists()
    assert [path.name for path in tmp_path.iterdir()] == ["hooks"]
    subprocess.run(
        [
            sys.executable,
            "-c",
            "import socket; socket.create_connection(('127.0.0.1', "
            f"{socket.socket().getsockname()[1] or 9}), 1)",
        ],
        env={**os.environ, **env},
        stderr=subprocess.DEVNULL,
        check=False,
    )
    assert (tmp_path / "connections").exists()  # the watch works


def test_it_ends_when_its_parent_is_killed():
    parent = subprocess.Popen(
        [
            sys.executable,
            "-c",
            textwrap.dedent("""
        import subprocess, sys, time
        child = subprocess.Popen(
            [sys.executable, "-m", "helpers.practice"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        child.stdout.readline()
        print(child.pid, flush=True)
        time.sleep(60)
    """),
        ],
        cwd=ROOT,
        stdout=subprocess.PIPE,
    )
    child = int(parent.stdout.readline())
    assert not gone(child, 0.2)
    parent.kill()  # SIGKILL: it can say no word to its child
    parent.wait()
    assert gone(child)


def test_the_server_is_ready_before_what_hears_thinks_and_speaks_is_loaded():
    code = "import sys, helpers.practice.http.process; print(*sys.modules)"
    command = [sys.executable, "-c", code]
    modules = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()
    assert "helpers.practice.http.server" in modules
    heavy = ("numpy", "av", "helpers.practice.answers", "helpers.practice.ears.listening")
    assert not set(heavy) & set(modules)


def test_its_matrices_are_multiplied_by_one_thread():
    """With one for each core they wait for one another, and a class waits longer."""
    code = (
        "import helpers.practice.__main__, numpy, psutil\n"
        "numpy.ones((600, 600)) @ numpy.ones((600, 600))\n"
        "print(psutil.Process().num_threads())"
    )
    plain = {name: value for name, value in os.environ.items() if "NUM_THREADS" not in name}
    usual, one = (
        subprocess.check_output([sys.executable, "-c", code], cwd=ROOT, env=told, text=True)
        for told in (plain, {**plain, "OPENBLAS_NUM_THREADS": "1"})
    )
    assert usual == one
