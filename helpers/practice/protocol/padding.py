"""The `obfuscation` of a stream's chunks: padding to a multiple of 16 (docs/protocol.md §4)."""

import json
import random
import string
from typing import Any

BLOCK = 16  # characters
FINGERPRINT_CHARACTERS = 13  # of the API's `system_fingerprint`; the engine's own may differ
LAST = 5  # characters of the chunk that brings `expires_at`, whatever its length


def padding(chunk: dict[str, Any]) -> str:
    """Letters and digits that fill up a chunk, to which nothing else is added later.

    The compact JSON of `chunk` and the padding have together a multiple of BLOCK characters,
    counted as if its fingerprint were as long as the API's: so a heartbeat has 8.
    """
    written = len(json.dumps(chunk, ensure_ascii=False, separators=(",", ":")))
    written += FINGERPRINT_CHARACTERS - len(chunk["system_fingerprint"])
    return letters(-written % BLOCK)


def letters(count: int) -> str:
    """So many random letters and digits; they hide lengths and are no secret."""
    return "".join(random.choices(string.ascii_letters + string.digits, k=count))  # noqa: S311
