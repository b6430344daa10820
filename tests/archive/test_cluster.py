"""A run on a cluster: the same rows, each recording paid for once, nothing but paths travels."""

import asyncio
import base64
import contextlib
import dataclasses
import hashlib
import json
import os
import pickle
import secrets
import subprocess
import sys
import threading

import distributed
import psutil
import pytest

from helpers import connect
from helpers.archive import ArchiveError, RunStopped, run
from helpers.archive.cluster import environment
from helpers.archive.on_worker import Job
from tests.archive.service import asking, completion, recordings
from tests.local_server import Handler, serving

NAMES = ["0.mp3", "1.mp3", "안녕.mp3"]


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    made = recordings(tmp_path_factory.mktemp("archive"), NAMES)
    (made / "twin.mp3").write_bytes((made / "0.mp3").read_bytes())
    (made / "words.mp3").write_text("no sound at all")
    return made


class Answering(Handler):
    """Answers with the sum of the recording that it was sent, and notes who listens meanwhile."""

    sent, listening, kills = [], set(), False
    arrived = loop = None  # an asyncio.Event for the first request, and its loop
    lock = threading.Lock()

    def get(self):
        self.reply(200, {"object": "list", "data": []})

    def post(self):
        asked = json.loads(self.rfile.read(int(self.headers["content-length"])))
        text, part = asked["messages"][0]["content"]
        sum = hashlib.sha256(base64.b64decode(part["input_audio"]["data"])).hexdigest()
        with self.lock:
            self.sent.append(sum)
            if not self.listening:
                self.listening.update(listeners())
        if self.arrived:
            self.loop.call_soon_threadsafe(self.arrived.set)
        if self.kills and len(self.sent) == 2:
            caller = next(one for one in workers() if self.client_address[1] in ports_of(one))
            caller.kill()
        self.reply(200, completion(f"{text['text']}: {sum}", 10))


def workers():
    return psutil.Process().children(recursive=True)


def ports_of(process):
    return [one.laddr.port for one in process.net_connections() if one.laddr]


def listeners():
    """The addresses at which this process and its workers listen."""
    every = [one for process in [psutil.Process(), *workers()] for one in process.net_connections()]
    return [one.laddr.ip for one in every if one.status == psutil.CONN_LISTEN]


@pytest.fixture
def engine(monkeypatch):
    Answering.sent, Answering.listening, Answering.kills = [], set(), False
    Answering.arrived = None
    monkeypatch.setenv("OPENAI_API_KEY", secrets.token_hex(20))
    with serving(Answering) as url:
        yield connect(f"{url}/v1", model="gpt-audio-1.5")


def ran(engine, folder, store, ask=None, **settings):
    settings = {"cluster": "local", "concurrency": 2, **settings}
    return asyncio.run(run(folder, ask or asking(), store=store, engine=engine, **settings))


def test_a_cluster_gives_the_rows_of_one_machine_and_pays_once(engine, folder, tmp_path):
    rows = ran(engine, folder, tmp_path / "store")
    assert len(rows) == 4 and [failure.path for failure in rows.errors] == [
        str(folder / "words.mp3")
    ]
    assert sorted(Answering.sent) == sorted(set(Answering.sent)) and len(Answering.sent) == 3
    assert rows.calls.sent == 3 and rows.calls.from_store == 1 and rows.calls.budget.spent > 0
    assert Answering.listening == {"127.0.0.1"}
    alone = ran(engine, folder, tmp_path / "store", cluster=None)
    assert list(alone) == list(rows) and len(Answering.sent) == 3


def test_the_budget_is_leased_from_one_place(engine, folder, tmp_path):
    with pytest.raises(RunStopped, match="budget of this run is") as stopped:
        ran(engine, folder, tmp_path / "store", budget=0.0013, concurrency=1)
    assert 1 <= len(Answering.sent) < 3 and stopped.value.rows.calls.budget.spent <= 0.0013
    assert len(stopped.value.rows) >= 1


