"""The exercises of lesson 21: functions that a model asks for."""

import json
from typing import Any

from helpers.engine import catalogue
from helpers.exercises.functions import Outcome, call, is_function
from helpers.exercises.registry import exercise
from helpers.exercises.request_steps import sent
from helpers.exercises.steps import Steps, step
from helpers.practice.tools.schemas import fits
from helpers.practice.tools.unfolding import unfolded

DAYS = ("Thursday", "Friday", "Saturday")
UNSAID = (None, "", "unknown", "not said", "unspecified", "none", "any")  # for a day not said
BROKEN = '{"name": "Mi'  # arguments that max_completion_tokens has cut


class Greeting:
    """A function that may be run, and what it was given."""

    def __init__(self, word: str) -> None:
        self.word = word
        self.names: list[object] = []

    def __call__(self, name: object) -> str:
        """The greeting."""
        self.names.append(name)
        return f"{self.word}, {name}."


@exercise("21-run")
def run_what_is_allowed(run: Any) -> Steps:
    """A function from a call, and the functions that may be run, to the text of a result."""
    yield is_function(run, "run")
    for word, name in (("Hello", "Mina"), ("Goodbye", "Jun")):
        allowed = {"greet": Greeting("Hello"), "part_from": Greeting("Goodbye")}
        wanted = {"Hello": "greet", "Goodbye": "part_from"}[word]
        found = call(run, call=_call(wanted, json.dumps({"name": name})), allowed=allowed)
        yield step(
            found.value == f"{word}, {name}.",
            f"{wanted} runs, and its result comes back",
            f"{wanted} should give “{word}, {name}.” {_yours(found)}",
            "The function is allowed[name]. Its arguments are JSON text: json.loads makes a dict.",
            "return allowed[name](**json.loads(arguments)) hands the dict over by names.",
        )
        yield step(
            sum(len(greeting.names) for greeting in allowed.values()) == 1,
            "once, and no other function with it",
            "More than one function ran, or one ran twice.",
            "One call runs one function, once.",
        )
    yield from _refusals(run)


def _refusals(run: Any) -> Steps:
    """What is not allowed, and what cannot be run, gives a sentence."""
    cases = (
        (
            _call("dict", '{"name": "Mina"}'),
            "a function that is not allowed",
            "if name not in allowed: return a sentence, and run nothing.",
        ),
        (
            _call("greet", BROKEN),
            "arguments that were cut, which are no JSON",
            "json.loads raises ValueError: put it inside try, and return a sentence in except.",
        ),
        (
            _call("greet", '{"nickname": "Mina"}'),
            "an argument that the function does not know",
            "The function raises TypeError: except (TypeError, ValueError) meets both.",
        ),
    )
    for asked, what, hint in cases:
        greeting = Greeting("Hello")
        found = call(run, call=asked, allowed={"greet": greeting})
        yield step(
            isinstance(found.value, str) and bool(found.value) and not greeting.names,
            f"{what}: nothing runs, and a sentence comes back",
            f"For {what}, it should run nothing and return a sentence. {_yours(found)}",
            hint,
        )


def _call(name: str, arguments: str) -> dict[str, Any]:
    """A call as it stands in an answer over plain HTTP."""
    function = {"name": name, "arguments": arguments}
    return {"id": "call_1", "type": "function", "function": function}


def _yours(found: Outcome) -> str:
    return found.problem or f"Yours gives {found.shown}."


@exercise("21-tool")
def a_day_may_stay_unsaid(tool: Any) -> Steps:
    """A tool for book_table whose call needs no day."""
    yield step(
        isinstance(tool, dict),
        "",
        f"A tool is a dict, and this is a {type(tool).__name__}.",
        "Change mine, and hand in mine itself.",
    )
    yield from sent(
        {
            "model": catalogue.default_model(),
            "modalities": ["text", "audio"],
            "audio": {"voice": "coral", "format": "wav"},
            "messages": [{"role": "user", "content": "A table for two, please."}],
            "tools": [tool],
        }
    )
    function = tool["function"]
    yield step(
        function["name"] == "book_table",
        "it is book_table",
        f"The function is called {function['name']!r}, and your Python knows book_table.",
    )
    schema = unfolded(function.get("parameters"))
    fields, required = schema.get("properties", {}), schema.get("required", [])
    yield step(
        set(fields) == {"people", "day"},
        "",
        f"Its arguments are {sorted(fields)}; book_table takes people and day.",
        "Both stay among the properties: an argument that may be left out is described too.",
    )
    yield step(
        "people" in required and fits(fields["people"], 2) and not fits(fields["people"], "two"),
        "the number of people is required",
        "Without a number of people there is nothing to book: people should stay required.",
        'required is a list of names: ["people"].',
    )
    day = fields["day"]
    yield step(
        all(fits(day, name) for name in DAYS) and not fits(day, "Monday"),
        "the days are still those three",
        "The day should still be Thursday, Friday or Saturday, where one is said.",
        "Leave the enum of the day as it is; change what is required.",
    )
    yield step(
        "day" not in required or any(fits(day, value) for value in UNSAID),
        "and a day may stay unsaid",
        "A call still needs a day, so one will be invented.",
        "Leave day out of the list required.",
        "Or let the day be null too: another choice that says that nothing was said.",
    )
