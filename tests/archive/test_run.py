"""run(): every recording is answered once and paid for once, whatever comes between."""

import asyncio
import itertools
import json
import os
import shutil

import pytest

from helpers.archive import ArchiveError, RunStopped, StoreError, run
from helpers.archive.store import Store
from helpers.engine.ledger import BudgetError
from tests.archive.service import Service, asking, recordings

NAMES = [f"{number}.mp3" for number in range(6)]
AGAIN = {"retry-after-ms": "1"}
SLOW_DOWN = (429, {"message": "Rate limit reached.", "code": "rate_limit_exceeded"}, AGAIN)
NO_MONEY = (429, {"message": "You exceeded your current quota.", "code": "insufficient_quota"}, {})
NO_KEY = (401, {"message": "Incorrect API key provided.", "code": "invalid_api_key"}, {})
BAD_SOUND = (400, {"message": "The audio cannot be read.", "code": "invalid_value"}, {})


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return recordings(tmp_path_factory.mktemp("archive"), NAMES)


@pytest.fixture
def ran(tmp_path, folder):
    """Runs over the folder with a store of this test's own."""

    def run_over(service, ask=None, paths=None, **settings):
        ask, paths = ask or asking(), folder if paths is None else paths
        settings = {"store": tmp_path / "store", "engine": service.engine(), **settings}
        return asyncio.run(run(paths, ask, **settings))

    return run_over


def test_each_recording_has_a_row_and_a_second_run_pays_nothing(ran, folder, capsys):
    service = Service()
    rows = ran(service)
    assert [row["path"] for row in rows] == [str(folder / name) for name in NAMES]
    assert [row["label"] for row in rows] == NAMES and not rows.errors
    assert len(set(service.sent)) == len(service.sent) == 6
    assert capsys.readouterr().out == (
        "6 rows · 0 errors · 6 calls sent · 0 answers from the store · 0.30 ¢ with a key\n"
    )
    again = ran(service)
    assert list(again) == list(rows) and len(service.sent) == 6
    assert again.calls.from_store == 6 and again.calls.sent == 0
    assert again.calls.budget.spent == 0 and again.calls.tokens == rows.calls.tokens


def test_a_changed_prompt_mixes_nothing(ran):
    service = Service()
    before, after = ran(service, asking("First?")), ran(service, asking("Second?"))
    assert all(row["words"].startswith("First?") for row in before)
    assert all(row["words"].startswith("Second?") for row in after) and len(service.sent) == 12
    assert list(ran(service, asking("First?"))) == list(before) and len(service.sent) == 12


def test_no_more_are_in_flight_than_was_said(ran):
    service = Service()
    service.before = service.until_in_flight(3)
    ran(service, concurrency=3)
    assert service.most_in_flight == 3


def test_who_slows_down_is_waited_for_by_the_sdk(ran):
    service = Service([SLOW_DOWN] * 3)
    rows = ran(service, concurrency=1)
    assert len(rows) == 6 and not rows.errors
    assert len(service.sent) == 9 and rows.calls.sent == 6


@pytest.mark.parametrize("refusal", [NO_MONEY, NO_KEY])
def test_money_and_rights_stop_the_run(ran, refusal):
    service = Service([])
    some = ran(service, paths=None, concurrency=1)
    assert len(some) == 6
    service = Service([refusal])
    with pytest.raises(RunStopped) as stopped:
        ran(service, asking("Another?"), concurrency=1)
    assert refusal[1]["message"] in str(stopped.value) and not stopped.value.rows
    assert len(service.sent) == 1  # and is not tried again


def test_errors_are_kept_apart_and_run_again_alone(ran, folder):
    service = Service([BAD_SOUND])
    rows = ran(service, concurrency=1)
    assert len(rows) == 5 and rows.failed == [str(folder / "0.mp3")]
    assert rows.errors[0].reason == "The audio cannot be read."
    again = ran(service, paths=rows.failed)
    assert [row["path"] for row in again] == rows.failed and len(service.sent) == 7


