"""What the practice engine answers to what people write and say, and how it says it."""

import re

import numpy as np
import pytest

from helpers.media import codec
from helpers.practice.ears import pocketsphinx
from helpers.practice.ears.heard import Heard, Word
from helpers.practice.mind import facts, moods, phrase_book, quotes
from helpers.practice.mind.hearing import Hearing
from helpers.practice.mind.phrase_book import answer
from helpers.practice.voice import synthesis
from helpers.practice.voice.delivery import PLAIN
from helpers.speech import prosody
from tests.environment import ROOT

LIMITS, LIMITS_KOREAN = "no language model", "언어 모델이 아닌"
NO_RECORDING, NO_RECORDING_KOREAN = "There is no recording", "녹음이 없습니다"
TRAIN, QUESTION = "i am on the train and it is late", "please tell me how long this recording is"
SEA = "The sea is big. The sea is blue and the sea is cold. I like tea."


def hearing(words, verdict="clear", sound="I am on the train and it is late."):
    timed = tuple(Word(word, n * 0.3, n * 0.3 + 0.3, 0.9) for n, word in enumerate(words.split()))
    return Hearing(
        Heard(words, 0.9 if words else 0.2, verdict, timed),
        prosody.measure(synthesis.speak(sound, "fable") if sound else np.zeros(48_000), synthesis.RATE),
    )


HEARD = hearing(TRAIN)
ASKING = hearing(QUESTION)
FOREIGN = hearing("", "unclear", "Buenos días. Quisiera una mesa.")
SILENT = hearing("", "no speech", "")


def asked(text, *hearings, system=None):
    messages = [{"role": "system", "content": system}] if system else []
    return answer([*messages, {"role": "user", "content": text}], list(hearings))


def said(text, *hearings, system=None):
    return asked(text, *hearings, system=system).text


# --- Reading aloud ---


@pytest.mark.parametrize(
    "prompt",
    [
        "Read aloud: {}",
        "read aloud: {}",
        "Please read the following text aloud, slowly: {}",
        "Read this out loud:\n{}",
        "Read the following aloud:\n\n{}",
        "Can you read this aloud: {}",
        "Say: {}",
        "Say slowly: {}",
        'Read aloud: "{}"',
        "Read aloud: “{}”",
        "Repeat after me: {}",
        "Say exactly this: {}",
        "소리 내어 읽어 주세요: {}",
        "소리내어 읽어줘: {}",
        "다음 문장을 읽어 주세요:\n{}",
        "낭독해 주세요： {}",
        "이 글을 천천히 읽어 주세요: “{}”",
        "따라 말해 주세요: {}",
        "말해 주세요: {}",
    ],
)
@pytest.mark.parametrize(
    "text",
    [
        "The wind, at 7:30, was strong: very strong.",
        "오늘은 날씨가 참 좋네요.",
        "3.5 kg",
        "How long is this recording?",
    ],
)
def test_text_is_read_as_it_stands(prompt, text):
    one = asked(prompt.format(text))
    assert one.text == text
    assert one.language == ("ko" if "날씨" in text else "en") or text == "3.5 kg"


@pytest.mark.parametrize(
    "prompt, text",
    [
        ("Say the exact word 'hello' and nothing else.", "hello"),
        ('Read aloud "Hello. Good night."', "Hello. Good night."),
        ('Say "Good morning" in an excited voice.', "Good morning"),
        ("Say hello!", "hello"),
        ("Please say good morning.", "good morning"),
        ("“안녕하세요”라고 말해 주세요.", "안녕하세요"),
        ("Say 'It's late.' quietly", "It's late."),
        ('Read aloud: She said "go" and he said "no"', 'She said "go" and he said "no"'),
        ("Read aloud:\nTitle: a story", "Title: a story"),
        ("Read aloud: 😀", "😀"),
    ],
)
def test_quoted_and_single_words_are_said(prompt, text):
    assert said(prompt) == text


@pytest.mark.parametrize(
    "prompt",
    [
        "Read aloud",
        "Read aloud:",
        "Read aloud: ...",
        "Read aloud: ?!",
        "Read me a poem",
        'Read aloud: ""',
    ],
)
def test_nothing_to_read_is_said_kindly(prompt):
    assert said(prompt) == "Write the text after a colon, and I will read it aloud."
    assert said("소리 내어 읽어 주세요.") == "쌍점 뒤에 글을 적어 주시면 소리 내어 읽겠습니다."


@pytest.mark.parametrize(
    "text",
    [
        "こんにちは、元気ですか。",
        "日本語",
        "Привет, как дела?",
        "مرحبا بالعالم",
        "你好，世界",
        "สวัสดี",
        "שלום",
        "Καλημέρα",
        "नमस्ते",
    ],
)
def test_letters_the_voices_cannot_say_get_an_honest_sentence(text):
    assert (
        "only English and Korean" in said(f"Read aloud: {text}")
        and asked(f"Read aloud: {text}").language == "en"
    )
    assert (
        "영어와 한국어만" in said(f"소리 내어 읽어 주세요: {text}")
        and asked(f"소리 내어 읽어 주세요: {text}").language == "ko"
    )
    assert "only English and Korean" in said(f"Summarise in one sentence: {text}")
    assert "only English and Korean" in said(f"Repeat after me: {text}")


