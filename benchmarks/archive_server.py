"""An engine for the archive's benchmark, a process of its own: it answers late, busy, or at once.

Run: python -m benchmarks.archive_server LATENCY SLOTS BUSY. It prints its port. Of the first tries
the share BUSY meets a 429 with Retry-After: 1; no more than SLOTS are answered at a time. GET
returns how often each request was answered, by the sum of its body; its header says that nothing is
charged, because the day's cap adds up all calls of the day before each one.
"""

import asyncio
import hashlib
import json
import sys
from collections import Counter

ANSWER = {
    "id": "",
    "object": "chat.completion",
    "created": 1,
    "model": "gpt-audio-1.5",
    "choices": [
        {"index": 0, "finish_reason": "stop", "message": {"role": "assistant", "content": "words"}}
    ],
    "usage": {"prompt_tokens": 20, "completion_tokens": 1, "total_tokens": 21},
}
BUSY = {"error": {"message": "Rate limit reached.", "code": "rate_limit_exceeded"}}


class Engine:
    """Answers over plain HTTP/1.1 with connections that stay open."""

    def __init__(self, latency: float, slots: int, busy: float) -> None:
        self.latency, self.busy = latency, busy
        self.slots = asyncio.Semaphore(slots)
        self.answered: Counter[str] = Counter()
        self.seen: set[str] = set()

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One connection, request by request."""
        try:
            while head := await reader.readuntil(b"\r\n\r\n"):
                lines = head.decode().lower().split("\r\n")
                lengths = [int(line[15:]) for line in lines if line.startswith("content-length:")]
                body = await reader.readexactly(lengths[0]) if lengths else b""
                status, more, answer = await self.answer(lines[0].split()[0], body)
                data = json.dumps(answer).encode()
                start = f"HTTP/1.1 {status}\r\ncontent-type: application/json\r\n{more}"
                writer.write(f"{start}content-length: {len(data)}\r\n\r\n".encode() + data)
                await writer.drain()
        except (asyncio.IncompleteReadError, ConnectionError):
            pass
        finally:
            writer.close()

    async def answer(self, method: str, body: bytes) -> tuple[str, str, object]:
        """(status, headers, JSON) of one answer."""
        if method == "get":
            return "200 OK", "x-practice-engine: benchmark\r\n", self.answered
        name = hashlib.sha256(body).hexdigest()
        if name not in self.seen:
            self.seen.add(name)
            if int(name[:8], 16) < self.busy * 2**32:
                return "429 Too Many Requests", "retry-after: 1\r\n", BUSY
        self.answered[name] += 1  # who hangs up now has been charged
        async with self.slots:
            await asyncio.sleep(self.latency)
        return "200 OK", "", ANSWER


async def main() -> None:
    latency, slots, busy = sys.argv[1:4]
    engine = Engine(float(latency), int(slots), float(busy))
    server = await asyncio.start_server(engine.serve, "127.0.0.1", 0, limit=2**22, backlog=512)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(main())
