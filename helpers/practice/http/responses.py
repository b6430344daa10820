"""POST /v1/responses: these models and their recordings do not belong there."""

from starlette.requests import Request
from starlette.responses import Response

from helpers.practice.http.body import read_body
from helpers.practice.protocol.rules.body import parse
from helpers.practice.protocol.rules.responses import responses_refusal


async def post_response(request: Request) -> Response:
    """Raises the API's Refusal (docs/protocol.md §2.4 E16)."""
    raise responses_refusal(parse(await read_body(request)))
