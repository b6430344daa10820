"""Functions chosen and forms filled from what was said, heard and measured."""

import json
import math
import time

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from helpers.practice.ears.heard import Heard
from helpers.practice.mind import feelings
from helpers.practice.mind.hearing import Hearing
from helpers.practice.tools.choose import Call, choose, fill
from helpers.speech.prosody import Prosody

TEXT, WHOLE, NUMBER, YES_NO = (
    {"type": "string"},
    {"type": "integer"},
    {"type": "number"},
    {"type": "boolean"},
)


def one_of(*members):
    return {"type": "string", "enum": list(members)}


def some(item, **more):
    return {"type": "array", "items": item} | more


def form(required="", /, **fields):
    return {
        "type": "object",
        "properties": fields,
        "required": required.split(),
        "additionalProperties": False,
    }


def tool(name, description="", parameters=None):
    return {
        "type": "function",
        "function": {"name": name, "description": description, "parameters": parameters or form()},
    }


def hearing(words="", lively=False, verdict="clear", confidence=0.8):
    voice = (
        Prosody(3.0, 2.5, 220.0, 120.0, 330.0, -14.0, -2.0, (), 15, 6.0)
        if lively
        else Prosody(3.0, 2.0, 110.0, 100.0, 121.0, -30.0, -12.0, ((1.0, 2.0),), 6, 3.0)
    )
    return Hearing(Heard(words, confidence, verdict if words else "unclear"), voice)


CALM, EXCITED = hearing("the meeting is at three"), hearing("the meeting is at three", lively=True)
SILENCE = Hearing(
    Heard("", 0.0, "no speech"),
    Prosody(1.0, 0.0, math.nan, math.nan, math.nan, -120.0, -120.0, (), 0, 0.0),
)

