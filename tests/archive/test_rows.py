"""What a run hands back."""

from helpers.archive import Failure, Rows, RunStopped
from helpers.archive.heard import Heard
from helpers.language import translated


def test_what_failed_can_be_run_again_each_path_once():
    rows = Rows()
    rows.errors = [Failure("a", "why"), Failure("long", "why", 0.0), Failure("long", "why", 900.0)]
    assert rows.failed == ["a", "long"]


def test_the_summary_counts_as_people_do():
    rows = Rows([{"path": "a"}])
    rows.errors = [Failure("b", "why")]
    rows.calls.sent = 2
    assert rows.summary() == (
        "1 row · 1 error · 2 calls sent · 0 answers from the store · 0 ¢ with a key"
    )


def test_what_a_run_says_is_korean_for_those_who_want_it(monkeypatch):
    monkeypatch.setenv("AUDIO_LANGUAGE", "ko")
    rows = Rows([{"path": "a.mp3"}])
    rows.heard = [Heard("회의.mp3", 20.0, 2).with_answer(10.0, 100)]
    assert translated(rows.summary()) == (
        "행 1개 · 오류 0개 · 보낸 호출 0회 · 저장소의 답 0개 · 키를 쓰면 0 ¢ · "
        "다 듣지 못한 긴 녹음 1개"
    )
    assert str(rows.heard[0]) == (
        "회의.mp3: 조각 2개 가운데 1개, 20.0초 가운데 10.0초, 소리 토큰 200개 가운데 100개: "
        "일부는 듣지 못했습니다"
    )
    kept = "2 rows from 3 recordings are in the rows of this error; what was answered is in the "
    stopped = RunStopped('The run stopped: no room: "disk"', f"{kept}store, paid once.", rows)
    assert str(stopped) == (
        '실행이 멈췄습니다. no room: "disk" 녹음 3개에서 나온 행 2개가 이 오류의 rows에 있습니다. '
        "받은 답은 저장소에 있으니 값을 다시 치르지 않습니다."
    )
    assert stopped.args[0].startswith('The run stopped: no room: "disk" 2 rows')
