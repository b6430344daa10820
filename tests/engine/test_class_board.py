"""What goes to the class's page: after agreement alone, an exercise's name and a yes or no."""

import json

import pytest

from helpers import check, connect
from helpers.engine import class_board
from helpers.engine.class_board import agree, report, withdraw
from tests.engine.elsewhere import MODELS, elsewhere
from tests.local_server import Handler, serving

MARK = {"x-practice-engine": "1"}


@pytest.fixture(autouse=True)
def nobody_agreed():
    withdraw()
    yield
    withdraw()


@pytest.fixture
def board():
    """A class engine that only takes reports; what arrived."""
    arrived = []

    class Taking(Handler):
        def post(self):
            size = int(self.headers["content-length"])
            arrived.append((self.path, json.loads(self.rfile.read(size)), dict(self.headers)))
            self.reply(204, b"")

    with serving(Taking) as origin:
        agree(f"{origin}/v1")
        yield arrived


def test_without_agreement_nothing_is_sent():
    assert report("01-words", passed=False) is None


def test_a_report_holds_a_name_of_an_exercise_and_a_yes_or_no(board):
    report("01-words", passed=False).join()
    report("01-words", passed=True).join()
    assert [(path, body) for path, body, _ in board] == [
        ("/class/exercise", {"exercise": "01-words", "passed": False}),
        ("/class/exercise", {"exercise": "01-words", "passed": True}),
    ]
    names = {name.lower() for _, _, headers in board for name in headers}
    assert names <= {"accept-encoding", "connection", "content-length", "content-type", "host",
                     "user-agent"}  # fmt: skip


def test_check_reports_what_it_found_and_no_blank(monkeypatch, capsys):
    told = []
    monkeypatch.setattr(class_board, "report", lambda name, passed: told.append((name, passed)))
    check("01-mp3", {"model": "gpt-audio-1.5"})
    check("01-mp3", ...)
    check("no-such", 1)
    assert told == [("01-mp3", False)]


def test_an_engine_that_is_gone_harms_nobody():
    agree("http://127.0.0.1:9/v1")
    report("01-words", passed=True).join()


def test_connect_asks_only_where_the_learner_agreed_and_says_it(monkeypatch, capsys):
    with elsewhere({"/v1/models": (200, MARK, MODELS)}) as server:
        monkeypatch.setenv("PRACTICE_URL", f"{server.origin}/v1")
        connect()
        assert class_board._address == "" and "page" not in capsys.readouterr().out
        connect(class_board=True)
        assert class_board._address == f"{server.origin}/class/exercise"
        assert "no name, no text, no voice" in capsys.readouterr().out
        connect()
        assert class_board._address == ""


def test_an_engine_of_ones_own_is_no_class(engine, capsys):
    connect(class_board=True)
    assert class_board._address == "" and "nothing is sent" in capsys.readouterr().out
