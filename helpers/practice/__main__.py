"""python -m helpers.practice: start the practice engine, print where it is, end when standard input closes."""

import argparse

from .server import PACES, run

parser = argparse.ArgumentParser(prog="python -m helpers.practice", description="A local server that speaks the audio Chat Completions protocol, hears English and measures voices.")
parser.add_argument("--port", type=int, default=0, help="port on 127.0.0.1; 0 takes a free one")
parser.add_argument("--pace", choices=PACES, default="fast", help="fast: as fast as it can; real: at the speed of the real service")
chosen = parser.parse_args()
run(chosen.port, chosen.pace)
