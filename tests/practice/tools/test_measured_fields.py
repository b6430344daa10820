"""What a recording shows for a field about it."""

import math
from dataclasses import replace

from helpers.practice.mind import feelings
from helpers.practice.tools.measured_fields import measured, nearest_mood, spoken_language
from helpers.practice.tools.said import Said
from tests.practice.tools.offered_tools import CALM, EXCITED, SILENCE


def said(hearing, words=""):
    return Said(words, words, hearing)


def test_a_measure_is_offered_exact_rounded_and_as_text():
    assert list(measured("measure", "pitch in hertz", {}, said(EXCITED))) == [220.0, 220, "220.00"]
    assert not list(measured("measure", "shoe size", {}, said(EXCITED)))
    assert not list(measured("measure", "pitch", {}, said(SILENCE)))
    assert not list(measured("measure", "pitch", {}, said(None)))


def test_syllables_a_second_are_the_rate_and_syllables_their_number():
    voice = EXCITED.voice
    for about in ("syllables per second", "syllables a second", "speed"):
        assert next(measured("measure", about, {}, said(EXCITED))) == round(voice.rate, 2)
    assert next(measured("measure", "syllables", {}, said(EXCITED))) == voice.syllables


def test_arousal_lies_between_the_limits_of_a_field_and_is_no_percentage():
    low = next(measured("feeling", "energy", {"minimum": 0, "maximum": 10}, said(CALM)))
    high = next(measured("feeling", "energy", {"minimum": 0, "maximum": 10}, said(EXCITED)))
    assert 0 <= low < high <= 10
    percent = list(measured("feeling", "energy", {"maximum": 100}, said(CALM)))
    assert all(isinstance(value, str) for value in percent)


def test_a_form_and_its_evidence_have_the_same_word():
    """From very quiet to very loud the choice is the level that the sentence tells."""
    words = []
    for loudness in range(-50, 0):
        hearing = replace(CALM, voice=replace(CALM.voice, loudness=float(loudness), rate=4.4))
        [word] = nearest_mood(["lively", "calm", "even"], said(hearing))
        assert word == feelings.level(hearing.voice, english=hearing.english).removeprefix("very ")
        words.append(word)
    assert {"calm", "even"} <= set(words)


def test_the_nearest_mood():
    moods = ["excited", "calm", "angry"]
    assert list(nearest_mood(moods, said(CALM))) == ["calm"]
    assert list(nearest_mood(moods, said(EXCITED))) == ["excited"]
    assert not list(nearest_mood(["x", "y"], said(CALM)))
    assert not list(nearest_mood(["positive"], said(None)))
    assert list(nearest_mood(["positive", "negative"], said(None, "It was awful."))) == ["negative"]
    assert math.isnan(SILENCE.voice.pitch)


def test_the_language_spoken_is_the_one_heard():
    choices = ["English", "ko", "스페인어", "cannot tell"]
    heard = {"en": ["English"], "ko": ["ko"], "es": ["스페인어"], "fr": [], "": ["English"]}
    for code, wanted in heard.items():
        hearing = replace(CALM, heard=replace(CALM.heard, language=code))
        assert (
            list(spoken_language(choices, "language the language spoken", said(hearing))) == wanted
        )
    assert not list(spoken_language(choices, "the language spoken", said(SILENCE)))
    assert not list(spoken_language(choices, "the language spoken", said(None)))
    assert not list(spoken_language(choices, "language to translate into", said(CALM)))
