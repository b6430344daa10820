"""The exercises of lesson 33: what is kept of a talk, and a project with a tool of its own."""

import copy
from typing import Any

from helpers.engine import catalogue
from helpers.exercises.forms import has_a_way_out
from helpers.exercises.functions import call, is_function
from helpers.exercises.registry import exercise
from helpers.exercises.request_steps import sent
from helpers.exercises.steps import Steps, step
from helpers.practice.tools.unfolding import unfolded

RULE = {"role": "system", "content": "Answer in one short sentence."}
TURNS = [
    {"role": role, "content": words}
    for heard, said in (
        ("Good morning.", "Good morning to you."),
        ("I have to buy bread.", "Bread it is."),
        ("What did I say before?", "You have to buy bread."),
        ("And before that?", "You said good morning."),
    )
    for role, words in (("user", heard), ("assistant", said))
]
SAMPLES: dict[str, tuple[Any, ...]] = {
    "integer": (7, 42),
    "number": (7, 4.5),
    "boolean": (True, False),
}
WORDS = ("Buy some bread.", "Call the office.")


@exercise("33-turns")
def the_last_turns(last_turns: Any) -> Steps:
    """A function from a history to its system message and its last turns."""
    yield is_function(last_turns, "last_turns")
    for most in (2, 1):
        given = [RULE, *copy.deepcopy(TURNS)]
        found = call(last_turns, history=given, most=most)
        kept = found.value
        yield step(
            isinstance(kept, (list, tuple)) and all(isinstance(turn, dict) for turn in kept),
            "",
            "It should return a list of messages. "
            f"{found.problem or f'Yours gives {found.shown}.'}",
            "A slice of a list is a list: history[-4:].",
        )
        yield step(
            RULE in kept and kept[0] == RULE,
            "the system message stays in front",
            "The system message is not in front: without it the assistant forgets its manners.",
            "history[:1] is a list with the first message alone: put it in front with +.",
        )
        yield step(
            list(kept[1:]) == TURNS[-2 * most :],
            f"for {most}, the last {2 * most} messages come behind it, in their order",
            f"For {most}, the last {2 * most} messages should come behind it; "
            f"yours keeps {len(kept) - 1}.",
            "A turn is two messages, what you said and the answer: count in twos.",
            "history[-2 * most:] are the last ones.",
        )
        yield step(
            given == [RULE, *TURNS],
            "",
            "Your function changes the history itself.",
            "Make a new list: a slice does.",
        )
    short = [RULE, *TURNS[:2]]
    kept = call(last_turns, history=list(short), most=3).value
    yield step(
        kept is not None and list(kept) == short,
        "and a short talk stays as it is, with one system message",
        "With one turn in the history and three allowed, the list should stay as it is.",
        "history[-6:] of three messages holds the system message too: leave it out before you cut.",
        "history[:1] + history[1:][-2 * most:]",
    )


@exercise("33-project")
def a_project(project: Any) -> Steps:
    """A tool and the function that it calls, as a pair: any of the three projects, or another."""
    yield step(
        isinstance(project, (tuple, list)) and len(project) == 2,
        "",
        "Hand in both: the tool, a dict, and your function.",
        'check("33-project", (tool, function))',
    )
    tool, function = project
    yield is_function(function, "function")
    yield from sent(
        {
            "model": catalogue.default_model(),
            "modalities": ["text", "audio"],
            "audio": {"voice": "coral", "format": "wav"},
            "messages": [{"role": "user", "content": "Buy some bread."}],
            "tools": [tool],
            "tool_choice": "required",
        }
    )
    schema = unfolded(tool["function"].get("parameters"))
    fields = schema.get("properties", {})
    yield step(
        fields.get("heard", {}).get("type") == "string" and "heard" in schema.get("required", []),
        "it gives your own words back",
        "The form has no field heard that is required: nobody can see what was understood.",
        'Every tool here has heard={"type": "string"} among its fields.',
    )
    closed = {name: field["enum"] for name, field in fields.items() if field.get("enum")}
    for name, choices in closed.items():
        yield has_a_way_out(name, choices)
    yield from _it_works(function, fields)


def _it_works(function: Any, fields: dict[str, Any]) -> Steps:
    """It takes whatever the form can hold, and what it says depends on it."""
    said = []
    for arguments in _arguments(fields):
        found = call(function, **arguments)
        yield step(
            isinstance(found.value, str) and found.value.strip(),
            "",
            f"For {arguments} it should return a sentence. "
            f"{found.problem or f'Yours gives {found.shown}.'}",
            "The arguments have the names of the fields: def function(heard, …).",
            "It gets an empty heard where nothing was understood: that needs a sentence too.",
        )
        said.append(found.value)
    yield step(True, f"your function has a sentence for all {len(said)} forms", "")
    yield step(
        len(set(said)) > 1,
        "and what it says depends on what was said",
        f"It always says “{said[0][:60]}”.",
        "Let the sentence depend on the arguments, or on what your list holds.",
    )


def _arguments(fields: dict[str, Any]) -> list[dict[str, Any]]:
    """Forms that a model may fill: every choice of every enum, then nothing understood."""
    longest = max([2, *(len(field.get("enum", ())) for field in fields.values())])
    filled = [
        {name: _sample(name, field, number) for name, field in fields.items()}
        for number in range(longest)
    ]
    return [*filled, filled[-1] | {"heard": ""}]


def _sample(name: str, field: dict[str, Any], number: int) -> Any:
    choices = field.get("enum") or SAMPLES.get(str(field.get("type")), WORDS)
    return choices[number % len(choices)]
