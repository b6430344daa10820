"""Transcripts in each form that can be asked for."""

from helpers.practice.ears.heard import Heard, Word
from helpers.practice.mind import quotes, transcripts

WORDS = (
    Word("Good", 0.0, 0.4, 0.99),
    Word("morning.", 0.4, 1.0, 0.95),
    Word("Wait", 62.5, 63.0, quotes.SURE / 2),
)
HEARD = Heard("Good morning. Wait", 0.9, "partly", WORDS, "en", 1, ("en",), 64, 64, ((10.0, 24.2),))


def test_gaps_stand_where_they_were():
    assert transcripts.plain(HEARD) == (
        "Good morning. [… 14 s not understood …] Wait\nI understood 49 of 64 seconds."
    )
    assert transcripts.plain(HEARD, korean=True) == (
        "Good morning. [… 14초 알아듣지 못함 …] Wait\n64초 가운데 49초를 알아들었습니다."
    )


def test_doubtful_words_are_marked_and_the_marks_explained():
    assert "Wait (?)" in transcripts.plain(HEARD, marked=True)
    assert "behind the word that I am not sure of" in transcripts.plain(HEARD, marked=True)
    assert "물음표는 확실하지 않은 낱말 1개입니다." in transcripts.plain(HEARD, True, marked=True)
    sure = Heard("Good morning.", 1, "clear", WORDS[:2])
    assert transcripts.plain(sure, marked=True) == "Good morning.\nI am sure of every word."


def test_each_phrase_or_word_has_its_times():
    assert transcripts.timed(HEARD).splitlines()[:3] == [
        "[0:00.0 to 0:01.0] Good morning.",
        "[0:10.0 to 0:24.2] [… 14 s not understood …]",
        "[1:02.5 to 1:03.0] Wait",
    ]
    assert transcripts.timed(HEARD, by_word=True).splitlines()[1] == "[0:00.4 to 0:01.0] morning."


def test_subtitles_name_what_was_not_understood():
    first = "1\n00:00:00,000 --> 00:00:01,000\nGood morning.\n\n2\n"
    assert transcripts.srt(HEARD).startswith(first)
    assert "not understood" in transcripts.srt(HEARD)
