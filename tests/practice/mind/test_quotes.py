"""What was heard, said honestly."""

from dataclasses import replace
from itertools import product

import pytest

from helpers.media.codec import resample
from helpers.practice.ears.heard import Heard, Word
from helpers.practice.ears.listening import listen_here
from helpers.practice.ears.mel import RATE
from helpers.practice.mind import quotes
from helpers.practice.voice import synthesis
from helpers.speech import prosody
from helpers.speech.normalisation import same_spelling
from tests.ears import needs_ears
from tests.soak import long_form


@pytest.fixture(scope="module")
def spoken():
    return prosody.measure(
        synthesis.speak("Good morning. Please book a table for two.", "nova"), synthesis.RATE
    )


def heard(*sure):
    words = [
        Word(f"word{n}", n * 0.4, n * 0.4 + 0.3, confidence) for n, confidence in enumerate(sure)
    ]
    return Heard(" ".join(word.text for word in words), 0.5, "clear", tuple(words))


@pytest.mark.parametrize(
    "sure, english, korean",
    [
        ((0.9, 0.9), "sure of every word", "모든 낱말이 확실"),
        ((0.9, 0.01), "sure of 1 of 2 words", "2개 가운데 1개"),
        ((0.01, 0.01, 0.01), "sure of 0 of 3 words", "3개 가운데 0개"),
        ((quotes.SURE,), "sure of every word", "모든 낱말이 확실"),
    ],
)
def test_words_are_quoted_with_how_many_are_sure(sure, english, korean):
    one = heard(*sure)
    assert (
        f'"{one.words}"' in quotes.quote(one)
        and english in quotes.quote(one)
        and korean in quotes.quote(one, True)
    )


@needs_ears
@pytest.mark.parametrize("names", [("nova",), long_form(("fable", "nova"))], ids=["one", "two"])
def test_nine_in_ten_words_called_sure_are_right(names):
    sentences = (
        "She will come to the office at nine.",
        "The train is late, and I will be home in twenty minutes.",
        "It rained all night, so the streets are still wet.",
        "Remember to call the doctor on Monday.",
        "Every journey begins with a single step.",
        "We have to buy some bread and milk on the way home.",
    )
    sure = right = of_all = 0
    for sentence, name in product(sentences, names):
        one = listen_here(resample(synthesis.speak(sentence, name), synthesis.RATE, RATE))
        said = same_spelling(sentence)
        chosen = [word for word in one.timed if quotes.is_sure(word)]
        sure, right, of_all = (
            sure + len(chosen),
            right + sum(set(same_spelling(word.text)) <= set(said) for word in chosen),
            of_all + len(one.timed),
        )
    assert right >= 0.9 * sure and sure >= 0.75 * of_all  # right, and not stingy


def test_words_are_cut_where_the_speaker_paused():
    words = (
        Word("good", 0, 0.3, 1),
        Word("morning", 0.3, 0.8, 1),
        Word("please", 1.4, 1.7, 1),
        Word("wait", 1.7, 2.0, 1),
    )
    assert quotes.spoken_pieces(Heard("good morning please wait", 1, "clear", words)) == [
        "good morning",
        "please wait",
    ]
    assert quotes.spoken_pieces(Heard("", 0, "unclear")) == []


@pytest.mark.parametrize(
    "verdict, english, korean",
    [
        ("no speech", "I hear no speech", "들리지 않습니다"),
        ("unclear", "cannot make out the words", "알아듣지 못했습니다"),
        ("no ears", "has no ears here", "음성 인식 모델이 없어"),
    ],
)
def test_why_there_are_no_words_and_what_was_measured_all_the_same(
    spoken, verdict, english, korean
):
    nothing = Heard("", 0.0, verdict)
    assert english in quotes.no_words(nothing, spoken) and korean in quotes.no_words(
        nothing, spoken, True
    )
    assert f"{spoken.seconds:.1f}" in quotes.no_words(
        nothing, spoken
    ) and f"{spoken.seconds:.1f}" in quotes.no_words(nothing, spoken, True)


SPANISH = Heard("Buenos días.", 0.9, "clear", (), "es", 0.9, ("es",), 2, 2)


def test_another_language_is_named_with_a_doubt():
    assert quotes.remarks(SPANISH) == "This is Spanish, as far as I can tell."
    assert quotes.remarks(SPANISH, korean=True) == "제가 듣기에는 스페인어입니다."
    both = replace(SPANISH, language="en", languages=("en", "ko"))
    assert quotes.language(both) == (
        "This is English, as far as I can tell. There is Korean in it too."
    )
    assert not quotes.remarks(both)
    assert "cannot tell" in quotes.language(replace(SPANISH, language=""))


def test_what_was_not_listened_to_is_said_with_the_true_length():
    long = replace(SPANISH, language="en", seconds=4000, listened_seconds=600)
    assert quotes.remarks(long) == (
        "The recording lasts 4000 seconds; I listened to the first 600 only."
    )
    assert "4000초이지만 앞의 600초만" in quotes.remarks(long, korean=True)


def test_how_sure_says_what_sure_means_where_it_was_measured():
    one = replace(heard(0.9, 0.01), language="en")
    assert quotes.confidence(one) == (
        "I am sure of 1 of 2 words. Of the English words that I am sure of, 9 in 10 are right."
    )
    assert "English only" in quotes.confidence(replace(one, language="ko"))
    assert "10개 가운데 9개" in quotes.confidence(one, korean=True)


def test_whether_there_is_speech(spoken):
    assert quotes.speech(SPANISH, spoken).startswith("Yes, there is speech: about ")
    assert quotes.speech(SPANISH, spoken, korean=True).startswith("네, 말소리가 있습니다.")
    nothing = Heard("", 0.0, "no speech")
    assert quotes.speech(nothing, spoken) == quotes.no_words(nothing, spoken)


def test_words_are_counted():
    assert quotes.word_count(heard(1, 1, 1)) == "I heard 3 words."
    assert quotes.word_count(heard(1)) == "I heard 1 word."
    assert quotes.word_count(heard(1), korean=True) == "낱말 1개를 들었습니다."


def test_a_sentence_ends_a_phrase():
    words = (Word("Stop,", 0, 0.3, 1), Word("Mr.", 0.3, 0.5, 1), Word("Kim.", 0.5, 0.7, 1))
    words += (Word("Now", 0.7, 0.9, 1),)
    heard = Heard("Stop, Mr. Kim. Now", 1, "clear", words)
    assert quotes.spoken_pieces(heard) == ["Stop, Mr. Kim.", "Now"]
