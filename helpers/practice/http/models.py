"""GET /v1/models and GET /v1/models/{name}: what works today, with its last day."""

from typing import Any

from starlette.convertors import PathConvertor, register_url_convertor
from starlette.requests import Request
from starlette.responses import Response

from helpers.practice.http.sending import json_response
from helpers.practice.protocol import faults
from helpers.practice.protocol.dialects import DIALECTS
from helpers.practice.protocol.model_list import model_entry
from helpers.practice.protocol.rules.models import listed_models, listing_refusal, unknown_model


class _ModelName(PathConvertor):
    """Part of an address: compatible servers have names with a slash."""

    regex = ".+"


register_url_convertor("model", _ModelName())


async def list_models(request: Request) -> Response:
    """All models that may be used today."""
    faults.refuse(faults.ordered(request.headers), "")
    return json_response({"object": "list", "data": _listed(request)})


async def get_model(request: Request) -> Response:
    """One model; raises Refusal where it is gone or unknown."""
    name = request.path_params["name"]
    faults.refuse(faults.ordered(request.headers), name)
    entry = next((entry for entry in _listed(request) if entry["id"] == name), None)
    if entry is None:
        raise listing_refusal(name) or unknown_model(name)
    return json_response(entry)


def _listed(request: Request) -> list[dict[str, Any]]:
    """The models of the server whose dialect is spoken."""
    usable = [model_entry(model) for model in listed_models().values()]
    return DIALECTS[request.app.state.dialect].listed(usable)
