"""Entries of `GET /v1/models` (docs/protocol.md §1.1)."""

from typing import Any

from helpers.engine.catalogue import Model


def model_entry(model: Model) -> dict[str, Any]:
    """One model, with its last day where it has one."""
    return {
        "id": model.name,
        "object": "model",
        "created": 0,
        "owned_by": "practice",
        "shutdown_date": model.ends and str(model.ends),
    }
