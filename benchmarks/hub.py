"""Learners on a JupyterHub, side by side: each logs in and runs lessons 00 to 02 in a kernel.

    COURSE_PASSWORD=… python -m benchmarks.hub http://127.0.0.1:8000 10

The hub is one started with workshop/jupyterhub_config.py on this machine, with its one shared
practice engine. Printed are seconds from the login on, median and worst: until the server is
there, until the first sound stands in an output, until the first words heard do, until all is
done; and the memory of each learner's processes, as proportional set size (PSS).
"""

import json
import os
import re
import statistics
import sys
import time
import uuid
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urlsplit

import psutil
import requests
import websocket

LESSONS = ("00_start_here", "01_text_to_text_and_audio", "02_audio_to_text")
PATIENCE = 300  # seconds, for a server or a cell
HEARD = "heard: hello"  # what lesson 02 prints of its first recording


class Learner:
    """One browser: its cookies, its server, its marks on the clock."""

    def __init__(self, hub: str, name: str, password: str):
        self.hub, self.name, self.password = hub, name, password
        self.http = requests.Session()
        self.marks: dict[str, float] = {}
        self.cells = self.failed = 0

    def work(self, lessons=LESSONS):
        """Log in, run the lessons, stay until the end."""
        self.started = time.monotonic()
        self.log_in()
        self._start_server()
        self._mark("server")
        for lesson in lessons:
            self._run(lesson)
        self._mark("all")
        return self

    def _mark(self, name):
        self.marks.setdefault(name, time.monotonic() - self.started)

    def log_in(self):
        """Type name and password into the form. Raises requests.HTTPError where they are wrong."""
        page = f"{self.hub}/hub/login"
        self.http.get(page, timeout=60)
        form = {
            "username": self.name,
            "password": self.password,
            "_xsrf": self.http.cookies.get("_xsrf", path="/hub/"),
        }
        self.http.post(page, data=form, timeout=60).raise_for_status()

    def _start_server(self):
        self.base = f"{self.hub}/user/{self.name}"
        self.http.get(f"{self.hub}/hub/spawn", timeout=PATIENCE)
        ends = time.monotonic() + PATIENCE
        while not self._server_answers():
            if time.monotonic() > ends:
                raise TimeoutError(f"{self.name} has no server")
            time.sleep(0.5)

    def _server_answers(self):
        answer = self.http.get(f"{self.base}/lab", timeout=60)
        if answer.status_code == 500:  # the start failed, and the hub does not try again
            answer.raise_for_status()
        return answer.ok and answer.url.startswith(self.base)

    def _run(self, lesson):
        path = f"{lesson}.ipynb"
        token = {"X-XSRFToken": self.http.cookies.get("_xsrf", path=f"/user/{self.name}/")}
        notebook = self.http.get(f"{self.base}/api/contents/{path}", timeout=60).json()["content"]
        session = {"path": path, "type": "notebook", "kernel": {"name": "python3"}, "name": path}
        made = self.http.post(
            f"{self.base}/api/sessions", json=session, headers=token, timeout=PATIENCE
        )
        made.raise_for_status()
        kernel = made.json()["kernel"]["id"]
        where = urlsplit(self.base)
        cookies = "; ".join(f"{cookie.name}={cookie.value}" for cookie in self.http.cookies)
        socket = websocket.create_connection(
            f"ws://{where.netloc}{where.path}/api/kernels/{kernel}/channels",
            cookie=cookies,
            timeout=PATIENCE,
        )
        for cell in notebook["cells"]:
            if cell["cell_type"] == "code":
                self.cells += 1
                self.failed += not self._execute(socket, "".join(cell["source"]))
        socket.close()
        self.http.delete(f"{self.base}/api/sessions/{made.json()['id']}", headers=token, timeout=60)

    def _execute(self, socket, code):
        """Run one cell; False where it ends with an error."""
        number = uuid.uuid4().hex
        header = {"msg_id": number, "msg_type": "execute_request", "username": "", "session": "s"}
        content = {"code": code, "silent": False, "store_history": False, "allow_stdin": False}
        message = {"header": header, "parent_header": {}, "metadata": {}, "content": content}
        socket.send(json.dumps({**message, "channel": "shell", "buffers": []}))
        went_well, idle, replied = True, False, False
        while not (idle and replied):
            got = socket.recv()
            told = json.loads(got) if isinstance(got, str) else {}
            if told.get("parent_header", {}).get("msg_id") != number:
                continue
            kind, content = told["msg_type"], told["content"]
            idle |= kind == "status" and content["execution_state"] == "idle"
            replied |= kind == "execute_reply"
            went_well &= kind != "error"
            shown = json.dumps(content)
            if "<audio" in shown:
                self._mark("first sound")
            if kind in ("stream", "display_data", "execute_result") and HEARD in shown.lower():
                self._mark("first words heard")
        return went_well


def memory(names):
    """Megabytes of PSS for each learner, counted over the processes in whose folder they work."""
    found = dict.fromkeys(names, 0)
    for process in psutil.process_iter():
        try:
            owner = re.search(r"/([^/]+)/talk-with-machines", process.cwd())
            if owner and owner[1] in found:
                found[owner[1]] += process.memory_full_info().pss
        except psutil.Error:
            continue
    return [size / 1e6 for size in found.values()]


def main(hub: str, count: int) -> None:
    names = [f"learner{number:02}" for number in range(1, count + 1)]
    learners = [Learner(hub, name, os.environ["COURSE_PASSWORD"]) for name in names]
    with ThreadPoolExecutor(count) as threads:
        running = [threads.submit(learner.work) for learner in learners]
        most = [0.0] * count
        while not all(one.done() for one in running):
            most = list(map(max, most, memory(names)))
            time.sleep(2)
        done = [one.result() for one in running]
    cells, failed = sum(one.cells for one in done), sum(one.failed for one in done)
    print(f"{count} learners finished {cells} cells, {failed} of them with an error")
    for mark in ("server", "first sound", "first words heard", "all"):
        seconds = [one.marks[mark] for one in done if mark in one.marks]
        median, worst = statistics.median(seconds), max(seconds)
        print(f"{mark:20}median {median:6.1f} s   worst {worst:6.1f} s   of {len(seconds)}")
    print(
        f"memory at most, PSS  median {statistics.median(most):6.0f} MB  worst {max(most):.0f} MB"
    )


if __name__ == "__main__":
    main(sys.argv[1].rstrip("/"), int(sys.argv[2]))
