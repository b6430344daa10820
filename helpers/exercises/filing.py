"""The exercises of lesson 32: what agreement is counted over, and a form with one more field."""

import re
from typing import Any

from helpers.engine import catalogue
from helpers.exercises.forms import has_a_way_out
from helpers.exercises.functions import call, is_function
from helpers.exercises.registry import exercise
from helpers.exercises.request_steps import sent
from helpers.exercises.steps import Steps, step
from helpers.practice.tools.fields import FEELING
from helpers.practice.tools.said import plainly
from helpers.practice.tools.unfolding import unfolded

UNTOLD = "cannot tell"
PAIRS = (  # what a person heard, and what an engine wrote
    ("book", "book"),
    ("cancel", UNTOLD),
    ("complain", "complain"),
    (UNTOLD, UNTOLD),
    ("question", "cancel"),
    (UNTOLD, "book"),
    ("cancel", "cancel"),
    ("book", UNTOLD),
)
OF_A_FORM = ("tools", "tool_choice")
FIELDS = ("language", "transcript", "summary", "request", "evidence")


@exercise("32-told")
def told_alone(function: Any) -> Steps:
    """A function from two dicts of labels to how many agree, and of how many."""
    yield is_function(function, "told_alone")
    mine = {f"call-{number}.mp3": label for number, (label, _) in enumerate(PAIRS)}
    labels = {f"call-{number}.mp3": label for number, (_, label) in enumerate(PAIRS)}
    turned = dict(reversed(labels.items()))
    found = call(function, mine=dict(mine), labels=turned)
    value = tuple(found.value) if isinstance(found.value, (tuple, list)) else ()
    yield step(
        len(value) == 2,
        "it returns two numbers",
        "It should return two numbers: how many agree, and of how many. "
        f"{found.problem or f'Yours gives {found.shown}.'}",
        "return agreed, told",
    )
    agreed, told = value
    yield step(
        told != len(PAIRS),
        "",
        f"It counts all {len(PAIRS)}. Those where the engine cannot tell should be left out.",
        'Ask first: if labels[path] != "cannot tell"',
    )
    yield step(
        told != sum(label != UNTOLD for label, _ in PAIRS),
        "",
        "It leaves out those where you cannot tell. It is the engine that is asked.",
        "It is labels that has the engine's words; mine has yours.",
    )
    answered = sum(label != UNTOLD for _, label in PAIRS)
    yield step(
        told == answered,
        f"of {len(PAIRS)} recordings, the engine told {answered}",
        f"Of these {len(PAIRS)} recordings the engine told {answered}, and yours counts {told}.",
        "Count where labels[path] is no “cannot tell”, whatever mine says.",
    )
    same = sum(label == other != UNTOLD for label, other in PAIRS)
    yield step(
        agreed == same,
        f"and in {same} of them you said the same",
        f"{same} of those {answered} are the same in both, and yours counts {agreed}.",
        "The order of the dicts may differ: compare mine[path] with labels[path].",
        "Two that cannot tell agree, but they are not among those that were told.",
    )
    nothing = call(function, mine={"call.mp3": "book"}, labels={"call.mp3": UNTOLD})
    yield step(
        isinstance(nothing.value, (tuple, list)) and tuple(nothing.value) == (0, 0),
        "where it told nothing, that is 0 of 0",
        "Where the engine told nothing, it should return 0 and 0. "
        f"{nothing.problem or f'Yours gives {nothing.shown}.'}",
        "Count, and do not divide: a share of nothing is no number.",
    )


@exercise("32-form")
def a_wider_form(form: Any) -> Steps:
    """The tools of a request: the form of the lesson with one more field that can be counted."""
    yield step(
        isinstance(form, dict) and "tools" in form,
        "",
        "Hand in what form() gives: a dict with tools and a tool_choice.",
        "wider = form(fields | {…})",
    )
    request = {
        "model": catalogue.default_model(),
        "modalities": ["text", "audio"],
        "audio": {"voice": "coral", "format": "wav"},
        "messages": [{"role": "user", "content": "Buy some bread."}],
    }
    yield from sent(request | {name: form[name] for name in OF_A_FORM if name in form})
    tools, choice = form["tools"], form.get("tool_choice")
    yield step(
        len(tools) == 1,
        "",
        f"There are {len(tools)} tools. Each call would be heard, and paid for, by one form.",
        "All fields stand in one form.",
    )
    yield step(
        choice == "required" or isinstance(choice, dict),
        "the form has to be filled, once",
        "Nothing forces the form: the model may answer in other words.",
        "tool_choice names the function, as form() does it.",
    )
    schema = unfolded(tools[0]["function"].get("parameters"))
    described, required = schema.get("properties", {}), schema.get("required", [])
    missing = [name for name in FIELDS if name not in described]
    yield step(
        not missing,
        "the five fields are still there",
        f"The field {missing[0] if missing else ''} is missing: the old questions stay.",
        "fields | {…} keeps what is in fields, and adds yours.",
    )
    added = [name for name in described if name not in FIELDS]
    yield step(
        len(added) == 1,
        "and one is new",
        f"One field should be new, and yours has {len(added)} new ones.",
        'fields | {"day": {"type": "string", "enum": […]}}',
    )
    name, field = added[0], described[added[0]]
    yield step(
        not re.search(FEELING, f"{plainly(name)} {field.get('description', '')}", re.IGNORECASE),
        "",
        f"{name} asks how callers feel. They did not ask to be judged: file what they say.",
        "Ask for something that is said: a day, a number of people, a name of a room.",
    )
    choices = field.get("enum", [])
    yield step(
        len(choices) > 1,
        "it can be counted: a closed list",
        f"What {name} can hold is open: forty calls would give forty wordings.",
        'A closed list is an enum: {"type": "string", "enum": ["tonight", "tomorrow", …]}',
    )
    yield has_a_way_out(name, [*choices, "unclear"] if None in choices else choices)
    unfilled = [name for name in described if name not in required]
    yield step(
        not unfilled,
        "and each row has all of its fields",
        f"{unfilled[0] if unfilled else ''} may be left out, so some rows have a gap.",
        "required lists the names of all fields: form() does it.",
    )