@pytest.mark.parametrize(
    "text",
    [
        "Tokyo is 東京 in Japanese.",
        "naïve café Zürich",
        "π is about 3.14",
        "한국의 옛 이름은 朝鮮입니다.",
        "ｆｕｌｌ ｗｉｄｔｈ",
    ],
)
def test_a_few_foreign_letters_are_no_reason_to_refuse(text):
    assert said(f"Read aloud: {text}") == text


# --- Summaries ---


@pytest.mark.parametrize(
    "prompt, count",
    [
        ("Summarise in one sentence: {}", 1),
        ("Summarize: {}", 1),
        ("Summarize this text in 2 sentences:\n\n{}", 2),
        ("Summarise the following in two short sentences. {}", 2),
        ("Give me a short spoken summary in at most two simple sentences: {}", 2),
        ("Please summarise the text below in three sentences.\n{}", 3),
        ("{}\n\nSummarise this in one sentence.", 1),
        ("Read the following text and summarise it in one sentence: {}", 1),
        ("Summarise in 0 sentences: {}", 1),
        ("Summarise in 999 sentences: {}", 3),
        ("한 문장으로 요약해 주세요: {}", 1),
        ("다음 글을 두 문장으로 요약해 주세요:\n{}", 2),
        ("간단한 두 문장으로 요약해 줘: {}", 2),
        ("문장 두 개로 요약해 주세요: {}", 2),
        ("3문장으로 요약: {}", 3),
        ("A two-sentence summary, please: {}", 2),
    ],
)
def test_a_text_is_summarised_in_as_many_sentences_as_asked(prompt, count):
    summary = said(prompt.format(SEA))
    assert summary.count(".") == count and all(
        part.strip() + "." in SEA for part in summary.split(".") if part.strip()
    )
    assert "sea" in summary


def test_a_recording_is_summarised_by_its_own_phrases():
    assert (
        said("Summarise this recording in one sentence.", HEARD)
        == TRAIN
        == said("Summarise this recording.\nBe brief.", HEARD)
    )
    assert said("Summarise this text: The sun is hot.", HEARD) == "The sun is hot."
    assert said("한 문장으로 요약해 주세요.", HEARD) == TRAIN


def test_nothing_to_summarise_is_said_kindly():
    assert "after a colon, or send a recording" in said("Summarise.") and "쌍점" in said(
        "요약해 주세요."
    )


# --- Recordings ---


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


def test_feelings_of_a_text_are_the_tone_of_its_words():
    assert (
        said("What is the sentiment of this text: I love this wonderful town")
        == "Among the words are pleasant ones such as love, wonderful."
    )
    assert "pleasant ones such as love" in said("What is the mood of this sentence? I love it.")
    assert said("이 글의 느낌은 어떤가요: 오늘은 좋은 날") == "낱말의 느낌은 영어로만 어림합니다."


def test_several_recordings_are_numbered():
    assert (
        said("Transcribe both.", HEARD, ASKING) == f"Recording 1: {TRAIN}\nRecording 2: {QUESTION}"
    )
    assert re.fullmatch(
        r"녹음 1: .*\n녹음 2: .*\n녹음 3: .*", said("얼마나 긴가요?", HEARD, ASKING, SILENT)
    )
    assert said("", HEARD, ASKING).startswith("Recording 1: I heard")


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


# --- Neither text nor recording, and everything else ---


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


# --- System messages ---


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


# --- Directions ---

FOX = "The quick brown fox jumps over the lazy dog."
ALIKE = {
    "slower": ("slowly", "천천히"),
    "faster": ("fast", "빠르게"),
    "quieter": ("quietly", "조용히"),
    "louder": ("loudly", "큰 소리로"),
    "whispered": ("in a whisper", "속삭이며"),
    "excited": ("in an excited voice", "신나게"),
    "calm": ("calmly", "차분하게"),
    "tired": ("in a tired voice", "지친 목소리로"),
    "childlike": ("as to a child", "아이에게 말하듯이"),
}
CHANGES = {  # of seconds, pitch in Hz, range in semitones, loudness in dB, against the plain delivery
    "slower": lambda s, p, r, l: s > 1.25,
    "faster": lambda s, p, r, l: s < 0.85,
    "quieter": lambda s, p, r, l: l < -5 and abs(s - 1) < 0.05,
    "louder": lambda s, p, r, l: l > 1.5 and abs(s - 1) < 0.05,
    "whispered": lambda s, p, r, l: l < -8 and r < 1,
    "excited": lambda s, p, r, l: s < 0.95 and p > 1.1 and r > 1.2 and l > 1.5,
    "calm": lambda s, p, r, l: s > 1.05 and r < 1 and l < -0.5,
    "tired": lambda s, p, r, l: s > 1.1 and p < 0.95 and r < 0.7 and l < -1.5,
    "childlike": lambda s, p, r, l: s > 1.1 and p > 1.1 and r > 1.1,
}


