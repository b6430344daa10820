"""What each lesson used when it was last run from top to bottom; `make notebooks` writes it."""

import json
from typing import Any

from helpers.engine.accounting.report import cents
from helpers.paths import DATA

FILE = DATA / "lessons.json"


def lessons() -> dict[str, Any]:
    """Tokens and price of every lesson that was measured, by its number."""
    try:
        found: dict[str, Any] = json.loads(FILE.read_text("utf-8"))
    except OSError:
        return {}
    return found


def estimate(lesson: str) -> str:
    """What a lesson uses and would cost with a key, in one line."""
    used = lessons().get(lesson)
    if not used:
        return f"lesson {lesson}: not measured yet"
    amount = f"{used['calls']} calls, {used['tokens']:,} tokens"
    return f"lesson {lesson}: {amount}, about {cents(used['worth'])} with a key"
