"""A notebook's worth of calls to a dummy engine, all at once, on every road.

As a program it is another notebook: it reads a line of JSON, makes the calls, and prints a line.
"""

import asyncio
import contextlib
import io
import json
import os
import sys
from concurrent.futures import ThreadPoolExecutor

import httpx2
import openai
import requests

from helpers.engine.guard.guard import Guard
from helpers.engine.ledger import BudgetError, Ledger

PATIENCE = 5.0  # seconds
SHORT = 0.15  # for an answer that is to be late


def request_of(call):
    """The request of one call: a dict with the keys of `CALL` in test_guard.py."""
    message = {"role": "user", "content": "x" * call["text"]}
    request = {
        "model": "gpt-audio-1.5",
        "messages": [message],
        "max_completion_tokens": call["most"],
        "metadata": {"do": call["do"], "use": str(call["use"]), "name": call["name"]},
    }
    if call["n"] > 1:
        request["n"] = call["n"]
    if call["spoken"]:
        format = "pcm16" if call["read"] else "wav"
        request |= {"modalities": ["text", "audio"], "audio": {"voice": "ash", "format": format}}
    if call["read"]:
        request |= {"stream": True}
        request |= {"stream_options": {"include_usage": True}} if call["usage"] else {}
    return request


def make(calls, base_url, ledger):
    """Make all calls at once; returns how many the guard stopped."""
    guard = Guard(ledger, paid=True)
    threads = [call for call in calls if call["road"] != "gather"]
    plain = openai.OpenAI(
        http_client=httpx2.Client(transport=guard.transport(httpx2.HTTPTransport(verify=False))),
        **_options(base_url),
    )
    session = requests.Session()
    session.trust_env = False
    session.mount("http://", guard.adapter())
    roads = {
        "thread": lambda call: _plain(plain, call),
        "session": lambda call: _session(session, base_url, call),
    }
    with ThreadPoolExecutor(50) as pool:
        jobs = [pool.submit(_stopped, roads[call["road"]], call) for call in threads]
        gathered = asyncio.run(_gather(guard, base_url, calls))
        stopped = sum(job.result() for job in jobs) + gathered
    plain.close()
    session.close()
    return stopped


async def _gather(guard, base_url, calls):
    inner = httpx2.AsyncHTTPTransport(verify=False)
    client = openai.AsyncOpenAI(
        http_client=httpx2.AsyncClient(transport=guard.async_transport(inner)),
        **_options(base_url),
    )
    wanted = [call for call in calls if call["road"] == "gather"]
    stopped = sum(await asyncio.gather(*(_asynchronous(client, call) for call in wanted)))
    await client.close()
    return stopped


def _options(base_url):
    return {"base_url": base_url, "api_key": "none", "max_retries": 1}


def _timeout(call):
    return SHORT if call["do"] == "be late" else PATIENCE


def _stopped(road, call):
    """Was the call stopped by the budget? Every other failure is what the dummy was asked for."""
    try:
        road(call)
    except BudgetError:
        return True
    except (openai.OpenAIError, requests.RequestException, httpx2.HTTPError, ValueError):
        return False
    return False


def _plain(client, call):
    completions = client.with_options(timeout=_timeout(call)).chat.completions
    answer = completions.create(**request_of(call))
    if call["read"]:
        for count, _ in enumerate(answer):
            if call["read"] == "some" and count > 1:
                break


async def _asynchronous(client, call):
    completions = client.with_options(timeout=_timeout(call)).chat.completions
    try:
        answer = await completions.create(**request_of(call))
        if call["read"]:
            count = 0
            async for _ in answer:
                count += 1
                if call["read"] == "some" and count > 1:
                    await answer.close()
                    break
    except BudgetError:
        return True
    except (openai.OpenAIError, httpx2.HTTPError):
        return False
    return False


def _session(session, base_url, call):
    response = session.post(
        f"{base_url}/chat/completions",
        json=request_of(call),
        stream=bool(call["read"]),
        timeout=_timeout(call),
    )
    if call["read"] == "some":
        next(response.iter_lines(), None)
    elif call["read"] == "all":
        for _ in response.iter_lines():
            pass
    response.close()


def main():
    """Another notebook: one mixture a line, until standard input closes."""
    for line in sys.stdin:
        order = json.loads(line)
        os.environ.update(order["environment"])
        with contextlib.redirect_stdout(io.StringIO()):
            stopped = make(order["calls"], order["base_url"], Ledger())
        print(json.dumps({"stopped": stopped}), flush=True)


if __name__ == "__main__":
    main()
