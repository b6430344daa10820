"""Directions change the sound, as measured."""

import numpy as np
import pytest

from helpers.practice.voice import synthesis
from helpers.practice.voice.delivery import PLAIN
from helpers.speech import prosody
from tests.practice.mind.conversation import HEARD, asked

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


# Ratios of seconds, pitch and range (in semitones), and the difference of loudness in dB, against
# the plain delivery.
CHANGES = {
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
    return prosody.measure(
        synthesis.speak(one.text, "alloy", one.language, one.delivery), synthesis.RATE
    )


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
