"""Another server than the practice engine, which a test tells what to answer."""

from contextlib import contextmanager

from tests.local_server import Handler, serving

MODELS = {"object": "list", "data": []}


class Elsewhere:
    """`answers` maps a path to (status, headers, body); `seen` holds (path, headers) asked for."""

    def __init__(self, answers):
        self.answers, self.seen, self.origin = answers, [], ""

    @property
    def keys(self):
        """The Authorization header of each request, None where it had none."""
        return [headers.get("authorization") for _, headers in self.seen]

    def answer(self, handler):
        """Answer one request; "cut" hangs up, a function is asked what to answer."""
        headers = {name.lower(): value for name, value in handler.headers.items()}
        self.seen.append((handler.path, headers))
        handler.rfile.read(int(headers.get("content-length") or 0))
        answer = self.answers.get(handler.path) or self.answers.get("*")
        if callable(answer):
            answer = answer(self)
        if answer == "cut":
            handler.close_connection = True
            return
        missing = (404, {}, {"error": {"message": "no such path"}})
        status, headers, body = answer or missing
        handler.reply(status, body, headers)


@contextmanager
def elsewhere(answers=None, context=None):
    """A server on this machine; with `context` it speaks HTTPS."""
    server = Elsewhere({"/v1/models": (200, {}, MODELS)} if answers is None else answers)

    class Asked(Handler):
        def get(self):
            server.answer(self)

    with serving(Asked, context) as server.origin:
        yield server
