"""GET / of a class engine: who is stuck, in counts; POST /class/exercise of those who agreed."""

import json
from collections.abc import Iterable

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from helpers.practice.http.class_board import ClassBoard

MOST_BYTES = 200  # of a report: a name and a yes or no
RELOAD_SECONDS = 10
HEADERS = {
    "cache-control": "no-store",
    "content-security-policy": "default-src 'none'; style-src 'unsafe-inline'",
}
PAGE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>The class</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="refresh" content="{reload}">
<style>
 body {{ max-width: 44rem; margin: 2rem auto; padding: 0 1rem; font: 1.1rem/1.5 system-ui;
        color: #111; background: #fff; }}
 table {{ border-collapse: collapse; width: 100%; }}
 caption, th, td {{ text-align: left; padding: .2rem .6rem; }}
 caption {{ font-weight: bold; padding: 1.2rem 0 .3rem; }}
 th, td {{ border-top: 1px solid #767676; }} td {{ text-align: right; }}
</style></head><body>
<h1>The class · 우리 반</h1>
<p>Counts since the engine's start: no name, no text, no voice. 횟수만 보입니다.</p>
<p>Notebooks are counted, not learners: who opens three lessons is counted three times.
The engine does not know who asks. 사람이 아니라 노트북을 셉니다. 한 사람이 세 번 열면 셋입니다.</p>
{tables}
</body></html>"""


def routes(board: ClassBoard) -> list[Route]:
    """The addresses of the page and of the reports."""

    async def page(request: Request) -> Response:
        return HTMLResponse(html(board), headers=HEADERS)

    async def report(request: Request) -> Response:
        body = b""
        async for piece in request.stream():
            body += piece
            if len(body) > MOST_BYTES:
                return Response(status_code=413)
        return Response(status_code=204 if _noted(board, body) else 400)

    return [Route("/", page), Route("/class/exercise", report, methods=["POST"])]


def html(board: ClassBoard) -> str:
    """The page: numbers, and words of the course's own tables."""
    now = [
        ("notebooks that connected · 연결한 노트북", board.notebooks),
        ("requests · 요청", board.requests),
        (f"places free, of {board.places} · 빈자리", board.places_free),
    ]
    tries = [
        (name, f"{board.failed[name]} not yet, {board.passed[name]} passed")
        for name in sorted({*board.failed, *board.passed})
    ]
    tables = [
        _table("Now · 지금", now),
        _table("Errors by kind · 오류", board.errors.most_common()),
        _table("Exercises, of those who agreed · 연습 문제 (동의한 사람)", tries),
    ]
    return PAGE.format(reload=RELOAD_SECONDS, tables="\n".join(tables))


def _table(caption: str, rows: Iterable[tuple[str, object]]) -> str:
    lines = [f"<tr><th scope=row>{name}</th><td>{count}</td></tr>" for name, count in rows]
    lines = lines or ["<tr><th scope=row>none yet · 아직 없음</th><td></td></tr>"]
    return f"<table><caption>{caption}</caption>{''.join(lines)}</table>"


def _noted(board: ClassBoard, body: bytes) -> bool:
    try:
        told = json.loads(body)
    except (ValueError, RecursionError):
        return False
    return isinstance(told, dict) and board.note_exercise(told.get("exercise"), told.get("passed"))
