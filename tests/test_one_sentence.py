"""In a notebook the course's own errors are one sentence, and the frames one line away."""

import pytest

from helpers import one_sentence
from helpers.errors import CourseError
from tests.engine.notebook import notebook

SENTENCE = "SoundError: This is text, not a sound, whatever its name says: choose a recording."


@pytest.fixture(scope="module")
def learner(tmp_path_factory):
    with notebook(tmp_path_factory.mktemp("learner")) as opened:
        opened.run("from helpers import Sound, connect, budget")
        yield opened


def test_an_error_of_the_course_is_one_sentence(learner):
    shown = learner.run("Sound.load(b'hello, this is text')")
    assert shown.splitlines() == [SENTENCE, one_sentence.FRAMES]
    error = next(m["content"] for m in learner.messages if m["msg_type"] == "error")
    assert error["ename"] == "SoundError" and error["evalue"] == SENTENCE.partition(": ")[2]


def test_the_frames_are_one_line_away(learner):
    learner.run("Sound.load(b'hello, this is text')")
    shown = learner.run("%tb")
    assert "Traceback (most recent call last)" in shown and "helpers/" in shown
    assert "----> 1 Sound.load" in shown and SENTENCE in shown


def test_it_holds_in_a_cell_that_awaits_and_in_one_that_fails_deep_inside(learner):
    shown = learner.run(
        "import asyncio\nawait asyncio.sleep(0)\n"
        "def deep(n):\n    return Sound.load(b'hello, this is text') if n == 0 else deep(n - 1)\n"
        "deep(20)"
    )
    assert shown.splitlines()[0] == SENTENCE


def test_an_error_stops_the_cells_after_it_as_before(learner):
    learner.client.execute("1 + 1")
    reply = learner.client.execute_interactive(
        "Sound.load(b'hello, this is text')", allow_stdin=False, output_hook=lambda message: None
    )
    assert reply["content"]["status"] == "error" and reply["content"]["ename"] == "SoundError"


def test_other_errors_are_shown_as_before(learner):
    shown = learner.run("int('x')")
    assert "Traceback" in shown and "ValueError: invalid literal" in shown
    assert "SyntaxError" in learner.run("1 +")
    assert "KeyboardInterrupt" in learner.run("raise KeyboardInterrupt")


def test_the_sdks_connection_error_says_what_caused_it(learner):
    learner.run("engine = connect('practice')")
    shown = learner.run(
        "import openai\n"
        "try:\n    raise OSError('The engine is away: send it again.')\n"
        "except OSError as cause:\n"
        "    raise openai.APIConnectionError(request=None) from cause"
    )
    assert shown.splitlines()[0] == "APIConnectionError: The engine is away: send it again."


def test_a_handler_of_the_learners_own_is_kept(learner):
    learner.run("get_ipython().set_custom_exc((KeyError,), lambda *a, **k: print('mine') or [])")
    learner.run("connect('practice')")
    assert learner.run("{}['x']").strip() == "mine"
    learner.run("get_ipython().set_custom_exc((), None)")


def test_outside_a_notebook_nothing_happens():
    one_sentence.install(hide=str.upper)
    assert one_sentence._hides == []


class ToldError(CourseError):
    """An error of these tests."""


def with_note(error, note):
    error.add_note(note)
    return error


def caused(error, cause):
    error.__cause__ = cause
    return error


@pytest.mark.parametrize(
    "error, words",
    [
        (ToldError("Do this."), "Do this."),
        (ToldError("Do this"), "Do this."),
        (with_note(ToldError("Do this."), "Then that."), "Do this. Then that."),
        (caused(OSError("Connection error."), ToldError("It is off.")), "It is off."),
        (with_note(caused(OSError("x"), ToldError("y")), "It broke off."), "It broke off."),
        (OSError("Connection error."), "Connection error."),
    ],
)
def test_what_an_error_has_to_say(error, words):
    assert one_sentence.sentence(error) == words
