"""No schema is too odd, and arguments are valid."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from helpers.practice.tools.choose import Call, choose, fill
from tests.practice.tools.offered_tools import CALM, EXCITED, SILENCE, valid
from tests.practice.tools.requests_for_tools import ASKED

SCHEMA_WORDS = (
    "type properties required enum anyOf oneOf allOf $ref $defs items not const default "
    "examples format pattern minimum maximum exclusiveMinimum exclusiveMaximum multipleOf "
    "minLength maxLength minItems maxItems uniqueItems additionalProperties title "
    "description mood pitch time date people text duration colour language phone on when "
    "city reason a"
)
KEYS = st.sampled_from(SCHEMA_WORDS.split()) | st.text(max_size=4)


VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.sampled_from(
        [
            "string",
            "integer",
            "number",
            "object",
            "array",
            "#",
            "#/$defs/a",
            "a",
            "time",
            "date-time",
            "(",
            "^a+$",
        ]
    )
    | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=5),
    max_leaves=12,
)


WORDS = st.text(max_size=30) | st.sampled_from([words for words, _ in ASKED])


@settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    VALUES | st.dictionaries(KEYS, VALUES),
    WORDS,
    st.sampled_from([(), (CALM,), (EXCITED, CALM), (SILENCE,)]),
)
def test_no_schema_is_too_odd(schema, words, hearings):
    assert isinstance(fill(schema, words, hearings), dict)
    for choice in ("auto", "required", "none", None, schema):
        assert all(
            isinstance(call, Call)
            for call in choose(
                [{"type": "function", "function": {"name": "do_it", "parameters": schema}}, schema],
                choice,
                words,
                hearings,
            )
        )


FIELD_NAMES = (
    "mood pitch time date people text duration colour language phone power when city reason "
    "name items message rate confidence seconds sentiment answer email number"
)
FIELDS = st.sampled_from(FIELD_NAMES.split())


SCALARS = st.one_of(
    st.builds(
        lambda low, width: {"type": "integer", "minimum": low, "maximum": low + width},
        st.integers(-100, 100),
        st.integers(0, 50),
    ),
    st.builds(
        lambda low, width: {"type": "number", "exclusiveMinimum": low, "maximum": low + width},
        st.integers(-100, 100),
        st.integers(1, 50),
    ),
    st.builds(
        lambda least, more: {"type": "string", "minLength": least, "maxLength": least + more},
        st.integers(0, 30),
        st.integers(0, 30),
    ),
    st.builds(
        lambda members: {"enum": members},
        st.lists(
            st.text(max_size=6) | st.integers() | st.none() | st.booleans(), min_size=1, max_size=4
        ),
    ),
    st.builds(
        lambda form: {"type": ["string", "null"], "format": form},
        st.sampled_from(["date", "time", "date-time", "email", "uri", "uuid"]),
    ),
    st.sampled_from([{"type": "boolean"}, {"type": "null"}, {}, {"const": [1]}]),
)


SCHEMAS = st.recursive(
    SCALARS,
    lambda inner: st.one_of(
        st.builds(
            lambda item, least: {"type": "array", "items": item, "minItems": least},
            inner,
            st.integers(0, 3),
        ),
        st.builds(lambda branches: {"anyOf": branches}, st.lists(inner, min_size=1, max_size=3)),
        st.builds(
            lambda fields: {
                "type": "object",
                "properties": fields,
                "required": list(fields),
                "additionalProperties": False,
            },
            st.dictionaries(FIELDS, inner, max_size=4),
        ),
    ),
    max_leaves=8,
)


@settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    st.dictionaries(FIELDS, SCHEMAS, max_size=5),
    st.booleans(),
    WORDS,
    st.sampled_from([(), (CALM,), (EXCITED,), (SILENCE,)]),
)
def test_arguments_are_valid(fields, all_required, words, hearings):
    schema = {
        "type": "object",
        "properties": fields,
        "required": list(fields) if all_required else [],
        "additionalProperties": False,
    }
    assert valid(schema, fill(schema, words, hearings))
