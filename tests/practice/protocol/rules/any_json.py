"""JSON that nobody thought of, and what may become of it."""

import json

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from helpers.practice.protocol.rules import Accepted, Refusal, accept
from tests.practice.protocol.rules.examples import TODAY

words = st.text(st.characters(codec=None), max_size=12) | st.sampled_from(
    [
        "audio",
        "text",
        "user",
        "type",
        "function",
        "content",
        "role",
        "\ud800",
        "é" * 200,
        "null",
        "messages[0]",
        "gpt-audio-1.5",
    ]
)
scalars = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.sampled_from([10**400, -(10**400), 2**64, 1e999, -1e999, 1e308, 0.1])
    | st.floats()
    | words
)
values = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(words, inner, max_size=4),
    max_leaves=12,
)
calm = settings(
    max_examples=250, deadline=1000, suppress_health_check=[HealthCheck.too_slow], derandomize=True
)


def well_formed(body):
    """Accepts or refuses, and the refusal can be sent."""
    try:
        assert isinstance(accept(body, today=TODAY), Accepted)
    except Refusal as refused:
        refusal = refused
    else:
        return
    error = refusal.body()["error"]
    assert list(error) == ["message", "type", "param", "code"] and refusal.status in (400, 404)
    assert error["message"] and isinstance(error["message"], str)
    assert error["type"] == "invalid_request_error"
    assert all(error[key] is None or isinstance(error[key], str) for key in ("param", "code"))
    assert len(json.dumps(error)) < 10_000
