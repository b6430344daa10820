"""A dry run: the learner's request on three recordings, before it is sent with all."""

from typing import Any

from helpers.archive.asking import Ask
from helpers.archive.recordings import Paths, recordings_in
from helpers.archive.rows import Rows
from helpers.archive.run import run


async def dry_run(paths: Paths, ask: Ask, **settings: Any) -> Rows:
    """`run` on the first recording, the last and one in the middle, with its settings.

    Their answers are in the store then: the run over all does not pay for them again. Give the
    rows to `estimate` as `like`.
    """
    found = recordings_in(paths)
    places = {0, len(found) // 2, len(found) - 1}
    return await run([found[place] for place in sorted(places)], ask, **settings)
