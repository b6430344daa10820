"""A key is cleaned, checked, sent, and read nowhere."""

import copy
import json
import pickle
import pprint
import secrets

import pytest

from helpers.engine.endpoint import keys
from helpers.engine.endpoint.keys import Secret, checked, hidden, hidden_bytes
from helpers.engine.errors import SettingError


@pytest.fixture
def key():
    return "sk-proj-" + secrets.token_urlsafe(48)


def part_of(key, text, part=8):
    """Where a part of the key stands in the text, with what surrounds it; "" where none does."""
    parts = (key[at : at + part] for at in range(len(key) - part + 1))
    at = next((text.index(piece) for piece in parts if piece in text), None)
    return "" if at is None else text[max(0, at - 300) : at + 300]


def has_part(key, text):
    return bool(part_of(key, text))


@pytest.mark.parametrize(
    "around",
    ["{} ", " {}", "{}\n", "{}\r\n", "\t{}\t", '"{}"', "'{}' ", "\u00a0{}"],
)
def test_what_copying_adds_is_taken_away(key, around):
    assert checked(Secret(around.format(key)), "X").encode() == key.encode()


@pytest.mark.parametrize(
    "inside, words",
    [
        (" ", "a space or a line end"),
        ("\n", "a space or a line end"),
        ("\u3000", "a space or a line end"),
        ("–", "a dash of typography"),
        ("—", "a dash of typography"),
        ("\u2011", "a dash of typography"),
        ("\u200b", "an invisible character"),
        ("\ufeff", "an invisible character"),
        ("\x00", "an invisible character"),
        ("\udc80", "an invisible character"),
        ("키", "a letter"),
        ("…", "a letter"),
        ("$", "the sign $"),
        ("<", "the sign <"),
    ],
)
def test_what_no_key_has_is_refused_without_showing_it(key, inside, words):
    with pytest.raises(SettingError) as caught:
        checked(Secret(key[:20] + inside + key[20:]), "OPENAI_API_KEY")
    says = str(caught.value)
    assert "OPENAI_API_KEY" in says and words in says and not has_part(key, says)
    assert caught.value.__cause__ is None and caught.value.__context__ is None


def test_an_invisible_character_around_a_key_is_refused_too(key):
    with pytest.raises(SettingError, match="invisible"):
        checked(Secret("\u200b" + key), "X")


def test_an_empty_key_is_said(key):
    with pytest.raises(SettingError, match="is empty"):
        checked(Secret(' "" '), "X")


@pytest.mark.parametrize(
    "shown",
    [
        repr,
        str,
        "{}".format,
        lambda secret: f"{secret!r:>20}",
        json.dumps,
        lambda secret: json.dumps({"a": secret} | {"b": 1}),
        pprint.pformat,
        lambda secret: repr(vars(type("Holder", (), {"x": secret}))),
        lambda secret: repr(pickle.dumps({"x": secret})),
        lambda secret: repr(copy.deepcopy({"x": secret})),
        lambda secret: "".join([secret, *"xy"]),
        lambda secret: secret + "",
        lambda secret: secret.replace("*", "x"),
    ],
)
def test_a_secret_is_read_nowhere(key, shown):
    assert not has_part(key, shown(Secret(key)))


def test_copies_of_a_secret_are_still_sent(key):
    copies = [copy.copy(Secret(key)), copy.deepcopy(Secret(key)), ({"x": Secret(key)} | {})["x"]]
    assert [secret.encode("latin-1") for secret in copies] == [key.encode()] * 3


def test_no_part_of_a_known_key_stays_in_a_text(key):
    checked(Secret(key), "X")
    for text in (key, f"Bearer {key}.", key[5:25], key[:12] + "..." + key[-9:], key + key, key * 3):
        assert not has_part(key, hidden(text)), text
        assert not has_part(key, hidden_bytes(text.encode() + b"\xff\x00").decode("latin-1"))
    assert hidden(f"before {key} after") == "before *** after"
    assert hidden("nothing of it") == "nothing of it"


def test_a_key_that_is_a_word_hides_no_other_words(key):
    checked(Secret("practice-makes-perfect"), "X")
    assert hidden("The practice engine") == "The practice engine"
    assert hidden("You sent practice-makes-perfect.") == "You sent ***."


def test_a_key_that_a_server_shortens_is_hidden_whole():
    says = "Incorrect API key provided: not-a-re**************ized. You can find it at https://x.y."
    assert hidden(says) == "Incorrect API key provided: ***. You can find it at https://x.y."


def test_a_key_in_the_wrong_setting_is_known_for_one(key):
    assert keys.looks_real(key) and not keys.looks_real("gpt-audio-1.5")
    other = secrets.token_hex(16)
    assert not keys.looks_real(other)
    checked(Secret(other), "X")
    assert keys.looks_real(other)
