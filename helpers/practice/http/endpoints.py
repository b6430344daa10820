"""The endpoints that do work, each made when its first request comes.

What hears, thinks and speaks is as much to load as the server itself, which is ready before.
"""

from functools import cached_property
from typing import TYPE_CHECKING

from starlette.requests import Request
from starlette.responses import Response

from helpers.practice.http.admission import Admission
from helpers.practice.http.stored import list_completions
from helpers.practice.protocol.dialects import DIALECTS

if TYPE_CHECKING:
    from helpers.practice.http.chat import ChatEndpoint
    from helpers.practice.http.speech import SpeechEndpoint
    from helpers.practice.http.transcriptions import TranscriptionEndpoint
    from helpers.practice.http.workplace import Workplace


class Endpoints:
    """One engine's endpoints, which share a workplace. Their methods raise Refusal."""

    def __init__(self, pace: str, admission: Admission, dialect: str) -> None:
        self.pace = pace
        self.admission = admission
        self.dialect = dialect

    async def chat(self, request: Request) -> Response:
        """The answer to a request for a chat completion."""
        return await self._chat.post(request)

    async def completions(self, request: Request) -> Response:
        """The same, or a list of those that were stored."""
        return await (self.chat if request.method == "POST" else list_completions)(request)

    async def speech(self, request: Request) -> Response:
        """The answer to a request for a text to be read aloud."""
        return await self._speech.post(request)

    async def transcriptions(self, request: Request) -> Response:
        """The answer to a request for a recording to be written down."""
        return await self._transcriptions.post(request)

    @cached_property
    def _workplace(self) -> "Workplace":
        from helpers.practice.http.workplace import Workplace

        return Workplace(self.pace, self.admission)

    @cached_property
    def _chat(self) -> "ChatEndpoint":
        from helpers.practice.http.chat import ChatEndpoint

        return ChatEndpoint(self._workplace, DIALECTS[self.dialect])

    @cached_property
    def _speech(self) -> "SpeechEndpoint":
        from helpers.practice.http.speech import SpeechEndpoint

        return SpeechEndpoint(self._workplace)

    @cached_property
    def _transcriptions(self) -> "TranscriptionEndpoint":
        from helpers.practice.http.transcriptions import TranscriptionEndpoint

        return TranscriptionEndpoint(self._workplace)
