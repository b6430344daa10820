"""The ears: English into words, everything else into an honest no, the same every time."""

import sys
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from helpers.media.codec import resample
from helpers.practice.ears import pocketsphinx
from helpers.practice.ears.pocketsphinx import RATE, Heard, listen
from helpers.practice.voice import synthesis
from helpers.speech.error_rate import word_error_rate

COFFEE = "I would like a cup of coffee with milk, please."
RAIN = "It rained all night, so the streets are still wet."
needs_ears = pytest.mark.skipif(
    not pocketsphinx.available(), reason="pocketsphinx has no wheel for this Python"
)


def spoken(text, name="alloy", language="en"):
    return resample(synthesis.speak(text, name, language), synthesis.RATE, RATE)


def noise(level, seconds=2.0, seed=5):
    return (
        np.random.default_rng(seed)
        .normal(0, 10 ** (level / 20), int(seconds * RATE))
        .astype(np.float32)
    )


def tone(hertz, seconds):
    return np.sin(2 * np.pi * hertz * np.arange(int(seconds * RATE)) / RATE)


def melody():
    """Plucked notes with overtones: music, and nothing said."""
    notes = [
        sum(tone(pitch * n, 0.3) / n for n in range(1, 7))
        * np.exp(-np.arange(int(0.3 * RATE)) / 3000)
        for pitch in (262, 294, 330, 349, 392, 330, 262, 392)
    ]
    return 0.2 * np.concatenate(notes)


def whistling():
    """Quick notes without overtones, which the recogniser gladly takes for words."""
    return 0.3 * np.concatenate(
        [
            tone(pitch, 0.15) * np.hanning(int(0.15 * RATE))
            for pitch in (523, 659, 784, 587, 440, 698, 523, 880, 784, 659, 494, 523)
        ]
    )


@needs_ears
@pytest.mark.parametrize("name", ["echo", "alloy", "marin"])
def test_own_voice_is_understood(name):
    heard = listen(spoken(COFFEE, name))
    assert heard.verdict in ("clear", "partly")
    assert word_error_rate(COFFEE, heard.words) <= 0.2
    assert 0.3 < heard.confidence <= 1


@needs_ears
def test_words_lie_in_the_recording_in_order_and_without_marks():
    sound = spoken(RAIN)
    heard = listen(sound)
    assert " ".join(word.text for word in heard.timed) == heard.words == heard.words.lower()
    assert not set("()<>[]") & set(heard.words)
    times = [time for word in heard.timed for time in (word.start, word.end)]
    assert times == sorted(times) and 0 <= times[0] and times[-1] <= sound.size / RATE + 0.05
    assert all(0 <= word.probability <= 1 for word in heard.timed)


@needs_ears
def test_a_pause_before_the_words_moves_their_times():
    late = listen(np.concatenate([np.zeros(2 * RATE), spoken(COFFEE)]))
    assert late.words and late.timed[0].start == pytest.approx(2, abs=0.3)


@needs_ears
@pytest.mark.parametrize("gain", [0.02, 3.0])
def test_soft_and_loud_recordings_are_heard(gain):
    assert word_error_rate(COFFEE, listen(spoken(COFFEE) * gain).words) <= 0.3


@needs_ears
@pytest.mark.parametrize(
    "sound",
    [
        np.zeros(2 * RATE),
        noise(-60),
        noise(-30),
        noise(-12),
        0.3 * tone(440, 2),
        0.1 * (tone(262, 2) + tone(330, 2) + tone(392, 2)),
        melody(),
        whistling(),
    ],
    ids=["silence", "hiss", "noise", "loud noise", "tone", "chord", "melody", "whistling"],
)
def test_nothing_said_gives_no_words(sound):
    heard = listen(sound)
    assert heard.words == "" and heard.timed == ()
    assert heard.verdict == "no speech"


@needs_ears
@pytest.mark.parametrize(
    "text, language",
    [
        ("내일 아침 아홉 시에 회의가 있으니 늦지 마세요.", "ko"),
        ("커피 한 잔과 따뜻한 빵을 주문하고 싶어요.", "ko"),
        ("Mi hermana trabaja en un hospital cerca del río.", "es"),
        ("Los niños juegan en el jardín detrás de la casa.", "es"),
    ],
)
def test_another_language_is_not_turned_into_english(text, language):
    heard = listen(spoken(text, "alloy", language))
    assert (heard.words, heard.timed, heard.verdict) == ("", (), "unclear")


@needs_ears
@pytest.mark.parametrize("name", ["ballad", "echo", "sage", "shimmer"])
def test_a_table_in_spanish_is_not_turned_into_english(name):
    """By the voice ballad this is one of the course's recordings; it was once heard as "labels the os que ca i will not miss out on a boss"."""
    assert (
        listen(
            spoken("Buenos días. Quisiera una mesa para dos personas a las siete.", name, "es")
        ).words
        == ""
    )


