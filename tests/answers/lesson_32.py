"""Lesson 32: what agreement is counted over, and a form with one more field."""

import copy

UNTOLD = "cannot tell"


def in_a_loop(mine, labels):
    agreed = told = 0
    for path, label in labels.items():
        if label != "cannot tell":
            told += 1
            agreed += label == mine[path]
    return agreed, told


def by_sums(mine, labels):
    told = [path for path in mine if labels[path] != UNTOLD]
    return sum(mine[path] == labels[path] for path in told), len(told)


def as_a_list(mine, labels):
    return list(by_sums(mine, labels))


def other_names(heard, written):
    return by_sums(heard, written)


def by_sets(mine, labels):
    told = {item for item in labels.items() if item[1] != UNTOLD}
    return len(told & set(mine.items())), len(told)


def takes_away(mine, labels):
    untold = [path for path in mine if labels.get(path, UNTOLD) == UNTOLD]
    same = [path for path in mine if mine[path] == labels.get(path)]
    return len([path for path in same if path not in untold]), len(mine) - len(untold)


def by_pairs(mine, labels):
    pairs = [(mine[path], labels[path]) for path in sorted(mine)]
    return sum(a == b != UNTOLD for a, b in pairs), sum(b != UNTOLD for _, b in pairs)


def by_continue(mine, labels, untold="cannot tell"):
    agreed, told = [], []
    for path in mine:
        if labels[path].startswith(untold):
            continue
        told.append(path)
        if mine[path] == labels[path]:
            agreed.append(path)
    return len(agreed), len(told)


class Counting:
    def __init__(self, untold):
        self.untold = untold

    def __call__(self, mine, labels):
        told = {path for path, label in labels.items() if label != self.untold}
        return len({path for path in told if mine[path] == labels[path]}), len(told)


def counts_all(mine, labels):
    return sum(mine[path] == labels[path] for path in mine), len(mine)


def leaves_out_mine(mine, labels):
    told = [path for path in mine if mine[path] != UNTOLD]
    return sum(mine[path] == labels[path] for path in told), len(told)


def leaves_out_both(mine, labels):
    told = [path for path in mine if UNTOLD not in (mine[path], labels[path])]
    return sum(mine[path] == labels[path] for path in told), len(told)


def keeps_agreed(mine, labels):
    agreed, _ = counts_all(mine, labels)
    return agreed, by_sums(mine, labels)[1]


def turned_round(mine, labels):
    agreed, told = by_sums(mine, labels)
    return told, agreed


def by_order(mine, labels):
    pairs = zip(mine.values(), labels.values(), strict=True)
    told = [(a, b) for a, b in pairs if b != UNTOLD]
    return sum(a == b for a, b in told), len(told)


def a_share(mine, labels):
    agreed, told = by_sums(mine, labels)
    return agreed / told


def one_number(mine, labels):
    return by_sums(mine, labels)[0]


def divides(mine, labels):
    agreed, told = by_sums(mine, labels)
    assert agreed / told <= 1
    return agreed, told


def stops_at_the_first(mine, labels):
    for path in mine:
        if labels[path] == UNTOLD:
            return 0, 0
    return by_sums(mine, labels)


def printed(mine, labels):
    print(by_sums(mine, labels))


def in_words(mine, labels):
    agreed, told = by_sums(mine, labels)
    return f"{agreed} of {told}"


def counts_errors(mine, labels):
    told = [path for path in mine if labels[path] != UNTOLD]
    return sum(mine[path] != labels[path] for path in told), len(told)


def one_argument(labels):
    return 1, 2


TEXT = {"type": "string"}
KINDS = ["book", "cancel", "complain", "question", UNTOLD]
FIELDS = {
    "language": TEXT | {"enum": ["English", "Korean", UNTOLD]},
    "transcript": TEXT,
    "summary": TEXT,
    "request": TEXT | {"enum": KINDS},
    "evidence": TEXT,
}
DAYS = ["tonight", "tomorrow", "another day", "not said"]


