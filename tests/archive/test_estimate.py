"""What a run will cost, before it and by a dry run."""

import asyncio

import pytest

from helpers.archive import ArchiveError, Rows, dry_run, estimate, run
from tests.archive.service import Service, asking, recordings


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    names = [f"{number}.mp3" for number in range(5)]
    return recordings(tmp_path_factory.mktemp("archive"), names)


def test_the_formula_is_shown_and_holds(folder, tmp_path):
    (folder / "6.mp3").write_text("no sound")
    told = asyncio.run(estimate(folder, store=tmp_path))
    (folder / "6.mp3").unlink()
    audio = told.seconds * 10 * 32
    assert told.pieces == 5 and told.audio_tokens == pytest.approx(told.seconds * 10)
    assert told.dollars == pytest.approx((audio + 5 * 200 * 2.5 + 5 * 200 * 10) / 1e6)
    assert "s x 10 tokens x 1 x 32 USD / 1,000,000" in str(told)
    assert f"{told.dollars:.4f} USD" in str(told) and "1 recordings cannot be read" in str(told)


def test_a_dry_run_asks_three_and_tells_what_all_will_cost(folder, tmp_path):
    service = Service()
    settings = {"store": tmp_path, "engine": service.engine()}
    tried = asyncio.run(dry_run(folder, asking(), **settings))
    assert [row["label"] for row in tried] == ["0.mp3", "2.mp3", "4.mp3"]
    told = asyncio.run(estimate(folder, like=tried, store=tmp_path))
    rows = asyncio.run(run(folder, asking(), **settings))
    assert len(service.sent) == 5 and rows.calls.sent == 2  # three are in the store
    spent = tried.calls.budget.spent + rows.calls.budget.spent
    assert told.dollars == pytest.approx(spent, rel=0.1)


def test_rows_without_tokens_tell_nothing(folder, tmp_path):
    with pytest.raises(ArchiveError, match="dry run"):
        asyncio.run(estimate(folder, like=Rows(), store=tmp_path))
