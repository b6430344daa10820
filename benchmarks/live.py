"""How soon a streamed reply of 20 s is heard in JupyterLab, beside waiting for the whole of it.

At the pace of the real engine; and whether each sample is played, once. It drives a Chromium with
the fixtures of the browser tests, and listens at the audio output. "Whole" is only the arrival of
the answer: showing it and pressing Play would come on top.
"""

import base64
import json
import statistics

import numpy as np

from benchmarks import in_browser
from tests.browser import tap
from tests.browser.live_notebook import LiveNotebook, text

RUNS = 5
CELLS = [
    """import base64, json, os, sys, time
sys.path.insert(0, "..")
from helpers import connect, listen
os.environ["PRACTICE_URL"] = "ADDRESS"
engine = connect()
create = engine.async_client.chat.completions.create
words = (
    "Read aloud: Good morning, and welcome to the library. We open at nine today, and we close "
    "at six. You can borrow up to five books, and keep them for three weeks. If you would like to "
    "keep one longer, call us, or come by. There is a quiet room upstairs, and a cafe next to the "
    "door. On Saturday we read stories to children. See you soon!"
)
request = dict(
    model=engine.model,
    modalities=["text", "audio"],
    audio={"voice": "coral", "format": "pcm16"},
    messages=[{"role": "user", "content": words}],
)
times = {}
async def noted(stream):
    async for chunk in stream:
        audio = chunk.choices[0].delta.audio if chunk.choices else None
        if audio and audio.data:
            times.setdefault("first", time.time())
        yield chunk
await create(**request)""",
    """times = {"asked": time.time()}
streamed = request | {"stream": True, "stream_options": {"include_usage": True}}
reply = await listen(noted(await create(**streamed)))""",
    """start = time.time()
whole = await create(**request)
times["whole"] = time.time() - start""",
    """print("FIGURES", json.dumps(times))""",
    """print(whole.choices[0].message.audio.data)""",
]


def main() -> None:
    in_browser.run(__file__)


def test_figures(page, lab, project, real):
    notebook = LiveNotebook(page, lab, project / "notebooks")
    notebook.write([source.replace("ADDRESS", real[0]) for source in CELLS])
    notebook.open(notebook.file)
    notebook.run(0)
    heard, lead, whole, lost, gaps = [], [], [], [], []
    for number in range(RUNS):
        notebook.start(1)
        page.wait_for_function(
            "() => parseFloat(document.querySelector('.listen-time')?.innerText) > 15",
            timeout=60_000,
        )
        gaps.append(int(page.get_attribute(".listen", "data-gaps")))
        notebook.done(1)
        notebook.run(2)
        times = json.loads(text(notebook.run(3)).partition("FIGURES ")[2])
        sent = np.trim_zeros(np.frombuffer(base64.b64decode(text(notebook.run(4))), "<i2"))
        played, began, _ = tap.heard(page, number)
        heard.append(began - times["asked"])
        lead.append(began - times["first"])
        whole.append(times["whole"])
        lost.append(tap.differing(played, sent))
    middle = statistics.median
    print(
        f"first piece arrived -> first sample at the audio output  {middle(lead) * 1000:4.0f} ms  "
        f"(median of {RUNS}; {min(lead) * 1000:.0f} to {max(lead) * 1000:.0f}; wanted: at most 600)"
    )
    print(
        f"asked -> first sample at the audio output, streamed       {middle(heard):4.2f} s   "
        f"({min(heard):.2f} to {max(heard):.2f})"
    )
    print(
        f"asked -> whole reply of {sent.size / 24000:.1f} s arrived, not streamed     "
        f"{middle(whole):4.2f} s   ({min(whole):.2f} to {max(whole):.2f})   "
        f"streamed is {middle(whole) / middle(heard):.1f} x sooner (wanted: 3)"
    )
    print(
        f"samples lost or changed {sum(a for a, _ in lost)} of {RUNS * sent.size}, "
        f"samples of silence between {sum(b for _, b in lost)}, gaps {sum(gaps)}"
    )


if __name__ == "__main__":
    main()
