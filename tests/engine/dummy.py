"""A paid engine for tests, on this machine: it charges, and it misbehaves as it is told.

It charges when a request arrives, before a byte of the answer is sent, with prices and tokens of
its own reckoning: so what the guard counts can be held against it. A request tells in `metadata`
what becomes of it: {"do": one of DEEDS, "use": how much of its limit the answer takes, 0 to 1}.
"""

import base64
import json
import math
import struct
import threading
import time
from contextlib import contextmanager

from tests.local_server import Handler, serving

# US dollars for a million tokens of gpt-audio-1.5: text in, audio in, text out, audio out
PRICES = (2.5, 32.0, 10.0, 64.0)
DEEDS = (
    "answer",
    "no id",
    "no usage",
    "bare usage",  # without saying which tokens are sound
    "refuse",  # 400, free
    "busy once",  # 429 at first, free
    "fail",  # 500, and charged all the same
    "break off",  # in the middle of the answer
    "hang up",  # before the answer
    "be late",  # the client gives up
    "redirect",  # to itself, free
    "echo",  # 400 with the Authorization header in its words
)
LATE = 0.4  # seconds


class Dummy:
    """`charged` is in nanodollars, `calls` the number of attempts that arrived.

    `counted` tells what the ledger holds; `uncovered` is the most that was charged beyond it at
    any moment.
    """

    def __init__(self):
        self.charged = self.calls = self.uncovered = 0
        self.counted = None
        self.busy = set()
        self.lock = threading.Lock()
        self.base_url = ""

    def answer(self, handler):
        """Do to one request what it asks for."""
        request = json.loads(handler.rfile.read(int(handler.headers["content-length"])))
        wish = request.get("metadata") or {}
        deed = wish.get("do", "answer")
        with self.lock:
            self.calls += 1
        if deed == "refuse":
            return handler.reply(400, _error("This is refused."))
        if deed == "echo":
            return handler.reply(400, _error(handler.headers["Authorization"]))
        if deed == "redirect" and "again" not in handler.path:
            again = handler.path.replace("/chat", "/again/chat")
            return handler.reply(307, {}, {"location": again})
        if deed == "busy once" and self._first(wish.get("name")):
            return handler.reply(429, _error("Too many."), {"retry-after-ms": "1"})
        used = tokens(request)
        self._charge(price(used))
        if deed == "fail":
            return handler.reply(500, _error("The server had an error."))
        if deed == "hang up":
            handler.close_connection = True
            return None
        if deed == "be late":
            time.sleep(LATE)
        if request.get("stream"):
            return _stream(handler, request, used, deed)
        return _whole(handler, request, used, deed)

    def _charge(self, amount):
        with self.lock:
            self.charged += amount
            if self.counted:
                self.uncovered = max(self.uncovered, self.charged - self.counted())

    def _first(self, name):
        with self.lock:
            first = name not in self.busy
            self.busy.add(name)
        return first


