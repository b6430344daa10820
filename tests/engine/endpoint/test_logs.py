"""Logs of the HTTP libraries hold no key, whatever a server sends back."""

import logging

import pytest

from helpers.engine.endpoint import keys, logs
from helpers.engine.endpoint.keys import Secret


@pytest.mark.parametrize("name", logs.LOGGERS)
def test_a_record_loses_the_key_and_keeps_the_rest(name, key, caplog):
    keys.checked(Secret(key), "X")
    for _ in range(2):
        logs.hide_keys()
    assert len([f for f in logging.getLogger(name).filters if f is logs._without_keys]) == 1
    with caplog.at_level(logging.DEBUG, name):
        logging.getLogger(name).debug("sent %s, got %r", "a request", [key.encode()])
    assert caplog.messages == ["sent a request, got [b'***']"]
