"""What cannot be done is said."""

import re

import pytest

from tests.practice.mind.conversation import HEARD, LIMITS, LIMITS_KOREAN, asked, said


@pytest.mark.parametrize(
    "prompt",
    [
        "What is the capital of Korea?",
        "Say hello in Korean",
        "Tell me a joke.",
        "Translate into Korean: good morning",
        "Describe a sunset.",
        "How long is a marathon?",
        "How high is Mount Everest?",
        "How are you feeling today?",
        "Write a poem about rain.",
        "Translate: 안녕하세요 만나서 반갑습니다",
        "Hello",
        "Thanks!",
        "Is a golden retriever a good family dog?",
        "What is in the fridge?",
        "Say it in French.",
        "Remind me at 7:30",
        "Speak slowly.",
    ],
)
def test_anything_else_gets_one_honest_sentence(prompt):
    one = asked(prompt)
    assert (
        LIMITS in one.text
        and len(re.findall(r"[.!?](\s|$)", one.text)) == 1
        and one.language == "en"
    )


@pytest.mark.parametrize(
    "prompt",
    [
        "한국의 수도는 어디인가요?",
        "이 글을 번역해 주세요: The sea is big and blue and cold.",
        "농담 하나 해 주세요",
        "안녕하세요",
        "노래를 불러 주세요",
    ],
)
def test_anything_else_in_korean(prompt):
    one = asked(prompt)
    assert LIMITS_KOREAN in one.text and one.language == "ko"


@pytest.mark.parametrize(
    "prompt",
    [
        "Who is speaking?",
        "Translate this recording into Korean.",
        "Rate my pronunciation.",
        "Is it a man or a woman?",
    ],
)
def test_what_only_a_model_knows_of_a_recording(prompt):
    assert LIMITS in said(prompt, HEARD)
