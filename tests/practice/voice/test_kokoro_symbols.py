"""Nothing that espeak-ng can say is lost on its way into Kokoro's symbols."""

import unicodedata

import pytest

from helpers.practice.voice import espeak
from helpers.practice.voice.kokoro_symbols import VOCABULARY, symbols, tokens, unknown
from tests.practice.voice.samples import SENTENCE

HANGUL = [chr(code) for code in range(0xAC00, 0xD7A4)]
OTHERS = [
    chr(code)
    for code in [*range(0x20, 0x3100), *range(0x4E00, 0x4E40), *range(0x1F300, 0x1F700)]
    if unicodedata.category(chr(code))[0] in "LNSP"
]


def of(phrase: str, language: str = "en") -> str:
    return symbols(phrase, language, espeak.synthesiser().phonemes)


def test_the_vocabulary_is_the_models():
    assert len(VOCABULARY) == 114 and len(set(VOCABULARY.values())) == 114
    assert max(VOCABULARY.values()) == 177 and all(len(symbol) == 1 for symbol in VOCABULARY)


@pytest.mark.parametrize(
    "phrase, marks",
    [
        ("Yes, no; well: come!", ",;:!"),
        ("Really?!", "?"),
        ("Dr. Smith is here.", "."),
        ("One – two—three", "——"),
        ("It is 3:15, and 1,234 is 3.14…", ",…"),
        ("no mark", ""),
        ("?", "?"),
        ("(well) said", ""),
    ],
)
def test_marks_that_shape_the_melody_stay(phrase, marks):
    assert "".join(one for one in of(phrase) if one in ";:,.!?—…") == marks


def test_marks_follow_their_word_at_once():
    assert of("Hello, world!") == "həlˈoʊ, wˈɜːld!"


@pytest.mark.parametrize("language", espeak.LANGUAGES)
def test_every_sentence_is_known_and_says_the_same_every_time(language):
    text = of(SENTENCE[language], language)
    assert not unknown(text) and text == of(SENTENCE[language], language)
    assert len(tokens(text)) == len(text) > 10


@pytest.mark.parametrize("language", espeak.LANGUAGES)
def test_every_letter_number_and_sign_has_symbols(language):
    for first in range(0, len(OTHERS), 30):
        phrase = " ".join(OTHERS[first : first + 30])
        assert not unknown(of(phrase, language)), phrase


def test_every_korean_syllable_has_symbols_alone_and_beside_another():
    for first in range(0, len(HANGUL), 40):
        some = HANGUL[first : first + 40]
        assert not unknown(of(" ".join(some[:20]) + " " + "".join(some[20:]), "ko")), some


def test_foreign_words_are_read_without_the_remark_that_switches_the_language():
    assert "(" not in of("안녕, hello 세요!", "ko") and "həl" in of("안녕, hello 세요!", "ko")
    assert "(" not in of("We say 안녕 here.", "en") and len(of("We say 안녕 here.")) > 15


def test_what_no_symbol_stands_for_is_found():
    assert unknown(symbols("x", "en", lambda text, language: "həʘlǃ")) == {"ʘ", "ǃ"}
