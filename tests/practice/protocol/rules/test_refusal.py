"""An answer that is an error."""

from helpers.practice.protocol.rules import Refusal


def test_refusal_carries_headers():
    refusal = Refusal(
        429, "Slow down.", type="tokens", code="rate_limit_exceeded", headers={"Retry-After": "1"}
    )
    assert (str(refusal), refusal.headers) == ("Slow down.", {"Retry-After": "1"}) and Refusal(
        400, "No."
    ).headers == {}