TOOLS = {
    each["function"]["name"]: each
    for each in (
        tool(
            "book_table",
            "Book a table in a restaurant",
            form(
                "people time",
                people={"type": "integer", "minimum": 1},
                time={"type": "string", "description": "24-hour HH:MM"},
                day=TEXT,
                name=TEXT,
            ),
        ),
        tool(
            "set_alarm",
            "Set an alarm on the user's clock",
            form(
                "time",
                time=TEXT,
                days=some(
                    one_of(
                        "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"
                    )
                ),
                label=TEXT,
            ),
        ),
        tool(
            "turn_on_light",
            "Switch a light on",
            form(
                "room",
                room=TEXT,
                colour=TEXT,
                brightness={"type": "integer", "minimum": 0, "maximum": 100},
            ),
        ),
        tool("turn_off_light", "Switch a light off", form("room", room=TEXT)),
        tool("close_window", "Close a window", form("", room=TEXT)),
        tool(
            "get_weather",
            "Get the weather of a city",
            form("city", city=TEXT, day=TEXT, unit=one_of("celsius", "fahrenheit")),
        ),
        tool(
            "send_message",
            "Send a text message to a contact",
            form("recipient text", recipient=TEXT, text=TEXT, urgent=YES_NO),
        ),
        tool(
            "order_coffee",
            "Order a coffee drink",
            form(
                "drink",
                drink=one_of("latte", "espresso", "americano", "flat white"),
                size=one_of("small", "medium", "large"),
                quantity=WHOLE,
                milk=YES_NO,
                iced=YES_NO,
            ),
        ),
        tool(
            "translate",
            "Translate text into another language",
            form(
                "text target_language",
                text=TEXT,
                target_language=one_of("Korean", "French", "German"),
            ),
        ),
        tool(
            "play_music",
            "Play music",
            form(
                "", song=TEXT, artist=TEXT, volume={"type": "integer", "minimum": 0, "maximum": 10}
            ),
        ),
        tool("set_timer", "Start a timer", form("minutes", minutes=NUMBER, label=TEXT)),
        tool(
            "setThermostat",
            "Set the temperature of a room",
            form("temperature", temperature=NUMBER, room=TEXT, mode=one_of("heat", "cool", "auto")),
        ),
        tool(
            "create_reminder",
            "Remind the user of something",
            form("task", task=TEXT, day=TEXT, time=TEXT),
        ),
        tool("search_web", "Search the web", form("query", query=TEXT)),
        tool(
            "book_flight",
            "Book a flight",
            form(
                "origin destination",
                origin=TEXT,
                destination=TEXT,
                date={"type": "string", "format": "date"},
                passengers=WHOLE,
                cabin=one_of("economy", "business", "first_class"),
            ),
        ),
        tool("call_contact", "Phone somebody", form("name", name=TEXT, phone_number=TEXT)),
        tool(
            "add_to_shopping_list",
            "Add items to the shopping list",
            form("items", items=some(TEXT)),
        ),
        tool(
            "set_volume",
            "Change the volume of the speaker",
            form("level", level={"type": "number", "minimum": 0, "maximum": 1}),
        ),
        tool(
            "lock_door",
            "Lock or unlock a door",
            form("door", door=one_of("front", "back", "garage")),
        ),
        tool(
            "create_event",
            "Put an event in the calendar",
            form("title", title=TEXT, day=TEXT, time=TEXT, attendees=some(TEXT)),
        ),
        tool("add_numbers", "Add two numbers", form("a b", a=NUMBER, b=NUMBER)),
        tool(
            "convert_currency",
            "Convert money",
            form(
                "amount from_currency to_currency",
                amount=NUMBER,
                from_currency=one_of("EUR", "USD", "KRW"),
                to_currency=one_of("EUR", "USD", "KRW"),
            ),
        ),
        tool(
            "order_pizza",
            "Order a pizza",
            form(
                "size toppings",
                size=one_of("small", "medium", "large"),
                toppings=some(one_of("cheese", "mushrooms", "ham", "olives")),
                quantity={"type": "integer", "default": 1},
            ),
        ),
        tool(
            "register_user",
            "Register a new user",
            form(
                "name email",
                name=TEXT,
                email={"type": "string", "format": "email"},
                phone=TEXT,
                newsletter=YES_NO,
            ),
        ),
        tool("get_time", "Tell what time it is", form("", city=TEXT)),
        tool(
            "track_order",
            "Where a parcel is",
            form("", order_number={"type": "string", "pattern": r"^\d{5}$"}),
        ),
        tool(
            "set_lamp",
            "Control the lamp",
            form("power", power=one_of("on", "off"), colour=one_of("red", "warm white", "blue")),
        ),
        tool(
            "rate_service",
            "Rate the service with stars",
            form(
                "stars",
                stars={"type": "integer", "minimum": 1, "maximum": 5},
                comment={"type": ["string", "null"]},
            ),
        ),
        tool(
            "report_mood",
            "Report how the speaker of a recording feels",
            form(
                "mood evidence",
                mood=one_of("calm", "neutral", "excited"),
                energy={"type": "number", "minimum": 0, "maximum": 10},
                evidence=TEXT,
            ),
        ),
        tool(
            "measure_voice",
            "Measurements of a recording",
            form(
                "pitch_hz loudness_db rate pauses seconds",
                pitch_hz=NUMBER,
                loudness_db=NUMBER,
                rate=NUMBER,
                pauses=WHOLE,
                seconds=NUMBER,
                confidence=NUMBER,
            ),
        ),
        tool("take_note", "Write a note", form("note", note=TEXT)),
        tool(
            "confirm_booking",
            "The answer to whether a booking stands",
            form("confirmed", confirmed=YES_NO),
        ),
        tool(
            "start_wash",
            "Start the washing machine",
            form(
                "program",
                program=one_of("cotton", "wool", "quick wash"),
                degrees={"type": "integer", "enum": [30, 40, 60]},
            ),
        ),
        tool(
            "pay_bill",
            "Pay a bill",
            form("amount", amount={"type": "number", "exclusiveMinimum": 0}, to=TEXT),
        ),
    )
}

