"""Korean syllables change one another as the standard says."""

import pytest

from helpers.practice.voice.kokoro_symbols import unknown
from helpers.practice.voice.korean_pronunciation import as_pronounced, syllables
from helpers.practice.voice.korean_symbols import korean_symbols


@pytest.mark.parametrize(
    "written, said",
    [
        ("반갑습니다", "반갑씀니다"),
        ("한국어를", "한구거를"),
        ("앉아", "안자"),
        ("값이", "갑씨"),
        ("닭이", "달기"),
        ("같이", "가치"),
        ("굳이", "구지"),
        ("좋아", "조아"),
        ("많아", "마나"),
        ("싫어", "시러"),
        ("좋네요", "존네요"),
        ("놓고", "노코"),
        ("잃고", "일코"),
        ("않습니다", "안씀니다"),
        ("따뜻한", "따뜨탄"),
        ("앉히다", "안치다"),
        ("십만", "심만"),
        ("국물", "궁물"),
        ("독립", "동닙"),
        ("음료", "음뇨"),
        ("신라", "실라"),
        ("학교", "학꾜"),
        ("읽다", "익따"),
        ("꽃", "꼳"),
        ("삶", "삼"),
        ("강아지", "강아지"),
        ("가 나", "가 나"),
        ("mixed 값이 text", "mixed 갑씨 text"),
    ],
)
def test_a_word_is_spelt_as_it_is_said(written, said):
    assert as_pronounced(written) == said


def test_any_two_syllables_have_a_pronunciation_of_their_own_length():
    codas = [chr(ord("가") + number) for number in range(28)]
    onsets = [
        chr(ord("가") + number * 588 + vowel * 28) for number in range(19) for vowel in (0, 20)
    ]
    for left in codas:
        for right in onsets:
            assert len(as_pronounced(left + right)) == 2 == len(syllables(left + right))
            assert not unknown(korean_symbols(left + right))


@pytest.mark.parametrize(
    "word, symbols",
    [("고기", "ɡoɡi"), ("안녕", "annjʌŋ"), ("시", "ɕi"), ("학교", "hakʔkjo"), ("칼", "kʰal"),
     ("달라", "dalla"), ("", "")],
)  # fmt: skip
def test_a_word_in_symbols(word, symbols):
    assert korean_symbols(word) == symbols
