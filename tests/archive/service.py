"""An engine in this process for runs over an archive: it answers as a test says, and counts."""

import asyncio
import base64
import hashlib
import json

import httpx2
import numpy as np
from openai import AsyncOpenAI, DefaultAsyncHttpxClient

from helpers import Sound
from helpers.engine.connection import Engine
from helpers.engine.guard.guard import Guard
from helpers.engine.guard.recording_length import most_seconds
from helpers.engine.ledger import Ledger

MODEL = "gpt-audio-1.5"
URL = "http://127.0.0.1:9/v1"  # never reached


class Service:
    """Answers each request with the sum of the recording in it, after what `refusals` say.

    `refusals` are (status, error object, headers), used up one by one. `sent` holds the recordings
    of all requests that arrived.
    """

    def __init__(self, refusals=(), heard=1.0, paid=False):
        self.refusals, self.heard = list(refusals), heard
        self.sent, self.prompts, self.in_flight, self.most_in_flight = [], [], 0, 0
        self.patience = []  # seconds that each request waits for its answer
        self.late = 0  # of the next requests, how many get no answer in time
        self.ledger = Ledger()
        self.guard = Guard(self.ledger, paid=paid, base_url=URL)
        self.kind = "practice"
        self.before = None  # a coroutine to await before each answer

    async def answer(self, request):
        self.patience.append(request.extensions["timeout"]["read"])
        self.in_flight += 1
        self.most_in_flight = max(self.most_in_flight, self.in_flight)
        try:
            if self.before:
                await self.before()
            return self._answer(json.loads(request.content))
        finally:
            self.in_flight -= 1

    def _answer(self, asked):
        text, part = asked["messages"][0]["content"]
        data = base64.b64decode(part["input_audio"]["data"])
        self.sent.append(hashlib.sha256(data).hexdigest())
        self.prompts.append(text["text"])
        if self.late:
            self.late -= 1
            raise httpx2.ReadTimeout("no answer", request=None)
        if self.refusals:
            status, error, headers = self.refusals.pop(0)
            return httpx2.Response(status, json={"error": error}, headers=headers)
        audio = int(most_seconds(data) * 10 * self.heard)
        return httpx2.Response(200, json=completion(f"{text['text']}: {self.sent[-1]}", audio))

    def until_in_flight(self, number):
        """A `before` that lets nothing be answered until so many requests were there at once."""

        there = asyncio.Event()

        async def before():
            if self.in_flight == number:
                there.set()
            await there.wait()

        return before

    def engine(self):
        """As connect() would give it, as far as a run needs it."""

        def around(wrapped):
            inner = self.guard.async_transport(httpx2.MockTransport(self.answer))
            http = DefaultAsyncHttpxClient(transport=wrapped(inner), trust_env=False)
            return AsyncOpenAI(base_url=URL, api_key="none", http_client=http)

        return Engine(self.kind, MODEL, URL, {}, None, None, None, around)


def completion(words, audio_tokens):
    """An answer of Chat Completions: 20 tokens of text in and 10 out."""
    details = {"audio_tokens": audio_tokens, "text_tokens": 20, "cached_tokens": 0}
    usage = {
        "prompt_tokens": audio_tokens + 20,
        "completion_tokens": 10,
        "total_tokens": audio_tokens + 30,
        "prompt_tokens_details": details,
        "completion_tokens_details": {"audio_tokens": 0, "text_tokens": 10},
    }
    choice = {"index": 0, "finish_reason": "stop", "message": {"role": "assistant"}}
    choice["message"]["content"] = words
    return {"id": "", "model": MODEL, "object": "chat.completion", "created": 1} | {
        "choices": [choice],
        "usage": usage,
    }


def asking(prompt="What is said?", most=20):
    """A learner's coroutine; `most` is its max_completion_tokens."""

    async def ask(sound, client):
        content = [{"type": "text", "text": prompt}, sound.part(quiet=True)]
        completion = await client.chat.completions.create(
            model=MODEL,
            max_completion_tokens=most,
            messages=[{"role": "user", "content": content}],
        )
        return {"words": completion.choices[0].message.content, "label": sound.label}

    return ask


def recordings(folder, names, seconds=1.0):
    """Files of so many seconds, each another tone; a name's ending tells the format."""
    folder.mkdir(parents=True, exist_ok=True)
    for number, name in enumerate(names):
        times = np.arange(int(16_000 * seconds)) / 16_000
        pitch = 200 + 20 * number + 10 * times  # it rises, so that no two pieces are alike
        tone = (0.3 * np.sin(2 * np.pi * pitch * times)).astype(np.float32)
        sound = Sound.from_samples(tone, 16_000)
        ending = name.rsplit(".", 1)[1]
        (sound if ending == "wav" else sound.to(ending, bitrate=32_000)).save(folder / name)
    return folder
