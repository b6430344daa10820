"""A practice engine in this process that answers in a dialect."""

import socket
import threading
import time
from contextlib import contextmanager

import uvicorn

from helpers.practice.http.server import application

QUIET = {"log_level": "critical", "access_log": False, "lifespan": "off"}
# model and voice that each server knows, and the format in which it streams
WORDS = {
    "openai": ("gpt-audio-1.5", "coral", "pcm16"),
    "qwen": ("qwen3-omni-flash", "Cherry", "wav"),
    "vllm": ("Qwen/Qwen3-Omni-30B-A3B-Instruct", "coral", "wav"),
    "openrouter": ("openai/gpt-audio-1.5", "coral", "pcm16"),
}


def spoken(dialect, text="Good morning everybody.", **more):
    """A request for a sentence, in the words of a server."""
    model, voice, form = WORDS[dialect]
    return {
        "model": model,
        "modalities": ["text", "audio"],
        "audio": {"voice": voice, "format": form if more.get("stream") else "wav"},
        "messages": [{"role": "user", "content": f"Read aloud: {text}"}],
        **more,
    }


@contextmanager
def answering(dialect):
    """The base URL of an engine that answers so until the end of the block."""
    server = uvicorn.Server(uvicorn.Config(application(dialect=dialect), **QUIET))
    listening = socket.create_server(("127.0.0.1", 0))
    thread = threading.Thread(target=server.run, args=([listening],), daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.005)
    yield f"http://127.0.0.1:{listening.getsockname()[1]}/v1"
    server.should_exit = True
    thread.join(10)
    listening.close()
