"""What was spent, in memory and on disk; the higher of the two counts."""

import json
import random
import shutil
from concurrent.futures import ThreadPoolExecutor

import pytest

from helpers.engine.accounting.spending import NANO, Spending, nanodollars, today
from helpers.engine.ledger import BudgetError, Ledger

CENT = NANO // 100


def test_what_is_reserved_or_paid_counts_everywhere():
    here, there = Spending(), Spending()
    reservation = here.reserve(5 * CENT, 10 * CENT)
    assert here.today() == there.today() == 5 * CENT
    assert there.reserve(6 * CENT, 10 * CENT) is None
    here.settle(reservation, 2 * CENT, {})
    assert here.today() == there.today() == 2 * CENT
    assert there.reserve(8 * CENT, 10 * CENT)
    assert here.today() == 10 * CENT


def test_a_call_that_cost_nothing_gives_its_reservation_back():
    spending = Spending()
    spending.release(spending.reserve(5 * CENT, 10 * CENT))
    assert spending.today() == 0


def test_a_refused_reservation_leaves_nothing_behind():
    spending = Spending()
    assert spending.reserve(11 * CENT, 10 * CENT) is None
    assert spending.today() == Spending().today() == 0


def test_many_at_once_fit_exactly():
    notebooks = [Spending() for _ in range(4)]
    with ThreadPoolExecutor(20) as pool:
        given = list(pool.map(lambda i: notebooks[i % 4].reserve(CENT, 50 * CENT), range(100)))
    assert 1 <= sum(reservation is not None for reservation in given) <= 50
    assert Spending().today() == CENT * sum(reservation is not None for reservation in given)


@pytest.mark.parametrize("where", ["/dev/null/ledger.jsonl", "{tmp}/file/ledger.jsonl"])
def test_without_a_disk_the_memory_holds_the_cap_and_says_so_once(
    tmp_path, monkeypatch, capsys, where
):
    (tmp_path / "file").write_text("not a folder")
    monkeypatch.setenv("AUDIO_LEDGER", where.format(tmp=tmp_path))
    spending = Spending()
    for _ in range(3):
        assert spending.reserve(3 * CENT, 10 * CENT)
    assert spending.reserve(3 * CENT, 10 * CENT) is None
    said = capsys.readouterr().out
    assert said.count("could not be written") == said.count("could not be read") == 1


def test_a_disk_that_forgets_is_remembered(tmp_path):
    spending = Spending()
    spending.spend(9 * CENT, {})
    shutil.rmtree(tmp_path / "ledger.calls")
    assert spending.today() == 9 * CENT
    assert spending.reserve(2 * CENT, 10 * CENT) is None


def test_another_ledger_is_another_days_spending(tmp_path, monkeypatch):
    spending = Spending()
    reservation = spending.reserve(9 * CENT, 10 * CENT)
    monkeypatch.setenv("AUDIO_LEDGER", str(tmp_path / "another.jsonl"))
    assert spending.today() == 0
    spending.settle(reservation, 4 * CENT, {})
    monkeypatch.setenv("AUDIO_LEDGER", str(tmp_path / "ledger.jsonl"))
    assert spending.today() == Spending().today() == 4 * CENT


@pytest.mark.parametrize("name", [".", "ledger", ".ledger.jsonl", "a.b.c"])
def test_any_name_has_a_folder_beside_it(tmp_path, monkeypatch, name):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("AUDIO_LEDGER", name)
    Spending().spend(CENT, {"model": "m"})
    assert Spending().today() == CENT


@pytest.mark.parametrize(
    ("dollars", "nano"),
    [(0, 0), (0.5, NANO // 2), (2.5e-6, 2_500), (1e-10, 1), (0.1 + 0.2, 300_000_000)],
)
def test_money_is_rounded_up(dollars, nano):
    assert nanodollars(dollars) == nano


def paid(dollars):
    """A ledger's answer by hand that costs so much."""
    return {"model": "gpt-audio-1.5", "usage": {"completion_tokens": round(dollars * 1e5)}}


def damage(folder, dice):
    """Do one of the things that happen to files; their names stay."""
    files = [file for file in folder.rglob("*") if file.is_file()]
    file = dice.choice(files)
    data = bytearray(file.read_bytes())
    deed = dice.choice(["flip", "cut", "empty", "junk", "garbage beside", "append"])
    if deed == "flip" and data:
        data[dice.randrange(len(data))] = dice.randrange(256)
    elif deed == "cut":
        del data[dice.randrange(len(data) + 1) :]
    elif deed == "empty":
        data.clear()
    elif deed == "junk":
        data = bytearray(dice.randbytes(300))
    elif deed == "garbage beside":
        (file.parent / dice.choice(["x", "paid-x", f"paid--5-{'0' * 32}"])).write_bytes(b"\xff")
    else:
        data += dice.choice([b"5\n", b"null\n", b'{"paid": null}\n', b"\xff\n", b'{"day": "2026-'])
    file.write_bytes(data)


def damaged_again_and_again(tmp_path, times):
    dice, folder = random.Random(9), tmp_path / "ledger.calls"
    before = {"day": today(), "paid": 0.25}
    (tmp_path / "ledger.jsonl").write_text(json.dumps(before) + "\n", "utf-8")
    first = Ledger()
    first.kind = "openai"
    spent = 0.25
    for _ in range(times):
        first.add(paid(0.0001))
        spent += 0.0001
        damage(folder, dice)
        assert Ledger().paid_today() == pytest.approx(spent), "another notebook forgets nothing"
        assert first.paid_today() == pytest.approx(spent)
        reservation = first.reserve(0.001)
        first.release(reservation)
    with pytest.raises(BudgetError):
        first.reserve(0.5 - spent + 0.0001)


def test_a_ledger_that_is_damaged_a_hundred_times_forgets_nothing(tmp_path):
    damaged_again_and_again(tmp_path, 100)


@pytest.mark.soak
def test_a_ledger_that_is_damaged_a_thousand_times_forgets_nothing(tmp_path):
    damaged_again_and_again(tmp_path, 1_000)


def test_a_forked_process_is_another_one(monkeypatch):
    parent = Spending()
    parent.spend(3 * CENT, {})
    monkeypatch.setattr("os.getpid", lambda: 1)
    assert parent.today() == 3 * CENT
    parent.spend(2 * CENT, {})
    assert parent.today() == Spending().today() == 5 * CENT


def test_a_process_that_ends_with_calls_under_way_has_spent_what_was_reserved():
    Spending().reserve(5 * CENT, 10 * CENT)
    assert Spending().today() == 5 * CENT and Spending().reserve(6 * CENT, 10 * CENT) is None
