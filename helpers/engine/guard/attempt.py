"""One request on its way: reserved before it is sent, settled when its answer has come."""

from collections.abc import Callable, Mapping
from typing import Protocol

from helpers.engine.accounting.report import cents, tokens_line
from helpers.engine.accounting.spending import NANO, Reservation
from helpers.engine.guard.meter import Meter
from helpers.engine.guard.settlement import settlement
from helpers.engine.guard.watch import Watch
from helpers.engine.guard.worst_case import WorstCase
from helpers.engine.ledger import Ledger
from helpers.engine.notice import notice

ADVICE = 'no count came: add stream_options={"include_usage": True}'


class Attempt:
    """A request that is being sent, once. `reservation` is None where nothing is charged.

    `look` is shown what an answer that came brought. A `watch` is told how it ended, and the line
    under the cell is left out then: of many calls nobody reads it.
    """

    def __init__(
        self,
        ledger: Ledger,
        worst: WorstCase,
        reservation: Reservation | None,
        look: Callable[[Meter], None] | None = None,
        watch: Watch | None = None,
    ) -> None:
        self._ledger = ledger
        self._look = look
        self._watch = watch
        self._worst = worst
        self._reservation = reservation
        self._meter = Meter(streamed=False)
        self._settled = False

    def not_sent(self) -> None:
        """The server was not reached, or refused the request: it cost nothing."""
        if not self._settled:
            self._settled = True
            if self._reservation:
                self._ledger.release(self._reservation)
            if self._watch:
                self._watch.after(self._worst.dollars(), 0.0, None)

    def answered(self, status: int, headers: Mapping[str, str]) -> None:
        """An answer begins. A refusal (3xx, 4xx) is free; what a failed server did is unknown."""
        kind = headers.get("content-type", "")
        self._meter = Meter(streamed=kind.startswith("text/event-stream"))
        if 300 <= status < 500 and status != 408:
            self.not_sent()
        elif status >= 300:
            self.lost()

    def passed(self, data: bytes) -> None:
        """More bytes of the answer have come."""
        if not self._settled:
            self._meter.add(data)
            self._settle_if_complete()

    def ended(self) -> None:
        """The answer has come to its end."""
        if not self._settled:
            self._meter.end()
            self._settle_if_complete()
            self.lost()

    def lost(self) -> None:
        """The answer broke off, or nobody read on: what was reserved counts as spent."""
        if self._settled:
            return
        self._settled = True
        reserved = self._reservation.amount / NANO if self._reservation else 0.0
        if self._meter.carries:
            self._count(reserved)
        elif self._watch:
            self._watch.after(self._worst.dollars(), self._worst.dollars(), None)
        if reserved and not self._watch:
            notice(f"The answer did not come whole: {cents(reserved)} count as spent.")

    def _settle_if_complete(self) -> None:
        if self._meter.complete and not self._settled:
            self._settled = True
            self._count(None)

    def _count(self, paid: float | None) -> None:
        meter = self._meter
        model, tokens, worth = settlement(meter, self._worst)
        cost = worth if paid is None else self._worst.dollars()
        if paid is None:
            paid = worth if self._reservation else 0.0
        row = self._ledger.settle(self._reservation, meter.id, model, tokens, worth, paid)
        self._ledger.spoken.update(dict.fromkeys(meter.audio_ids, tokens[2:]))
        bounded = meter.usage is None
        advice = f" · {ADVICE}" if bounded and meter.streamed and meter.complete else ""
        if self._watch:
            self._watch.after(self._worst.dollars(), cost, row)
        else:
            notice(tokens_line(row, bounded=bounded, cut=meter.cut) + advice)
        if self._look:
            self._look(meter)


class Gate(Protocol):
    """What a transport asks before it sends; helpers.engine.guard.guard.Guard is one."""

    def watches(self, method: str, url: str) -> bool:
        """Can this request cost something?"""

    def begin(self, url: str, body: bytes | None) -> Attempt | None:
        """Reserve a request. Raises BudgetError."""