def test_the_budget_stops_the_next_call(ran):
    service = Service()
    with pytest.raises(RunStopped, match="budget of this run is") as stopped:
        ran(service, budget=0.0015)
    rows = stopped.value.rows
    assert 1 <= len(rows) < 6 and rows.calls.budget.spent <= 0.0015
    assert isinstance(stopped.value.__cause__, BudgetError)
    more = ran(service)
    assert len(more) == 6 and len(service.sent) == 6  # nothing is paid twice


def test_where_little_is_left_calls_wait_for_those_in_flight(ran):
    service = Service()
    service.before = service.until_in_flight(2)
    rows = ran(service, asking(most=1000), budget=0.025)  # 1.1 cents may one cost, 0.05 it does
    assert len(rows) == 6 and service.most_in_flight == 2


def test_the_cap_of_the_day_holds_beside_it(ran, monkeypatch, tmp_path):
    monkeypatch.setenv("AUDIO_LEDGER", str(tmp_path / "ledger.jsonl"))
    monkeypatch.setenv("AUDIO_BUDGET_USD", "0.0015")
    service = Service(paid=True)
    with pytest.raises(RunStopped, match="raise the cap with budget"):
        ran(service)
    assert 1 <= len(service.sent) < 6 and service.ledger.paid_today() <= 0.0015


def test_a_recording_that_was_ignored_is_tried_again_and_never_a_row(ran):
    service = Service(heard=0.0)
    rows = ran(service, concurrency=1)
    assert not rows and len(rows.errors) == 6 and len(service.sent) == 12
    assert "too few audio tokens" in rows.errors[0].reason
    service.heard = 1.0
    assert len(ran(service)) == 6


def test_equal_recordings_are_paid_for_once(ran, folder, tmp_path):
    twins = tmp_path / "twins"
    twins.mkdir()
    for name in ("안녕.mp3", "인사 녹음.mp3"):
        shutil.copy(folder / "0.mp3", twins / name)
    service = Service()
    rows = ran(service, paths=[*twins.iterdir(), twins / "안녕.mp3"])
    assert len(rows) == 2 and len(service.sent) == 1
    assert {row["label"] for row in rows} == {"안녕.mp3", "인사 녹음.mp3"}


def test_unreadable_files_are_errors_and_the_others_are_asked_about(ran, folder, tmp_path):
    bad = tmp_path / "bad"
    bad.mkdir()
    (bad / "empty.mp3").touch()
    (bad / "words.wav").write_text("no sound at all")
    (bad / "gone.mp3").symlink_to(tmp_path / "nowhere")
    rows = ran(Service(), paths=[*sorted(bad.iterdir()), folder / "0.mp3"])
    assert len(rows) == 1 and len(rows.errors) == 3
    empty, gone, words = [failure.reason for failure in rows.errors]
    assert "empty" in empty and "gone.mp3" in gone and "This is text, not a sound" in words


def test_a_long_recording_has_a_row_for_each_piece(ran, tmp_path, folder):
    long = recordings(tmp_path / "long", ["long.wav"], seconds=5.0) / "long.wav"
    service = Service()
    rows = ran(service, paths=[long, folder / "0.mp3"], piece_seconds=2.0)
    pieces = rows[:-1]
    assert len(pieces) >= 3 and "start" not in rows[-1]
    assert pieces[0]["start"] == 0.0 and pieces[-1]["end"] == pytest.approx(5.0, abs=0.01)
    assert all(one["end"] == two["start"] for one, two in itertools.pairwise(pieces))
    assert all(piece["end"] - piece["start"] <= 2.0 for piece in pieces)
    assert list(ran(service, paths=[long, folder / "0.mp3"], piece_seconds=2.0)) == list(rows)
    assert len(service.sent) == len(rows)
    [heard] = rows.heard
    assert heard.is_all and heard.answered == heard.pieces == len(pieces)
    assert heard.seconds == pytest.approx(5.0) and 50 - 3 <= heard.tokens <= 50 + 3
    lengths = [1.0] + [piece["end"] - piece["start"] for piece in pieces]
    assert sorted(service.patience) == pytest.approx([300 + s for s in sorted(lengths)], abs=0.01)


