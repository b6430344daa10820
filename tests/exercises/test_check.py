"""check(): kind to whatever a learner hands in."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers import check, exercises

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
        | st.dictionaries(
            st.sampled_from(
                [
                    "model",
                    "messages",
                    "modalities",
                    "audio",
                    "content",
                    "role",
                    "type",
                    "input_audio",
                    "data",
                    "format",
                ]
            ),
            inner,
            max_size=4,
        )
    ),
    max_leaves=12,
)


@pytest.mark.parametrize("name", sorted(exercises.EXERCISES))
@settings(max_examples=25, derandomize=True, deadline=None)
@given(value=ANYTHING)
def test_whatever_is_handed_in_gets_a_sentence(name, value):
    assert check(name, value) is False


@pytest.mark.parametrize("name", sorted(exercises.EXERCISES))
def test_a_function_that_fails_gets_a_sentence(name, capsys):
    assert check(name, lambda *_: 1 / 0) is False
    assert "✗" in capsys.readouterr().out


def test_hints_come_in_steps_and_stay_at_the_last(capsys):
    exercises._failures.clear()
    for number in (1, 2, 3, 3):
        check(
            "00-voice",
            {
                "model": "m",
                "messages": [],
                "modalities": ["text", "audio"],
                "audio": {"voice": "coral", "format": "wav"},
            },
        )
        assert (
            f"Hint {number} of 3: {exercises.EXERCISES['00-voice'].hints[number - 1]}"
            in capsys.readouterr().out
        )


def test_a_blank_is_named_wherever_it_is(capsys):
    check("01-mp3", {"model": "m", "messages": [{"role": "user", "content": [...]}]})
    assert "There is still a blank" in capsys.readouterr().out


def test_an_unknown_name_lists_the_known_ones(capsys):
    assert check("99-nothing", 1) is False
    assert "00-voice" in capsys.readouterr().out


def test_every_exercise_has_hints_that_differ():
    for exercise in exercises.EXERCISES.values():
        assert len(set(exercise.hints)) == len(exercise.hints) >= 2
