"""GET /audio/{name}: a recording of the course, or the page about one, as if on the web."""

from starlette.requests import Request
from starlette.responses import FileResponse, Response

from helpers.paths import DATA

SUFFIXES = (".wav", ".mp3", ".m4a", ".ogg", ".webm", ".flac", ".html")


async def get_sample(request: Request) -> Response:
    """The recording; its path is looked up, never put together from what was asked."""
    recordings = {path.name: path for path in DATA.iterdir() if path.suffix in SUFFIXES}
    path = recordings.get(request.path_params["name"])
    if path:
        return FileResponse(path)
    return Response("There is no such recording.", 404, media_type="text/plain")
