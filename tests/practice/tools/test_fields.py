"""Fields filled in the order of their kinds, each stretch of the text used once."""

from helpers.practice.tools.fields import record, value_said
from helpers.practice.tools.said import Said
from helpers.practice.tools.unfolding import unfolded

TEXT, WHOLE = {"type": "string"}, {"type": "integer"}


def test_a_time_is_no_number():
    plain = unfolded(
        {
            "type": "object",
            "properties": {"people": WHOLE, "time": TEXT},
            "required": ["people", "time"],
        }
    )
    assert record(plain, Said("at seven for two", "")) == {"people": 2, "time": "07:00"}


def test_nothing_said():
    plain = unfolded(
        {"type": "object", "properties": {"people": WHOLE, "time": TEXT}, "required": ["people"]}
    )
    assert record(plain, Said("", "")) is None and record(plain, Said("", ""), always=True) == {
        "people": 0
    }


def test_only_what_belongs_to_a_field_fills_one_that_is_not_needed():
    assert value_said(WHOLE, "people", Said("room 7", ""), needed=False) is None
    assert value_said(WHOLE, "people", Said("7 people", ""), needed=False) == 7


def test_a_list_keeps_its_order():
    colours = {"type": "array", "items": {"enum": ["red", "green", "blue"]}}
    assert value_said(
        unfolded(colours), "colours", Said("blue, then red and blue", ""), needed=False
    ) == ["blue", "red"]
