"""Azure's addresses, so that a client for Azure can be tried without it (docs/protocol.md §7, §12).

/openai/v1 has the deployment's name as model; /openai/deployments/NAME names it in the address and
needs an api-version. What belongs to no deployment, such as the list of models, stands right below
/openai as well. A key comes as `api-key` or as Bearer.
"""

import re
from collections.abc import Mapping
from typing import Any

from starlette.requests import Request

from helpers.engine import catalogue
from helpers.practice.protocol.rules import Refusal

PREFIX = "/openai/"
BEFORE_ENDPOINT = re.compile(r"^/openai(/v1|/deployments/[^/]+)?(?=/)")


def is_azure(request: Request) -> bool:
    """Whether a request was sent to one of Azure's addresses."""
    return request.url.path.startswith(PREFIX)


def usual_path(path: str) -> str:
    """The path that the API has for what stands at `path` with Azure."""
    return BEFORE_ENDPOINT.sub("/v1", path) if path.startswith(PREFIX) else path


def authorization(request: Request) -> str | None:
    """The Authorization header; at Azure's addresses a header `api-key` says the same."""
    key = request.headers.get("api-key") if is_azure(request) else None
    return f"Bearer {key}" if key else request.headers.get("authorization")


def check_version(request: Request) -> None:
    """Refuse a deployment's address without an api-version (assumed: Azure's words)."""
    if "deployment" in request.path_params and not request.query_params.get("api-version"):
        raise Refusal(404, "Resource not found", code="404")


def name_model(
    request: Request,
    body: dict[str, Any],
    known: Mapping[str, catalogue.Listed] | None = None,
    usual: str = "",
) -> None:
    """Put the model behind a deployment into `body`: that of its name, else the `usual` one.

    Deployments are named as their owner likes. Without `known` models they are those of Chat
    Completions, and the usual one is the course's own.
    """
    if not is_azure(request):
        return
    name = request.path_params.get("deployment") or body.get("model")
    if isinstance(name, str) and name:
        known = catalogue.models() if known is None else known
        body["model"] = name if name in known else usual or catalogue.default_model()
