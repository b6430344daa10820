"""What is said about a recording, intent by intent."""

import pytest

from helpers.media import codec
from helpers.practice.ears.listening import listen_here
from helpers.practice.ears.mel import RATE
from helpers.practice.mind import facts, moods, quotes
from helpers.practice.mind.hearing import Hearing
from helpers.practice.voice.delivery import PLAIN
from helpers.speech import prosody
from tests.ears import needs_ears
from tests.environment import ROOT
from tests.practice.mind.conversation import FOREIGN, HEARD, QUESTION, TRAIN, asked, hearing, said


def test_a_recording_is_summarised_by_its_own_phrases():
    assert (
        said("Summarise this recording in one sentence.", HEARD)
        == TRAIN
        == said("Summarise this recording.\nBe brief.", HEARD)
    )
    assert said("Summarise this text: The sun is hot.", HEARD) == "The sun is hot."
    assert said("한 문장으로 요약해 주세요.", HEARD) == TRAIN


@pytest.mark.parametrize(
    "prompt",
    [
        "Transcribe this recording.",
        "Please transcribe.",
        "Give me the transcript.",
        "Write down what you hear.",
        "Turn this speech into text.".replace("into", "to"),
        "You will hear a recording.\nTranscribe it.",
        "Repeat what I said",
        "Repeat what the speaker said, word for word.",
        "Say that again.",
        "Read this recording",
        "Read this recording aloud, please.",
        "이 녹음을 받아 적어 주세요.",
        "받아쓰기 해 주세요",
        "녹음을 글로 옮겨 주세요.",
        "따라 말해 주세요.",
        "다시 말해 주세요",
        "요약하지 말고 받아 적어 주세요.",
        "Don't summarise it, transcribe it.",
    ],
)
def test_the_words_and_nothing_else(prompt):
    assert said(prompt, HEARD) == TRAIN


@pytest.mark.parametrize(
    "prompt",
    [
        "",
        "What does the speaker say?",
        "What is said in this recording?",
        "What did I say?",
        "What is this recording about?",
        "Can you hear me?",
        "Answer the question.",
        "Please reply to this message.",
        "Listen to this.",
        "What are they talking about?",
    ],
)
def test_what_was_heard_and_how_sure(prompt):
    assert said(prompt, HEARD) == f'I heard: "{TRAIN}" (sure of every word).'


@pytest.mark.parametrize(
    "prompt",
    [
        "화자가 뭐라고 말하나요?",
        "무슨 말을 하나요?",
        "대답해 주세요.",
        "쉬운 말로 답해 주세요.",
        "들어 보세요.",
    ],
)
def test_what_was_heard_in_korean(prompt):
    one = asked(prompt, HEARD)
    assert (
        one.text == f'이렇게 들었습니다: "{TRAIN}" (모든 낱말이 확실합니다).'
        and one.language == "ko"
    )


@pytest.mark.parametrize(
    "prompt",
    [
        "What is in this recording?",
        "What's in this recording?",
        "What is in it?",
        "Describe this recording.",
        "Describe the voice.",
        "What do you hear?",
        "What can you hear in this clip?",
        "Tell me about this recording.",
        "Analyse this recording.",
        "What is this?",
    ],
)
def test_what_is_in_it_is_words_and_facts(prompt):
    assert (
        said(prompt, HEARD)
        == f'A voice says: "{TRAIN}" (sure of every word). {facts.everything(HEARD.voice)}'
    )


@pytest.mark.parametrize(
    "prompt",
    [
        "이 녹음에 무엇이 있나요?",
        "녹음에서 뭐가 들리나요?",
        "이 녹음을 설명해 주세요.",
        "녹음 내용을 알려 주세요.",
        "어떤 목소리인가요?",
    ],
)
def test_what_is_in_it_in_korean(prompt):
    one = asked(prompt, HEARD)
    assert (
        TRAIN in one.text
        and facts.everything(HEARD.voice, True) in one.text
        and one.language == "ko"
    )