def form(fields, **more):
    parameters = {"type": "object", "properties": fields, "required": list(fields)} | more
    function = {"name": "file_call", "description": "File a call.", "parameters": parameters}
    choice = {"type": "function", "function": {"name": "file_call"}}
    return copy.deepcopy(
        {"tools": [{"type": "function", "function": function}], "tool_choice": choice}
    )


def wider(field, name="day", **more):
    return form(FIELDS | {name: field}, **more)


def choosing(choices, **more):
    return wider({"type": "string", "enum": choices}, **more)


def without(name):
    return form({key: field for key, field in FIELDS.items() if key != name} | {"day": DAY})


def nullable():
    return wider({"type": ["string", "null"], "enum": ["tonight", "later", None]})


DAY = {"type": "string", "enum": DAYS}
RIGHT = {
    "32-told": [
        in_a_loop,
        by_sums,
        as_a_list,
        other_names,
        by_sets,
        takes_away,
        by_pairs,
        by_continue,
        Counting(UNTOLD),
    ],
    "32-form": [
        wider(DAY),
        choosing(["tonight", "later", "unclear"]),
        choosing(["1", "2", "more", "Not said"], name="people"),
        choosing(["house", "garden", "other"], name="place"),
        nullable(),
        wider(DAY) | {"tool_choice": "required"},
        form({"day": DAY} | FIELDS),
        wider(DAY, additionalProperties=False),
        wider(DAY | {"description": "The day that the caller names."}),
        {"model": "gpt-audio-1.5", "modalities": ["text"], "store": False,
         "messages": [{"role": "user", "content": "Hello."}], **wider(DAY)},
        wider({"enum": DAYS}),
    ],
}  # fmt: skip

WRONG = {
    "32-told": [
        ((1, 2), "not a function"),
        (in_a_loop({}, {}), "not a function"),
        (counts_all, "counts all 8"),
        (leaves_out_mine, "where you cannot tell"),
        (leaves_out_both, "the engine told 5"),
        (keeps_agreed, "3 of those 5 are the same"),
        (turned_round, "the engine told 5"),
        (by_order, "3 of those 5 are the same"),
        (a_share, "two numbers"),
        (one_number, "two numbers"),
        (divides, "0 and 0"),
        (stops_at_the_first, "the engine told 5"),
        (printed, "prints its result"),
        (in_words, "two numbers"),
        (counts_errors, "3 of those 5 are the same"),
        (one_argument, "should take these"),
    ],
    "32-form": [
        (FIELDS, "Hand in what form() gives"),
        ([wider(DAY)], "Hand in what form() gives"),
        (wider(DAY)["tools"][0], "Hand in what form() gives"),
        (form(FIELDS), "0 new ones"),
        (form(FIELDS | {"day": DAY, "people": DAY}), "2 new ones"),
        (form({"day": DAY}), "language is missing"),
        (without("evidence"), "evidence is missing"),
        (wider(TEXT), "is open"),
        (wider({"type": "integer"}, name="people"), "is open"),
        (choosing(["tonight", "tomorrow"]), "one is invented"),
        (choosing(["angry", "happy", "not said"], name="mood"), "did not ask to be judged"),
        (
            wider(DAY | {"description": "How the caller feels."}, name="tone"),
            "did not ask to be judged",
        ),
        (wider(DAY, required=list(FIELDS)), "day may be left out"),
        (wider(DAY) | {"tool_choice": "auto"}, "Nothing forces|refuse"),
        ({"tools": wider(DAY)["tools"]}, "Nothing forces"),
        (wider(DAY) | {"tools": wider(DAY)["tools"] * 2}, "2 tools|refuse"),
        (wider(DAY) | {"tool_choice": "file_call"}, "The API would refuse it"),
        (wider(DAYS), "The API would refuse it"),
    ],
}
