"""Lessons 30 and 31: a recording of one's own, its cost, and a long one in parts."""

import math

import numpy as np

from tests.answers.common import SPEECH, WRITING, asks, part, says, sound, text

MINE = part("voice-memo.webm")


def question(words: str, *recordings: dict, **more: object) -> dict:
    return asks(text(words), *(recordings or (MINE,)), **{"store": False} | more)


def by_tokens(seconds, price):
    return int(seconds * 10) * price / 1_000_000


def by_floor(seconds, price):
    return math.floor(seconds * 10) / 1e6 * price


def by_floor_division(seconds, price):
    tokens = seconds * 10 // 1
    return tokens * price / 1e6


def other_order(price, seconds):
    return by_tokens(seconds, price)


def with_a_rate(seconds, price, rate=10):
    return int(seconds * rate) * price / 1_000_000


def not_rounded(seconds, price):
    return seconds * 10 * price / 1_000_000


def rounded_up(seconds, price):
    return math.ceil(seconds * 10) * price / 1_000_000


def in_cents(seconds, price):
    return 100 * by_tokens(seconds, price)


def in_thousands(seconds, price):
    return int(seconds * 10) * price / 1000


def spoken_rate(seconds, price):
    return int(seconds * 20) * price / 1_000_000


def own_price(seconds, price):
    return int(seconds * 10) * 32 / 1_000_000


def tokens_alone(seconds, price):
    return int(seconds * 10)


def whole_seconds(seconds, price):
    return int(seconds) * 10 * price / 1_000_000


def as_text(seconds, price):
    return f"{by_tokens(seconds, price):.4f}"


def to_the_cent(seconds, price):
    return round(by_tokens(seconds, price), 2)


def printed(seconds, price):
    print(by_tokens(seconds, price))


def split(sound, seconds):
    return [piece.part() for piece in sound.split(seconds)]


def split_quietly(recording, most):
    return tuple(piece.part(quiet=True) for piece in recording.split(most))


def split_as_mp3(sound, seconds):
    return [piece.to("mp3").part(quiet=True) for piece in sound.split(seconds)]


def by_trim(sound, seconds):
    starts = range(0, math.ceil(sound.seconds), seconds)
    pieces = [sound.trim(start, min(start + seconds, sound.seconds)) for start in starts]
    return [piece.part(quiet=True) for piece in pieces]


def by_map(sound, seconds):
    return list(map(lambda piece: piece.part(quiet=True), sound.split(seconds)))  # noqa: C417 - so


def shorter(sound, seconds):
    return [piece.part(quiet=True) for piece in sound.split(seconds - 1)]


def split_other_order(seconds, sound):
    return split(sound, seconds)


def by_loop(sound, seconds):
    found = []
    for piece in sound.split(seconds):
        found += [piece.part(quiet=True)]
    return found


def always_ten(sound, seconds):
    return [piece.part(quiet=True) for piece in sound.split(10)]


def pieces_alone(sound, seconds):
    return sound.split(seconds)


def first_alone(sound, seconds):
    return [sound.split(seconds)[0].part(quiet=True)]


def not_the_last(sound, seconds):
    return [piece.part(quiet=True) for piece in sound.split(seconds)[:-1]]


def whole(sound, seconds):
    return [sound.part(quiet=True)]


def cut_bytes(sound, seconds):
    whole = sound.part(quiet=True)
    return [whole | {"input_audio": {"data": "AAAA", "format": "wav"}}]


def nothing(sound, seconds):
    return []


def twice(sound, seconds):
    return split_as_mp3(sound, seconds) * 2


def printed_parts(sound, seconds):
    print(len(split(sound, seconds)))


def one_argument(sound):
    return split(sound, 10)


def whole_lot(seconds, tokens):
    return bool(tokens) and sum(tokens) >= seconds * 10 - len(tokens)


def by_difference(seconds, tokens):
    return abs(seconds * 10 - sum(tokens)) <= len(tokens)


def by_numpy(seconds, tokens):
    return np.sum(tokens) + len(tokens) >= seconds * 10


def by_share(seconds, tokens):
    return sum(tokens) / (seconds * 10) > 0.98


def heard_other_order(tokens, seconds):
    return whole_lot(seconds, tokens)


def as_number(seconds, tokens):
    return int(whole_lot(seconds, tokens))