ASKED = (  # what is said, and the calls it makes where every tool is offered
    ("book a table for two at seven", [("book_table", {"people": 2, "time": "07:00"})]),
    (
        "please book a table for four people at half past six in the evening tomorrow under the name of smith",
        [("book_table", {"people": 4, "time": "18:30", "day": "tomorrow", "name": "smith"})],
    ),
    (
        "I'd like to reserve a table for 6 on Friday at 7:30 pm, my name is Anna Schmidt",
        [("book_table", {"people": 6, "time": "19:30", "day": "Friday", "name": "Anna Schmidt"})],
    ),
    (
        "can you book a table for twelve at quarter to eight tonight",
        [("book_table", {"people": 12, "time": "19:45", "day": "tonight"})],
    ),
    ("book a table", [("book_table", {"people": 1, "time": ""})]),
    ("wake me up at seven thirty", [("set_alarm", {"time": "07:30"})]),
    ("set an alarm for six", [("set_alarm", {"time": "06:00"})]),
    (
        "set an alarm for six fifteen on monday and friday",
        [("set_alarm", {"time": "06:15", "days": ["monday", "friday"]})],
    ),
    ("turn on the light in the kitchen", [("turn_on_light", {"room": "kitchen"})]),
    (
        "switch the lights in the living room on please at fifty percent",
        [("turn_on_light", {"room": "living room", "brightness": 50})],
    ),
    ("turn off the light in the bedroom", [("turn_off_light", {"room": "bedroom"})]),
    (
        "turn on the light in the kitchen and close the window in the bedroom",
        [("turn_on_light", {"room": "kitchen"}), ("close_window", {"room": "bedroom"})],
    ),
    (
        "what is the weather like in new york tomorrow",
        [("get_weather", {"city": "new york", "day": "tomorrow"})],
    ),
    ("weather in Seoul in celsius?", [("get_weather", {"city": "Seoul", "unit": "celsius"})]),
    (
        "send a message to anna saying i will be late",
        [("send_message", {"recipient": "anna", "text": "i will be late"})],
    ),
    (
        "send an urgent text to Ben: call me",
        [("send_message", {"recipient": "Ben", "text": "call me", "urgent": True})],
    ),
    ("i would like a large latte please", [("order_coffee", {"drink": "latte", "size": "large"})]),
    (
        "can i have two iced flat whites without milk",
        [("order_coffee", {"drink": "flat white", "quantity": 2, "milk": False, "iced": True})],
    ),
    (
        "translate good morning into korean",
        [("translate", {"text": "good morning", "target_language": "Korean"})],
    ),
    (
        "Translate into French: where is the station?",
        [("translate", {"text": "where is the station", "target_language": "French"})],
    ),
    (
        "play some music by miles davis",
        [("play_music", {"song": "music", "artist": "miles davis"})],
    ),
    ("set a timer for ten minutes", [("set_timer", {"minutes": 10})]),
    ("start a timer for an hour and a half", [("set_timer", {"minutes": 90})]),
    (
        "set the thermostat to twenty one degrees in the bedroom",
        [("setThermostat", {"temperature": 21, "room": "bedroom"})],
    ),
    ("set the thermostat to 20.5", [("setThermostat", {"temperature": 20.5})]),
    (
        "remind me to call mom tomorrow at five",
        [("create_reminder", {"task": "call mom", "day": "tomorrow", "time": "05:00"})],
    ),
    ("search the web for cheap flights", [("search_web", {"query": "cheap flights"})]),
    (
        "book a flight from berlin to new york for three passengers",
        [("book_flight", {"origin": "berlin", "destination": "new york", "passengers": 3})],
    ),
    (
        "book a first class flight from Seoul to Tokyo on 2026-12-24",
        [
            (
                "book_flight",
                {
                    "origin": "Seoul",
                    "destination": "Tokyo",
                    "date": "2026-12-24",
                    "cabin": "first_class",
                },
            )
        ],
    ),
    ("please call anna", [("call_contact", {"name": "anna"})]),
    (
        "add milk, eggs and bread to the shopping list",
        [("add_to_shopping_list", {"items": ["milk", "eggs", "bread"]})],
    ),
    ("set the volume to thirty percent", [("set_volume", {"level": 0.3})]),
    ("lock the back door", [("lock_door", {"door": "back"})]),
    (
        "convert fifty euros from EUR to USD",
        [("convert_currency", {"amount": 50, "from_currency": "EUR", "to_currency": "USD"})],
    ),
    (
        "order a large pizza with ham and mushrooms",
        [("order_pizza", {"size": "large", "toppings": ["ham", "mushrooms"]})],
    ),
    ("what time is it", [("get_time", {})]),
    ("what time is it in tokyo", [("get_time", {"city": "tokyo"})]),
    ("track my order number 12345", [("track_order", {"order_number": "12345"})]),
    ("start the wool wash at 30 degrees", [("start_wash", {"program": "wool", "degrees": 30})]),
    (
        "pay the bill of forty five dollars to the bank",
        [("pay_bill", {"amount": 45, "to": "bank"})],
    ),
    ("take a note: buy paint", [("take_note", {"note": "buy paint"})]),
    ("rate the service with four stars", [("rate_service", {"stars": 4})]),
    ("set the lamp to blue, on please", [("set_lamp", {"power": "on", "colour": "blue"})]),
    ("부엌 불 켜 줘", [("turn_on_light", {"room": "부엌"})]),
    ("내일 서울 날씨 알려 줘", [("get_weather", {"city": "서울", "day": "내일"})]),
    ("두 명 자리를 저녁 일곱 시 반에 예약해 줘", [("book_table", {"people": 2, "time": "19:30"})]),
    ("엄마에게 늦는다고 문자 보내 줘", [("send_message", {"recipient": "엄마", "text": "늦는다"})]),
    ("거실 불 꺼 줘", [("turn_off_light", {"room": "거실"})]),
    (
        "play bohemian rhapsody by queen",
        [("play_music", {"song": "bohemian rhapsody", "artist": "queen"})],
    ),
    (
        "two small lattes and a large espresso please",
        [
            ("order_coffee", {"drink": "latte", "size": "small", "quantity": 2}),
            ("order_coffee", {"drink": "espresso", "size": "large"}),
        ],
    ),
    (
        "schedule an event with anna and ben on friday at three",
        [
            (
                "create_event",
                {
                    "title": "an event",
                    "day": "friday",
                    "time": "03:00",
                    "attendees": ["anna", "ben"],
                },
            )
        ],
    ),
)

