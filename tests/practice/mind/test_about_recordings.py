"""Several recordings, several intents, none of either."""

import re
from dataclasses import replace

import pytest

from helpers.practice.ears.heard import Heard, Word
from helpers.practice.mind import facts, moods
from helpers.practice.mind.hearing import Hearing
from tests.practice.mind.conversation import (
    ASKING,
    FOREIGN,
    HEARD,
    QUESTION,
    SILENT,
    TRAIN,
    hearing,
    said,
)

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


ENGLISH = replace(HEARD, heard=replace(HEARD.heard, language="en", languages=("en",)))
KOREAN = replace(
    hearing("저는 기차에 있습니다"),
    heard=replace(hearing("저는 기차에 있습니다").heard, language="ko", languages=("ko",)),
)
SPANISH = replace(
    hearing("Estoy en el tren"),
    heard=replace(hearing("Estoy en el tren").heard, language="es", languages=("es",)),
)


@pytest.mark.parametrize(
    "prompt, lines",
    [
        ("Transcribe and summarise.", [TRAIN, TRAIN]),
        ("Transcribe it. How long is it?", [TRAIN, facts.length(HEARD.voice)]),
        (
            "Transcribe and translate to German.",
            [TRAIN, "I did not translate into German: I cannot."],
        ),
        ("Transcribe in German.", [TRAIN, "I did not translate into German: I cannot."]),
        ("Transcribe in English.", [TRAIN]),
        (
            "Transcribe and clean it up.",
            [TRAIN, "I did not correct or rewrite the words: I cannot."],
        ),
        (
            "Transcribe it, translate it, tell me who is speaking and rate my pronunciation.",
            [TRAIN, "I did not translate, judge who speaks or judge how good it is: I cannot."],
        ),
        ("받아 적고 번역해 주세요.", [TRAIN, "번역은 하지 않았습니다. 제가 할 수 없는 일입니다."]),
        ("Only the first 0.7 seconds.", ["i am on"]),
        ("Just what is said between 0:01 and 0:02, as text.", ["train and it"]),
        ("Transcribe from 1:00 to 2:00.", ["I heard no words in that part of the recording."]),
    ],
)
def test_of_several_things_each_that_can_be_is_done_and_the_rest_is_named(prompt, lines):
    assert said(prompt, ENGLISH).splitlines() == lines


@pytest.mark.parametrize(
    "prompt, parts",
    [
        ("What is said and how long is it?", [TRAIN, facts.length(HEARD.voice)]),
        ("What is said and how does she feel?", [TRAIN, moods.arousal(HEARD.voice)]),
        ("How long is it, and where are the pauses?", ["lasts", "pause"]),
        ("What is said in the first second, and how loud is it?", ["whole recording"]),
        ("Translate to Korean.", [TRAIN, "I did not translate into Korean", "no language model"]),
        ("Clean it up.", [TRAIN, "I did not correct or rewrite", "no language model"]),
        ("Answer yes or no.", [TRAIN, "I did not answer yes or no", "no language model"]),
        ("Is there speech in it? Answer yes or no.", ["Yes, there is speech"]),
        ("How sure are you?", ["I am sure of 9 of 9 words.", "9 in 10"]),
        ("What language is this?", ["This is English, as far as I can tell."]),
        ("How many words are there?", ["I heard 9 words."]),
        ("Mark the words you are not sure of.", [TRAIN, "I am sure of every word."]),
        ("Make subtitles.", ["1\n00:00:00,000 --> 00:00:02,700\n"]),
        ("Transcribe with timestamps.", ["[0:00.0 to 0:02.7] i am"]),
        ("When is each word said?", ["[0:00.3 to 0:00.6] am"]),
        ("Respond in Korean.", ["이렇게 들었습니다: "]),
        ("How long is it? Answer in Korean.", [facts.length(HEARD.voice, korean=True)]),
    ],
)
def test_each_kind_is_answered(prompt, parts):
    text = said(prompt, ENGLISH)
    assert all(part in text for part in parts), text
    assert ("I did not" in text) == any("I did not" in part for part in parts)


def test_speech_in_other_languages_is_said_to_be_so():
    assert said("", KOREAN) == '이렇게 들었습니다: "저는 기차에 있습니다" (모든 낱말이 확실합니다).'
    assert said("Transcribe.", KOREAN) == "저는 기차에 있습니다"
    assert said("Transcribe.", SPANISH) == (
        "Estoy en el tren\nThis is Spanish, as far as I can tell."
    )
    assert said("Transcribe in Spanish.", SPANISH) == said("Transcribe.", SPANISH)
    assert "제가 듣기에는 스페인어입니다." in said("받아 적어 주세요.", SPANISH)
    assert said("", SPANISH).endswith("This is Spanish, as far as I can tell.")
    assert "Is there" not in said("Is there speech in it?", SILENT)
    assert said("Is there speech in it?", SILENT).startswith("I hear no speech")


def test_what_was_not_understood_of_a_long_recording_is_said():
    timed = (Word("Good", 0, 1, 0.9), Word("night.", 170, 171, 0.9))
    heard = Heard("Good night.", 0.9, "partly", timed, "en", 1, ("en",), 180, 180, ((50, 69),))
    long = Hearing(heard, replace(HEARD.voice, seconds=180.0))
    assert said("Transcribe the last half minute.", long) == "night."
    assert said("Transcribe.", long) == (
        "Good [… 19 s not understood …] night.\nI understood 161 of 180 seconds."
    )
    assert said("", long) == (
        'I heard: "Good [… 19 s not understood …] night." (sure of every word). '
        "I understood 161 of 180 seconds."
    )


SOFT = replace(HEARD, measure=lambda start, end: replace(HEARD.voice, seconds=1, loudness=-41.2))


@pytest.mark.parametrize(
    "prompt, measured, remark",
    [
        ("How loud is the first second?", "41 decibels", "I measured that part alone."),
        ("처음 1초는 얼마나 큰가요?", "41데시벨", "그 부분만 측정했습니다."),
        ("How loud are the last 90 to 95 seconds?", "41 decibels", "I measured that part alone."),
    ],
)
def test_a_part_is_measured_by_itself(prompt, measured, remark):
    assert measured in said(prompt, SOFT) and remark in said(prompt, SOFT)
    assert measured not in said(prompt, HEARD) and remark not in said(prompt, HEARD)


def test_how_long_is_asked_of_the_whole_recording():
    whole = f"lasts {HEARD.voice.seconds:.1f} seconds"
    done = said("Transcribe the first second and tell me how long the recording is.", SOFT)
    assert whole in done and "that part alone" not in done


def test_a_part_without_words_is_measured_all_the_same():
    done = said("Transcribe 50 to 60 seconds, and how loud is it?", SOFT)
    assert "I heard no words in that part" in done and "41 decibels" in done
