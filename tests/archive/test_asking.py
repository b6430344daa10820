"""One recording after the other: rows in their order, and reasons for what has none."""

import asyncio

import pytest

from helpers.archive.asking import Asking, time_out
from helpers.archive.calls import RunBudget
from helpers.archive.client import stored_client
from helpers.archive.errors import AskError
from helpers.archive.preparing import Preparing
from helpers.archive.store import Store
from tests.archive.service import Service, asking, recordings


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    made = recordings(tmp_path_factory.mktemp("made"), ["0.mp3", "1.mp3"])
    return recordings(made, ["long.wav"], seconds=8.0)


@pytest.fixture
def asked(tmp_path, folder):
    """What comes of asking about recordings of the folder, so many at a time."""

    def ask(service, names, coroutine=None, at_once=1, counts_audio=True):
        async def all_of_them():
            with Store(tmp_path / "store") as store:
                client = stored_client(service.engine(), store)
                preparing, budget = Preparing(store, seconds=2.0), RunBudget(1.0)
                about = coroutine or asking()
                made = Asking(about, client, preparing, budget, counts_audio)
                paths = iter(enumerate(str(folder / name) for name in names))

                async def worker():
                    for number, path in paths:
                        await made.about(number, path)

                await asyncio.gather(*(worker() for _ in range(at_once)))
                await client.close()
                return made.rows()

        return asyncio.run(all_of_them())

    return ask


def test_rows_come_in_the_order_of_the_recordings(asked, folder):
    rows = asked(Service(), ["1.mp3", "long.wav", "0.mp3"], at_once=3)
    names = [row["path"].rsplit("/")[-1] for row in rows]
    assert names == ["1.mp3", *["long.wav"] * (len(rows) - 2), "0.mp3"]
    starts = [row["start"] for row in rows[1:-1]]
    assert len(starts) >= 4 and starts == sorted(starts)


def test_a_long_recording_holds_up_no_small_one(asked):
    service = Service()
    rows = asked(service, ["long.wav", "0.mp3", "1.mp3"], at_once=2)
    last_piece = rows[-3]["words"].split()[-1]
    assert service.sent[-1] == last_piece and len(rows.heard) == 1 and rows.heard[0].is_all


def test_one_with_two_calls_is_heard_once(asked):
    async def twice(sound, client):
        return {**await asking("First?")(sound, client), **await asking("Next?")(sound, client)}

    [heard] = asked(Service(), ["long.wav"], twice).heard
    assert heard.is_all and heard.tokens <= heard.due + 2 * heard.pieces


def test_an_engine_that_counts_in_its_own_way_is_not_judged_by_tokens(asked):
    [heard] = asked(Service(), ["long.wav"], counts_audio=False).heard
    assert heard.is_all and not heard.tokens


def test_no_row_is_an_error_for_all(asked):
    async def words(sound, client):
        return "words"

    with pytest.raises(AskError, match="has to return a dict"):
        asked(Service(), ["0.mp3"], words)


def test_patience_grows_with_the_piece():
    assert time_out(1.0) == 301.0 and time_out(900.0) == 1200.0
