"""Quiet is a setting of the environment, read whenever a player is made."""

import pytest

from helpers.display.quiet import VARIABLE, starts_muted


@pytest.mark.parametrize(
    "value, muted",
    [(None, False), ("", False), ("0", False), (" Off ", False), ("1", True), ("true", True)],
)
def test_a_value_is_read(monkeypatch, value, muted):
    monkeypatch.delenv(VARIABLE, raising=False)
    if value is not None:
        monkeypatch.setenv(VARIABLE, value)
    assert starts_muted() == muted
