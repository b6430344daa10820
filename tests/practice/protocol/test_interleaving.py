"""The order of words, heartbeats and sound, against the captured streams (docs/protocol.md §4)."""

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers.media import codec
from helpers.practice.protocol.interleaving import (
    CHUNK_BYTES,
    TOKEN_SAMPLES,
    Delivered,
    Heartbeat,
    Sound,
    Word,
    interleave,
)

KINDS = {Word: "words", Heartbeat: "beat"}
SOUND = np.linspace(-1, 1, 24_000, dtype=np.float32)


def run(text, tokens, most=16_384, blocks=None):
    """(what was sent, the kinds of its events with how many came in a row, the sound)."""
    sent = Delivered()
    events = list(interleave(text, blocks or [SOUND[:TOKEN_SAMPLES]] * tokens, most, sent))
    names = [f"sound{len(e.pcm)}" if isinstance(e, Sound) else KINDS[type(e)] for e in events]
    rows = [(name, len(list(row))) for name, row in itertools.groupby(names)]
    return sent, rows, b"".join(event.pcm for event in events if isinstance(event, Sound))


def test_the_captured_stream_of_1_7_seconds():
    """ROLE id+T T×4 h×15 D T×4 h×9 D h×8 D h×2 D D4800 h (§4); the role is the stream's part."""
    sent, rows, _ = run("one two three four five six seven eight nine", 34)
    assert rows == [
        ("words", 5),
        ("beat", 15),
        ("sound19200", 1),
        ("words", 4),
        ("beat", 9),
        ("sound19200", 1),
        ("beat", 8),
        ("sound19200", 1),
        ("beat", 2),
        ("sound19200", 1),
        ("sound4800", 1),
        ("beat", 1),
    ]
    assert sent.text_tokens == 9 + 2 + 2 * 2 and sent.audio_tokens == 34 and not sent.cut


def test_hello_has_five_text_tokens():
    assert run("Hello", 12)[0].text_tokens == 5


@pytest.mark.parametrize("tokens", [0, 1, 7, 8, 15, 16, 17, 100])
def test_heartbeats_are_one_more_than_the_tokens_of_sound(tokens):
    sent, rows, sound = run("a few words", tokens)
    assert (
        sum(count for kind, count in rows if kind == "beat") == tokens + 1 == sent.audio_tokens + 1
    )
    assert len(sound) == tokens * TOKEN_SAMPLES * 2


def test_nothing_is_lost_or_changed_whatever_the_blocks():
    blocks = [SOUND[:1], SOUND[1:5000], SOUND[5000:5001], SOUND[5001:]]
    _, rows, sound = run("words", 0, blocks=blocks)
    assert sound[: len(SOUND) * 2] == codec.to_pcm16(SOUND) and not any(sound[len(SOUND) * 2 :])
    assert all(
        int(kind[5:]) <= CHUNK_BYTES and int(kind[5:]) % 2400 == 0
        for kind, _ in rows
        if kind.startswith("sound")
    )


@settings(max_examples=150, derandomize=True, deadline=None)
@given(words=st.integers(0, 60), tokens=st.integers(0, 80), most=st.integers(1, 120))
def test_a_limit_is_never_passed(words, tokens, most):
    text = " ".join(["word"] * words)
    sent, _, _ = run(text, tokens, most)
    assert sent.text_tokens + sent.audio_tokens <= most and text.startswith(sent.transcript)
    assert sent.cut == (sent.transcript != text or sent.audio_tokens < tokens)


def test_sound_is_made_no_further_than_the_limit_reaches():
    made = []

    def blocks():
        for number in range(1000):
            made.append(number)
            yield SOUND[:TOKEN_SAMPLES]

    run("word", 0, most=20, blocks=blocks())
    assert len(made) < 20


@pytest.mark.parametrize("tokens", [1, 14, 15, 16, 44, 45, 100])
@pytest.mark.parametrize("text", ["Hi", "it's it's it's it's it's", "word " * 60, "1, 2, 3, " * 30])
def test_words_stand_on_the_grid_to_the_end_of_the_sound(text, tokens):
    """Short, contracted or many: every burst comes after a multiple of 15 heartbeats (§4)."""
    sent, rows, _ = run(text, tokens)
    beats, places = 0, []
    for kind, count in rows:
        beats += count * (kind == "beat")
        if kind == "words":
            places.append(beats)
    assert sent.transcript == text and not sent.cut
    assert all(place % 15 == 0 and place <= tokens for place in places)
    assert sent.bursts == len(places)
