"""How excited a voice is, measured; and the tone of words. Never a percentage."""

import pytest

from data.clips import EXCITED, HURRIED, NEUTRAL, TIRED
from helpers.practice.mind import feelings
from helpers.practice.voice import synthesis
from helpers.practice.voice.delivery import PLAIN
from helpers.practice.voice.timbres import TIMBRES
from helpers.speech import prosody

KOREAN = ("내일 아침 아홉 시에 사무실에서 만나요.", "오늘은 날씨가 참 좋네요.")


def measured(sentence, name, language, delivery):
    return prosody.measure(synthesis.speak(sentence, name, language, delivery), synthesis.RATE)


@pytest.mark.parametrize("name", TIMBRES)
@pytest.mark.parametrize("sentence", NEUTRAL)
def test_one_sentence_said_four_ways_is_ranked_and_named_in_every_voice(name, sentence):
    tired, plain, hurried, excited = (
        measured(sentence, name, "en", delivery) for delivery in (TIRED, PLAIN, HURRIED, EXCITED)
    )
    assert (
        feelings.arousal(tired)
        < feelings.arousal(plain)
        < min(feelings.arousal(hurried), feelings.arousal(excited))
    )
    assert feelings.level(tired) == "calm" and feelings.level(plain) == "even"
    assert feelings.level(excited) in ("lively", "very lively") and feelings.level(hurried) in (
        "even",
        "lively",
    )


@pytest.mark.parametrize("name", TIMBRES)
@pytest.mark.parametrize("sentence", KOREAN)
def test_korean_by_its_own_measure(name, sentence):
    tired, plain, hurried, excited = (
        measured(sentence, name, "ko", delivery) for delivery in (TIRED, PLAIN, HURRIED, EXCITED)
    )
    assert (
        feelings.arousal(tired, False)
        < feelings.arousal(plain, False)
        < min(feelings.arousal(hurried, False), feelings.arousal(excited, False))
    )
    assert [feelings.level(one, True, False) for one in (tired, plain)] == [
        "차분한",
        "고른",
    ] and "들뜬" in feelings.level(excited, True, False)


def test_silence_has_no_feeling_and_breaks_nothing():
    import numpy as np

    nothing = prosody.measure(np.zeros(24_000, np.float32), 24_000)
    assert feelings.semitones(nothing) == 0 and feelings.pause_share(nothing) == 0
    assert -10 <= feelings.arousal(nothing) < 0 and feelings.level(nothing) == "calm"
    assert feelings.pause_share(prosody.measure(np.zeros(0, np.float32), 24_000)) == 0


def test_one_extreme_figure_alone_does_not_decide():
    from dataclasses import replace

    plain = measured(NEUTRAL[0], "alloy", "en", PLAIN)
    assert (
        feelings.arousal(replace(plain, loudness=-120.0))
        >= feelings.arousal(plain) - 2 * feelings.FARTHEST
    )
    assert (
        feelings.arousal(replace(plain, rate=99.0))
        <= feelings.arousal(plain) + 2 * feelings.FARTHEST
    )


@pytest.mark.parametrize(
    "words, good, bad",
    [
        ("I love this wonderful day, I LOVE it", ["love", "wonderful"], []),
        ("Sorry, that was terrible.", [], ["sorry", "terrible"]),
        ("The train leaves at nine", [], []),
        ("", [], []),
        ("goodness likewise sadly", [], []),
    ],
)
def test_the_tone_of_words(words, good, bad):
    assert feelings.tone(words) == (good, bad)
