"""Lesson 21: run only what is allowed, and a tool that needs no day."""

import copy
import json

PEOPLE = {"type": "integer", "minimum": 1, "maximum": 12}
NAMES = ["Thursday", "Friday", "Saturday"]
DAY = {"type": "string", "enum": NAMES}


def plain(call, allowed):
    name = call["function"]["name"]
    if name not in allowed:
        return f"There is no function {name}."
    try:
        return allowed[name](**json.loads(call["function"]["arguments"]))
    except (TypeError, ValueError) as error:
        return f"Nothing was done: {error}"


def other_names(tool_call, functions):
    return plain(tool_call, functions)


def other_order(allowed, call):
    return plain(call, allowed)


def by_get(call, allowed):
    function = allowed.get(call["function"]["name"])
    if function is None:
        return "I do not know how to do that."
    try:
        arguments = json.loads(call["function"]["arguments"])
        return function(**arguments)
    except (TypeError, ValueError, KeyError) as error:
        return str(error) or "It went wrong."


def by_attempt(call, allowed):
    try:
        return allowed[call["function"]["name"]](**json.loads(call["function"]["arguments"]))
    except (KeyError, TypeError, ValueError):
        return "That is not possible."


def by_match(call, allowed):
    match call:
        case {"function": {"name": name, "arguments": text}} if name in allowed:
            try:
                return allowed[name](**json.loads(text))
            except (TypeError, json.JSONDecodeError) as error:
                return f"Arguments: {error}"
    return "Not allowed."


def in_korean(call, allowed):
    result = by_get(call, allowed)
    return "그 함수는 없습니다." if result.startswith("I do not") else result


def looks_first(call, allowed):
    names = list(allowed)
    if call["function"]["name"] in names:
        try:
            arguments = json.loads(call["function"]["arguments"])
        except json.JSONDecodeError:
            return "The arguments are no JSON."
        if "name" not in arguments:
            return "An argument is missing."
        return allowed[call["function"]["name"]](**arguments)
    return "No."


def turned_round(call, allowed):
    name = call["function"]["name"]
    if name in allowed:
        return f"There is no function {name}."
    return allowed[name](**json.loads(call["function"]["arguments"]))


def by_eval(call, allowed):
    try:
        function = eval(call["function"]["name"], dict(allowed))
        return function(**json.loads(call["function"]["arguments"]))
    except (TypeError, ValueError) as error:
        return f"Nothing was done: {error}"


def one_name_alone(call, allowed):
    if call["function"]["name"] != "greet":
        return "There is no such function."
    return plain(call, allowed)


def raises(call, allowed):
    if call["function"]["name"] not in allowed:
        raise KeyError("not allowed")
    return plain(call, allowed)


def no_attempt(call, allowed):
    if call["function"]["name"] not in allowed:
        return "There is no such function."
    return allowed[call["function"]["name"]](**json.loads(call["function"]["arguments"]))


def values_alone(call, allowed):
    if call["function"]["name"] not in allowed:
        return "There is no such function."
    try:
        arguments = json.loads(call["function"]["arguments"])
    except ValueError:
        return "The arguments are no JSON."
    return allowed[call["function"]["name"]](*arguments.values())


def text_as_it_is(call, allowed):
    if call["function"]["name"] not in allowed:
        return "There is no such function."
    return allowed[call["function"]["name"]](call["function"]["arguments"])


def says_nothing(call, allowed):
    if call["function"]["name"] not in allowed:
        return ""
    return plain(call, allowed)


def returns_nothing(call, allowed):
    if call["function"]["name"] in allowed:
        return plain(call, allowed)


def prints(call, allowed):
    print(plain(call, allowed))


def runs_all(call, allowed):
    results = [function(name="Mina") for function in allowed.values()]
    return plain(call, allowed) if results else ""


def twice(call, allowed):
    plain(call, allowed)
    return plain(call, allowed)


def gives_the_function(call, allowed):
    return allowed.get(call["function"]["name"])


def tool(required=("people",), people=PEOPLE, day=DAY, name="book_table", **more):
    parameters = {
        "type": "object",
        "properties": {"people": people, "day": day},
        "required": list(required),
    }
    function = {"name": name, "description": "Book a table.", "parameters": parameters}
    return copy.deepcopy({"type": "function", "function": function | more})


def with_parameters(**more):
    made = tool()
    made["function"]["parameters"] |= more
    return made


def without_required():
    made = tool()
    del made["function"]["parameters"]["required"]
    return made


BOTH = ("people", "day")
NULL = {"type": ["string", "null"], "enum": [*NAMES, None]}
RIGHT = {
    "21-run": [
        plain,
        other_names,
        other_order,
        by_get,
        by_attempt,
        by_match,
        in_korean,
        looks_first,
    ],
    "21-tool": [
        tool(),
        tool(BOTH, day=NULL),
        tool(BOTH, day={"anyOf": [DAY, {"type": "null"}]}),
        tool(BOTH, day={"type": "string", "enum": [*NAMES, "unknown"]}),
        tool(day=DAY | {"description": "Leave it out where no day was said."}),
        tool(people={"type": "integer"}),
        with_parameters(additionalProperties=False),
        tool(("people",), people={"type": "number"}),
        tool(BOTH, day=NULL, strict=True)
        | {"function": tool(BOTH, day=NULL)["function"] | {"description": "Book."}},
    ],
}
WRONG = {
    "21-run": [
        (turned_round, "greet should give"),
        (by_eval, "not allowed"),
        (one_name_alone, "part_from should give"),
        (raises, "not allowed"),
        (no_attempt, "no JSON"),
        (values_alone, "does not know"),
        (text_as_it_is, "greet should give"),
        (says_nothing, "not allowed"),
        (returns_nothing, "return"),
        (prints, "write return"),
        (runs_all, "More than one"),
        (twice, "ran twice"),
        (gives_the_function, "greet should give"),
        (plain({"function": {"name": "a", "arguments": "{}"}}, {}), "not a function"),
        (lambda call: "no", "takes"),
    ],
    "21-tool": [
        (tool(BOTH), "still needs a day"),
        (tool(()), "people should stay required"),
        (without_required(), "people should stay required"),
        (tool(("day",)), "people should stay required"),
        (tool(BOTH, day=DAY | {"default": "Friday"}), "still needs a day"),
        (tool(BOTH, day=DAY | {"description": "optional"}), "still needs a day"),
        (tool(BOTH, day={"type": "string", "enum": [*NAMES, None]}), "refuse|still needs a day"),
        (tool(day={"type": "string"}), "still be Thursday"),
        (tool(day={"type": "string", "enum": ["Friday"]}), "still be Thursday"),
        (tool(name="reserve"), "book_table"),
        (tool(name="book table"), "refuse"),
        (with_parameters(required="people"), "refuse|people should stay"),
        (with_parameters(properties={"people": PEOPLE}), "takes people and day"),
        (tool(people={"type": "string"}), "people should stay"),
        ([tool()], "this is a list"),
        (tool()["function"], "refuse"),
        (["people"], "this is a list"),
    ],
}
