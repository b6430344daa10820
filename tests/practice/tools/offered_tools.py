"""Tools, recordings and schemas that the tests of the tools share."""

import json
import math

import jsonschema

from helpers.practice.ears.heard import Heard
from helpers.practice.mind.hearing import Hearing
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


def valid(schema, value):
    jsonschema.Draft202012Validator(schema).validate(value)
    json.dumps(value, allow_nan=False)
    return True
