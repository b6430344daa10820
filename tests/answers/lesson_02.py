"""Lesson 02: the rate of wrong words, and two recordings in one request."""

import re
from difflib import SequenceMatcher

import numpy as np

from helpers.speech.error_rate import edit_distance, word_error_rate
from helpers.speech.normalisation import words
from tests.answers.common import SPEECH, WRITING, asks, part, says, sound, text

WEATHER, QUESTION = part("weather.mp3"), part("question.wav")
BOTH = text("Transcribe both.")


def by_table(said, heard):
    said, heard = words(said), words(heard)
    cost = np.zeros((len(said) + 1, len(heard) + 1), int)
    cost[:, 0], cost[0, :] = range(len(said) + 1), range(len(heard) + 1)
    for i, word in enumerate(said, 1):
        for j, other in enumerate(heard, 1):
            swap = cost[i - 1, j - 1] + (word != other)
            cost[i, j] = min(cost[i - 1, j] + 1, cost[i, j - 1] + 1, swap)
    return cost[-1, -1] / len(said)


def by_recursion(a, b):
    def fewest(a, b):
        if not a or not b:
            return len(a) + len(b)
        rest = fewest(a[1:], b[1:])
        if a[0] == b[0]:
            return rest
        return 1 + min(rest, fewest(a[1:], b), fewest(a, b[1:]))

    return fewest(words(a), words(b)) / len(words(a))


def by_own_words(reference, hypothesis):
    reference, hypothesis = (
        re.sub(r"[^\w\s]", "", line).lower().split() for line in (reference, hypothesis)
    )
    return edit_distance(reference, hypothesis) / len(reference)


def other_order(heard, said):
    return word_error_rate(said, heard)


def with_a_default(said, heard, digits=3):
    return round(word_error_rate(said, heard), digits)


def by_position(said, heard):
    said, heard = said.split(), heard.split()
    return sum(a != b for a, b in zip(said, heard, strict=False)) / len(said)


def by_length(said, heard):
    return abs(len(words(said)) - len(words(heard))) / len(words(said))


def by_sets(said, heard):
    return len(set(words(said)) - set(words(heard))) / len(set(words(said)))


def by_letters(said, heard):
    return edit_distance(list(said), list(heard)) / len(said)


def count_alone(said, heard):
    return edit_distance(words(said), words(heard))


def by_what_was_heard(said, heard):
    return edit_distance(words(said), words(heard)) / max(1, len(words(heard)))


def accuracy(said, heard):
    return 1 - word_error_rate(said, heard)


def percent(said, heard):
    return 100 * word_error_rate(said, heard)


def with_capitals(said, heard):
    return edit_distance(said.split(), heard.split()) / len(said.split())


def as_text(said, heard):
    return f"{word_error_rate(said, heard):.2f}"


def printed(said, heard):
    print(word_error_rate(said, heard))


def by_blocks(said, heard):
    blocks = SequenceMatcher(None, words(said), words(heard)).get_matching_blocks()
    return 1 - sum(block.size for block in blocks) / max(len(words(said)), len(words(heard)))


def fails_on_nothing(said, heard):
    return edit_distance(words(said), words(heard)) / len(words(said)) + 0 / len(words(heard))


RIGHT = {
    "02-word-error-rate": [
        word_error_rate,
        by_table,
        by_recursion,
        by_own_words,
        other_order,
        with_a_default,
        lambda said, heard: np.float32(word_error_rate(said, heard)),
        lambda said, heard: edit_distance(words(said), words(heard)) / len(words(said)),
    ],
    "02-messages": [
        asks(BOTH, WEATHER, QUESTION),
        asks(WEATHER, QUESTION, text("Transcribe both recordings.")),
        asks(QUESTION, WEATHER, text("What is said in these recordings?")),
        asks(text("받아 적으세요"), WEATHER, QUESTION),
        asks(text("두 녹음을 글로 옮겨 주세요."), WEATHER, QUESTION),
        says((BOTH, WEATHER, QUESTION), WRITING),
        asks(BOTH, part("weather.mp3", "wav"), part("question.wav", "mp3")),
        asks(text("Write down, word for word, what you hear."), WEATHER, QUESTION),
        asks(text("Give me the words of the first, then of the second."), WEATHER, QUESTION),
        asks(BOTH, WEATHER, QUESTION, store=False),
    ],
}
WRONG = {
    "02-word-error-rate": [
        (by_position, "should give"),
        (by_length, "should give"),
        (by_sets, "should give"),
        (by_letters, "should give"),
        (count_alone, "Yours gives 1"),
        (by_what_was_heard, "should give"),
        (accuracy, "should give"),
        (percent, "should give"),
        (with_capitals, "Capitals"),
        (as_text, "return a number"),
        (printed, "write return"),
        (by_blocks, "should give"),
        (fails_on_nothing, "ZeroDivisionError"),
        (lambda said, heard: 0, "should give"),
        (lambda said: 0.2, "should take these"),
        (0.2, "not a function"),
    ],
    "02-messages": [
        (asks(BOTH, WEATHER), "It does not carry the recording question"),
        (asks(BOTH, WEATHER, WEATHER), "question"),
        (asks(BOTH, part("alloy.wav"), QUESTION), "weather"),
        (asks(BOTH, sound("weather.mp3"), sound("question.wav")), ".part()"),
        (asks(WEATHER, QUESTION), "does not ask for the words"),
        (asks(text("Do not transcribe."), WEATHER, QUESTION), "does not ask for the words"),
        (asks(text("Summarise both."), WEATHER, QUESTION), "does not ask for the words"),
        (asks(text(" "), WEATHER, QUESTION), "does not ask for the words"),
        (
            WRITING
            | {
                "messages": [
                    {"role": "user", "content": [BOTH, WEATHER]},
                    {"role": "user", "content": [QUESTION]},
                ]
            },
            "one is asked for",
        ),
        (says([BOTH, WEATHER, QUESTION], SPEECH), "a written one is asked for"),
        (asks("Transcribe both.", WEATHER, QUESTION), "refuse"),
        (asks(BOTH, [WEATHER, QUESTION]), "refuse"),
        (asks(BOTH, WEATHER, QUESTION, part("alloy.wav")), "3 recordings"),
        (asks(BOTH, WEATHER["input_audio"], QUESTION["input_audio"]), "refuse"),
    ],
}
