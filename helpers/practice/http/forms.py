"""Forms with files (multipart/form-data, RFC 7578) from the bytes of a body."""

import logging
from collections import defaultdict
from collections.abc import AsyncGenerator
from dataclasses import dataclass, field

from starlette.datastructures import Headers
from starlette.formparsers import MultiPartException, MultiPartParser

from helpers.practice.protocol.rules import Refusal

MOST_PARTS = 100  # of fields, and of files
PIECE = 1 << 20  # bytes that are parsed at a time

# What is wrong with a form is answered; the parser would print it as well.
logging.getLogger("python_multipart").setLevel(logging.CRITICAL)


@dataclass
class Form:
    """What a form holds: the last value of each field, every value, and (name, bytes) of files."""

    fields: dict[str, str] = field(default_factory=dict)
    lists: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    files: dict[str, tuple[str, bytes]] = field(default_factory=dict)

    def all(self, name: str) -> tuple[str, ...]:
        """Every value of a list, which may be written `name` or `name[]`."""
        return (*self.lists[f"{name}[]"], *self.lists[name])


async def form_of(headers: Headers, body: bytes) -> Form:
    """The form in `body`; raises Refusal where it is none (its words are assumed)."""
    if "multipart/form-data" not in headers.get("content-type", "").lower():
        raise Refusal(400, "Could not parse multipart form: the body is not multipart/form-data.")
    parser = MultiPartParser(headers, _pieces(body), max_files=MOST_PARTS, max_fields=MOST_PARTS)
    try:
        parsed = await parser.parse()
    except (MultiPartException, ValueError):
        raise Refusal(400, "Could not parse multipart form") from None
    form = Form()
    for name, value in parsed.multi_items():
        if isinstance(value, str):
            form.fields[name] = value
            form.lists[name].append(value)
        else:
            form.files[name] = (value.filename or "", value.file.read())
    await parsed.close()
    return form


async def _pieces(body: bytes) -> AsyncGenerator[bytes, None]:
    for start in range(0, len(body), PIECE):
        yield body[start : start + PIECE]
    yield b""
