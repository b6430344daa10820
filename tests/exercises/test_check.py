"""check(): kind to whatever a learner hands in."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers import check
from helpers.exercises import EXERCISES
from helpers.exercises.checking import Check
from helpers.exercises.steps import BLANK

KEYS = ["model", "messages", "modalities", "audio", "content", "role", "type", "input_audio"]
KEYS += ["data", "format", "stream", "store"]
ANYTHING = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=20)
    | st.binary(max_size=20)
    | st.just(...),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.tuples(inner, inner)
        | st.dictionaries(st.sampled_from(KEYS), inner, max_size=4)
    ),
    max_leaves=12,
)
CORAL = {
    "model": "gpt-audio-1.5",
    "modalities": ["text", "audio"],
    "audio": {"voice": "coral", "format": "wav"},
    "messages": [{"role": "user", "content": "Read aloud: Hello, my name is Minji."}],
}


@pytest.mark.parametrize("name", sorted(EXERCISES))
@settings(max_examples=25, derandomize=True, deadline=None)
@given(value=ANYTHING)
def test_whatever_is_handed_in_gets_a_sentence(name, value):
    assert check(name, value) is False


@pytest.mark.parametrize("name", sorted(EXERCISES))
def test_a_function_that_fails_gets_a_sentence(name, capsys):
    assert check(name, lambda *_: 1 / 0) is False
    assert "✗" in capsys.readouterr().out


def test_hints_of_one_mistake_come_in_their_order_and_stay_at_the_last(capsys):
    own = Check()
    for number in (1, 2, 2):
        own("01-words", lambda message: message.content)
        assert f"Hint {number} of 2:" in capsys.readouterr().out


def test_another_mistake_begins_with_its_own_first_hint(capsys):
    own = Check()
    own("00-name", CORAL)
    assert "Hint 1 of 1: VoicePicker()" in capsys.readouterr().out
    own("00-name", CORAL | {"audio": "nova"})
    assert "Hint 1 of 1: audio is a dict" in capsys.readouterr().out


def nothing_yet(message):
    return ...


def dots_in_a_condition(chunks):
    for chunk in chunks:
        if ...:
            continue
        print(chunk)


def docstring_alone(message):
    """To be written."""


@pytest.mark.parametrize(
    "value",
    [
        {"model": "m", "messages": [{"role": "user", "content": [...]}]},
        CORAL | {"messages": [{"role": "user", "content": "Read aloud: ..."}]},
        CORAL | {"messages": [{"role": "user", "content": "Read aloud: Hello, my name is …"}]},
        nothing_yet,
        docstring_alone,
        dots_in_a_condition,
        None,
    ],
)
def test_a_blank_is_named_wherever_it_is_and_costs_no_hint(value, capsys):
    own = Check()
    for name in ("00-name", "01-words"):
        assert own(name, value) is False
        assert capsys.readouterr().out == BLANK + "\n"
    own("00-name", CORAL)
    assert "Hint 1" in capsys.readouterr().out


def test_an_unknown_name_lists_the_known_ones(capsys):
    assert check("99-nothing", 1) is False
    assert "00-name" in capsys.readouterr().out


def test_the_report_says_what_was_passed_and_that_it_is_no_exam(capsys):
    own = Check()
    own.report()
    assert "nothing yet" in capsys.readouterr().out
    assert own("00-name", CORAL | {"audio": {"voice": "nova", "format": "wav"}})
    own("01-mp3", CORAL)
    capsys.readouterr()
    own.report()
    said = capsys.readouterr().out
    assert "passed: 00-name\n" in said and "no exam" in said
