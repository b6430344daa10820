"""Entries of `GET /v1/models` (docs/protocol.md §1.1)."""

from typing import Any

from helpers.engine.catalogue import Listed


def model_entry(model: Listed) -> dict[str, Any]:
    """One model, with its last day where it has one."""
    return {
        "id": model.name,
        "object": "model",
        "created": model.created,
        "owned_by": model.owned_by,
        "shutdown_date": model.ends and str(model.ends),
    }
