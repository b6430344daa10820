"""GET /v1/models and GET /v1/models/{name}: what works today, with its last day."""

from starlette.requests import Request
from starlette.responses import Response

from helpers.practice.http.sending import json_response
from helpers.practice.protocol import faults
from helpers.practice.protocol.dialects import DIALECTS
from helpers.practice.protocol.model_list import model_entry
from helpers.practice.protocol.rules.models import listed_models, listing_refusal


async def list_models(request: Request) -> Response:
    """All models that may be used today."""
    faults.refuse(faults.ordered(request.headers), "")
    usable = [model_entry(model) for model in listed_models().values()]
    listed = DIALECTS[request.app.state.dialect].listed(usable)
    return json_response({"object": "list", "data": listed})


async def get_model(request: Request) -> Response:
    """One model; raises Refusal where it is gone or unknown."""
    name = request.path_params["name"]
    faults.refuse(faults.ordered(request.headers), name)
    refusal = listing_refusal(name)
    if refusal:
        raise refusal
    return json_response(model_entry(listed_models()[name]))
