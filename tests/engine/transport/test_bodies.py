"""The bytes of an answer, without a key, wherever a piece ends."""

import asyncio
import random

import httpx2
import pytest

from helpers.engine.endpoint import keys
from helpers.engine.endpoint.keys import Filter, Secret
from helpers.engine.endpoint.place import Place
from helpers.engine.transport.bodies import AsyncBody, Body

PLACE = Place("compatible", "http://127.0.0.1:1/v1", Secret("none"), "OPENAI_BASE_URL")


class Pieces(httpx2.SyncByteStream, httpx2.AsyncByteStream):
    def __init__(self, pieces, error=None):
        self.pieces, self.error = pieces, error

    def __iter__(self):
        yield from self.pieces
        if self.error:
            raise self.error

    async def __aiter__(self):
        for piece in self:
            yield piece


def test_a_key_is_found_wherever_a_piece_ends(key):
    keys.checked(Secret(key), "X")
    whole = f"before {key} between {key}{key} {key[:30]} after".encode()
    expected = whole.replace(key.encode(), b"***")
    chance = random.Random(1)
    for _ in range(200):
        cuts = sorted(chance.sample(range(len(whole)), 12))
        pieces = [whole[a:b] for a, b in zip([0, *cuts], [*cuts, len(whole)], strict=True)]
        assert b"".join(Body(Pieces(pieces), PLACE)) == expected


def test_bytes_pass_as_they_come(key):
    keys.checked(Secret(key), "X")
    out = Filter()
    assert out.passed(b"data: hello\n\n") == b"data: hello\n\n"
    assert out.passed(b"sk") == b"" and out.passed(b"y") == b"sky" and out.rest() == b""
    assert Filter().all_of(bytes(range(256)) * 99) == bytes(range(256)) * 99


@pytest.mark.parametrize("kind", [httpx2.ReadError, httpx2.RemoteProtocolError])
def test_where_it_breaks_off_one_sentence_says_so(kind):
    with pytest.raises(kind, match="ended in the middle of the answer") as caught:
        list(Body(Pieces([b"x"], kind("peer closed")), PLACE))
    assert caught.value.__context__ is None
    with pytest.raises(httpx2.ReadTimeout, match="did not answer in time"):
        list(Body(Pieces([b"x"], httpx2.ReadTimeout("")), PLACE))


async def _all(body):
    return [piece async for piece in body]


def test_the_same_for_an_asynchronous_answer(key):
    keys.checked(Secret(key), "X")
    assert b"".join(asyncio.run(_all(AsyncBody(Pieces([key.encode()]), PLACE)))) == b"***"
    with pytest.raises(httpx2.ReadError, match="ended in the middle of the answer"):
        asyncio.run(_all(AsyncBody(Pieces([], httpx2.ReadError("")), PLACE)))
