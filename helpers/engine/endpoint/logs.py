"""Logs of the HTTP libraries, which show whatever a server sends back, without a key."""

import logging

from helpers.engine.endpoint import keys

LOGGERS = (  # a filter holds for records of its own logger alone, not for those of its children
    "httpcore2.connection",
    "httpcore2.http11",
    "httpcore2.http2",
    "httpcore2.proxy",
    "httpx2",
    "openai._base_client",
    "openai._legacy_response",
    "openai._response",
    "urllib3.connectionpool",
)


def hide_keys() -> None:
    """From now on these loggers write no part of a known key."""
    for name in LOGGERS:
        logging.getLogger(name).addFilter(_without_keys)  # one that is there already is not added


def _without_keys(record: logging.LogRecord) -> bool:
    record.msg, record.args = keys.hidden(record.getMessage()), ()
    return True
