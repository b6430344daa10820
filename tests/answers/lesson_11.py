"""Lesson 11: one sentence made into several, and the place where a script was changed."""

import re

from helpers.speech.error_rate import word_error_rate
from tests.answers.common import says

ORIGINAL = (
    "The council gave her the shop for one year, without rent, and a sum of 4,000 pounds, which "
    "is about what the town pays every year to carry broken household goods to the dump."
)
SHORT = (
    "The council gave her the shop for one year. She pays no rent. "
    "She also got four thousand pounds. "
    "Every year the dump costs the town as much."
)


def given(script, transcript, heard):
    read = word_error_rate(script, transcript) == 0
    listened = word_error_rate(script, heard) == 0
    if read:
        return "nothing" if listened else "sound"
    return "transcript" if listened else "both"


def by_two_questions(script, transcript, heard):
    changed = [name for name, text in (("transcript", transcript), ("sound", heard))
               if word_error_rate(script, text)]  # fmt: skip
    return {0: "nothing", 2: "both"}.get(len(changed)) or changed[0]


def by_a_table(script, transcript, heard):
    key = word_error_rate(script, transcript) > 0, word_error_rate(script, heard) > 0
    table = {
        (False, False): "nothing",
        (True, False): "transcript",
        (False, True): "sound",
        (True, True): "both",
    }
    return table[key]


def bare(text):
    return re.sub(r"[^\w\s]", "", text).lower().replace("9", "nine").split()


def by_own_words(script, transcript, heard):
    if bare(transcript) == bare(script) == bare(heard):
        return "nothing"
    if bare(script) == bare(transcript):
        return "sound"
    return "transcript" if bare(script) == bare(heard) else "both"


def other_names(wanted, written, spoken):
    return given(wanted, written, spoken)


def names_in_another_order(heard, script, transcript):
    return given(script, transcript, heard)


def with_a_limit(script, transcript, heard, most=0.05):
    read, listened = (word_error_rate(script, text) <= most for text in (transcript, heard))
    return ["both", "transcript", "sound", "nothing"][read * 2 + listened]


def by_match(script, transcript, heard):
    match (word_error_rate(script, transcript), word_error_rate(script, heard)):
        case 0, 0:
            return "nothing"
        case 0, _:
            return "sound"
        case _, 0:
            return "transcript"
        case _:
            return "both"


def swapped(script, transcript, heard):
    return {"sound": "transcript", "transcript": "sound"}.get(
        given(script, transcript, heard), given(script, transcript, heard)
    )


def transcript_alone(script, transcript, heard):
    return "transcript" if word_error_rate(script, transcript) else "nothing"


def sound_alone(script, transcript, heard):
    return "sound" if word_error_rate(script, heard) else "nothing"


def compares_the_two(script, transcript, heard):
    return "sound" if word_error_rate(transcript, heard) else "nothing"


def letter_by_letter(script, transcript, heard):
    if script == transcript == heard:
        return "nothing"
    if script == transcript:
        return "sound"
    return "transcript" if script == heard else "both"


def never_both(script, transcript, heard):
    if word_error_rate(script, transcript):
        return "transcript"
    return "sound" if word_error_rate(script, heard) else "nothing"


def always(script, transcript, heard):
    return "nothing"


def in_capitals(script, transcript, heard):
    return given(script, transcript, heard).title()


def truth(script, transcript, heard):
    return word_error_rate(script, heard) == 0


def prints(script, transcript, heard):
    print(given(script, transcript, heard))


def forgets_return(script, transcript, heard):
    given(script, transcript, heard)


def two_arguments(script, transcript):
    return "transcript" if word_error_rate(script, transcript) else "nothing"


def loses_the_last_case(script, transcript, heard):
    if word_error_rate(script, transcript) == 0:
        return "nothing" if word_error_rate(script, heard) == 0 else "sound"
    if word_error_rate(script, heard) == 0:
        return "transcript"


RIGHT = {
    "11-ear": [
        SHORT,
        SHORT.replace(". ", ".\n"),
        SHORT.split(". "),
        "The council helped. It gave her a shop. It gave it for a year. The shop was free. "
        "It also gave her £4,000. The town spends that on the dump, every year!",
        "A shop for one year, without rent! The council gave it to her. "
        "It also gave her 4,000 pounds. A year at the dump costs as much.",
        "She got a shop from the council. She has it for twelve months. She pays nothing. "
        "The council paid four thousand pounds too. Why so much? The dump costs as much.",
        "The council said yes. She has the shop for a whole year... no rent at all. "
        "She has 4000 pounds. That is what the dump costs.".replace("...", ":"),
        "The council gave her a shop, rent free. For one year! It also gave four thousand "
        "pounds. That is what the dump takes each year.",
    ],
    "11-changed": [
        given,
        by_two_questions,
        by_a_table,
        by_own_words,
        other_names,
        names_in_another_order,
        with_a_limit,
        by_match,
    ],
}
WRONG = {
    "11-ear": [
        (ORIGINAL, "has 34 words"),
        (ORIGINAL.replace(", which", ". This"), "This sentence has"),
        (SHORT.replace(".", ","), "This sentence has"),
        (SHORT.replace("The council", "They"), "find the council"),
        (SHORT.replace("the shop", "a house"), "find the shop"),
        (SHORT.replace("for one year", "for two years"), "find one year"),
        (SHORT.replace("She pays no rent. ", ""), "find no rent"),
        (SHORT.replace("four thousand", "four hundred"), "find four thousand"),
        (SHORT.replace("four thousand pounds", "some money"), "find four thousand"),
        (SHORT.replace("the dump costs", "that costs"), "find the dump"),
        ("Council, shop, one year, no rent, 4,000 pounds, dump.", "These are notes"),
        ("", "find the council"),
        (says(SHORT), "This is a dict"),
        (42, "This is a int"),
        ("It is done.", "find the council"),
    ],
    "11-changed": [
        (swapped, "answer is “sound”"),
        (transcript_alone, "answer is “sound”"),
        (sound_alone, "answer is “transcript”"),
        (compares_the_two, "answer is “transcript”"),
        (letter_by_letter, "nine and 9 are the same word"),
        (never_both, "answer is “both”"),
        (always, "answer is “sound”"),
        (in_capitals, "answer is “nothing”"),
        (truth, "answer is “nothing”"),
        (prints, "write return"),
        (forgets_return, "should begin with return"),
        (two_arguments, "should take these"),
        (loses_the_last_case, "answer is “both”"),
        ("sound", "not a function"),
    ],
}