CHATS = (
    "hello, how are you today",
    "thank you very much",
    "i had a great time with my friends",
    "what is in this recording?",
    "my cat likes to sleep in the sun",
    "i read a good book about music",
    "the weather was nice",
    "she turned forty in june",
    "we had a latte this morning",
    "",
    "   ",
    "Summarise this in two sentences",
    "안녕하세요, 만나서 반갑습니다",
    "i love you",
    "yes",
    "no",
    "don't turn on the light in the kitchen",
    "please read aloud: the order of the table",
    "how long is this recording?",
)


def valid(schema, value):
    jsonschema.Draft202012Validator(schema).validate(value)
    json.dumps(value, allow_nan=False)
    return True


@pytest.mark.parametrize("words, calls", ASKED, ids=[words for words, _ in ASKED])
def test_asked(words, calls):
    made = choose(list(TOOLS.values()), "auto", words, ())
    assert [(call.name, call.arguments) for call in made] == calls
    assert all(valid(TOOLS[call.name]["function"]["parameters"], call.arguments) for call in made)


@pytest.mark.parametrize("words", CHATS)
def test_a_chat_calls_nothing(words):
    assert choose(list(TOOLS.values()), "auto", words, ()) == []
    assert choose(list(TOOLS.values()), None, words, (hearing(words),)) == []


@pytest.mark.parametrize("name", TOOLS)
@pytest.mark.parametrize(
    "words", ("", "hello", "a long sentence about nothing that 17 people said on tuesday")
)
def test_what_is_demanded_is_called(name, words):
    """A named function is called, whatever was said, and its arguments are valid; "none" calls nothing."""
    tools = list(TOOLS.values())
    for choice in (
        {"type": "function", "function": {"name": name}},
        {
            "type": "allowed_tools",
            "allowed_tools": {
                "mode": "required",
                "tools": [{"type": "function", "function": {"name": name}}],
            },
        },
    ):
        [call] = choose(tools, choice, words, ())
        assert call.name == name and valid(TOOLS[name]["function"]["parameters"], call.arguments)
    [call] = choose([TOOLS[name]], "required", words, (CALM,))
    assert call.name == name and valid(TOOLS[name]["function"]["parameters"], call.arguments)
    assert choose(tools, "none", "book a table for two at seven", ()) == []


def test_allowed_tools_narrow_an_open_choice():
    allowed = {
        "type": "allowed_tools",
        "allowed_tools": {
            "mode": "auto",
            "tools": [{"type": "function", "function": {"name": "get_weather"}}],
        },
    }
    assert choose(list(TOOLS.values()), allowed, "book a table for two at seven", ()) == []
    assert choose(list(TOOLS.values()), allowed, "what is the weather in Rome", ()) == [
        Call("get_weather", {"city": "Rome"})
    ]


def test_required_takes_what_fits_best():
    assert [
        call.name
        for call in choose(
            [TOOLS["get_weather"], TOOLS["book_table"]], "required", "a table at seven", ()
        )
    ] == ["book_table"]


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
            for one, two in zip(names, names[1:])
        },
    }
    started = time.perf_counter()
    fill(laughs, "seven", ())
    assert time.perf_counter() - started < 2


def test_it_is_quick():
    tools, started = list(TOOLS.values()), time.perf_counter()
    for words, _ in ASKED:
        choose(tools, "auto", words, ())
    assert (time.perf_counter() - started) / len(ASKED) < 0.05
    started = time.perf_counter()
    choose(tools, "auto", "the quick brown fox jumps over the lazy dog and then " * 2000, (CALM,))
    assert time.perf_counter() - started < 5


KEYS = st.sampled_from(
    (
        "type properties required enum anyOf oneOf allOf $ref $defs items not const default examples format pattern minimum maximum exclusiveMinimum exclusiveMaximum multipleOf minLength maxLength minItems "
        "maxItems uniqueItems additionalProperties title description mood pitch time date people text duration colour language phone on when city reason a"
    ).split()
) | st.text(max_size=4)
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


FIELDS = st.sampled_from(
    "mood pitch time date people text duration colour language phone power when city reason name items message rate confidence seconds sentiment answer email number".split()
)
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
        lambda format: {"type": ["string", "null"], "format": format},
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
