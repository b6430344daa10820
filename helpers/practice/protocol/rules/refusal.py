"""Refusal: an answer that is an error, in the API's envelope (docs/protocol.md §8)."""

from typing import Any


class Refusal(Exception):  # noqa: N818 - to refuse a request is the engine's work, no failure of it
    """An answer that is an error: HTTP `status`, the four fields of its body, headers to add."""

    def __init__(
        self,
        status: int,
        message: str,
        *,
        type: str = "invalid_request_error",
        param: str | None = None,
        code: str | None = None,
        headers: dict[str, str] | None = None,
    ) -> None:
        super().__init__(message)
        self.status = status
        self.message = message
        self.type = type
        self.param = param
        self.code = code
        self.headers = headers or {}

    def body(self) -> dict[str, Any]:
        """The body, all four keys always there, in the API's order."""
        return {
            "error": {
                "message": self.message,
                "type": self.type,
                "param": self.param,
                "code": self.code,
            }
        }


def invalid(message: str, param: str | None, code: str | None) -> Refusal:
    """The 400 of a request that says something it may not."""
    return Refusal(400, message, param=param, code=code)


def missing(path: str) -> Refusal:
    """The 400 of a request that lacks what should stand at `path` (docs/protocol.md §2.5)."""
    return invalid(f"Missing required parameter: '{path}'.", path, "missing_required_parameter")