def measured(one):
    return prosody.measure(synthesis.speak(one.text, "alloy", one.language, one.delivery), synthesis.RATE)


def semitones(m):
    return 12 * np.log2(m.pitch_high / m.pitch_low)


@pytest.mark.parametrize("how", ALIKE)
@pytest.mark.parametrize("where", ["user", "system", "Korean user", "Korean system"])
def test_directions_change_the_sound_and_not_the_words(how, where):
    english, korean = ALIKE[how]
    plain = asked(f"Read aloud: {FOX}")
    one = {
        "user": lambda: asked(f"Read aloud {english}: {FOX}"),
        "system": lambda: asked(f"Read aloud: {FOX}", system=f"Always speak {english}."),
        "Korean user": lambda: asked(f"{korean} 읽어 주세요: {FOX}"),
        "Korean system": lambda: asked(
            f"Read aloud: {FOX}", system=f"언제나 {korean} 말해 주세요."
        ),
    }[where]()
    assert one.text == plain.text == FOX and plain.delivery == PLAIN
    before, after = measured(plain), measured(one)
    assert CHANGES[how](
        after.seconds / before.seconds,
        after.pitch / before.pitch,
        semitones(after) / semitones(before),
        after.loudness - before.loudness,
    )


def test_two_directions_go_together():
    both = asked("Read aloud slowly and quietly: Hi").delivery
    assert both.speed < 1 and both.loudness < 1


@pytest.mark.parametrize(
    "prompt",
    [
        f"Read aloud: Speak slowly, whisper, be loud. {FOX}",
        "Read this out loud: Hi",
        "Read aloud, not too fast: Hi",
        "Read aloud. Do not whisper:\nHi",
        "소리 내어 읽어 주세요: 천천히 속삭이며",
        "Read aloud: fast food",
        "너무 빠르지 않게 읽어 주세요: 안녕",
    ],
)
def test_what_is_no_direction(prompt):
    assert asked(prompt).delivery == PLAIN


@pytest.mark.parametrize(
    "prompt",
    [
        "How fast is the speech?",
        "How loud is it?",
        "Is it loud?",
        "Is the speaker speaking slowly?",
        "Does she whisper?",
        "Tell me how slowly he speaks.",
        "말이 빠르게 들리나요?",
        "Tell me whether the voice is quiet.",
    ],
)
def test_a_question_about_the_speech_is_no_direction(prompt):
    assert asked(prompt, HEARD).delivery == PLAIN


@pytest.mark.parametrize(
    "prompt",
    [
        "How long is it? Answer in a whisper.",
        "Can you speak in a whisper? How long is it?",
        "Transcribe this, and say it in a whisper.",
    ],
)
def test_directions_go_with_every_kind_of_answer(prompt):
    assert asked(prompt, HEARD).delivery.loudness < 0.5


def test_the_users_text_gives_no_direction_where_the_system_message_says_what_to_do():
    assert (
        asked(
            "They spoke slowly and whispered.", system="Read aloud what the user writes."
        ).delivery
        == PLAIN
    )


# --- Whatever comes ---

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


def test_a_real_recording_from_sound_to_answer():
    mono, _ = codec.samples((ROOT / "data" / "question.wav").read_bytes(), pocketsphinx.RATE)
    one = Hearing(pocketsphinx.listen(mono), prosody.measure(mono, pocketsphinx.RATE))
    told = [
        fact
        for fact in (facts.length, facts.speed, facts.height, facts.strength)
        if said("", one) == f"I heard: {quotes.quote(one.heard)}. {fact(one.voice)}"
    ]
    assert len(told) == 1 and one.heard.words.startswith(
        ("how", "please tell me how", "tell me how")
    )


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


@pytest.mark.parametrize(
    "result, words",
    [
        (
            '{"temperature": 21, "sky": "clear", "rain": false}',
            "temperature 21, sky clear, rain no",
        ),
        ("21 degrees.", "21 degrees"),
        ("[1, 2]", "1, 2"),
        ("null", "nothing"),
        ("", "nothing"),
        ("true", "yes"),
    ],
)
def test_a_functions_result_is_taken_up(result, words):
    call = {
        "role": "assistant",
        "tool_calls": [
            {
                "id": "call_1",
                "type": "function",
                "function": {"name": "get_weather", "arguments": "{}"},
            }
        ],
    }
    assert (
        answer(
            [
                {"role": "user", "content": "How is the weather?"},
                call,
                {"role": "tool", "tool_call_id": "call_1", "content": result},
            ],
            [],
        ).text
        == f"get weather: {words}."
    )
