"""What the practice engine answers to a whole conversation."""

import pytest

from helpers.practice.mind import facts
from helpers.practice.mind.phrase_book import answer
from tests.practice.mind.conversation import (
    FOREIGN,
    HEARD,
    SEA,
    SILENT,
    TRAIN,
    asked,
    hearing,
    said,
)


@pytest.mark.parametrize(
    "system, words",
    [
        ("Repeat what the speaker said, word for word, and nothing else.", TRAIN),
        ("Transcribe what you hear.", TRAIN),
        ("녹음을 한 문장으로 요약해 주세요.", TRAIN),
        ("You are a helpful assistant. Transcribe every recording.", TRAIN),
        ("You are a helpful assistant.", f'I heard: "{TRAIN}" (sure of every word).'),
        ("Never repeat yourself. Do not transcribe.", f'I heard: "{TRAIN}" (sure of every word).'),
        ("Answer in a cheerful mood.", f'I heard: "{TRAIN}" (sure of every word).'),
        ("친절하게 대답해 주세요.", f'이렇게 들었습니다: "{TRAIN}" (모든 낱말이 확실합니다).'),
    ],
)
def test_a_system_message_steers_a_recording_alone(system, words):
    assert said("", HEARD, system=system) == words


@pytest.mark.parametrize(
    "system, user, words",
    [
        (
            "Read aloud what the user writes.",
            "The mood in town was dark. People felt it.",
            "The mood in town was dark. People felt it.",
        ),
        (
            "You are a narrator. Read aloud what the user writes, in a whisper.",
            "He said: go home.",
            "He said: go home.",
        ),
        (
            "Summarise what the user writes in one sentence.",
            SEA,
            "The sea is blue and the sea is cold.",
        ),
        ("Read aloud what the user writes.", "Read aloud: Hi.", "Hi."),
        ("You are a helpful assistant.", "Read aloud: Hi.", "Hi."),
    ],
)
def test_a_system_message_steers_a_text_alone(system, user, words):
    assert said(user, system=system) == words


def test_the_users_instruction_counts_before_the_system_message_when_there_is_a_recording():
    assert said("How long is it?", HEARD, system="Transcribe.") == facts.length(HEARD.voice)
    assert said("Thank you for this.", HEARD, system="Transcribe what you hear.") == TRAIN


def test_only_the_last_user_message_is_answered_and_developer_counts_as_system():
    messages = [
        {"role": "developer", "content": "Speak slowly."},
        {"role": "user", "content": "Read aloud: one"},
        {"role": "assistant", "content": "one"},
        {"role": "user", "content": "Read aloud: two"},
    ]
    assert answer(messages, []).text == "two" and answer(messages, []).delivery.speed < 1


ODD = [
    "",
    " ",
    "\n",
    "...",
    "?!",
    "😀",
    "\0",
    ":",
    "：",
    "::::",
    '"',
    "''",
    "\u202e",
    "a" * 100_000,
    "Read aloud: " + "word " * 20_000,
    "[" * 50_000,
    "Say " + "'" * 5000,
    "Summarise in " + "9" * 5000 + " sentences: one. two.",
    " " * 50_000 + ":",
    "please " * 20_000 + "say",
    "is " * 20_000 + "fast",
    "가" * 50_000,
    "Summarise: " + "Dr. " * 20_000,
    "what " * 20_000,
    "“" * 20_000,
]


@pytest.mark.parametrize("text", ODD, ids=range(len(ODD)))
@pytest.mark.parametrize("place", ["user", "system"])
def test_no_text_is_too_odd(text, place):
    for hearings in ((), (HEARD,), (SILENT, FOREIGN)):
        one = asked(text, *hearings) if place == "user" else asked("Hi", *hearings, system=text)
        assert isinstance(one.text, str) and one.text.strip() and one.language in ("en", "ko")


@pytest.mark.parametrize(
    "content",
    [
        None,
        [],
        [{"type": "text"}],
        [{"type": "text", "text": None}],
        [{"type": "input_audio", "input_audio": {}}],
        [{"type": "refusal", "refusal": "no"}],
    ],
)
@pytest.mark.parametrize("role", ["user", "system", "assistant", "tool"])
def test_no_message_is_too_odd(content, role):
    assert answer([{"role": role, "content": content}], []).text
    assert answer([{"role": role}], [HEARD]).text == (
        "function: nothing." if role == "tool" else f'I heard: "{TRAIN}" (sure of every word).'
    )
    assert answer([], []).text


def test_the_text_may_come_in_parts_before_and_after_the_recording():
    parts = [
        {"type": "text", "text": "Here is a recording."},
        {"type": "input_audio"},
        {"type": "text", "text": "How long is it?"},
    ]
    assert answer([{"role": "user", "content": parts}], [HEARD]).text == facts.length(HEARD.voice)


@pytest.mark.parametrize(
    "prompt, korean",
    [
        ("What did I say before?", False),
        ("What did I ask first?", False),
        ("Do you remember what I said?", False),
        ("제가 아까 뭐라고 말했나요?", True),
    ],
)
def test_turns_are_remembered(prompt, korean):
    one = answer(
        [{"role": "user", "content": prompt}], [], lambda: ["hello there", "how fast am i"]
    )
    assert (
        '"hello there"' in one.text
        and one.text.index("hello there") < one.text.index("how fast am i")
        and one.language == ("ko" if korean else "en")
    )
    assert answer([{"role": "user", "content": prompt}], []).text in (
        "You have not said anything before this that came with the request.",
        "이 요청에는 그 전에 하신 말씀이 들어 있지 않습니다.",
    )


def test_a_question_about_the_turns_before_is_written_down_where_that_is_asked_for():
    words = "What did I say before?"
    recording = hearing(words)

    def answered(instruction, system="Answer in one sentence."):
        messages = [
            {"role": "system", "content": system},
            {"role": "user", "content": [{"type": "text", "text": instruction}]},
        ]
        hearings = [] if instruction == words else [recording]
        return answer(messages, hearings, lambda: ["hello there"]).text

    assert answered("Transcribe this recording.") == words
    assert '"hello there"' in answered("") and '"hello there"' in answered(words)