@needs_ears
@pytest.mark.parametrize("decibels", [20, 10])
def test_hissing_speech_is_never_called_clear(decibels):
    speech = spoken("Please wait for me at the corner, I will be there in five minutes.", "fable")
    assert (
        listen(
            speech
            + noise(20 * np.log10(speech.std()) - decibels, speech.size / RATE)[: speech.size]
        ).verdict
        != "clear"
    )


def test_disagreement_counts_the_phones_that_were_not_heard():
    cat = ["K", "AE", "T"]
    assert pocketsphinx._disagreement(cat, cat) == 0
    assert pocketsphinx._disagreement(cat, ["K", "EH", "T"]) == pytest.approx(
        0.5 / 3
    )  # a vowel like it
    assert (
        pocketsphinx._disagreement(cat, ["K", "S", "T"])
        == pocketsphinx._disagreement(cat, ["K", "T"])
        == pocketsphinx._disagreement(cat, ["K", "AE", "T", "+SPN+"])
        == pytest.approx(1 / 3)
    )
    assert pocketsphinx._disagreement(cat, []) == 1


@needs_ears
@pytest.mark.parametrize(
    "sound",
    [
        np.zeros(0),
        np.ones(1),
        np.full(RATE, np.nan),
        np.full(RATE, np.inf),
        np.full(RATE, -np.inf),
        np.array([np.nan, 1e30, -1e30] * 3000),
        np.zeros((0, 2)),
        np.ones(159, np.int16),
    ],
    ids=["empty", "one sample", "nan", "inf", "-inf", "huge", "empty stereo", "whole numbers"],
)
def test_any_array_is_taken(sound):
    heard = listen(sound)
    assert heard.words == "" and heard.verdict in ("no speech", "unclear")


@needs_ears
def test_the_same_recording_gives_the_same_words_whatever_came_before():
    coffee = spoken(COFFEE, "nova")
    first = listen(coffee)
    for before in (noise(-10, 1), spoken(RAIN, "onyx"), 0.05 * spoken("감사합니다.", "sage", "ko")):
        listen(before)
        assert listen(coffee) == first


@needs_ears
def test_threads_share_the_ears():
    sounds = [
        spoken("Good morning, how are you today?", "echo"),
        spoken("Thank you very much.", "alloy"),
    ] * 2
    alone = [listen(sound) for sound in sounds[:2]] * 2
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(listen, sounds)) == alone


@needs_ears
def test_nothing_is_written_to_the_terminal(capfd):
    listen(noise(-20, 0.02))
    listen(spoken("Thank you very much."))
    assert capfd.readouterr() == ("", "")


@needs_ears
def test_only_the_first_ten_minutes_are_heard():
    assert (
        listen(
            np.concatenate([np.zeros(pocketsphinx.LONGEST * RATE, np.float32), spoken(COFFEE)])
        ).verdict
        == "no speech"
    )


def test_long_recordings_are_cut_at_their_pauses():
    loud = np.full(3_900, 0.1)
    for pause in (800, 1_900, 2_950):
        loud[pause : pause + 50] = 0
    pieces = pocketsphinx._pieces(loud)
    assert [start for start, _ in pieces] == [0] + [end for _, end in pieces[:-1]] and pieces[-1][
        1
    ] == loud.size
    assert len(pieces) == 4 and all(
        pause <= end < pause + 50 for pause, (_, end) in zip((800, 1_900, 2_950), pieces)
    )


@needs_ears
def test_of_two_languages_only_the_english_is_quoted():
    english = spoken(f"{COFFEE} Thank you very much for your help with my homework.")
    korean = spoken(
        "내일 아침 아홉 시에 회의가 있으니 늦지 마세요. 저는 서울에서 태어나 부산에서 자랐습니다. 이 책은 어제 도서관에서 빌린 것입니다.",
        "alloy",
        "ko",
    )
    heard = listen(np.concatenate([english, np.zeros(RATE, np.float32), korean]))
    assert heard.verdict == "partly" and "coffee" in heard.words
    assert heard.timed[-1].end < english.size / RATE + 2


def test_without_pocketsphinx_the_ears_say_so(monkeypatch):
    monkeypatch.setitem(sys.modules, "pocketsphinx", None)
    assert not pocketsphinx.available()
    assert listen(np.zeros(RATE)) == Heard("", 0.0, "no ears")


@pytest.mark.parametrize(
    "said, heard, rate",
    [
        ("Good morning!", "good morning", 0),
        ("It’s nine o'clock.", "it's nine o'clock", 0),
        ("a b c d", "a x c", 0.5),
        ("a b", "", 1),
        ("a", "b c d", 3),
        ("", "", 0),
        ("", "a", 1),
    ],
)
def test_word_error_rate(said, heard, rate):
    assert word_error_rate(said, heard) == rate
