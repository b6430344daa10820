"""/v1/chat/completions and what is below it: completions that were stored, read again."""

import asyncio
from collections.abc import Mapping

from starlette.requests import Request
from starlette.responses import Response

from helpers.practice.http import azure
from helpers.practice.http.body import read_body
from helpers.practice.http.sending import json_response
from helpers.practice.protocol import faults
from helpers.practice.protocol.pages import asked_metadata, page
from helpers.practice.protocol.rules.body import parse
from helpers.practice.protocol.rules.check import check
from helpers.practice.protocol.rules.fields import FIELDS
from helpers.practice.protocol.rules.rule import record
from helpers.practice.protocol.stored import completions

CHANGE = record("metadata", metadata=FIELDS["metadata"])


def owner_of(request: Request) -> str:
    """Whose completions a request may read: those of its key and its machine.

    In a class every machine has the same key.
    """
    return f"{request.client and request.client.host} {azure.authorization(request)}"


async def list_completions(request: Request) -> Response:
    """A page of the completions that fit the query."""
    faults.refuse(faults.ordered(request.headers), "")
    query, owner = request.query_params, owner_of(request)
    return await asyncio.to_thread(_listed, query, owner)


def _listed(query: Mapping[str, str], owner: str) -> Response:
    told = completions.documents(owner, query.get("model", ""), asked_metadata(query))
    return json_response(page(told, query))


async def stored_completion(request: Request) -> Response:
    """One completion: read, given other metadata, or deleted; raises Refusal."""
    faults.refuse(faults.ordered(request.headers), "")
    owner, name = owner_of(request), request.path_params["name"]
    if request.method == "DELETE":
        completions.delete(owner, name)
        return json_response({"object": "chat.completion.deleted", "id": name, "deleted": True})
    if request.method == "POST":
        completions.get(owner, name)
        change = parse(await read_body(request))
        check(CHANGE, change, "")
        return json_response(completions.update(owner, name, change["metadata"] or {}).document())
    return json_response(completions.get(owner, name).document())


async def stored_messages(request: Request) -> Response:
    """A page of the messages that a completion answers; raises Refusal."""
    faults.refuse(faults.ordered(request.headers), "")
    stored = completions.get(owner_of(request), request.path_params["name"])
    return json_response(page(stored.messages, request.query_params))
