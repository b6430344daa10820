"""python -m helpers.practice: the practice engine, until its standard input closes."""

import argparse
import os
import sys

# numpy's matrices are small here: with a thread for each core they wait for one another, and a
# class of thirty waits a sixth longer. It is read when numpy is loaded.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

from helpers import console
from helpers.practice.http.events import PACES
from helpers.practice.http.process import CLASS_PORT, run
from helpers.practice.protocol.dialects import DIALECTS

RISK = (
    "answer other machines too, at this address of this machine (0.0.0.0: at all of them). "
    "THE RISK: whoever reaches the address can use the engine and keep this machine busy, "
    "and nothing is encrypted, so that voices can be overheard on their way. Use it only in a "
    "network that you trust, or behind a web server with HTTPS"
)


def main() -> None:
    """Read the command line and serve; a wrong one ends with a sentence."""
    console.take_every_letter()
    parser = _parser()
    chosen = parser.parse_args()
    problem = _problem(chosen)
    if problem:
        parser.error(problem)
    if chosen.beyond_this_machine:
        print(f"Note: --beyond-this-machine lets it {RISK}.", file=sys.stderr)
    try:
        run(
            chosen.port,
            chosen.pace,
            chosen.share,
            chosen.beyond_this_machine or "127.0.0.1",
            tuple(chosen.allow_host),
            chosen.dialect,
        )
    except OSError as error:
        parser.exit(
            1,
            f"The practice engine cannot listen there ({error.strerror}): "
            "choose another --port, or another address.\n",
        )


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m helpers.practice",
        description=(
            "A local server that speaks the audio Chat Completions protocol, hears English and "
            "measures voices."
        ),
    )
    parser.add_argument(
        "--port",
        type=int,
        default=0,
        help=f"port; 0 takes a free one, or {CLASS_PORT} with --share",
    )
    parser.add_argument(
        "--pace",
        choices=PACES,
        default=os.environ.get("PRACTICE_PACE") or "fast",
        help=(
            "fast: as fast as it can; real: at the speed of the real service; "
            "PRACTICE_PACE in the environment says the same"
        ),
    )
    parser.add_argument(
        "--dialect",
        choices=DIALECTS,
        default="openai",
        help=(
            "the form in which it answers: OpenAI's, or that of a compatible server, "
            "to rehearse what differs there"
        ),
    )
    parser.add_argument(
        "--share",
        action="store_true",
        help="serve a class on this machine until Ctrl-C, with a listener for each core",
    )
    parser.add_argument("--beyond-this-machine", metavar="ADDRESS", help=RISK)
    parser.add_argument(
        "--allow-host",
        metavar="NAME",
        action="append",
        default=[],
        help=(
            "with --beyond-this-machine: a name or address that learners put into PRACTICE_URL; "
            "any other is refused. May be given several times"
        ),
    )
    return parser


def _problem(chosen: argparse.Namespace) -> str:
    """What is wrong with the arguments, "" where nothing is."""
    if chosen.pace not in PACES:  # argparse does not look at PRACTICE_PACE
        return (
            f"PRACTICE_PACE is {chosen.pace[:20]!r}: set it to {' or '.join(PACES)}, or remove it"
        )
    if not 0 <= chosen.port <= 65535:
        return "a port is a number from 0 to 65535"
    if chosen.beyond_this_machine and not (chosen.share and chosen.allow_host):
        return (
            "--beyond-this-machine needs --share, and --allow-host with the name or address that "
            "learners will use"
        )
    if chosen.allow_host and not chosen.beyond_this_machine:
        return (
            "--allow-host is for --beyond-this-machine: "
            "on this machine alone no further name is needed"
        )
    return ""


if __name__ == "__main__":
    main()
