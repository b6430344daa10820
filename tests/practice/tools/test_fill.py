"""Forms filled from what was said, heard and measured."""

import time
from itertools import pairwise

import pytest

from helpers.practice.mind import feelings
from helpers.practice.tools.choose import choose, fill
from tests.practice.tools.offered_tools import (
    CALM,
    EXCITED,
    NUMBER,
    SILENCE,
    TEXT,
    TOOLS,
    WHOLE,
    YES_NO,
    form,
    hearing,
    one_of,
    some,
    valid,
)


@pytest.mark.parametrize("recording, mood", ((CALM, "calm"), (EXCITED, "excited")))
def test_a_mood_is_measured(recording, mood):
    for words in ("Fill in the form about this recording.", "How does the speaker feel?"):
        [call] = choose(
            [TOOLS["report_mood"]], "auto", f"{words}\n{recording.heard.words}", (recording,)
        )
        assert (
            call.arguments["mood"] == mood
            and "hertz" in call.arguments["evidence"]
            and "estimate" in call.arguments["evidence"]
        )
        assert call.arguments["energy"] == pytest.approx(
            max(0, min(10, 10 * (feelings.arousal(recording.voice) + 2) / 4)), abs=0.01
        )
    assert choose([TOOLS["report_mood"]], "auto", recording.heard.words, (recording,)) == []


def test_measurements():
    assert fill(TOOLS["measure_voice"]["function"]["parameters"], "", (CALM,)) == {
        "pitch_hz": 110.0,
        "loudness_db": -30.0,
        "rate": 3.0,
        "pauses": 1,
        "seconds": 3.0,
        "confidence": 0.8,
    }
    assert fill(
        form("pitch confidence", pitch=TEXT, confidence={"type": ["number", "null"]}), "", ()
    ) == {"pitch": "", "confidence": None}


@pytest.mark.parametrize("name", ("reply", "answer", "your_answer", "대답"))
def test_a_field_for_a_reply_takes_what_would_be_said(name):
    filled = fill(form(name, **{name: TEXT}), "How long is it?", (CALM,), reply=lambda: "3 seconds")
    assert filled == {name: "3 seconds"}
    assert fill(form("", **{name: TEXT}), "", reply=lambda: "3 seconds") == {}, "nobody asked"


