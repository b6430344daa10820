"""A small text server on this machine, in the place of Ollama and its like."""

import json
import threading
import time
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class Behaviour:
    """What the server answers, and what it was asked."""

    def __init__(self, message, status=200, delay=0.0, raw=None):
        self.message, self.status, self.delay, self.raw = message, status, delay, raw
        self.asked, self.headers = [], []

    def answer(self):
        """The bytes of an answer."""
        if self.raw is not None:
            return self.raw
        return json.dumps({"choices": [{"index": 0, "message": self.message}]}).encode()


@contextmanager
def text_server(message=None, **more):
    """(base URL, behaviour) of a server that answers every conversation with `message`."""
    behaviour = Behaviour(message, **more)

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            self.reply(json.dumps({"data": [{"id": "first-model"}]}).encode(), 200)

        def do_POST(self):
            length = int(self.headers["content-length"])
            behaviour.asked.append(json.loads(self.rfile.read(length)))
            behaviour.headers.append(dict(self.headers))
            time.sleep(behaviour.delay)
            self.reply(behaviour.answer(), behaviour.status)

        def reply(self, content, status):
            self.send_response(status)
            self.send_header("content-length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_):
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/v1", behaviour
    finally:
        server.shutdown()
        server.server_close()
