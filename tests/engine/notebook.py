"""A kernel as JupyterLab starts it, cell by cell; what a learner reads of each."""

import os
import re
import signal
from contextlib import contextmanager

from jupyter_client.manager import KernelManager

COLOURS = re.compile(r"\x1b\[[0-9;]*m")


class Notebook:
    """`run` gives what stands under a cell; `messages` are all that the page was sent."""

    def __init__(self, manager, client):
        self.manager, self.client, self.messages = manager, client, []

    def run(self, code, seconds=60, interrupt_after=None):
        name = self.client.execute(code, store_history=True, allow_stdin=False)
        shown, waited = [], interrupt_after
        while True:
            try:
                message = self.client.get_iopub_msg(timeout=waited or seconds)
            except Exception:
                if waited is None:
                    raise
                os.kill(self.manager.provisioner.pid, signal.SIGINT)
                waited = None
                continue
            if message["parent_header"].get("msg_id") != name:
                continue
            kind, content = message["msg_type"], message["content"]
            self.messages.append(message)
            if kind == "stream":
                shown.append(content["text"])
            elif kind in ("display_data", "execute_result"):
                shown.append(content["data"].get("text/plain", "") + "\n")
            elif kind == "error":
                shown.append("\n".join(content["traceback"]) + "\n")
            elif kind == "status" and content["execution_state"] == "idle":
                return COLOURS.sub("", "".join(shown))


@contextmanager
def notebook(folder, **environment):
    """A kernel that works in `folder`; a setting given as None is taken away."""
    env = dict(os.environ)
    for name, value in environment.items():
        env.pop(name, None)
        if value is not None:
            env[name] = value
    manager = KernelManager(kernel_name="python3")
    manager.start_kernel(env=env, cwd=str(folder))
    client = manager.client()
    client.start_channels()
    try:
        client.wait_for_ready(timeout=60)
        yield Notebook(manager, client)
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)
