"""Makes the forty calls of lesson 32 and their manifest: python data/make_archive.py."""

import json
from pathlib import Path

import numpy as np
from archive_clips import CALLS

from helpers.practice.voice import espeak, synthesis
from helpers.practice.voice.delivery import PLAIN
from helpers.sound import Sound

FOLDER = Path(__file__).resolve().parent / "archive"
RATE, BITRATE = 16_000, 32_000  # Hz and bit/s: a telephone has less
EDGE = 0.2  # seconds before and after the speech
QUIET_ROOM = 0.0004  # root mean square: a room is never quite silent


def call(language: str, voice: str, words: str) -> Sound:
    """One call as a small mp3."""
    speech = synthesis.speak(words, voice, language, PLAIN, espeak.synthesiser())
    silence = np.zeros(int(EDGE * synthesis.RATE), np.float32)
    mono = np.concatenate([silence, speech, silence])
    mono = mono + np.random.default_rng(7).normal(0, QUIET_ROOM, mono.size).astype(np.float32)
    spoken = Sound.from_samples(mono, synthesis.RATE)
    return spoken.to("mp3", sample_rate=RATE, bitrate=BITRATE)


def main() -> None:
    """Write all calls and the manifest."""
    FOLDER.mkdir(exist_ok=True)
    manifest = {}
    for number, (language, voice, words) in CALLS.items():
        name, sound = f"call-{number:02}.mp3", call(language, voice, words)
        (FOLDER / name).write_bytes(sound.data)
        manifest[name] = {
            "words": words,
            "language": language,
            "maker": {"engine": espeak.Espeak.name, "voice": voice, "script": Path(__file__).name},
            "seconds": round(sound.seconds, 2),
            "bytes": len(sound.data),
            "licence": "CC0-1.0",
        }
    text = json.dumps(manifest, ensure_ascii=False, indent=1) + "\n"
    (FOLDER / "manifest.json").write_text(text, "utf-8")


if __name__ == "__main__":
    main()
