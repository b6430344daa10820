"""What is printed: words beside colours, what to do, one line that holds nothing private."""

import io

import pytest

from helpers.preflight import report
from helpers.preflight.results import note, ok, problem

HEALTHY = [ok("Python", "3.13.1 on Linux", "Linux x86_64 · Python 3.13.1"), note("disk", "0.9 GB")]
BROKEN = [*HEALTHY, problem("ears", "None.", "Run this.", "no ears"), problem("key", "No.", "Do.")]


class Terminal(io.StringIO):
    def isatty(self):
        return True


def printed(results, to=None):
    to = to or io.StringIO()
    ready = report.show(iter(results), to)
    return ready, to.getvalue()


def test_a_machine_that_is_ready():
    ready, text = printed(HEALTHY)
    assert ready and report.READY in text and report.NOT_READY not in text
    assert text.endswith("  preflight · READY · Linux x86_64 · Python 3.13.1\n")


def test_a_machine_that_is_not():
    ready, text = printed(BROKEN)
    assert not ready and report.NOT_READY in text and report.READY not in text
    assert "NOT READY (ears, key) · Linux x86_64 · Python 3.13.1 · no ears\n" in text
    assert text.count("-> ") == 2 and "-> Run this." in text


def test_states_are_words_and_colours_only_help(monkeypatch):
    plain = printed(BROKEN)[1]
    monkeypatch.delenv("NO_COLOR", raising=False)
    coloured = printed(BROKEN, Terminal())[1]
    assert "\x1b[31mPROBLEM" in coloured and "\x1b[32mok" in coloured and "\x1b" not in plain
    assert all(word in plain for word in ("ok ", "note ", "PROBLEM "))
    monkeypatch.setenv("NO_COLOR", "1")
    assert printed(BROKEN, Terminal())[1] == plain


@pytest.mark.parametrize("encoding", ["cp949", "cp1252", "cp437", "utf-8"])
def test_a_terminal_of_any_code_page_shows_it(encoding):
    data = io.BytesIO()
    to = io.TextIOWrapper(data, encoding)  # strict: a sign that it lacks is an error
    assert not report.show(BROKEN, to)
    to.flush()
    assert "NOT READY (ears, key) · Linux" in data.getvalue().decode(encoding)