@pytest.mark.parametrize(
    "prompt, wanted",
    [
        ("How long is this recording?", [facts.length]),
        ("What is the duration?", [facts.length]),
        ("How many pauses are there?", [facts.length]),
        ("How fast is the speech?", [facts.speed]),
        ("Is the speaker speaking fast or slowly?", [facts.speed]),
        ("At what speed do they talk?", [facts.speed]),
        ("How high is the voice, and how loud is it?", [facts.height, facts.strength]),
        ("Is it loud?", [facts.strength]),
        ("Does she speak loudly?", [facts.strength]),
        ("Is the voice high or low?", [facts.height]),
        ("What is the pitch?", [facts.height]),
        ("How long is this recording, and how fast is the speech?", [facts.length, facts.speed]),
        ("Tell me how loud it is.", [facts.strength]),
        ("What is the sound level?", [facts.strength]),
        ("Do not transcribe, just tell me how long it is.", [facts.length]),
    ],
)
def test_each_fact_asked_for_is_told(prompt, wanted):
    assert said(prompt, HEARD) == " ".join(fact(HEARD.voice) for fact in wanted)


@pytest.mark.parametrize(
    "prompt, fact",
    [
        ("이 녹음은 얼마나 긴가요?", facts.length),
        ("몇 초인가요?", facts.length),
        ("쉬는 곳이 몇 번인가요?", facts.length),
        ("말이 얼마나 빠른가요?", facts.speed),
        ("말이 빠른가요?", facts.speed),
        ("빠르기를 알려 주세요.", facts.speed),
        ("목소리가 얼마나 높나요?", facts.height),
        ("목소리가 높은가요?", facts.height),
        ("소리가 얼마나 큰가요?", facts.strength),
        ("소리가 큰가요?", facts.strength),
        ("음량은요?", facts.strength),
    ],
)
def test_each_fact_in_korean(prompt, fact):
    assert said(prompt, HEARD) == fact(HEARD.voice, True)


@pytest.mark.parametrize(
    "prompt",
    [
        "Describe how the speaker feels",
        "How does the speaker feel?",
        "What is the mood?",
        "What emotion do you hear?",
        "Does the speaker sound excited?",
        "How excited is the speaker?",
        "Is she happy or sad?",
        "How do I sound?",
        "What is the sentiment?",
        "What feelings are in this voice?",
        "Classify the emotion as excited, calm or tired.",
        "Tell me whether the speaker is tired.",
    ],
)
def test_feelings_are_told_with_the_numbers_and_never_acted(prompt):
    one = asked(prompt, HEARD)
    assert (
        moods.arousal(HEARD.voice) in one.text
        and "unpleasant ones such as late" in one.text
        and "%" not in one.text
    )
    assert one.delivery == PLAIN  # the words of the question are no direction


def test_feelings_in_korean_and_of_speech_that_is_not_english():
    assert moods.arousal(HEARD.voice, True) in said("이 사람의 기분은 어떤가요?", HEARD)
    assert said("How does the speaker feel?", FOREIGN) == moods.arousal(
        FOREIGN.voice, english=False
    )


@pytest.mark.parametrize(
    "words, answered",
    [
        (QUESTION, facts.length),
        ("how long is this recording", facts.length),
        ("how fast am i speaking", facts.speed),
        ("how loud is my voice", facts.strength),
        ("is my voice high", facts.height),
    ],
)
def test_a_recording_that_asks_about_itself_is_answered(words, answered):
    one = hearing(words)
    assert said("", one) == f'I heard: "{words}" (sure of every word). {answered(one.voice)}'


@pytest.mark.parametrize(
    "words",
    [
        "how long does the train take to the sea",
        "i feel great today",
        "the volume of the lake is large",
        "what is the capital of korea",
        TRAIN,
        "how high is the mountain",
    ],
)
def test_a_recording_that_asks_nothing_the_engine_knows_is_only_repeated(words):
    assert said("", hearing(words)) == f'I heard: "{words}" (sure of every word).'


@needs_ears
def test_a_real_recording_from_sound_to_answer():
    mono, _ = codec.samples((ROOT / "data" / "question.wav").read_bytes(), RATE)
    one = Hearing(listen_here(mono), prosody.measure(mono, RATE))
    told = [
        fact
        for fact in (facts.length, facts.speed, facts.height, facts.strength)
        if said("", one) == f"I heard: {quotes.quote(one.heard)}. {fact(one.voice)}"
    ]
    assert len(told) == 1 and one.heard.words.lower().startswith(
        ("how", "please tell me how", "tell me how")
    )
