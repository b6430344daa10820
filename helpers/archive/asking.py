"""One recording of a run: made ready, asked about, and its rows or the reason why it has none."""

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

from helpers.archive.calls import Calls, RunBudget
from helpers.archive.errors import AskError
from helpers.archive.failures import Failure, ends_the_run, reason_of
from helpers.archive.heard import Heard
from helpers.archive.preparing import Piece, Prepared, Preparing
from helpers.archive.rows import Row, Rows
from helpers.engine.guard.watch import watching
from helpers.media.sniff import SoundError
from helpers.sound import Sound

if TYPE_CHECKING:
    from openai import AsyncOpenAI

SPARE_SECONDS = 300.0  # for an answer, beside the length of what is asked about
Ask = Callable[[Sound, "AsyncOpenAI"], Awaitable[Row]]


class Asking:
    """Asks about recordings with the learner's coroutine, and collects what comes of it."""

    def __init__(
        self,
        ask: Ask,
        client: "AsyncOpenAI",
        preparing: Preparing,
        budget: RunBudget,
        counts_audio: bool = True,
    ) -> None:
        self._ask, self._client, self._preparing = ask, client, preparing
        self._calls, self._counts_audio = Calls(budget), counts_audio
        self._rows: dict[tuple[int, float], Row] = {}  # by the recording's number and its second
        self._failures: dict[tuple[int, float], Failure] = {}
        self._heard: dict[int, Heard] = {}  # of long recordings

    async def about(self, number: int, path: str) -> None:
        """Ask about one recording, piece by piece. Raises what ends the whole run."""
        try:
            prepared = await self._preparing.ready(path)
        except SoundError as error:
            self._failures[number, 0.0] = Failure(path, reason_of(error))
            return
        heard = Heard(path, prepared.seconds, len(prepared.pieces))
        for piece in prepared.pieces:
            calls = Calls(self._calls.budget)
            try:
                answer = await self._answer(prepared, piece, calls)
            except Exception as error:
                if ends_the_run(error):
                    raise
                failure = Failure(path, reason_of(error), piece.start)
                self._failures[number, piece.start] = failure
            else:
                self._rows[number, piece.start] = {**_place(prepared, piece), **answer}
                heard = heard.with_answer(piece.seconds, self._audio_tokens(calls))
            finally:
                self._calls.add(calls)
                if len(prepared.pieces) > 1:
                    self._heard[number] = heard

    def rows(self) -> Rows:
        """What has come so far, in the order of the recordings."""
        rows = Rows([self._rows[place] for place in sorted(self._rows)])
        rows.errors = [self._failures[place] for place in sorted(self._failures)]
        rows.heard = [self._heard[number] for number in sorted(self._heard)]
        rows.calls = self._calls
        return rows

    def _audio_tokens(self, calls: Calls) -> int:
        """The audio tokens of a piece; it may have been sent with several calls."""
        counts = [audio_in for _, audio_in, _, _ in calls.tokens]
        return max(counts, default=0) if self._counts_audio else 0

    async def _answer(self, prepared: Prepared, piece: Piece, calls: Calls) -> Row:
        watch = watching.set(calls)
        client = self._client.with_options(timeout=time_out(piece.seconds))
        try:
            answer = await self._ask(self._preparing.sound(prepared, piece), client)
        finally:
            watching.reset(watch)
        if not isinstance(answer, dict):
            raise AskError(
                f"ask has to return a dict, which is the row, and returned {answer!r:.80}: "
                'for instance return {"words": completion.choices[0].message.content}.'
            )
        return answer


def time_out(seconds: float) -> float:
    """How long the answer about so many seconds is waited for, each time, in seconds.

    Every engine that was measured hears faster than people speak. The five minutes are for those
    who come before: an engine may hear one recording after the other. The SDK's own ten minutes
    would be too short for 15 minutes of speech on a busy machine.
    """
    return SPARE_SECONDS + seconds


def _place(prepared: Prepared, piece: Piece) -> Row:
    """What a row begins with."""
    if len(prepared.pieces) == 1:
        return {"path": prepared.path}
    end = piece.start + piece.seconds
    return {"path": prepared.path, "start": round(piece.start, 3), "end": round(end, 3)}
