"""Answers that are errors: refused requests, unknown addresses, faults, in a dialect's envelope."""

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from helpers.practice.http.class_board import CODE
from helpers.practice.http.neighbours import neighbour_sentence
from helpers.practice.http.sending import refusal_response
from helpers.practice.protocol import faults
from helpers.practice.protocol.compatible import Dialect
from helpers.practice.protocol.rules import Refusal


class Refusals:
    """Starlette's handlers of exceptions, which tell them in `dialect`."""

    def __init__(self, dialect: type[Dialect]) -> None:
        self.dialect = dialect

    async def refused(self, request: Request, refusal: Exception) -> Response:
        """The answer to a request that was refused."""
        assert isinstance(refusal, Refusal)
        request.scope[CODE] = refusal.code
        return refusal_response(self.dialect.refusal(refusal))

    async def failed(self, request: Request, error: Exception) -> Response:
        """A fault of the engine's own, in the API's words (docs/protocol.md §8)."""
        return refusal_response(self.dialect.refusal(faults.refusal("500")))

    async def unknown_address(self, request: Request, error: Exception) -> Response:
        """Any other address or method."""
        assert isinstance(error, HTTPException)
        status, headers = error.status_code, dict(error.headers or {})
        refusal = _unknown(request.method, request.url.path, status, headers)
        return refusal_response(self.dialect.refusal(refusal))


def _unknown(method: str, path: str, status: int, headers: dict[str, str]) -> Refusal:
    """Assumed: seen in practice, not in captured traffic.

    Of an endpoint that exists live it is said what does its work here.
    """
    neighbour = neighbour_sentence(method, path)
    if neighbour:
        return Refusal(status, neighbour, code="not_in_the_practice_engine", headers=headers)
    if status == 405:
        message = (
            f"Not allowed to {method} on {path}. "
            "(HINT: Perhaps you meant to use a different HTTP method?)"
        )
    else:
        message = f"Invalid URL ({method} {path})"
    return Refusal(status, message, headers=headers)
