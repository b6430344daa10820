"""A run in a process of its own is killed, and run again to its end."""

import asyncio
import hashlib
import json
import subprocess
import sys
import threading

from helpers.archive import run
from helpers.archive.store import Store
from tests.archive.service import Service, asking, completion, recordings
from tests.environment import ROOT
from tests.local_server import Handler, serving

AT_ONCE, COUNT = 3, 12
PROGRAM = """
import asyncio, sys
from helpers import archive, connect
from tests.archive.service import asking
engine = connect(sys.argv[1])
asyncio.run(archive.run(sys.argv[2], asking(), store=sys.argv[3], concurrency=3, engine=engine))
"""


def test_what_was_answered_is_kept_and_only_what_was_in_flight_is_paid_again(tmp_path):
    folder = recordings(tmp_path / "archive", [f"{number:02}.mp3" for number in range(COUNT)])
    half, paid = threading.Event(), []

    class Engine(Handler):
        def get(self):
            self.reply(404, {"error": {"message": "none"}})

        def post(self):
            body = self.rfile.read(int(self.headers["content-length"]))
            asked = json.loads(body)
            if asked["messages"][0]["content"][0].get("text") != "What is said?":
                return self.get()
            paid.append(hashlib.sha256(body).hexdigest())
            if len(paid) > COUNT // 2:
                half.set()
                threading.Event().wait(20)  # in flight until the other one is dead
            return self.reply(200, completion("words", 11))

    with serving(Engine) as url:
        program = [sys.executable, "-c", PROGRAM, f"{url}/v1", str(folder), str(tmp_path / "store")]
        process = subprocess.Popen(program, cwd=ROOT, stdout=subprocess.DEVNULL)
        assert half.wait(30)
        process.kill()
        process.wait()
    with Store(tmp_path / "store"):  # the lock died with its process
        answers = list((tmp_path / "store" / "answers").rglob("*.json"))
    assert len(answers) >= COUNT // 2 - AT_ONCE and all(map(whole, answers))
    assert len(paid) - len(answers) <= AT_ONCE
    rest = Service()
    settings = {"store": tmp_path / "store", "engine": rest.engine()}
    assert len(asyncio.run(run(folder, asking(), **settings))) == COUNT


def whole(path):
    return bool(json.loads(path.read_bytes())["choices"])
