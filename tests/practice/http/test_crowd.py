"""Many at once, and clients that leave: a full queue says so, unwanted work ends at once."""

import json
import socket
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from urllib.parse import urlsplit

import numpy as np
import psutil
import pytest
import requests

from helpers import Sound
from helpers.practice.http.admission import MOST_REQUESTS
from tests.ears import needs_ears
from tests.environment import ROOT
from tests.practice.http.own_engine import own_engine
from tests.soak import long_form

SPOKEN = {
    "model": "gpt-audio-1.5",
    "modalities": ["text", "audio"],
    "audio": {"voice": "ash", "format": "mp3"},
}
READ = SPOKEN | {"messages": [{"role": "user", "content": "Read aloud: hello."}]}
ENDPOINTS = [  # with the kind of body that each takes, and nearly the most bytes
    ("chat/completions", "application/json", 31_000_000),
    ("audio/speech", "application/json", 31_000_000),
    ("audio/transcriptions", "multipart/form-data; boundary=half", 26_000_000),
]
IDLE = 0.2  # seconds of computing in half a second that are still none


@pytest.fixture(scope="module")
def place():
    """An engine of this file's own: (base URL, psutil's view of its process)."""
    with own_engine() as (announced, number):
        yield announced["base_url"], psutil.Process(number)


def opened(base_url, body, **headers) -> socket.socket:
    """A connection on which a request was sent and whose answer nobody has read."""
    data, where = json.dumps(body).encode(), urlsplit(base_url)
    lines = [
        f"POST {where.path}/chat/completions HTTP/1.1",
        f"Host: {where.netloc}",
        "Authorization: Bearer practice-x",
        "Content-Type: application/json",
        f"Content-Length: {len(data)}",
        *(f"{name}: {value}" for name, value in headers.items()),
    ]
    line = socket.create_connection((where.hostname, where.port), timeout=30)
    line.sendall("\r\n".join([*lines, "", ""]).encode() + data)
    return line


def read(line: socket.socket, until: bytes) -> bytes:
    """What comes, up to and with these bytes."""
    text = b""
    while until not in text:
        piece = line.recv(65536)
        assert piece, f"the connection ended after {text[-300:]}"
        text += piece
    return text


def asked(base_url, body=READ):
    return sent(base_url, json.dumps(body).encode())


def sent(base_url, data):
    return requests.post(
        f"{base_url}/chat/completions",
        headers={"Authorization": "Bearer practice-x", "Content-Type": "application/json"},
        data=data,
        timeout=60,
    )


def computing(process) -> float:
    """Seconds that the engine and its listeners compute within half a second."""

    def spent():
        return {one.pid: sum(one.cpu_times()[:2]) for one in [process, *process.children()]}

    before = spent()
    time.sleep(0.5)
    return sum(seconds - before.get(pid, 0.0) for pid, seconds in spent().items())


def listened(process) -> float:
    """Seconds that the engine's listeners have computed since they began."""
    return sum(sum(one.cpu_times()[:2]) for one in process.children())


def until(condition, seconds=15):
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "it never came so far"
        time.sleep(0.1)


def test_a_full_queue_is_the_apis_429_and_places_are_free_as_soon_as_somebody_leaves(place):
    base_url, _ = place
    lines = [opened(base_url, READ, **{"x-practice-fault": "slow"}) for _ in range(MOST_REQUESTS)]
    until(lambda: asked(base_url).status_code == 429)
    answer = asked(base_url)
    assert (
        answer.status_code == 429
        and answer.headers["retry-after"] == "5"
        and answer.json()["error"]["code"] == "rate_limit_exceeded"
    )
    assert list(answer.json()["error"]) == ["message", "type", "param", "code"]
    for line in lines:
        line.close()
    until(
        lambda: asked(base_url).status_code == 200, 5
    )  # the slow answers would have held their places for ten seconds


@needs_ears
def test_who_hangs_up_while_a_long_recording_is_heard_leaves_no_work_behind(place):
    base_url, process = place
    weather = Sound.load(ROOT / "data" / "weather.mp3").to("wav", sample_rate=16_000)
    mono = np.tile(weather.samples(), 40)  # five minutes
    part = Sound.from_samples(mono, 16_000).part()
    body = SPOKEN | {"messages": [{"role": "user", "content": [part]}]}
    with opened(base_url, body):
        until(lambda: listened(process) > 1.0, 60)  # however busy this machine is
    until(lambda: computing(process) < IDLE, 8)  # all of it takes twice as long
    assert asked(base_url).status_code == 200


def test_who_hangs_up_while_a_long_answer_is_spoken_leaves_no_work_behind(place):
    base_url, process = place
    line = opened(
        base_url,
        SPOKEN | {"messages": [{"role": "user", "content": "Read aloud: and so on."}]},
        **{"x-practice-fault": "runaway"},
    )  # thirteen minutes, then as mp3
    until(lambda: computing(process) > 0.25, 60)
    line.close()
    until(lambda: computing(process) < IDLE, 4)
    assert asked(base_url).status_code == 200


