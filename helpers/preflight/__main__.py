"""python -m helpers.preflight (make check): is this machine ready for the course? In 20 seconds.

Nothing is spent and nothing is sent but two free requests with a key, where one is set. The exit
status is 0 where the machine is ready, else 1.
"""

from __future__ import annotations  # an old Python reads this too, to say which one is needed

import sys
from collections.abc import Callable, Iterator

from helpers import console
from helpers.preflight import python_version, report
from helpers.preflight.results import PROBLEM, Result


def main() -> int:
    """Look at everything and print the report; the exit status."""
    console.take_every_letter()
    python = python_version.check()
    if _stops(python):
        return int(not report.show(python, sys.stdout))
    return int(not report.show(_all(python), sys.stdout, _translation()))


def _all(python: list[Result]) -> Iterator[Result]:
    """The results: first what must be there before the others can be looked at."""
    from helpers.preflight import loading, packages

    yield from python
    for needed in (packages, loading):
        found = needed.check()
        yield from found
        if _stops(found):
            return
    from helpers.preflight import checks

    yield from checks.results()


def _translation() -> Callable[[str], str]:
    from helpers.language import translated

    return translated


def _stops(results: list[Result]) -> bool:
    return any(result.state == PROBLEM for result in results)


if __name__ == "__main__":
    sys.exit(main())