QUOTED = TEXT | {"description": "the words that show the request"}
REQUEST = one_of("book a table", "cancel", "complain", "question", "cannot tell")
FILLED = (  # schema, words, recordings, arguments
    (
        form("mood", mood=one_of("happy", "sad", "angry", "neutral")),
        "",
        (EXCITED,),
        {"mood": "neutral"},
    ),  # lively, but joy or anger?
    (
        form("mood", mood=one_of("happy", "sad", "angry", "neutral")),
        "",
        (hearing("i love this wonderful day", lively=True),),
        {"mood": "happy"},
    ),
    (
        form("mood", mood=one_of("happy", "sad", "angry", "neutral")),
        "",
        (hearing("this is terrible and rude", lively=True),),
        {"mood": "angry"},
    ),
    (form("mood", mood=one_of("차분함", "보통", "들뜸", "흥분")), "", (CALM,), {"mood": "차분함"}),
    (form("mood", mood=one_of("low", "medium", "high")), "", (EXCITED,), {"mood": "high"}),
    (form("mood", mood=TEXT), "", (EXCITED,), {"mood": "very lively"}),
    (form("mood", mood=one_of("calm", "unknown")), "", (SILENCE,), {"mood": "unknown"}),
    (
        form("arousal", arousal={"type": "number", "minimum": 0, "maximum": 1}),
        "",
        (EXCITED,),
        {"arousal": 1.0},
    ),
    (
        form(
            "",
            happiness_percent={"type": "integer", "minimum": 0, "maximum": 100},
            excitement={"type": "number", "minimum": 0, "maximum": 100},
        ),
        "",
        (EXCITED,),
        {},
    ),  # no percentage is invented
    (
        form("sentiment", sentiment=one_of("positive", "negative", "neutral")),
        "i love it, thank you",
        (),
        {"sentiment": "positive"},
    ),
    (
        form("sentiment", sentiment=one_of("positive", "negative", "neutral")),
        "the door is open",
        (),
        {"sentiment": "neutral"},
    ),
    (
        form("transcript", transcript=TEXT),
        "Write down what is said.",
        (hearing("one two three"),),
        {"transcript": "one two three"},
    ),
    (
        form("heard reply", heard=TEXT, reply=TEXT | {"description": "one sentence"}),
        "Answer the speaker.",
        (hearing("one two three"),),
        {"heard": "one two three", "reply": ""},
    ),
    (
        form("transcript summary evidence", transcript=TEXT, summary=TEXT, evidence=QUOTED),
        "",
        (hearing("The soup was cold. I sat and waited for the soup."),),
        {
            "transcript": "The soup was cold. I sat and waited for the soup.",
            "summary": "The soup was cold.",
            "evidence": "The soup was cold. I sat and waited for the soup.",
        },
    ),
    (
        form("summary evidence request", summary=TEXT, evidence=QUOTED, request=REQUEST),
        "",
        (SILENCE,),
        {"summary": "", "evidence": "", "request": "cannot tell"},
    ),
    (
        form("evidence request", evidence=QUOTED, request=REQUEST),
        "",
        (hearing("Hello. I want to complain. The soup was cold."),),
        {"evidence": "I want to complain.", "request": "complain"},
    ),
    (form("request", request=REQUEST), "I have questions", (), {"request": "question"}),
    (form("request", request=REQUEST), "내일 예약을 취소하고 싶습니다", (), {"request": "cancel"}),
    (form("request", request=REQUEST), "we are ill", (), {"request": "cannot tell"}),
    (form("n", n=WHOLE), "minus five", (), {"n": -5}),
    (form("n", n=WHOLE), "three hundred and forty two", (), {"n": 342}),
    (form("n", n=WHOLE), "ninety-nine", (), {"n": 99}),
    (form("a b", a=NUMBER, b=NUMBER), "add 3 and 4.5", (), {"a": 3, "b": 4.5}),
    (
        form("time", time={"type": "string", "pattern": r"^\d\d:\d\d:\d\d$"}),
        "at seven o'clock in the evening",
        (),
        {"time": "19:00:00"},
    ),
    (form("time", time={"type": "string", "format": "time"}), "noon", (), {"time": "12:00:00"}),
    (
        form("start_time end_time", start_time=TEXT, end_time=TEXT),
        "from nine to half past ten",
        (),
        {"start_time": "09:00", "end_time": "10:30"},
    ),
    (form("date", date=TEXT), "on december 24", (), {"date": "december 24"}),
    (
        form("phone email", phone=TEXT, email={"type": "string", "format": "email"}),
        "call +49 30 123456 or write to a.b@example.org.",
        (),
        {"phone": "+49 30 123456", "email": "a.b@example.org"},
    ),
    (form("on", on=YES_NO), "turn off the radio", (), {"on": False}),
    (form("on", on=YES_NO), "불 켜 줘", (), {"on": True}),
    (
        form("breakfast_included", breakfast_included=YES_NO),
        "with breakfast included",
        (),
        {"breakfast_included": True},
    ),
    (form("confirmed", confirmed=YES_NO), "yes please", (), {"confirmed": True}),
    (form("confirmed", confirmed=YES_NO), "no thanks", (), {"confirmed": False}),
    (form("confirmed", confirmed=YES_NO), "", (), {"confirmed": False}),
    (form("seconds", seconds=WHOLE), "wait two minutes", (), {"seconds": 120}),
    (form("duration", duration=TEXT), "for ten minutes", (), {"duration": "ten minutes"}),
    (
        form("fruit", fruit=some(one_of("apple", "cherry"), minItems=1)),
        "cherries? no, apples",
        (),
        {"fruit": ["apple"]},
    ),
    (form("numbers", numbers=some(WHOLE)), "1, two and 3", (), {"numbers": [1, 2, 3]}),
    (
        form(
            "a b c d e f",
            a=TEXT,
            b=WHOLE,
            c=YES_NO,
            d=some(TEXT),
            e=one_of("red", "other"),
            f={"type": ["string", "null"]},
        ),
        "",
        (),
        {"a": "", "b": 0, "c": False, "d": [], "e": "other", "f": None},
    ),
    (
        form(
            "a b c",
            a={"type": "string", "minLength": 3},
            b={"type": "integer", "minimum": 5},
            c={"type": "string", "default": "x"},
        ),
        "",
        (),
        {"a": "not said", "b": 5, "c": "x"},
    ),
    (
        form(
            "where",
            where={
                "type": "object",
                "properties": {"city": TEXT, "country": TEXT},
                "required": ["city"],
            },
        ),
        "the weather in rome",
        (),
        {"where": {"city": "rome"}},
    ),
    (form("n", n={"anyOf": [{"type": "null"}, {"type": "integer"}]}), "seven", (), {"n": 7}),
    (
        form("n", n={"anyOf": [{"type": "integer"}, {"type": "null"}]}),
        "none at all",
        (),
        {"n": None},
    ),
    (form("kind", kind={"const": "booking"}), "", (), {"kind": "booking"}),
    (
        {
            "$ref": "#/$defs/A",
            "$defs": {"A": form("size", size={"$ref": "#/$defs/S"}), "S": one_of("small", "large")},
        },
        "the larger one, large",
        (),
        {"size": "large"},
    ),
    (
        {
            "allOf": [
                form("size", size=one_of("small", "large")) | {"additionalProperties": True},
                {"properties": {"n": WHOLE}, "required": ["n"]},
            ]
        },
        "three small ones",
        (),
        {"n": 3, "size": "small"},
    ),
    ({}, "anything", (), {}),
    (True, "anything", (), {}),
    (None, "anything", (), {}),
    ({"type": "object"}, "anything", (), {}),
)


@pytest.mark.parametrize(
    "schema, words, hearings, arguments",
    FILLED,
    ids=[f"{number}: {words}" for number, (_, words, *_) in enumerate(FILLED)],
)
def test_filled(schema, words, hearings, arguments):
    assert fill(schema, words, hearings) == arguments
    if isinstance(schema, dict):
        valid(schema, arguments)


def test_schemas_that_never_end():
    tree = {
        "$ref": "#/$defs/node",
        "$defs": {
            "node": {
                "type": "object",
                "properties": {
                    "value": WHOLE,
                    "text": TEXT,
                    "children": some({"$ref": "#/$defs/node"}),
                },
                "required": ["value", "text", "children"],
            }
        },
    }
    assert fill(tree, "seven", ()) == {"value": 7, "text": "seven", "children": []}
    assert isinstance(
        fill(
            {"type": "object", "properties": {"a": {"$ref": "#"}}, "required": ["a"]}, "seven", ()
        ),
        dict,
    )
    assert isinstance(fill({"$ref": "#"}, "seven", ()), dict)
    names = "abcdefghijklmnopqrst"
    laughs = {
        "$ref": "#/$defs/a",
        "$defs": {
            one: {
                "type": "object",
                "properties": {"x": {"$ref": f"#/$defs/{two}"}, "y": {"$ref": f"#/$defs/{two}"}},
                "required": ["x", "y"],
            }
            for one, two in pairwise(names)
        },
    }
    started = time.perf_counter()
    fill(laughs, "seven", ())
    assert time.perf_counter() - started < 2
