"""An HTTP server on this machine, for tests that need another than the practice engine."""

import json
import sys
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class Handler(BaseHTTPRequestHandler):
    """Answers by `get` and `post`; connections stay open, and nothing is printed."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def get(self):
        raise NotImplementedError

    def post(self):
        self.get()

    def do_GET(self):
        self.get()

    def do_POST(self):
        self.post()

    def reply(self, status, body, headers=None):
        """A whole answer; `body` is bytes, or what JSON is made of."""
        data = body if isinstance(body, bytes) else json.dumps(body).encode()
        usual = {"content-type": "application/json", "content-length": str(len(data))}
        self.begin(status, {**usual, **(headers or {})})
        self.wfile.write(data)

    def begin(self, status, headers):
        """The status and the headers of an answer whose body is written by hand."""
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()

    def log_message(self, *arguments):
        pass


class Server(ThreadingHTTPServer):
    """Many callers at once; one that hangs up is no fault."""

    daemon_threads = True
    request_queue_size = 512

    def handle_error(self, request, client_address):
        if not isinstance(sys.exception(), OSError):
            super().handle_error(request, client_address)


@contextmanager
def serving(handler, context=None):
    """The address of a server that runs until the end of the block; with `context` by HTTPS."""
    server = Server(("127.0.0.1", 0), handler)
    if context:
        server.socket = context.wrap_socket(server.socket, server_side=True)
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    try:
        yield f"{'https' if context else 'http'}://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
