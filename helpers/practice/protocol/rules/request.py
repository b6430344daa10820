"""accept(): a whole request, checked in the API's order (docs/protocol.md §2.5)."""

from dataclasses import dataclass
from datetime import date

from helpers.practice.cancellation import Cancellation
from helpers.practice.protocol.rules.body import NOT_JSON
from helpers.practice.protocol.rules.check import check, wrong_type
from helpers.practice.protocol.rules.combinations import check_combinations, speaks
from helpers.practice.protocol.rules.fields import FIELDS, REQUEST, check_supported
from helpers.practice.protocol.rules.messages import check_parts_of_roles
from helpers.practice.protocol.rules.models import NO_MODEL, model_refusal
from helpers.practice.protocol.rules.recordings import Recording, recordings_of
from helpers.practice.protocol.rules.refusal import Refusal, missing
from helpers.practice.protocol.rules.rule import JSON
from helpers.practice.protocol.rules.tool_schemas import check_tool_schemas
from helpers.practice.protocol.rules.tools import check_tool_turns


@dataclass(frozen=True)
class Accepted:
    """A request that may be answered. `voice` and `format` are "" where it is not spoken."""

    body: JSON
    recordings: tuple[Recording, ...]
    speaks: bool
    voice: str
    format: str
    stream: bool


def accept(
    body: object,
    *,
    today: date | None = None,
    retired: frozenset[str] | None = None,
    cancellation: Cancellation | None = None,
) -> Accepted:
    """The request `body` (a JSON value), in order and its recordings decoded; raises Refusal.

    `retired` names the models that are gone; else the catalogue says, on the day `today`.
    `cancellation` ends the work. That a model is looked at before other keys is assumed (E14).
    """
    if not isinstance(body, dict):
        raise Refusal(400, NOT_JSON)
    _check_presence(body)
    refusal = model_refusal(body["model"], today, retired)
    if refusal:
        raise refusal
    check(REQUEST, body, "")
    complete = dict.fromkeys(FIELDS) | body
    check_supported(complete)
    check_parts_of_roles(body["messages"])
    check_combinations(complete)
    check_tool_turns(body["messages"])
    check_tool_schemas(body.get("tools") or ())
    recordings = recordings_of(body["messages"], cancellation or Cancellation())
    audio = body["audio"] if speaks(complete) else {"voice": "", "format": ""}
    return Accepted(
        body,
        recordings,
        speaks(complete),
        audio["voice"],
        audio["format"],
        bool(complete["stream"]),
    )


def _check_presence(body: JSON) -> None:
    if body.get("model") in (None, ""):
        raise Refusal(400, NO_MODEL)
    if "messages" not in body:
        raise missing("messages")
    if not isinstance(body["model"], str):
        raise wrong_type(FIELDS["model"], body["model"], "model")
