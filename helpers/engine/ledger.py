"""Tokens and money: counted after each call, added up for the lesson and the day, and stopped at a cap."""

import datetime
import html
import json
import os
import time
from dataclasses import asdict, dataclass
from pathlib import Path

from helpers.engine import catalogue
from helpers.paths import DATA, ROOT

LESSONS = DATA / "lessons.json"  # what each lesson used when it was last run from top to bottom
USUAL_CAP = 0.50  # US dollars a day
BYTES_PER_SECOND = {
    "wav": 16_000,
    "mp3": 3_000,
}  # no usual recording has fewer, so seconds guessed from bytes are too many rather than too few


class BudgetError(RuntimeError):
    """The next call would go over the day's cap; nothing was sent."""


@dataclass(frozen=True)
class Row:
    """One counted call. `worth` is its price in US dollars with a key, `paid` what it really cost: nothing on the practice engine."""

    day: str
    lesson: str
    model: str
    text_in: int
    audio_in: int
    text_out: int
    audio_out: int
    worth: float
    paid: float


class Ledger:
    """Every call of this notebook, and what was paid today in all of them. As the last line of a cell it shows itself as a table."""

    def __init__(self):
        self.kind = "practice"
        self.lesson = ""
        self.cap = None
        self.rows: list[Row] = []
        self._counted: set[str] = set()

    @property
    def file(self) -> Path:
        """Where calls are written down, a line each: AUDIO_LEDGER, or .ledger.jsonl beside the README (git ignores it)."""
        return Path(os.environ.get("AUDIO_LEDGER") or ROOT / ".ledger.jsonl")

    def add(self, answer) -> Row | None:
        """Count one answer: a completion, or the JSON of one. The same answer is counted once; one without usage is not counted."""
        answer = answer if isinstance(answer, dict) else answer.model_dump()
        usage = answer.get("usage")
        if not usage or answer.get("id") in self._counted:
            return None
        self._counted.add(answer.get("id"))
        model = answer.get("model") or catalogue.default_model()
        worth = catalogue.priced(model).cost(usage)
        row = Row(
            str(datetime.date.today()),
            self.lesson,
            model,
            *catalogue.tokens(usage),
            worth,
            0.0 if self.kind == "practice" else worth,
        )
        self.rows.append(row)
        try:
            with self.file.open("a", encoding="utf-8") as file:
                file.write(json.dumps(asdict(row)) + "\n")
        except OSError as error:
            print(
                f"This call could not be written to the ledger ({error.strerror}): today's total will lack it."
            )
        print(
            f"tokens: {row.text_in} text + {row.audio_in} audio in, {row.text_out} text + {row.audio_out} audio out · {_cents(worth)}{' with a key, free here' if not row.paid else ''}"
        )
        return row

    def paid_today(self) -> float:
        """US dollars paid today, in all notebooks."""
        today = str(datetime.date.today())
        return sum(row.get("paid", 0.0) for row in self._written() if row.get("day") == today)

    def guard(self, body: bytes) -> None:
        """Stop a call on a paid engine that could go over the day's cap. Raises BudgetError before anything is sent."""
        if self.kind == "practice":
            return
        worst, left = _worst(body), budget() - self.paid_today()
        if worst > max(0.0, left):  # what costs nothing, a list of models say, is never stopped
            advice = "set a smaller max_completion_tokens" if left > 0.01 else "wait until tomorrow"
            raise BudgetError(
                f"Stopped before sending: this call could cost up to ${worst:.2f}, and ${max(0, left):.2f} of today's ${budget():.2f} is left. "
                f"{advice.capitalize()}, or raise the cap with budget({max(1, round(budget() * 2))})."
            )

    def hooks(self) -> dict:
        """Event hooks for the SDK's HTTP client: stop a call over budget, hide a key in an error, count an answer."""

        def before(request):
            self.guard(_body(request))
            request.extensions["sent"] = (
                time.perf_counter()
            )  # listen() says how long the first sound took

        def after(response):
            if _is_json(response):
                response.read()
                self._look(response)

        return {"request": [before], "response": [after]}

    def async_hooks(self) -> dict:
        """The same for the asynchronous client."""

        async def before(request):
            self.guard(_body(request))
            request.extensions["sent"] = time.perf_counter()

        async def after(response):
            if _is_json(response):
                await response.aread()
                self._look(response)

        return {"request": [before], "response": [after]}

    def _look(self, response) -> None:
        if response.status_code == 401:  # the API repeats parts of a wrong key in its message
            response._content = _without_key(response.content)
        try:
            answer = response.json()
        except ValueError:
            return
        if isinstance(answer, dict) and answer.get("object") == "chat.completion":
            self.add(answer)

    def _written(self) -> list[dict]:
        try:
            lines = self.file.read_text("utf-8").splitlines()
        except OSError:
            return []
        rows = []
        for line in lines:
            try:
                rows.append(json.loads(line))
            except ValueError:  # a line that a full disk or a crash cut short
                continue
        return rows

    def _table(self) -> list[tuple[str, str]]:
        def total(name):
            return sum(getattr(row, name) for row in self.rows)

        return [
            ("calls", str(len(self.rows))),
            ("text tokens in", f"{total('text_in'):,}"),
            ("audio tokens in", f"{total('audio_in'):,}"),
            ("text tokens out", f"{total('text_out'):,}"),
            ("audio tokens out", f"{total('audio_out'):,}"),
            ("worth with a key", _cents(total("worth"))),
            ("paid here", _cents(total("paid"))),
            ("paid today", f"{_cents(self.paid_today())} of {_cents(budget())}"),
        ]

    def __repr__(self) -> str:
        return " · ".join(f"{name}: {value}" for name, value in self._table())

    def _repr_html_(self) -> str:
        rows = "".join(
            f'<tr><th style="text-align:left">{name}</th><td style="text-align:right">{html.escape(value)}</td></tr>'
            for name, value in self._table()
        )
        return f'<table><caption style="text-align:left;white-space:nowrap">This notebook, since it was started</caption>{rows}</table>'


