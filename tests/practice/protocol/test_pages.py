"""Pages of a list."""

import pytest

from helpers.practice.protocol.pages import asked_metadata, page
from helpers.practice.protocol.rules import Refusal

ENTRIES = [{"id": name} for name in "abcde"]


def ids(**query):
    return [entry["id"] for entry in page(ENTRIES, query)["data"]]


def test_a_page_says_where_it_begins_and_ends():
    assert page(ENTRIES, {"limit": "2"}) == {
        "object": "list",
        "data": [{"id": "a"}, {"id": "b"}],
        "first_id": "a",
        "last_id": "b",
        "has_more": True,
    }
    empty = page([], {})
    assert (empty["data"], empty["first_id"], empty["has_more"]) == ([], None, False)


def test_pages_follow_each_other_in_both_orders():
    assert ids() == list("abcde") and ids(order="desc") == list("edcba")
    assert ids(after="b", limit="2") == ["c", "d"] and ids(after="e") == []
    assert ids(after="d", order="desc", limit="2") == ["c", "b"]
    assert not page(ENTRIES, {"after": "c", "limit": "2"})["has_more"]


@pytest.mark.parametrize(
    "query, code",
    [
        ({"order": "newest"}, "invalid_value"),
        ({"limit": "0"}, "integer_below_min_value"),
        ({"limit": "101"}, "integer_above_max_value"),
        ({"limit": "ten"}, "invalid_type"),
        ({"limit": ""}, "invalid_type"),
        ({"limit": "9" * 5_000}, "invalid_type"),
        ({"after": "z"}, "not_found"),
    ],
)
def test_what_is_wrong_in_a_query_is_refused(query, code):
    with pytest.raises(Refusal) as refused:
        page(ENTRIES, query)
    assert refused.value.code == code


def test_metadata_in_a_query():
    query = {"metadata[lesson]": "30", "metadata[my key]": "", "limit": "2", "metadata": "x"}
    assert asked_metadata(query) == {"lesson": "30", "my key": ""}