def test_a_killed_worker_costs_its_calls_in_flight(engine, folder, tmp_path):
    Answering.kills = True
    rows = ran(engine, folder, tmp_path / "store")
    assert len(rows) == 4 and len(rows.errors) == 1
    assert len(set(Answering.sent)) == 3 < len(Answering.sent) <= 3 + 2


async def run_and_lose(what, workers, settings):
    """A run on a scheduler in this process, which loses something as soon as a request arrives."""
    quiet = {"dashboard": False, "host": "127.0.0.1"}
    async with contextlib.AsyncExitStack() as stack:
        scheduler = await stack.enter_async_context(distributed.Scheduler(**quiet, port=0))
        for _ in range(workers):
            worker = distributed.Worker(scheduler.address, nthreads=1, dashboard=False)
            stack.push_async_callback((await worker).close)
        Answering.arrived = asyncio.Event()
        Answering.loop = asyncio.get_running_loop()
        running = asyncio.create_task(run(cluster=scheduler.address, **settings))
        if workers:
            await Answering.arrived.wait()
            await {"scheduler": scheduler, "worker": worker}[what].close()
        await running


@pytest.mark.parametrize(
    "what, workers, error, words",
    [
        ("scheduler", 1, RunStopped, "The scheduler of the cluster was lost: start it again"),
        ("worker", 1, RunStopped, "All workers of the cluster ended: start new ones"),
        ("", 0, ArchiveError, "has no workers: start some with dask worker tcp://"),
    ],
)
def test_a_cluster_that_is_lost_on_the_way(
    engine, folder, tmp_path, monkeypatch, what, workers, error, words
):
    monkeypatch.setattr("helpers.archive.cluster.WAIT_SECONDS", 0.2)
    settings = {"store": tmp_path / "store", "engine": engine, "concurrency": 1}
    settings |= {"paths": folder, "ask": asking()}
    with pytest.raises(error, match=words):
        asyncio.run(run_and_lose(what, workers, settings))
    Answering.arrived = None
    assert len(asyncio.run(run(**settings))) == 4
    assert len(set(Answering.sent)) == 3 and len(Answering.sent) <= 3 + workers


def test_the_processes_of_this_machine_share_its_practice_engine(engine):
    job = Job("run", asking(), engine, "results", None, 900.0, None)
    own = dataclasses.replace(engine, kind="practice", is_own=True)
    assert environment(job) == {}
    assert environment(dataclasses.replace(job, engine=own)) == {"PRACTICE_URL": engine.base_url}


def test_no_key_travels(engine):
    assert os.environ["OPENAI_API_KEY"].encode() not in pickle.dumps(engine)
    assert pickle.loads(pickle.dumps(engine)).base_url == engine.base_url


UNGUARDED = """
import asyncio, sys
from helpers import archive, connect
connect(sys.argv[1], model="gpt-audio-1.5")
async def ask(sound, client):
    return {}
asyncio.run(archive.run(sys.argv[2], ask, store=sys.argv[3], cluster="local"))
"""


@pytest.mark.soak
def test_a_script_that_each_worker_would_run_again_is_told_what_it_lacks(engine, folder, tmp_path):
    script = tmp_path / "script.py"
    script.write_text(UNGUARDED, "utf-8")
    asked = [sys.executable, script, engine.base_url, folder, tmp_path / "store"]
    ended = subprocess.run(asked, check=False, capture_output=True, text=True, timeout=120)
    assert ended.returncode == 1 and not Answering.sent
    assert 'under if __name__ == "__main__":' in ended.stderr.splitlines()[-1]


@pytest.mark.parametrize(
    "cluster, words",
    [("tcp://127.0.0.1:9", "No scheduler answers at"), ("scheduler:8786", "is no cluster")],
)
def test_a_cluster_that_is_not_there(engine, folder, tmp_path, cluster, words, monkeypatch):
    monkeypatch.setattr("helpers.archive.cluster.WAIT_SECONDS", 0.5)
    with pytest.raises(ArchiveError, match=words):
        ran(engine, folder, tmp_path / "store", cluster=cluster)
    assert not Answering.sent
