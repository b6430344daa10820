"""What the practice engine's ears make of files as a lesson sends them: one line of JSON each.

    python data/listen.py FILE...

With CT2_FORCE_CPU_ISA=GENERIC in the environment the model runs without the processor's vector
instructions, as on the oldest machine: what it hears can differ.
"""

import base64
import contextlib
import io
import json
import sys
from pathlib import Path
from typing import Any

from helpers import Sound
from helpers.media import codec
from helpers.practice.ears.listening import listen_here
from helpers.practice.ears.mel import RATE


def heard(path: Path) -> dict[str, Any]:
    """Words, verdict, language with its probability, and each word with its probability."""
    with contextlib.redirect_stdout(io.StringIO()):  # that it was made an mp3 is said elsewhere
        sent = base64.b64decode(Sound.load(path).part()["input_audio"]["data"])
    found = listen_here(codec.samples(sent, RATE)[0])
    return {
        "words": found.words,
        "verdict": found.verdict,
        "language": found.language,
        "language_probability": round(found.language_probability, 2),
        "probabilities": [[word.text, round(word.probability, 2)] for word in found.timed],
    }


if __name__ == "__main__":
    for name in sys.argv[1:]:
        print(json.dumps(heard(Path(name)), ensure_ascii=False), flush=True)
