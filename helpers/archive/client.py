"""The SDK's client that a run hands to `ask`."""

from typing import TYPE_CHECKING

import httpx2

from helpers.archive.store import Store
from helpers.archive.transport import StoredTransport
from helpers.engine.connection import Engine

if TYPE_CHECKING:
    from openai import AsyncOpenAI

RETRIES = 6  # of the SDK: it waits as long as the server says, else up to 8 s (docs/protocol.md §8)


def counts_audio(engine: Engine) -> bool:
    """Whether the engine counts the tokens of recordings as OpenAI does."""
    return engine.kind != "compatible"


def stored_client(engine: Engine, store: Store) -> "AsyncOpenAI":
    """A client of `engine` whose answers are kept in the store, and come from there unpaid."""
    # the address of a practice engine of one's own is another one each time
    server = engine.kind if engine.kind == "practice" else f"{engine.kind} {engine.base_url}"

    def around(inner: httpx2.AsyncBaseTransport) -> StoredTransport:
        return StoredTransport(inner, store, server, counts_audio(engine))

    return engine.async_client_around(around).with_options(max_retries=RETRIES)
