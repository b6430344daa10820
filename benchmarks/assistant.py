"""One turn of lesson 33's assistant: from the stop of speaking to the first sound, on this machine.

Beside it the same request without a stream, whose sound comes with the last of it. The turn is the
lesson's own code. "First" is the engine's first turn of all, for which its ears are loaded.
"""

import asyncio
import contextlib
import io
import json
import statistics
import time
from typing import Any

from helpers.paths import DATA, ROOT

LESSON = ROOT / "notebooks" / "33_voice_assistant.ipynb"
RUNS = 5
MOST = 1.0  # seconds that a turn may take to its first sound


def main() -> None:
    asyncio.run(turns())


async def turns() -> None:
    """Speak to the assistant again and again, and print how soon it begins to answer."""
    from helpers import Sound, connect, listen

    engine = connect("practice")
    names: dict[str, Any] = {"engine": engine, "listen": listen, "asyncio": asyncio, "time": time}
    names["history"] = [{"role": "system", "content": "Answer in one sentence."}]
    exec(lesson_code(), names)
    question = Sound.load(DATA / "question.wav")
    streamed, whole = [], []
    for number in range(RUNS + 1):
        with contextlib.redirect_stdout(io.StringIO()):
            reply, _, (sent, _) = await names["turn"](another(question, 2 * number))
            streamed.append(sent + reply.first_sound_seconds)
            whole.append(await seconds_of_all(names, another(question, 2 * number + 1)))
    first, *rest = streamed
    soon, late = statistics.median(rest), statistics.median(whole[1:])
    print(
        f"question of {question.seconds:.1f} s: first sound after {soon:.2f} s (median of {RUNS},"
    )
    print(f"  slowest {max(rest):.2f} s; at most {MOST:g} s wanted), first turn {first:.2f} s")
    print(f"  without a stream: {late:.2f} s, {late / soon:.1f} times as long")


def another(question: Any, number: int) -> Any:
    """The question a little quieter: the engine remembers what it heard of the same bytes."""
    samples = question.samples() * (1 - number / 100)
    return type(question).from_samples(samples, question.sample_rate)


async def seconds_of_all(names: dict[str, Any], question: Any) -> float:
    """How long the same answer takes as a whole, from the stop of speaking on."""
    start = time.perf_counter()
    audio = names["asked"]["audio"] | {"format": "wav"}
    left_out = ("stream", "stream_options")
    request = {name: value for name, value in names["asked"].items() if name not in left_out}
    part = question.part(quiet=True)
    spoken = [{"role": "user", "content": [names["transcribe"], part]}]
    words = asyncio.create_task(names["create"](**names["written"], messages=spoken))
    messages = [*names["history"], {"role": "user", "content": [part]}]
    await names["create"](**request | {"audio": audio, "messages": messages})
    seconds = time.perf_counter() - start
    await words
    return seconds


def lesson_code() -> str:
    """What the lesson's own cells define: its requests, and one turn."""
    cells = json.loads(LESSON.read_text("utf-8"))["cells"]
    sources = ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "code"]
    wanted = [source for source in sources if source.startswith(("asked = ", "async def turn("))]
    assert len(wanted) == 2, "lesson 33 builds its turn in other cells now"
    return "\n".join(wanted)


if __name__ == "__main__":
    main()
