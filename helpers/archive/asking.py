"""One recording of a run: made ready, asked about, and its rows or the reason why it has none."""

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

from helpers.archive.calls import Calls, RunBudget
from helpers.archive.errors import AskError
from helpers.archive.failures import Failure, ends_the_run, reason_of
from helpers.archive.preparing import Piece, Prepared, Preparing
from helpers.archive.rows import Row, Rows
from helpers.engine.guard.watch import watching
from helpers.media.sniff import SoundError
from helpers.sound import Sound

if TYPE_CHECKING:
    from openai import AsyncOpenAI

Ask = Callable[[Sound, "AsyncOpenAI"], Awaitable[Row]]


class Asking:
    """Asks about recordings with the learner's coroutine, and collects what comes of it."""

    def __init__(
        self, ask: Ask, client: "AsyncOpenAI", preparing: Preparing, budget: RunBudget
    ) -> None:
        self._ask, self._client, self._preparing = ask, client, preparing
        self._calls = Calls(budget)
        self._rows: dict[tuple[int, float], Row] = {}  # by the recording's number and its second
        self._failures: dict[tuple[int, float], Failure] = {}

    async def about(self, number: int, path: str) -> None:
        """Ask about one recording, piece by piece. Raises what ends the whole run."""
        try:
            prepared = await self._preparing.ready(path)
        except SoundError as error:
            self._failures[number, 0.0] = Failure(path, reason_of(error))
            return
        for piece in prepared.pieces:
            try:
                answer = await self._answer(prepared, piece)
            except Exception as error:
                if ends_the_run(error):
                    raise
                failure = Failure(path, reason_of(error), piece.start)
                self._failures[number, piece.start] = failure
            else:
                self._rows[number, piece.start] = {**_place(prepared, piece), **answer}

    def rows(self) -> Rows:
        """What has come so far, in the order of the recordings."""
        rows = Rows([self._rows[place] for place in sorted(self._rows)])
        rows.errors = [self._failures[place] for place in sorted(self._failures)]
        rows.calls = self._calls
        return rows

    async def _answer(self, prepared: Prepared, piece: Piece) -> Row:
        watch = watching.set(self._calls)
        try:
            answer = await self._ask(self._preparing.sound(prepared, piece), self._client)
        finally:
            watching.reset(watch)
        if not isinstance(answer, dict):
            raise AskError(
                f"ask has to return a dict, which is the row, and returned {answer!r:.80}: "
                'for instance return {"words": completion.choices[0].message.content}.'
            )
        return answer


def _place(prepared: Prepared, piece: Piece) -> Row:
    """What a row begins with."""
    if len(prepared.pieces) == 1:
        return {"path": prepared.path}
    end = piece.start + piece.seconds
    return {"path": prepared.path, "start": round(piece.start, 3), "end": round(end, 3)}
