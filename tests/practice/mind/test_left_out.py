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


@pytest.mark.parametrize(
    "prompt, wish",
    [
        ("Transcribe it and bake me a cake.", "bake me a cake"),
        ("Transcribe this recording, then water my plants", "water my plants"),
        ("How long is it? Please wash the dishes.", "Please wash the dishes"),
        ("받아 적고 케이크를 구워 주세요.", "케이크를 구워 주세요"),
        ("몇 초인가요? 그리고 창문을 열어 줘", "창문을 열어 줘"),
    ],
)
def test_a_wish_of_no_kind_beside_a_known_one_is_said_in_its_own_words(prompt, wish):
    done = said(prompt, HEARD)
    assert len(done.split("\n")) >= 2 and done.count(f'"{wish}"') == 1
    assert ("I left out" in done) != ("하지 않았습니다" in done)


@pytest.mark.parametrize(
    "prompt",
    [
        "Transcribe it and keep it short.",
        "This is my grandmother. Transcribe the recording and use capitals.",
        "Transcribe it. Don't bake me a cake.",
        'Transcribe it. The speaker may say "bake me a cake".',
        "Transcribe it with timestamps, slowly and clearly.",
        "Read aloud: Take the bus and bake me a cake.",
        "Summarise this text in one sentence: Mix the eggs. Bake the cake. Eat it warm.",
        "자막 만들어 줘",
        "천천히 또박또박 읽어 주세요: 창문을 열어 주세요.",
    ],
)
def test_what_says_how_and_what_is_only_quoted_is_no_wish(prompt):
    assert "I left out" not in said(prompt, HEARD) and "모르는 일" not in said(prompt, HEARD)
