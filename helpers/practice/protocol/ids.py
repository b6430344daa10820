"""Ids, shaped like the API's (docs/protocol.md §3)."""

import secrets
import string


def audio_id(stamp: int) -> str:
    """`audio_` and 32 hex digits, the first eight the unix time `stamp`."""
    return f"audio_{stamp:08x}{secrets.token_hex(12)}"


def completion_id() -> str:
    """`chatcmpl-` and 29 letters and digits."""
    return "chatcmpl-" + letters(29)


def call_id() -> str:
    """`call_` and 24 letters and digits."""
    return "call_" + letters(24)


def letters(count: int) -> str:
    """Random letters and digits."""
    return "".join(secrets.choice(string.digits + string.ascii_letters) for _ in range(count))