ledger = Ledger()


def budget(dollars: float | None = None) -> float:
    """The cap for a day in US dollars: set it with a number, or ask for it. AUDIO_BUDGET_USD sets it for every notebook."""
    if dollars is not None:
        if not 0 <= dollars < float("inf"):
            raise ValueError("A budget is a number of US dollars, zero or more.")
        ledger.cap = float(dollars)
    if ledger.cap is not None:
        return ledger.cap
    try:
        return max(0.0, float(os.environ.get("AUDIO_BUDGET_USD") or USUAL_CAP))
    except ValueError:
        return USUAL_CAP


def lesson_cost(lesson: str) -> None:
    """Say what lesson `lesson` ("02") uses and would cost with a key, and count what follows under its name."""
    ledger.lesson = lesson
    print(estimate(lesson))


def estimate(lesson: str) -> str:
    """What a lesson uses, in one line."""
    used = lessons().get(lesson)
    if not used:
        return f"lesson {lesson}: not measured yet"
    return f"lesson {lesson}: {used['calls']} calls, {used['tokens']:,} tokens, about {_cents(used['worth'])} with a key"


def lessons() -> dict:
    """What each lesson used when it was last run from top to bottom; `make notebooks` writes it."""
    try:
        return json.loads(LESSONS.read_text("utf-8"))
    except OSError:
        return {}


def _cents(dollars: float) -> str:
    """Money in cents: two dollar signs in one output would be typeset as a formula."""
    return f"{dollars * 100:,.2f} ¢" if dollars else "0 ¢"


def _worst(body: bytes) -> float:
    """The most that a request can cost in US dollars: all the tokens it allows, and its recordings at the lowest usual bit rate."""
    try:
        request = json.loads(body)
        model = catalogue.priced(request.get("model", ""))
        out = (
            request.get("max_completion_tokens")
            or request.get("max_tokens")
            or catalogue.limit("output_tokens")
        )
        spoken = "audio" in (request.get("modalities") or [])
        text, seconds = 0, 0.0
        for message in request.get("messages", []):
            content = message.get("content")
            for part in content if isinstance(content, list) else [{"text": content}]:
                audio = part.get("input_audio") or {}
                text += len(part.get("text") or "")
                seconds += (
                    len(audio.get("data") or "")
                    * 3
                    / 4
                    / BYTES_PER_SECOND.get(audio.get("format"), 3_000)
                )
        return (
            text * model.text_in
            + seconds * catalogue.tokens_per_second("in") * model.audio_in
            + out * (model.audio_out if spoken else model.text_out)
        ) / 1e6
    except (ValueError, TypeError, AttributeError):
        return 0.0  # not a chat request: nothing that costs


def _body(request) -> bytes:
    try:
        return request.content
    except Exception:  # a body that is streamed cannot be looked at
        return b""


def _is_json(response) -> bool:
    return response.headers.get("content-type", "").startswith("application/json")


def _without_key(content: bytes) -> bytes:
    try:
        answer = json.loads(content)
        before, found, after = answer["error"]["message"].partition("provided: ")
        if found:
            answer["error"]["message"] = before + found + "****. " + after.partition(". ")[2]
        return json.dumps(answer).encode()
    except (ValueError, KeyError, TypeError):
        return content
