"""A practice engine in a process of its own, as every benchmark starts it."""

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import requests

from helpers.paths import ROOT

READING = {"modalities": ["text", "audio"], "audio": {"voice": "coral", "format": "wav"}}


@dataclass(frozen=True)
class Practice:
    """A running engine: its process, its address and its key."""

    process: subprocess.Popen
    base_url: str
    api_key: str

    def ask(self, content: str | list, **more: object) -> requests.Response:
        """A spoken answer to one message; `more` goes into the request."""
        message = {"role": "user", "content": content}
        response = requests.post(
            f"{self.base_url}/chat/completions",
            headers={"Authorization": f"Bearer {self.api_key}"},
            json={"model": "gpt-audio-1.5", **READING, "messages": [message], **more},
            timeout=120,
            stream=bool(more.get("stream")),
        )
        response.raise_for_status()
        return response


@contextmanager
def practice(*arguments: str) -> Iterator[Practice]:
    """Start an engine with these arguments and end it after the block."""
    process = subprocess.Popen(
        [sys.executable, "-m", "helpers.practice", *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=ROOT,
    )
    try:
        yield Practice(process, **json.loads(process.stdout.readline()))
    finally:
        process.stdin.close()
        process.wait(10)
