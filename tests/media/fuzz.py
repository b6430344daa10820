"""Damage files at random, load them, and do something with what comes of it.

Run: python -m tests.media.fuzz SEED TURNS FILE ...
Prints the turns, how many files were still a sound, the seconds of the slowest turn, and the most
megabytes that were resident, 0 where that is not told.
In a process of its own, with 2 GB of addresses at most: a crash of FFmpeg, a hang or a bomb shows.
"""

import random
import sys
import time
from pathlib import Path

from helpers import Sound, SoundError
from tests.peak_memory import peak

try:
    import resource
except ImportError:  # Windows
    resource = None

MOST_MEMORY = 2_000_000_000  # bytes
USES = (
    Sound.samples,
    Sound.mono,
    lambda sound: sound.part(quiet=True),
    lambda sound: sound.split(1),
    lambda sound: sound.trim(0, sound.seconds / 2),
    lambda sound: sound.to("opus"),
)


def damaged(data: bytes, chance: random.Random) -> bytes:
    """The file with bytes written over it, pushed into it or taken out of it."""
    data, how = bytearray(data), chance.randrange(5)
    for _ in range(chance.randrange(1, 12)):
        at = chance.randrange(min(len(data), chance.choice((64, 512, len(data)))))
        random_bytes = chance.randbytes(chance.randrange(1, 9))
        new = chance.choice((bytes(4), b"\xff" * 4, b"\x7f\xff\xff\xff", random_bytes))
        if how < 3:
            data[at : at + len(new)] = new
        elif how == 3:
            data[at:at] = new
        else:
            del data[at : at + len(new)]
    return bytes(data)


def main(seed: int, turns: int, files: list[bytes]) -> tuple[int, int, float]:
    """Turns, files that were a sound, seconds of the slowest."""
    chance, slowest, kept = random.Random(seed), 0.0, 0
    for _ in range(turns):
        data, began = damaged(chance.choice(files), chance), time.monotonic()
        try:
            chance.choice(USES)(Sound.load(data, quiet=True))
            kept += 1
        except SoundError:
            pass
        slowest = max(slowest, time.monotonic() - began)
    return turns, kept, slowest


if __name__ == "__main__":
    if resource:
        resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    seed, turns, *paths = sys.argv[1:]
    found = main(int(seed), int(turns), [Path(path).read_bytes() for path in paths])
    print(*found, peak() >> 20)
