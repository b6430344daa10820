"""A small text server on this machine, in the place of Ollama and its like."""

import json
import time
from contextlib import contextmanager

from tests.local_server import Handler, serving


class Behaviour:
    """What the server answers, and what it was asked."""

    def __init__(self, message, status=200, delay=0.0, raw=None):
        self.message, self.status, self.delay, self.raw = message, status, delay, raw
        self.asked, self.headers = [], []

    def answer(self, request):
        """The bytes of an answer."""
        if self.raw is not None:
            return self.raw
        return json.dumps({"choices": [{"index": 0, "message": self.reply(request)}]}).encode()

    def reply(self, request):
        """The message that the answer holds."""
        return self.message


@contextmanager
def text_server(message=None, **more):
    """(base URL, behaviour) of a server that answers every conversation with `message`."""
    with serving_text(Behaviour(message, **more)) as served:
        yield served


@contextmanager
def serving_text(behaviour):
    """(base URL, behaviour) of a server that answers as `behaviour` does."""

    class Asked(Handler):
        def get(self):
            self.reply(200, {"data": [{"id": "first-model"}]})

        def post(self):
            length = int(self.headers["content-length"])
            request = json.loads(self.rfile.read(length))
            behaviour.asked.append(request)
            behaviour.headers.append(dict(self.headers))
            time.sleep(behaviour.delay)
            self.reply(behaviour.status, behaviour.answer(request))

    with serving(Asked) as origin:
        yield f"{origin}/v1", behaviour
