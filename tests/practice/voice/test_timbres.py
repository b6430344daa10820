"""The thirteen voices of espeak-ng are apart from one another and alike in loudness."""

from itertools import pairwise

import pytest

from helpers.engine import catalogue
from helpers.practice.voice.delivery import LOUDEST, Delivery
from helpers.practice.voice.synthesis import RATE, speak
from helpers.practice.voice.timbres import TIMBRES
from helpers.speech import prosody
from tests.practice.voice.samples import SENTENCE


def test_the_voices_are_the_catalogues():
    assert set(TIMBRES) == set(catalogue.voices()) and len(TIMBRES) == 13


@pytest.mark.parametrize("language", ["en", "ko"])
def test_each_voice_has_the_pitch_it_claims_and_all_keep_their_order(language):
    words = {
        "en": SENTENCE["en"],
        "ko": "따뜻한 커피 두 잔하고 물 한 잔을 가져다 주시면 좋겠습니다.",
    }[language]
    measured = [prosody.measure(speak(words, name, language), RATE).pitch for name in TIMBRES]
    assert measured == sorted(measured)
    assert min(right / left for left, right in pairwise(measured)) > 1.04
    for pitch, timbre in zip(measured, TIMBRES.values(), strict=True):
        assert pitch == pytest.approx(timbre.pitch, rel=0.1)


def test_the_voices_are_about_as_loud_and_none_clips():
    loud = [
        prosody.measure(speak(SENTENCE["en"], name, delivery=Delivery(loudness=LOUDEST)), RATE)
        for name in TIMBRES
    ]
    assert max(one.peak for one in loud) < -0.1
    usual = [prosody.measure(speak(SENTENCE["en"], name), RATE).loudness for name in TIMBRES]
    assert max(usual) - min(usual) < 6
