"""What a class engine counts for its front page: counts alone, nothing of any learner.

Kept in memory, written nowhere. Kinds of errors are words of the table below, exercises are those
of the lessons: nothing that a request says can get into either.
"""

import re
from collections import Counter

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from helpers.paths import ROOT
from helpers.practice.http.admission import Admission

CHECKED = re.compile(r'check\(\\"(\d\d-[a-z0-9-]+)\\"')  # in a notebook's JSON
CODE = "practice_error_code"  # in a request's scope: the code of the error that answers it
WRONG_BODY = {  # codes of a 400 (docs/protocol.md §2)
    "missing_required_parameter": "something is missing in the request",
    "unknown_parameter": "a name that no request has",
    "unsupported_parameter": "a name that no request has",
    "invalid_type": "a value of the wrong type",
    "invalid_value": "a value that is not allowed",
    "unsupported_value": "a value that is not allowed",
    "unsupported_format": "a format that is not allowed",
    "invalid_parameter_combination": "things that do not go together",
}
STATUSES = {
    400: "another fault in the request",
    401: "no key, or one that looks real",
    403: "another host or page",
    404: "a model that is gone, or an unknown address",
    405: "a model that is gone, or an unknown address",
    408: "half a request",
    413: "a recording that is too large",
    429: "no place free",
    499: "left before the answer came",
}
WORK = ("/chat/completions", "/audio/speech", "/audio/transcriptions")
OTHER = "a fault of the engine, or one that was ordered"


class ClassBoard:
    """The counts of one engine since its start."""

    def __init__(self, admission: Admission) -> None:
        self.notebooks = 0  # connect() asks for the models once
        self.requests = 0
        self.errors: Counter[str] = Counter()
        self.failed: Counter[str] = Counter()  # exercises of those who agreed
        self.passed: Counter[str] = Counter()
        self._admission = admission
        self._exercises = known_exercises()

    @property
    def places_free(self) -> int:
        """How many more requests may be in work now."""
        return max(0, self._admission.most - self._admission.requests)

    @property
    def places(self) -> int:
        """How many requests may be in work at a time."""
        return self._admission.most

    def note_answer(self, path: str, status: int, code: str | None) -> None:
        """Count an answer of the API; `path` is only compared, never kept."""
        if path.endswith("/models") and status < 400:
            self.notebooks += 1
        if path.endswith(WORK):
            self.requests += 1
        if status >= 400:
            self.errors[kind_of(status, code)] += 1

    def note_exercise(self, name: object, passed: object) -> bool:
        """Count a try at an exercise; False, and nothing counted, where it is none of a lesson."""
        if not isinstance(name, str) or name not in self._exercises or type(passed) is not bool:
            return False
        (self.passed if passed else self.failed)[name] += 1
        return True


class Counting:
    """Stands before `app` and has `board` count what is answered to requests of the API."""

    def __init__(self, app: ASGIApp, board: ClassBoard) -> None:
        self.app = app
        self.board = board

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand a request on, and count its answer when its status is sent."""
        path = scope["path"] if scope["type"] == "http" else ""

        async def counted(message: Message) -> None:
            if message["type"] == "http.response.start":
                self.board.note_answer(path, message["status"], scope.get(CODE))
            await send(message)

        is_api = path.startswith(("/v1", "/openai"))
        await self.app(scope, receive, counted if is_api else send)


def kind_of(status: int, code: str | None) -> str:
    """An error in words, for those who teach."""
    if status == 400 and code in WRONG_BODY:
        return WRONG_BODY[code]
    return STATUSES.get(status, OTHER)


def known_exercises() -> frozenset[str]:
    """The names of the exercises, as the lessons check them."""
    lessons = (ROOT / "notebooks").glob("[0-9][0-9]_*.ipynb")
    return frozenset(
        name for lesson in lessons for name in CHECKED.findall(lesson.read_text("utf-8"))
    )
