"""What is said about a written text."""

import pytest

from tests.practice.mind.conversation import SEA, asked, said


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


def test_nothing_to_summarise_is_said_kindly():
    assert "after a colon, or send a recording" in said("Summarise.") and "쌍점" in said(
        "요약해 주세요."
    )


def test_feelings_of_a_text_are_the_tone_of_its_words():
    assert (
        said("What is the sentiment of this text: I love this wonderful town")
        == "Among the words are pleasant ones such as love, wonderful."
    )
    assert "pleasant ones such as love" in said("What is the mood of this sentence? I love it.")
    assert said("이 글의 느낌은 어떤가요: 오늘은 좋은 날") == "낱말의 느낌은 영어로만 어림합니다."
