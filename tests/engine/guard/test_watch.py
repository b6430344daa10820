"""Who watches is told of each call that is sent in its context."""

import json

import pytest

from helpers.engine.guard.guard import Guard
from helpers.engine.guard.watch import watching
from helpers.engine.ledger import BudgetError, Ledger

URL = "http://127.0.0.1:9/v1/chat/completions"
BODY = json.dumps({"model": "gpt-audio-1.5", "max_completion_tokens": 100, "messages": []})
ANSWER = {"choices": [{"message": {"content": "hi"}}], "usage": {"completion_tokens": 50}}


class Told:
    """Remembers what it is told; with `most` it stops what could cost more."""

    def __init__(self, most=1.0):
        self.most, self.worst, self.costs = most, [], []

    def before(self, worst):
        if worst > self.most:
            raise BudgetError("too much")
        self.worst.append(worst)

    def after(self, worst, cost, row):
        self.costs.append((cost, row is not None))


@pytest.fixture
def told():
    watch = Told()
    token = watching.set(watch)
    yield watch
    watching.reset(token)


def test_a_call_is_told_before_and_after_and_prints_nothing(told, capsys):
    attempt = Guard(Ledger(), paid=False).begin(URL, BODY.encode())
    assert told.worst == [pytest.approx(0.001, rel=0.5)] and not told.costs
    attempt.answered(200, {"content-type": "application/json"})
    attempt.passed(json.dumps(ANSWER).encode())
    attempt.ended()
    assert told.costs == [(pytest.approx(0.0005), True)] and not capsys.readouterr().out


def test_what_is_refused_costs_nothing_and_what_is_lost_all_of_it(told):
    guard = Guard(Ledger(), paid=False)
    guard.begin(URL, BODY.encode()).answered(429, {})
    guard.begin(URL, BODY.encode()).lost()
    assert told.costs == [(0.0, False), (told.worst[1], False)]


def test_a_watch_stops_a_call_and_the_cap_of_the_day_is_told(told, monkeypatch, tmp_path):
    monkeypatch.setenv("AUDIO_LEDGER", str(tmp_path / "ledger.jsonl"))
    monkeypatch.setenv("AUDIO_BUDGET_USD", "0")
    with pytest.raises(BudgetError, match="Stopped before sending"):
        Guard(Ledger(), paid=True).begin(URL, BODY.encode())
    assert told.costs == [(0.0, False)]
    told.most = 0.0
    with pytest.raises(BudgetError, match="too much"):
        Guard(Ledger(), paid=False).begin(URL, BODY.encode())
    assert len(told.worst) == 1