def test_who_hangs_up_in_the_middle_of_a_stream_leaves_no_work_behind(place):
    base_url, process = place
    line = opened(
        base_url,
        SPOKEN
        | {
            "audio": {"voice": "ash", "format": "pcm16"},
            "stream": True,
            "messages": [{"role": "user", "content": "Read aloud: and so on."}],
        },
        **{"x-practice-fault": "runaway"},
    )
    read(line, b'"data":')
    line.close()
    until(lambda: computing(process) < IDLE, 4)
    assert asked(base_url).status_code == 200


@needs_ears
def test_the_same_recording_from_a_whole_class_is_heard_once(place):
    """Thirty learners run the same cell: the first hearing serves them all."""
    base_url, _ = place
    part = Sound.load(ROOT / "data" / "messenger.ogg").part()
    body = {
        "model": SPOKEN["model"],
        "messages": [
            {"role": "user", "content": [{"type": "text", "text": "Transcribe this."}, part]}
        ],
    }
    lines = [opened(base_url, body) for _ in range(30)]
    answers = []
    for line in lines:
        text = read(line, b'"system_fingerprint"')
        answer = json.loads(text.partition(b"\r\n\r\n")[2])
        answers.append(answer["choices"][0]["message"]["content"])
        line.close()
    assert len(answers) == 30 and len(set(answers)) == 1 and "20 minutes" in answers[0]


def test_large_bodies_all_at_once_stay_within_bounds(place):
    base_url, process = place
    silence = Sound.from_samples(
        np.zeros(24_000 * 200, np.float32), 24_000
    )  # 9.6 MB, 12.8 as base64
    body = SPOKEN | {
        "messages": [
            {
                "role": "user",
                "content": [
                    {"type": "text", "text": "How long is this recording?"},
                    silence.part(),
                ],
            }
        ]
    }
    data = json.dumps(body).encode()
    before, most = process.memory_info().rss, 0
    with ThreadPoolExecutor(20) as crowd:
        answers = [crowd.submit(sent, base_url, data) for _ in range(20)]
        while not all(answer.done() for answer in answers):
            most = max(most, process.memory_info().rss)
            time.sleep(0.02)
    assert [answer.result().status_code for answer in answers] == [200] * 20
    assert most - before < 900e6, f"{(most - before) / 1e6:.0f} MB for twenty bodies of 13 MB"


def half_sent(base_url, count) -> list[socket.socket]:
    """So many connections on which half a request was sent, every tenth announcing the most."""
    where, lines = urlsplit(base_url), []
    for number in range(count):
        path, kind, most = ENDPOINTS[number % len(ENDPOINTS)]
        head = [
            f"POST {where.path}/{path} HTTP/1.1",
            f"Host: {where.netloc}",
            "Authorization: Bearer practice-x",
            f"Content-Type: {kind}",
            f"Content-Length: {most if number % 10 == 0 else 1000}",
        ]
        lines.append(socket.create_connection((where.hostname, where.port), timeout=30))
        lines[-1].sendall("\r\n".join([*head, "", "{"]).encode())
    return lines


@contextmanager
def coming_on(lines):
    """Another byte for each every few seconds, however long the machine takes for the rest."""
    ended = threading.Event()

    def send():
        while not ended.wait(10):
            for line in lines:
                line.sendall(b" ")

    with ThreadPoolExecutor(1) as pool:
        sending = pool.submit(send)
        try:
            yield
        finally:
            ended.set()
        sending.result()


def works(base_url) -> list[int]:
    """What a learner gets for a text, for a recording, and from the older endpoints."""
    recording = (ROOT / "data" / "question.wav").read_bytes()
    part = Sound.load(recording).part()
    heard = SPOKEN | {"messages": [{"role": "user", "content": [part]}]}
    key = {"Authorization": "Bearer practice-x"}
    said = {"model": "gpt-4o-mini-tts", "input": "Hello.", "voice": "nova"}
    older = f"{base_url}/audio"
    file = {"file": ("question.wav", recording), "model": (None, "gpt-transcribe")}
    return [
        asked(base_url, READ).status_code,
        asked(base_url, heard).status_code,
        requests.post(f"{older}/speech", headers=key, json=said, timeout=60).status_code,
        requests.post(f"{older}/transcriptions", headers=key, files=file, timeout=60).status_code,
    ]


@needs_ears
@pytest.mark.parametrize(("learners", "rounds"), [(1, 1), long_form(30, 8)])
def test_a_hundred_half_sent_requests_stop_nobody(place, learners, rounds):
    """They come on by a byte now and then, so that none is given up."""
    base_url, _ = place
    lines = half_sent(base_url, 100)
    with ThreadPoolExecutor(learners) as crowd, coming_on(lines):
        for _ in range(rounds):
            answers = list(crowd.map(works, [base_url] * learners))
            assert {status for learner in answers for status in learner} == {200}
            for line in lines:
                line.sendall(b" ")
    for line in lines:
        line.close()
    assert asked(base_url).status_code == 200
