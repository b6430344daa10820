"""What the course's recordings should be: `make_recordings.py` makes them of this table."""

from dataclasses import dataclass

from helpers.practice.voice.delivery import LOUDEST, PLAIN, Delivery

NEUTRAL = ("I will see you at the office on Monday.", "She will come to the office at nine.")
EXCITED = Delivery(1.12, 66, 92, LOUDEST)
TIRED = Delivery(0.8, 38, 18, 0.67)
HURRIED = Delivery(1.3, 55, 60, 1.15)


@dataclass(frozen=True)
class Clip:
    """One recording.

    `sentences` and `voices` are candidates, in order of preference; `maker` says them, one of
    the synthesisers that PRACTICE_VOICE can name. `noise` in dB below the speech, None is a
    quiet room. A `hard` clip is not meant to be heard well; a `surprise` must be heard with one
    wrong word that looks sure.
    """

    name: str
    about: str
    sentences: tuple[str, ...]
    voices: tuple[str, ...]
    maker: str = "kokoro"
    language: str = "en"
    delivery: Delivery = PLAIN
    mood: str = "plain"
    rate: int = 24_000
    noise: float | None = None
    hard: bool = False
    surprise: bool = False


def _mood(mood: str, about: str, delivery: Delivery) -> Clip:
    """One neutral sentence; espeak-ng says it, whose pitch and its range can be set."""
    about = f"one sentence said four ways: {about}"
    voices = ("alloy", "nova", "fable", "marin")
    return Clip(f"mood-{mood}.wav", about, NEUTRAL, voices, "espeak", delivery=delivery, mood=mood)


CLIPS = (
    Clip(
        "alloy.wav",
        "a fact, told plainly; fetched by address in lesson 03",
        (
            "The moon is much smaller than the earth, and it has no air and no water.",
            "The sun is a star, and the earth is one of the planets that travel round it.",
        ),
        ("alloy", "nova", "marin"),
        rate=16_000,
    ),
    Clip(
        "table-for-two.m4a",
        "a request, as a phone records it",
        (
            "Hello. I would like to book a table for two people on Friday evening.",
            "Good morning. Please book a table for two at seven.",
        ),
        ("nova", "coral", "marin"),
    ),
    Clip(
        "question.wav",
        "a spoken question that the engine can answer",
        ("Tell me how fast I am speaking.", "How fast am I speaking?"),
        ("echo", "fable", "verse"),
    ),
    Clip(
        "weather.mp3",
        "a weather report, three sentences",
        (
            "It will be cold and dry in the morning. In the afternoon there will be some rain "
            "in the north. The wind will be strong in the evening.",
            "This morning it is cold and clear. In the afternoon we will have some rain. "
            "The evening will be dry again.",
        ),
        ("alloy", "verse", "fable"),
    ),
    Clip(
        "voice-memo.webm",
        "a note to oneself, as a browser records it",
        (
            "I have to call the office in the morning and buy some bread on the way home.",
            "Remember to call the doctor on Monday and to pay for the new window.",
        ),
        ("marin", "fable", "nova"),
    ),
    Clip(
        "messenger.ogg",
        "a message to a friend, as a messenger sends it",
        (
            "I am on the train and I will be at home in twenty minutes.",
            "I am still at work. Do not wait for me with the dinner.",
        ),
        ("sage", "nova"),
    ),
    _mood("plain", "plainly", PLAIN),
    _mood("excited", "excited", EXCITED),
    _mood("tired", "tired", TIRED),
    _mood("hurried", "in a hurry", HURRIED),
    Clip(
        "korean-greeting.mp3",
        "a Korean greeting, by a Japanese voice",
        ("안녕하세요. 만나서 반갑습니다. 오늘은 날씨가 참 좋네요.",),
        ("onyx", "sage"),
        language="ko",
    ),
    Clip(
        "korean-order.wav",
        "an order in a Korean café, by a Japanese voice",
        (
            "따뜻한 커피 두 잔하고 물 한 잔 주세요.",
            "따뜻한 커피 세 잔하고 물 한 잔 주세요.",
            "안녕하세요. 따뜻한 커피 한 잔 주세요.",
            "안녕하세요. 커피 한 잔 주세요.",
        ),
        ("sage", "onyx"),
        language="ko",
        rate=16_000,
    ),
    Clip(
        "korean-question.mp3",
        "a question in Korean that the engine can answer, by a Japanese voice",
        (
            "이 녹음은 얼마나 길어요?",
            "이 녹음은 몇 초예요?",
            "이 녹음이 얼마나 긴지 알려 주세요.",
        ),
        ("sage", "onyx"),
        language="ko",
    ),
    Clip(
        "spanish.mp3",
        "Spanish, which the course does not teach: hard on purpose",
        ("Buenos días. Quisiera una mesa para dos personas a las siete.",),
        ("ballad",),
        language="es",
        hard=True,
    ),
    Clip(
        "noisy-line.mp3",
        "speech over a hissing line; one word is heard wrong and looks sure: hard on purpose",
        ("She sold the cart and kept the horse.",),
        ("cedar", "onyx"),
        noise=12,
        hard=True,
        surprise=True,
    ),
)
