"""The ways to ask about many recordings that benchmarks.archive compares, each a process.

Run: python -m benchmarks.archive_ways WAY URL FOLDER STORE AT_ONCE [NUMBER].
It prints the seconds from the first recording to the last.
"""

import asyncio
import base64
import json
import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

MODEL = "gpt-audio-1.5"


def body(data: str) -> dict[str, Any]:
    """The request about one recording in base64."""
    sound = {"type": "input_audio", "input_audio": {"data": data, "format": "mp3"}}
    content = [{"type": "text", "text": "Write down what is said."}, sound]
    messages = [{"role": "user", "content": content}]
    return {"model": MODEL, "messages": messages, "max_completion_tokens": 100}


def encoded(path: Path) -> str:
    return base64.b64encode(path.read_bytes()).decode()


async def cluster(url: str, paths: list[Path], store: str, at_once: int) -> float:
    """The same as `run`, on a Dask cluster of this machine."""
    return await run(url, paths, store, at_once, "local")


async def run(
    url: str, paths: list[Path], store: str, at_once: int, cluster: str | None = None
) -> float:
    """helpers.archive.run, with plain SDK calls in `ask`."""
    os.environ["AUDIO_LEDGER"] = str(Path(store).parent / "ledger.jsonl")
    os.environ["AUDIO_BUDGET_USD"] = "1000000"
    from helpers import archive
    from helpers.engine.connection import connect

    engine = connect(url)

    async def ask(sound: Any, client: Any) -> dict[str, Any]:
        data = base64.b64encode(sound.data).decode()
        completion = await client.chat.completions.create(**body(data))
        return {"words": completion.choices[0].message.content}

    start = time.perf_counter()
    rows = await archive.run(
        list(map(str, paths)),
        ask,
        store=store,
        concurrency=at_once,
        budget=1e6,
        engine=engine,
        cluster=cluster,
    )
    if len(rows) != len(paths):
        print(rows.errors[:3], file=sys.stderr)
        sys.exit(1)
    return time.perf_counter() - start


async def eager(url: str, paths: list[Path], store: str, at_once: int) -> float:
    """The same as `gather`, each body built before its turn comes."""
    return await gather(url, paths, store, at_once, early=True)


async def gather(
    url: str, paths: list[Path], store: str, at_once: int, early: bool = False
) -> float:
    """What most write: one task a recording, a semaphore, rows kept in memory."""
    from openai import AsyncOpenAI

    start = time.perf_counter()
    semaphore = asyncio.Semaphore(at_once)
    async with AsyncOpenAI(base_url=url, api_key="none", max_retries=6) as client:

        async def one(make: Callable[[], dict[str, Any]]) -> str | None:
            async with semaphore:
                completion = await client.chat.completions.create(**make())
                return completion.choices[0].message.content

        async def about(path: Path) -> str | None:
            built = body(encoded(path)) if early else None
            return await one(lambda: built or body(encoded(path)))

        await asyncio.gather(*map(about, paths))
    return time.perf_counter() - start


async def copied(url: str, paths: list[Path], store: str, at_once: int) -> float:
    """Requests from a file, answers to a file; one 429 has all of them rest for 15 s."""
    import httpx2

    start, rest, tries = time.perf_counter(), 0.0, 5
    with tempfile.TemporaryDirectory() as folder:
        requests, results = Path(folder) / "requests.jsonl", Path(folder) / "results.jsonl"
        with requests.open("w") as file:
            file.writelines(json.dumps(body(encoded(path))) + "\n" for path in paths)
        limits = httpx2.Limits(max_connections=100)
        async with httpx2.AsyncClient(limits=limits, timeout=600) as client:

            async def one(line: str) -> None:
                nonlocal rest
                for _ in range(tries):
                    await asyncio.sleep(max(0.0, rest - time.monotonic()))
                    headers = {"content-type": "application/json"}
                    answer = await client.post(
                        f"{url}/chat/completions", content=line, headers=headers
                    )
                    if answer.status_code == 200:
                        with results.open("a") as file:
                            file.write(json.dumps([json.loads(line), answer.json()]) + "\n")
                        return
                    rest = time.monotonic() + 15

            with requests.open() as file:
                await asyncio.gather(*map(one, file))
    return time.perf_counter() - start


def main() -> None:
    way, url, folder, store, at_once = sys.argv[1:6]
    number = int(sys.argv[6]) if len(sys.argv) > 6 else None
    paths = sorted(Path(folder).iterdir())[:number]
    ways = {way.__name__: way for way in (run, cluster, gather, eager, copied)}
    print(asyncio.run(ways[way](url, paths, store, int(at_once))))


if __name__ == "__main__":
    main()
