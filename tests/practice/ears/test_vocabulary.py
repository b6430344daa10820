"""Tokens to text and words: English, Korean, writings without spaces."""

import json

import pytest

from helpers.practice.ears.vocabulary import SPACE, Vocabulary, joined

PRINTABLE = [*range(33, 127), *range(161, 173), *range(174, 256)]
HIDDEN = [byte for byte in range(256) if byte not in PRINTABLE]


def written(text):
    """A text as one token, each byte one character."""
    return "".join(
        chr(byte) if byte in PRINTABLE else chr(256 + HIDDEN.index(byte)) for byte in text.encode()
    )


KOREAN = written("왔")
TOKENS = [
    "Hello", ",", f"{SPACE}world", "!", f"{SPACE}it", "'s", f"{SPACE}-", KOREAN[:1], KOREAN[1:],
    written("어"), f"{SPACE}{written('요')}", written("你"), written("好"), ".",
    "<|endoftext|>", "<|startoftranscript|>",
]  # fmt: skip


@pytest.fixture(params=["vocabulary.txt", "vocabulary.json"])
def vocabulary(request, tmp_path):
    text = "\n".join(TOKENS) + "\n" if request.param.endswith("txt") else json.dumps(TOKENS)
    (tmp_path / request.param).write_text(text, "utf-8")
    return Vocabulary(tmp_path)


def ids(*tokens):
    return [TOKENS.index(token) for token in tokens]


def test_the_end_is_known(vocabulary):
    assert vocabulary.end == TOKENS.index("<|endoftext|>")
    assert vocabulary.ids["<|startoftranscript|>"] == len(TOKENS) - 1


def test_text(vocabulary):
    assert vocabulary.text(ids("Hello", ",", f"{SPACE}world", "!")) == "Hello, world!"
    assert vocabulary.text([7, 8, 9]) == "왔어"
    assert vocabulary.text([7]) == ""  # the first byte of three
    assert vocabulary.text([]) == ""


@pytest.mark.parametrize(
    "tokens, words",
    [
        (range(6), [("Hello,", 0, 2), ("world!", 2, 4), ("it's", 4, 6)]),
        ((0, 6, 2), [("Hello-", 0, 2), ("world", 2, 3)]),
        ((7, 8, 9, 10, 13), [("왔어", 0, 3), ("요.", 3, 5)]),
        ((11, 12, 13), [("你", 0, 1), ("好.", 1, 3)]),
        ((3,), [("!", 0, 1)]),
        ((), []),
    ],
)
def test_words_begin_at_spaces_and_keep_their_marks(vocabulary, tokens, words):
    assert vocabulary.words(list(tokens)) == words


@pytest.mark.parametrize(
    "words, text",
    [
        (["Good", "morning."], "Good morning."),
        (["今", "天", "好"], "今天好"),
        (["今", "OK", "天"], "今 OK 天"),
        (["안녕하세요.", "네"], "안녕하세요. 네"),
        (["ส", "อ"], "สอ"),
        ([], ""),
    ],
)
def test_words_become_one_text(words, text):
    assert joined(words) == text


def test_without_a_vocabulary(tmp_path):
    with pytest.raises(FileNotFoundError):
        Vocabulary(tmp_path)
