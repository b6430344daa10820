"""What connect() says of the practice engine's ears, voice and mind."""

import pytest

from helpers.engine.endpoint.practice_parts import described


@pytest.mark.parametrize(
    "headers, words",
    [
        ({"x-practice-ears": "whisper-base", "x-practice-voice": "espeak-ng"},
         "hears English and Korean (whisper-base) · speaks with espeak-ng"),
        ({"x-practice-ears": "whisper-tiny.en", "x-practice-voice": "Kokoro-82M"},
         "hears English (whisper-tiny.en) · speaks with Kokoro-82M"),
        ({"x-practice-ears": "whisper-base", "x-practice-voice": "espeak-ng",
          "x-practice-mind": "a mind at localhost:11434 (qwen%C3%A9)"},
         "speaks with espeak-ng · a mind at localhost:11434 (qwené)"),
        ({"x-practice-ears": "none"}, "has no ears yet: run"),
        ({}, "has no ears yet: run"),
    ],
)  # fmt: skip
def test_its_parts_are_named(headers, words):
    assert words in described(headers)