def by_missing(seconds, tokens):
    missing = seconds * 10 - sum(tokens)
    return missing < max(1, len(tokens)) + 1


def by_seconds(seconds, tokens):
    return seconds - sum(tokens) / 10 <= 0.1 * len(tokens) + 1e-9


RIGHT = {
    "30-question": [
        question("What did I say?"),
        question("How long is it?", part("messenger.ogg")),
        question("제가 뭐라고 했나요?"),
        asks(MINE, text("Transcribe this."), store=False),
        says([text("Answer me, please."), MINE], SPEECH, store=False),
        says((text("What is in it?"), MINE), WRITING, store=False),
        question("Summarise it in one sentence.", max_completion_tokens=8000),
        question("Is there a dog in it?", temperature=0),
    ],
    "30-cost": [
        by_tokens,
        by_floor,
        by_floor_division,
        other_order,
        with_a_rate,
        lambda seconds, price: np.floor(seconds * 10) * price / 1e6,
        lambda s, p: int(s * 10) * p * 1e-6,
        lambda seconds, price: int(10 * seconds) * (price / 1_000_000),
    ],
    "31-parts": [
        split,
        split_quietly,
        split_as_mp3,
        by_trim,
        by_map,
        shorter,
        split_other_order,
        by_loop,
    ],
    "31-heard": [
        whole_lot,
        by_difference,
        by_numpy,
        by_share,
        heard_other_order,
        as_number,
        by_missing,
        by_seconds,
    ],
}
WRONG = {
    "30-question": [
        (question("What did I say?", store=True), "shall not be stored"),
        (asks(text("What did I say?"), MINE), "shall not be stored"),
        (question("What did I say?", store="no"), "refuse"),
        (question(" "), "no question in it"),
        (asks(MINE, store=False), "no question in it"),
        (question("What did I say?", MINE, MINE), "2 recordings"),
        (says("What did I say?", SPEECH, store=False), "0 recordings"),
        (question("What did I say?", sound("voice-memo.webm")), ".part()"),
        (asks("What did I say?", MINE, store=False), "refuse"),
        (question("What did I say?", MINE["input_audio"]), "refuse"),
        (question("What did I say?", model="gpt-4o"), "refuse"),
        (MINE, "refuse"),
        ("What did I say?", "a request is a dict"),
    ],
    "30-cost": [
        (not_rounded, "3.27 seconds"),
        (rounded_up, "should give"),
        (in_cents, "should give"),
        (in_thousands, "should give"),
        (spoken_rate, "should give"),
        (own_price, "at 10 dollars"),
        (tokens_alone, "should give"),
        (whole_seconds, "3.27 seconds"),
        (as_text, "should give"),
        (to_the_cent, "should give"),
        (printed, "write return"),
        (lambda seconds: seconds, "should take these"),
        (0.02, "not a function"),
    ],
    "31-parts": [
        (always_ten, "6 were asked for"),
        (pieces_alone, "list of parts"),
        (first_alone, "lasts 20"),
        (not_the_last, "lasts 20"),
        (whole, "10 were asked for"),
        (cut_bytes, "cannot be decoded"),
        (nothing, "list of parts"),
        (twice, "Together they last"),
        (printed_parts, "write return"),
        (one_argument, "should take these"),
        (lambda sound, seconds: sound.part(quiet=True), "list of parts"),
        (lambda sound, seconds: sound.trim(0, seconds), "list of parts"),
        (split(sound("weather.mp3"), 10), "not a function"),
    ],
    "31-heard": [
        (lambda seconds, tokens: True, "ignored"),
        (lambda seconds, tokens: False, "three pieces"),
        (lambda seconds, tokens: all(tokens), "missing"),
        (lambda seconds, tokens: sum(tokens) == seconds * 10, "last tenths"),
        (lambda seconds, tokens: sum(tokens) > 0, "ignored"),
        (lambda seconds, tokens: sum(tokens) >= seconds, "ignored"),
        (lambda seconds, tokens: len(tokens) >= 3, "ignored"),
        (lambda seconds, tokens: sum(tokens) / 10, "three pieces"),
        (lambda seconds, tokens: "yes", "three pieces"),
        (lambda seconds, tokens: min(tokens) > 0, "missing"),
        (lambda seconds, tokens: sum(tokens) >= seconds * 20, "three pieces"),
        (lambda seconds: True, "should take these"),
        (True, "not a function"),
    ],
}
