"""Pages of a list: which part of it a query asks for (docs/protocol.md §12)."""

import re
from collections.abc import Mapping

from helpers.practice.protocol.rules.check import check
from helpers.practice.protocol.rules.rule import JSON, integer, one_of
from helpers.practice.protocol.stored import not_found

USUAL_LIMIT, MOST = 20, 100  # entries of a page (assumed)
METADATA = re.compile(r"metadata\[(.+)\]")


def page(entries: list[JSON], query: Mapping[str, str]) -> JSON:
    """The part of `entries`, the oldest first, that `query` asks for; raises Refusal.

    It may have `order`, `limit` and `after`, the id of the last entry of the page before.
    """
    order = query.get("order", "asc")
    check(one_of("asc", "desc"), order, "order")
    limit = _limit(query)
    ordered = entries if order == "asc" else entries[::-1]
    after = query.get("after")
    if after:
        places = [place for place, entry in enumerate(ordered, 1) if entry["id"] == after]
        if not places:  # assumed
            raise not_found(after)
        ordered = ordered[places[0] :]
    data = ordered[:limit]
    return {
        "object": "list",
        "data": data,
        "first_id": data[0]["id"] if data else None,
        "last_id": data[-1]["id"] if data else None,
        "has_more": len(ordered) > limit,
    }


def asked_metadata(query: Mapping[str, str]) -> dict[str, str]:
    """What `metadata[key]=value` in a query asks for."""
    found = ((METADATA.fullmatch(key), value) for key, value in query.items())
    return {match[1]: value for match, value in found if match}


def _limit(query: Mapping[str, str]) -> int:
    given = query.get("limit", str(USUAL_LIMIT))
    wanted = int(given) if re.fullmatch(r"-?\d{1,9}", given) else given
    check(integer(1, MOST), wanted, "limit")
    return int(wanted)