def test_a_piece_that_fails_spoils_no_other_and_is_missed(ran, tmp_path, capsys):
    long = recordings(tmp_path / "long", ["long.wav"], seconds=5.0) / "long.wav"
    service = Service([BAD_SOUND])
    rows = ran(service, paths=long, piece_seconds=2.0)
    [heard], [failure] = rows.heard, rows.errors
    assert len(rows) == heard.answered == heard.pieces - 1 and not heard.is_all
    assert failure.start == 0.0 and heard.answered_seconds == pytest.approx(5 - rows[0]["start"])
    assert "1 long recording not heard whole" in capsys.readouterr().out
    again = ran(service, paths=rows.failed, piece_seconds=2.0)
    assert again.heard[0].is_all and again.calls.sent == 1 and not again.errors


def test_who_never_answers_is_not_waited_for_again_and_again(ran, monkeypatch):
    monkeypatch.setattr("helpers.archive.transport.TRIES", 1)
    service = Service()
    service.late = 1
    rows = ran(service, concurrency=1)
    assert len(rows) == 5 and "No answer came in time" in rows.errors[0].reason
    assert len(service.sent) == 6


def test_what_was_cancelled_is_resumed(ran):
    service, count = Service(), [0]

    async def stop_after_three():
        count[0] += 1
        if count[0] > 3:
            raise asyncio.CancelledError

    service.before = stop_after_three
    with pytest.raises(asyncio.CancelledError):
        ran(service, concurrency=1)
    service.before = None
    assert len(ran(service)) == 6 and len(service.sent) == 6


def test_a_full_disk_stops_the_run_and_keeps_the_row_that_was_paid_for(ran, monkeypatch):
    def full(*_):
        raise OSError(28, "No space left on device")

    service = Service()
    ran(service, paths=None)  # what is made small is there
    monkeypatch.setattr("helpers.archive.store._write_whole", full)
    monkeypatch.setattr(Store, "_tidy", lambda _: None)
    with pytest.raises(RunStopped, match="No space left on device") as stopped:
        ran(service, asking("Another?"), concurrency=1)
    assert len(stopped.value.rows) == 1 and len(service.sent) == 7


def test_a_disk_that_is_almost_full_stops_before_anything_is_sent(ran, monkeypatch):
    usage = shutil.disk_usage(os.curdir)
    monkeypatch.setattr("shutil.disk_usage", lambda _: usage._replace(free=1_000_000))
    service = Service()
    with pytest.raises(RunStopped, match="make room"):
        ran(service)
    assert not service.sent


def test_two_runs_on_one_store(ran, tmp_path):
    with Store(tmp_path / "store"), pytest.raises(StoreError, match="Another run is at work"):
        ran(Service())
    assert len(ran(Service())) == 6


def test_what_ask_returns_has_to_be_a_row(ran):
    async def words(sound, client):
        return "words"

    with pytest.raises(RunStopped, match="has to return a dict"):
        ran(Service(), words)


def test_a_fault_in_the_answer_is_an_error_of_its_recording(ran):
    async def ask(sound, client):
        row = await asking()(sound, client)
        return {"number": 1 / (sound.label != "2.mp3")} | row

    rows = ran(Service(), ask)
    assert len(rows) == 5 and rows.errors[0].reason.startswith("ZeroDivisionError")


@pytest.mark.parametrize(
    "settings, words",
    [
        ({"paths": []}, "list of recordings is empty"),
        ({"ask": lambda sound, client: {}}, "async def ask"),
        ({"concurrency": 0}, "no number of requests"),
        ({"concurrency": "8"}, "no number of requests"),
        ({"budget": -1}, "is no budget"),
        ({"budget": "much"}, "is no budget"),
        ({"budget": float("nan")}, "is no budget"),
    ],
)
def test_what_cannot_be_worked_with_is_said_before_anything_is_sent(ran, settings, words):
    service = Service()
    with pytest.raises(ArchiveError, match=words):
        ran(service, **settings)
    assert not service.sent


def test_an_empty_folder(ran, tmp_path):
    with pytest.raises(ArchiveError, match="no recordings in the folder"):
        ran(Service(), paths=tmp_path)


def test_answers_are_files_that_people_can_read(ran, tmp_path):
    ran(Service())
    files = list((tmp_path / "store" / "answers").rglob("*.json"))
    assert len(files) == 6
    assert json.loads(files[0].read_text())["choices"][0]["message"]["content"]
