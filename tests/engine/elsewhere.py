"""Another server than the practice engine, which a test tells what to answer."""

import json
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class Elsewhere:
    """`answers` maps a path to (status, headers, body); `seen` holds (path, headers) asked for."""

    def __init__(self, answers):
        self.answers, self.seen = answers, []
        server = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self):
                server.seen.append((self.path, {k.lower(): v for k, v in self.headers.items()}))
                self.rfile.read(int(self.headers.get("content-length") or 0))
                answer = server.answers.get(self.path) or server.answers.get("*")
                if callable(answer):
                    answer = answer(server)
                if answer is None:
                    answer = (404, {}, {"error": {"message": "no such path"}})
                if answer == "cut":
                    self.close_connection = True
                    return
                status, headers, body = answer
                data = body if isinstance(body, bytes) else json.dumps(body).encode()
                self.send_response(status)
                usual = {"content-type": "application/json", "content-length": str(len(data))}
                for name, value in {**usual, **headers}.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(data)

            do_POST = do_GET  # noqa: N815 - http.server's name

            def log_message(self, *arguments):
                pass

        self.http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.http.daemon_threads = True
        self.http.handle_error = lambda *arguments: None  # a client that hangs up is no fault
        self.origin = f"http://127.0.0.1:{self.http.server_port}"

    @property
    def keys(self):
        """The Authorization header of each request, None where it had none."""
        return [headers.get("authorization") for _, headers in self.seen]


MODELS = {"object": "list", "data": []}


@contextmanager
def elsewhere(answers=None, context=None):
    """A server on this machine; with `context` it speaks HTTPS."""
    server = Elsewhere({"/v1/models": (200, {}, MODELS)} if answers is None else answers)
    if context:
        server.http.socket = context.wrap_socket(server.http.socket, server_side=True)
        server.origin = server.origin.replace("http", "https")
    threading.Thread(target=server.http.serve_forever, args=(0.02,), daemon=True).start()
    try:
        yield server
    finally:
        server.http.shutdown()
        server.http.server_close()
