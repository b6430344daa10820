"""Recordings: what their bytes must be, and what is known of them."""

import base64
import dataclasses

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers.media import codec
from helpers.media.wav import wav_bytes
from helpers.practice.protocol.rules import accept
from helpers.practice.protocol.rules.recordings import HEARING_RATE, HEARING_SECONDS
from tests.practice.protocol.rules.any_json import calm, well_formed
from tests.practice.protocol.rules.examples import (
    ABSENT,
    M4A,
    MP3,
    SOUND_DATA,
    TODAY,
    WAV,
    assert_refused,
    changed,
    encoded,
    numbered,
    tone,
    user,
)

SHORT = encoded(0.05, "wav")
NOT_SOUND = "This model does not support the format you provided."
SOUND_PATH = "messages[0].content[1].input_audio.data"
NOT_BASE64 = (
    f"Invalid '{SOUND_PATH}'. Expected base64-encoded audio bytes but got an invalid value."
)
REFUSED = [  # what is changed in a valid request, the message, param, code
    (
        {"messages.0.content.1.input_audio": ABSENT},
        "Missing required parameter: 'messages[0].content[1].input_audio'.",
        "messages[0].content[1].input_audio",
        "missing_required_parameter",
    ),
    (
        {SOUND_DATA: ABSENT},
        f"Missing required parameter: '{SOUND_PATH}'.",
        SOUND_PATH,
        "missing_required_parameter",
    ),
    (
        {"messages.0.content.1.input_audio.format": ABSENT},
        "Missing required parameter: 'messages[0].content[1].input_audio.format'.",
        "messages[0].content[1].input_audio.format",
        "missing_required_parameter",
    ),
    (
        {"messages.0.content.1.input_audio.format": "webm"},
        "Invalid value: 'webm'. Supported values are: 'wav' and 'mp3'.",
        "messages[0].content[1].input_audio.format",
        "invalid_value",
    ),  # E2
    (
        {SOUND_DATA: 5},
        f"Invalid type for '{SOUND_PATH}': expected a string, but got an integer instead.",
        SOUND_PATH,
        "invalid_type",
    ),
    ({SOUND_DATA: M4A}, NOT_SOUND, "messages", "unsupported_format"),  # E3
    ({SOUND_DATA: MP3}, NOT_SOUND, "messages", "unsupported_format"),
    (
        {"messages.0.content.1.input_audio.format": "mp3"},
        NOT_SOUND,
        "messages",
        "unsupported_format",
    ),
    (
        {SOUND_DATA: base64.b64encode(b"hello" * 200).decode()},
        NOT_SOUND,
        "messages",
        "unsupported_format",
    ),
    (
        {SOUND_DATA: base64.b64encode(wav_bytes(b"", 16_000)).decode()},
        NOT_SOUND,
        "messages",
        "unsupported_format",
    ),
    (
        {SOUND_DATA: base64.b64encode(wav_bytes(codec.to_pcm16(tone(0.5)), 587_423_168)).decode()},
        NOT_SOUND,
        "messages",
        "unsupported_format",
    ),
    (
        {SOUND_DATA: ""},
        f"Invalid '{SOUND_PATH}': empty string. Expected a string with minimum length 1, but got "
        "an empty string instead.",
        SOUND_PATH,
        "empty_string",
    ),
    ({SOUND_DATA: "!!not base64!!"}, NOT_BASE64, SOUND_PATH, "invalid_value"),
    ({SOUND_DATA: "data:audio/wav;base64," + WAV}, NOT_SOUND, "messages", "unsupported_format"),
    ({SOUND_DATA: "DATA:audio/wav;base64," + WAV}, NOT_SOUND, "messages", "unsupported_format"),
    ({SOUND_DATA: WAV[:76] + "\n" + WAV[76:]}, NOT_BASE64, SOUND_PATH, "invalid_value"),
    ({SOUND_DATA: "\ud800" + WAV}, NOT_BASE64, SOUND_PATH, "invalid_value"),
    (
        {SOUND_DATA: SHORT},
        "Audio file is too short. Minimum audio length is 0.1 seconds.",
        "messages",
        "audio_too_short",
    ),
]


@pytest.mark.parametrize("changes, message, param, code", REFUSED, ids=numbered(REFUSED))
def test_refused_in_the_words_of_the_api(changes, message, param, code):
    assert_refused(changes, message, param, code)


def test_recordings_know_their_place_and_sound():
    body = changed(
        {"messages.0.content.1.input_audio": {"data": encoded(1.7, "wav", 24_000), "format": "wav"}}
    )
    body["messages"] += [
        {"role": "user", "content": "and this?"},
        user({"type": "input_audio", "input_audio": {"data": MP3, "format": "mp3"}}),
    ]
    first, second = accept(body, today=TODAY).recordings
    assert (first.message, first.part, first.format) == (0, 1, "wav") and (
        second.message,
        second.part,
        second.format,
    ) == (2, 0, "mp3")
    assert first.seconds == pytest.approx(1.7, abs=1e-9)  # audio tokens are counted from it
    mono = first.mono()
    assert (
        mono.dtype == np.float32
        and mono.ndim == 1
        and mono.size == pytest.approx(1.7 * HEARING_RATE, abs=64)
    )
    assert first.data[:4] == b"RIFF" and 0.4 < second.seconds < 0.7
    with pytest.raises(dataclasses.FrozenInstanceError):
        first.seconds = 1


def test_only_the_first_ten_minutes_are_heard():
    data = wav_bytes(bytes(8000 * 2 * 630), 8000)
    (recording,) = accept(
        changed({SOUND_DATA: base64.b64encode(data).decode()}), today=TODAY
    ).recordings
    assert recording.mono().size == HEARING_SECONDS * HEARING_RATE and recording.seconds == 630


@settings(calm, max_examples=150)
@given(st.data())
def test_any_bytes_as_a_recording(data):
    """Damaged recordings are decoded or refused."""
    format = data.draw(st.sampled_from(["wav", "mp3"]))
    raw = bytearray(base64.b64decode(WAV if format == "wav" else MP3))
    for place in data.draw(
        st.lists(st.integers(0, 60) | st.integers(0, len(raw) - 1), max_size=20)
    ):
        raw[place] = data.draw(st.integers(0, 255))
    raw = data.draw(st.binary(max_size=20)) + bytes(raw)[: data.draw(st.integers(0, len(raw)))]
    well_formed(
        changed(
            {
                "messages.0.content.1.input_audio": {
                    "data": base64.b64encode(raw).decode(),
                    "format": format,
                }
            }
        )
    )
