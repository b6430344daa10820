"""The practice engine's HTTP application: addresses, access before them, errors behind them."""

import re

from starlette.applications import Starlette
from starlette.middleware.cors import CORSMiddleware
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import ASGIApp

from helpers.practice.http import class_page
from helpers.practice.http.access import LOOPBACK, AccessControl
from helpers.practice.http.admission import Admission
from helpers.practice.http.class_board import ClassBoard, Counting
from helpers.practice.http.endpoints import Endpoints
from helpers.practice.http.models import get_model, list_models
from helpers.practice.http.refusals import Refusals
from helpers.practice.http.responses import post_response
from helpers.practice.http.samples import get_sample
from helpers.practice.http.stored import stored_completion, stored_messages
from helpers.practice.protocol.dialects import DIALECTS
from helpers.practice.protocol.rules import Refusal

READ_AND_CHANGED = ["GET", "POST", "DELETE"]


def application(
    pace: str = "fast",
    hosts: frozenset[str] = LOOPBACK,
    admission: Admission | None = None,
    dialect: str = "openai",
    board: ClassBoard | None = None,
) -> ASGIApp:
    """The ASGI application; `pace` is one of events.PACES, `hosts` the names it answers to.

    `dialect` is one of protocol.dialects.DIALECTS: the form in which it answers. With `board` it
    counts for a class, and shows the counts on its front page.
    """
    work = Endpoints(pace, admission or Admission(), dialect)
    refusals = Refusals(DIALECTS[dialect])
    routes = Starlette(
        routes=[
            *_routes("/v1", work),
            *_routes("/openai/v1", work),
            *_deployment("/openai/deployments/{deployment}", work),
            *_models("/openai"),
            Route("/v1/responses", post_response, methods=["POST"]),
            Route("/audio/{name}", get_sample),
            *(class_page.routes(board) if board else []),
        ],
        exception_handlers={
            404: refusals.unknown_address,
            405: refusals.unknown_address,
            Refusal: refusals.refused,
            ClientDisconnect: _disconnected,
            Exception: refusals.failed,
        },
    )
    routes.state.dialect = dialect
    # an address with a slash too many is unknown, as with the API
    routes.router.redirect_slashes = False
    guarded: ASGIApp = AccessControl(routes, refusals.refused, hosts)
    return _for_pages(Counting(guarded, board) if board else guarded, hosts)


def _routes(root: str, work: Endpoints) -> list[Route]:
    """All endpoints below `root`, the API's or Azure's."""
    completions = f"{root}/chat/completions"
    return [
        Route(completions, work.completions, methods=["GET", "POST"]),
        Route(f"{completions}/{{name}}", stored_completion, methods=READ_AND_CHANGED),
        Route(f"{completions}/{{name}}/messages", stored_messages),
        *_audio(root, work),
        *_models(root),
    ]


def _deployment(root: str, work: Endpoints) -> list[Route]:
    """What a deployment of Azure answers; the rest belongs to none."""
    return [
        Route(f"{root}/chat/completions", work.chat, methods=["POST"]),
        *_audio(root, work),
    ]


def _audio(root: str, work: Endpoints) -> list[Route]:
    return [
        Route(f"{root}/audio/speech", work.speech, methods=["POST"]),
        Route(f"{root}/audio/transcriptions", work.transcriptions, methods=["POST"]),
    ]


def _models(root: str) -> list[Route]:
    return [Route(f"{root}/models", list_models), Route(f"{root}/models/{{name:model}}", get_model)]


def _for_pages(app: ASGIApp, hosts: frozenset[str]) -> ASGIApp:
    """`app`, whose answers pages of `hosts` may read; a preflight is answered without a key.

    That the API does the same is inferred from its JavaScript package (docs/protocol.md §12).
    """
    names = "|".join(re.escape(f"[{host}]" if ":" in host else host) for host in sorted(hosts))
    return CORSMiddleware(
        app,
        allow_origin_regex=rf"https?://({names})(:\d+)?",
        allow_methods=("GET", "POST", "DELETE"),
        allow_headers=("*",),
        expose_headers=("X-Request-ID", "CF-Ray"),
    )


async def _disconnected(request: Request, error: Exception) -> Response:
    return Response(status_code=499)  # the client is gone and does not read it
