"""Why a recording has no row, and which reasons end the whole run."""

from dataclasses import dataclass
from typing import Any

from helpers.archive.errors import AskError, EndedError, StoreError
from helpers.engine.errors import EngineError, SettingError
from helpers.engine.ledger import BudgetError
from helpers.one_sentence import sentence

LONGEST_REASON = 300  # characters
NO_RIGHT = (401, 403, 404)  # the key, the region, the model: every other call would fail as well
MONEY = frozenset(  # codes and types that come with 429 as well (docs/protocol.md §8)
    {
        "credit_balance_exhausted",
        "insufficient_quota",
        "project_spend_limit_exceeded",
        "organization_spend_limit_exceeded",
        "billing_hard_limit_reached",
        "billing_not_active",
        "account_deactivated",
    }
)

ENDINGS = (BudgetError, StoreError, AskError, EndedError, EngineError, SettingError)


@dataclass(frozen=True)
class Failure:
    """A recording without a row: its path, and the reason in one sentence.

    `start` is the second at which the piece of a long recording begins.
    """

    path: str
    reason: str
    start: float = 0.0


def ends_the_run(error: BaseException) -> bool:
    """Whether money, rights or the store are the reason: the next recording would fail as well."""
    if isinstance(error, ENDINGS):
        return True
    if getattr(error, "status_code", None) in NO_RIGHT:
        return True
    return is_about_money(getattr(error, "body", None))


def is_about_money(body: Any) -> bool:
    """Whether the error object of a refusal says that there is no money: waiting does not help."""
    return isinstance(body, dict) and not MONEY.isdisjoint(
        str(body.get(name)) for name in ("code", "type")
    )


def reason_of(error: BaseException) -> str:
    """What an exception has to say, in one line."""
    body = getattr(error, "body", None)
    said = body.get("message") if isinstance(body, dict) else None
    words = " ".join(str(said or sentence(error)).split())
    kind = type(error).__name__
    is_clear = len(words) > len(kind) + 1 and (said or _is_told(error))
    return (words if is_clear else f"{kind}: {words}")[:LONGEST_REASON]


def _is_told(error: BaseException) -> bool:
    """Whether the exception's words are a sentence for people, as those of the course are."""
    return type(error).__module__.startswith(("helpers.", "openai"))
