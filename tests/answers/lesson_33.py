"""Lesson 33: what is kept of a talk, and a project with a tool of its own."""

from collections import deque

HEARD = {"type": "string"}


def tool(name: str, description: str = "A form.", **fields: object) -> dict:
    parameters = {"type": "object", "properties": fields, "required": list(fields)}
    function = {"name": name, "description": description, "parameters": parameters}
    return {"type": "function", "function": function}


def by_slices(history, most):
    return history[:1] + history[1:][-2 * most :]


def unpacked(history, most):
    return [history[0], *history[1:][-most * 2 :]]


def split_first(history, most):
    rule, *turns = history
    return [rule, *turns[-2 * most :]]


def by_start(history, most):
    start = max(1, len(history) - 2 * most)
    return history[:1] + history[start:]


def by_roles(messages, most):
    rules = [message for message in messages if message["role"] == "system"]
    talk = [message for message in messages if message["role"] != "system"]
    return rules + talk[len(talk) - min(len(talk), 2 * most) :]


def by_deque(history, most):
    return [history[0], *list(deque(history[1:], maxlen=2 * most))]


def as_a_tuple(history, most):
    return tuple(history[:1] + history[1:][-2 * most :])


def by_pairs(history, most):
    turns = list(zip(history[1::2], history[2::2], strict=True))[-most:]
    return [history[0]] + [message for turn in turns for message in turn]


def with_a_default(history, most=3):
    kept = history.copy()
    while len(kept) > 1 + 2 * most:
        del kept[1:3]
    return kept


def no_rule(history, most):
    return history[-2 * most :]


def counts_messages(history, most):
    return history[:1] + history[1:][-most:]


def counts_the_rule(history, most):
    return history[:1] + history[1:][-2 * most + 1 :]


def rule_twice(history, most):
    return history[:1] + history[-2 * most :]


def the_first(history, most):
    return history[: 1 + 2 * most]


def rule_last(history, most):
    return history[1:][-2 * most :] + history[:1]


def whole(history, most):
    return list(history)


def turned_round(history, most):
    return history[:1] + history[:0:-1][: 2 * most]


def in_place(history, most):
    del history[1 : -2 * most]
    return history


def a_message(history, most):
    return history[-1]


def words_alone(history, most):
    return [message["content"] for message in history[-2 * most :]]


def printed(history, most):
    print(by_slices(history, most))


def one_argument(history):
    return history[-4:]


def memo_box(memos=None):
    memos = [] if memos is None else memos

    def keep_memo(heard):
        if not heard:
            return "I did not catch that. Say it again, please."
        memos.append(heard)
        return f"That is memo number {len(memos)}: {heard}"

    return tool("keep_memo", heard=HEARD), keep_memo


def quiz_about(animal, unsure="unclear"):
    def answer(heard, choice):
        if choice == unsure:
            return "Whale, elephant or mouse?"
        return "Right." if choice == animal else f"A {choice}? No."

    choices = {"type": "string", "enum": ["whale", "elephant", "mouse", unsure]}
    return tool("answer", heard=HEARD, choice=choices), answer


def story():
    places = []

    def go(place, heard):
        if place == "not said":
            return "Where do you want to go?"
        places.append(place)
        return f"You stand in the {place}. You have seen {len(places)} places."

    where = {"type": "string", "enum": ["forest", "castle", "not said"]}
    return tool("go", place=where, heard=HEARD), go


def sums():
    def answer(heard, number):
        return "Yes." if number == 42 else f"{number} is wrong."

    return tool("answer", heard=HEARD, number={"type": "integer"}), answer


def any_form():
    return tool("note", heard=HEARD), lambda words: f"You said: {words or 'nothing'}"


def yes_or_no():
    def answer(heard, agreed):
        return "Good." if agreed else "A pity."

    return tool("answer", heard=HEARD, agreed={"type": "boolean"}), answer


class Shelf:
    def __init__(self):
        self.held = {}

    def put(self, heard):
        self.held[len(self.held)] = heard
        return f"{len(self.held)} on the shelf"


def titled():
    made, function = memo_box()
    made["function"]["strict"] = True
    made["function"]["parameters"]["additionalProperties"] = False
    return made, function


def silent(heard):
    return ""


def always(heard):
    return "Thank you."


def fails_on_nothing(heard):
    return heard.split()[0]


def other_names(words, more):
    return words


def no_return(heard):
    [].append(heard)


def a_list(heard):
    return [heard]


MEMO = tool("keep_memo", heard=HEARD)
OPEN = {"type": "string", "enum": ["whale", "mouse"]}

RIGHT = {
    "33-turns": [
        by_slices,
        unpacked,
        split_first,
        by_start,
        by_roles,
        by_deque,
        as_a_tuple,
        by_pairs,
        with_a_default,
        lambda history, most: history[:1] + history[1:][-2 * most :],
    ],
    "33-project": [
        memo_box(),
        list(memo_box()),
        quiz_about("elephant"),
        quiz_about("whale", "unknown"),
        story(),
        sums(),
        any_form(),
        yes_or_no(),
        (MEMO, Shelf().put),
        titled(),
    ],
}

WRONG = {
    "33-turns": [
        ("history[-4:]", "not a function"),
        (by_slices([{}], 1), "not a function"),
        (no_rule, "system message is not in front"),
        (counts_messages, "the last 4 messages should come"),
        (counts_the_rule, "the last 4 messages should come"),
        (rule_twice, "should stay as it is"),
        (the_first, "the last 4 messages should come"),
        (rule_last, "system message is not in front"),
        (whole, "the last 4 messages should come"),
        (turned_round, "the last 4 messages should come"),
        (in_place, "changes the history itself"),
        (a_message, "should return a list of messages"),
        (words_alone, "should return a list of messages"),
        (printed, "prints its result"),
        (one_argument, "should take these"),
    ],
    "33-project": [
        (MEMO, "Hand in both"),
        (memo_box()[1], "Hand in both"),
        ((memo_box()[1], MEMO), "not a function"),
        ((MEMO, "keep_memo"), "not a function"),
        ((MEMO["function"], memo_box()[1]), "The API would refuse it"),
        (("keep_memo", memo_box()[1]), "The API would refuse it"),
        ((tool("keep memo", heard=HEARD), memo_box()[1]), "The API would refuse it"),
        ((tool("keep_memo", text=HEARD), always), "no field heard"),
        ((tool("keep_memo", heard={"type": "integer"}), always), "no field heard"),
        ((tool("answer", heard=HEARD, choice=OPEN), quiz_about("whale")[1]), "one is invented"),
        ((MEMO, silent), "should return a sentence"),
        ((MEMO, always), "It always says"),
        ((MEMO, fails_on_nothing), "IndexError"),
        ((MEMO, other_names), "should take these"),
        ((MEMO, no_return), "returns nothing"),
        ((MEMO, a_list), "should return a sentence"),
    ],
}