def tokens(request):
    """(text in, audio in, text out, audio out) that a request is charged for."""
    text, audio = 3, 0
    for message in request["messages"]:
        content = message.get("content") or ""
        parts = [{"text": content}] if isinstance(content, str) else content
        text += 4 + sum(len(part.get("text", "")) // 3 for part in parts)
        for part in parts:
            if part.get("input_audio"):
                text += 4
                data = base64.b64decode(part["input_audio"]["data"])
                audio += (len(data) - 44) * 10 // 32_000  # 16 kHz, 16 bits
    text += sum(len(json.dumps(tool)) // 4 for tool in request.get("tools") or [])
    use = (request.get("metadata") or {}).get("use", "1")
    most = request.get("max_completion_tokens") or 16_384
    out = math.floor(float(use) * most) * (request.get("n") or 1)
    spoken = "audio" in (request.get("modalities") or [])
    said = out * 2 // 3 if spoken else 0
    return text, audio, out - said, said


def price(used):
    """Nanodollars for (text in, audio in, text out, audio out) tokens."""
    return sum(round(count * each * 1000) for count, each in zip(used, PRICES, strict=True))


@contextmanager
def dummy():
    """A dummy engine that runs until the end of the block."""
    engine = Dummy()

    class Asked(Handler):
        def post(self):
            engine.answer(self)

        def get(self):
            self.reply(200, {"object": "list", "data": []})

    with serving(Asked) as origin:
        engine.base_url = f"{origin}/v1"
        yield engine


def _usage(used, deed):
    text_in, audio_in, text_out, audio_out = used
    usage = {"prompt_tokens": text_in + audio_in, "completion_tokens": text_out + audio_out}
    usage["total_tokens"] = sum(usage.values())
    if deed != "bare usage":
        usage["prompt_tokens_details"] = {"audio_tokens": audio_in}
        usage["completion_tokens_details"] = {"audio_tokens": audio_out}
    return usage


def _whole(handler, request, used, deed):
    pcm = bytes(2_400 * used[3])
    header = struct.pack(
        "<4sI8sIHHIIHH4sI", b"RIFF", 0xFFFFFFFF, b"WAVEfmt ", 16, 1, 1, 24_000, 48_000, 2, 16,
        b"data", 0xFFFFFFFF,
    )  # fmt: skip
    audio = {"id": "audio_1", "data": base64.b64encode(header + pcm).decode(), "expires_at": 1}
    message = {"role": "assistant", "content": None, "refusal": None}
    if used[3]:
        message["audio"] = audio | {"transcript": _words(used[2])}
    else:
        message["content"] = _words(used[2])
    answer = {
        "id": _name(),
        "object": "chat.completion",
        "created": 1,
        "model": request["model"],
        "choices": [{"index": 0, "message": message, "finish_reason": "stop"}],
        "usage": _usage(used, deed),
    }
    for key in {"no id": ["id"], "no usage": ["usage"]}.get(deed, []):
        del answer[key]
    data = json.dumps(answer).encode()
    kind = {"content-type": "application/json", "content-length": str(len(data))}
    handler.begin(200, kind)
    handler.wfile.write(data[: len(data) // 2] if deed == "break off" else data)
    if deed == "break off":
        handler.close_connection = True


def _stream(handler, request, used, deed):
    chunk = {"id": _name(), "object": "chat.completion.chunk", "created": 1}
    chunk["model"] = request["model"]
    if deed == "no id":
        del chunk["id"]
    deltas = [{"role": "assistant", "refusal": None}]
    deltas += [{"audio": {"transcript": "a "}} for _ in range(used[2])]
    for start in range(0, used[3], 8):
        pcm = bytes(2_400 * min(8, used[3] - start))
        deltas.append({"audio": {"data": base64.b64encode(pcm).decode()}})
    events = [
        chunk | {"choices": [{"index": 0, "delta": delta, "finish_reason": None}]}
        for delta in deltas
    ]
    if (request.get("stream_options") or {}).get("include_usage") and deed != "no usage":
        events.append(chunk | {"choices": [], "usage": _usage(used, deed)})
    if deed == "break off":
        events = events[: len(events) // 2]
    kind = {"content-type": "text/event-stream; charset=utf-8", "transfer-encoding": "chunked"}
    handler.begin(200, kind)
    lines = [f"data: {json.dumps(event)}\n\n".encode() for event in events]
    for line in lines if deed == "break off" else [*lines, b"data: [DONE]\n\n"]:
        handler.wfile.write(b"%x\r\n%s\r\n" % (len(line), line))
    if deed == "break off":
        handler.close_connection = True
    else:
        handler.wfile.write(b"0\r\n\r\n")


def _error(message):
    return {"error": {"message": message, "type": "any", "param": None, "code": None}}


def _words(count):
    return "a " * count


def _name():
    return f"chatcmpl-{time.perf_counter_ns()}-{threading.get_ident()}"
