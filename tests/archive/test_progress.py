"""The line of a run, with a clock that the test turns."""

from helpers.archive import progress
from helpers.archive.progress import RunProgress


class Line:
    """Collects what is shown."""

    def __init__(self):
        self.shown = []

    def is_due(self):
        return True

    def show(self, state):
        self.shown.append(state)


def test_rate_cost_and_time_left(monkeypatch):
    now = [0.0]
    monkeypatch.setattr(progress.time, "monotonic", lambda: now[0])
    line = Line()
    told = RunProgress(200, line)
    for _ in range(100):
        now[0] += 0.01  # from the store
        told.recording_done(0.0)
    for _ in range(50):
        now[0] += 2.0
        told.recording_done(0.05)
    assert line.shown[99] == "100 of 200 · 100.0 a second · 0 ¢ with a key · 1.0 s left"
    assert line.shown[-1] == "150 of 200 · 0.5 a second · 5.00 ¢ with a key · 1 min 40 s left"
