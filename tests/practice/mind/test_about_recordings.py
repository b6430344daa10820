"""Several recordings, several intents, none of either."""

import re

import pytest

from helpers.practice.mind import facts
from tests.practice.mind.conversation import ASKING, FOREIGN, HEARD, QUESTION, SILENT, TRAIN, said

NO_RECORDING, NO_RECORDING_KOREAN = "There is no recording", "녹음이 없습니다"


def test_several_recordings_are_numbered():
    assert (
        said("Transcribe both.", HEARD, ASKING) == f"Recording 1: {TRAIN}\nRecording 2: {QUESTION}"
    )
    assert re.fullmatch(
        r"녹음 1: .*\n녹음 2: .*\n녹음 3: .*", said("얼마나 긴가요?", HEARD, ASKING, SILENT)
    )
    assert said("", HEARD, ASKING).startswith("Recording 1: I heard")


@pytest.mark.parametrize(
    "prompt",
    [
        "",
        "Transcribe this.",
        "What is in this recording?",
        "Repeat what I said.",
        "Summarise this recording.",
    ],
)
def test_no_words_are_invented(prompt):
    assert "I hear no speech" in said(prompt, SILENT)
    assert "only understand English" in said(prompt, FOREIGN) and facts.everything(
        FOREIGN.voice
    ) in said(prompt, FOREIGN)


def test_what_needs_no_words_is_measured_all_the_same():
    assert said("How long is it?", FOREIGN) == facts.length(FOREIGN.voice)
    assert "I hear no speech" in said("How fast is it?", SILENT)


@pytest.mark.parametrize(
    "prompt",
    [
        "Transcribe this recording.",
        "What is in this recording?",
        "How long is this recording?",
        "How does the speaker feel?",
        "Repeat what I said",
        "Can you hear me?",
        "Read this recording",
        "What do you hear?",
    ],
)
def test_a_missing_recording_is_named(prompt):
    assert said(prompt).startswith(NO_RECORDING)


@pytest.mark.parametrize(
    "prompt",
    [
        "이 녹음을 받아 적어 주세요.",
        "이 녹음에 무엇이 있나요?",
        "목소리가 들리나요?",
        "녹음은 얼마나 긴가요?",
    ],
)
def test_a_missing_recording_is_named_in_korean(prompt):
    assert NO_RECORDING_KOREAN in said(prompt)
