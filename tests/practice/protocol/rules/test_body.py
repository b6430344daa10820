"""From bytes to a JSON object."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.practice.protocol.rules import Refusal
from helpers.practice.protocol.rules.body import parse
from tests.practice.protocol.rules.any_json import calm, values
from tests.practice.protocol.rules.examples import (
    NOT_JSON,
    request,
)


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"{",
        b"hello",
        b"[]",
        b'"text"',
        b"null",
        b"5",
        b'{"a": NaN}',
        b'{"a": -Infinity}',
        b'{"a": "\xff"}',
        b'{"a": "\\ud800"}',
        b'{"a": "\\uDC00"}',
        b"\xef\xbb\xbf{}",
        "{}".encode("utf-16"),
        b"[" * 100_000,
        b'{"a":' * 500 + b"1" + b"}" * 500,
        b'{"a": ' + b"9" * 5000 + b"}",
    ],
)
def test_not_json(raw):
    with pytest.raises(Refusal) as caught:
        parse(raw)
    assert caught.value.status == 400
    assert caught.value.body() == {
        "error": {"message": NOT_JSON, "type": "invalid_request_error", "param": None, "code": None}
    }


def test_json():
    assert parse(b'{"a": [1, 2.5, "\\ud83d\\ude00", 1e999, null]}') == {
        "a": [1, 2.5, "\U0001f600", float("inf"), None]
    }
    assert parse(json.dumps(request()).encode()) == request()


@calm
@given(st.binary(max_size=60) | values.map(lambda value: json.dumps(value).encode()))
def test_any_bytes_are_parsed_or_refused(raw):
    try:
        parsed = parse(raw)
    except Refusal as refused:
        message = refused.message
    else:
        assert isinstance(parsed, dict)
        return
    assert message == NOT_JSON
