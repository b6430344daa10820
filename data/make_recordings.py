"""Makes the course's recordings and their manifest: python data/make_recordings.py.

Every clip is heard as the file that a lesson sends, with the processor's own instructions and
with the plainest ones: the first candidate that both hear well enough is kept. The manifest says
who made it and what was heard.
"""

import json
import os
import subprocess
import sys
from itertools import product
from pathlib import Path
from typing import Any

import numpy as np
from clips import CLIPS, Clip

from helpers.media import codec
from helpers.practice.voice import espeak, kokoro, synthesis
from helpers.speech import prosody
from helpers.speech.error_rate import character_error_rate, word_error_rate
from helpers.speech.normalisation import same_spelling

FOLDER = Path(__file__).resolve().parent
LISTEN = FOLDER / "listen.py"
LIMITS = {"en": 0.0, "ko": 0.05}  # word error rate; of Korean the character error rate
INSTRUCTIONS = ({}, {"CT2_FORCE_CPU_ISA": "GENERIC"})  # the environments of two listenings
SURE = 0.9  # probability of a wrong word that surprises
QUIET_ROOM = 0.0004  # root mean square: a room is never quite silent
EDGE = 0.2  # seconds of it before and after the speech

Heard = dict[str, Any]


def file_of(clip: Clip, sentence: str, voice: str) -> bytes:
    """The finished file: a little silence round the speech, noise where the clip asks for it."""
    synthesiser = kokoro.synthesiser() if clip.maker == "kokoro" else espeak.synthesiser()
    speech = synthesis.speak(sentence, voice, clip.language, clip.delivery, synthesiser)
    silence = np.zeros(int(EDGE * synthesis.RATE), np.float32)
    mono = np.concatenate([silence, speech, silence])
    level = float(np.sqrt(np.mean(mono**2)))
    noise = QUIET_ROOM if clip.noise is None else level * 10 ** (-clip.noise / 20)
    mono = mono + np.random.default_rng(7).normal(0, noise, mono.size).astype(np.float32)
    ending = clip.name.rpartition(".")[2]
    samples = codec.resample(mono, synthesis.RATE, clip.rate)
    return codec.encode(samples, clip.rate, {"ogg": "opus"}.get(ending, ending))


def heard_twice(paths: list[Path]) -> list[tuple[Heard, Heard]]:
    """What `listen.py` makes of each file, with either set of instructions."""
    command = [sys.executable, str(LISTEN), *map(str, paths)]
    lines = []
    for more in INSTRUCTIONS:
        environment = {**os.environ, **more}
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
        lines.append([json.loads(line) for line in done.stdout.splitlines()])
    return list(zip(*lines, strict=True))


def error_rate(clip: Clip, sentence: str, heard: Heard) -> float:
    """Of words; of Korean, whose spaces are written in more than one way, of letters."""
    rate = character_error_rate if clip.language == "ko" else word_error_rate
    return rate(sentence, heard["words"])


def is_as_wanted(clip: Clip, sentence: str, twice: tuple[Heard, Heard]) -> bool:
    """Whether both listenings hear the clip as well, or as badly, as it is meant."""
    if clip.surprise:
        wrong = [mistakes(sentence, heard) for heard in twice]
        return wrong[0] == wrong[1] and len(wrong[0]) == 1
    if clip.hard:
        return True
    limit = LIMITS[clip.language]
    return all(error_rate(clip, sentence, heard) <= limit for heard in twice)


def mistakes(sentence: str, heard: Heard) -> list[str]:
    """Words that were not said and look sure; several where others are wrong too."""
    said = same_spelling(sentence)
    words = [
        (word, p) for word, p in heard["probabilities"] if not set(same_spelling(word)) <= set(said)
    ]
    return [word for word, p in words if p >= SURE] if len(words) == 1 else ["", ""]


def make(clips: list[Clip]) -> list[tuple[str, str, tuple[Heard, Heard]]]:
    """Write the files of `clips`, which share sentence and voice: (sentence, voice, heard) each.

    Raises ValueError where no candidate is heard as it should be.
    """
    tried = []
    for sentence, voice in product(clips[0].sentences, clips[0].voices):
        paths = [FOLDER / clip.name for clip in clips]
        for clip, path in zip(clips, paths, strict=True):
            path.write_bytes(file_of(clip, sentence, voice))
        results = heard_twice(paths)
        if all(
            is_as_wanted(clip, sentence, twice) for clip, twice in zip(clips, results, strict=True)
        ):
            return [(sentence, voice, twice) for twice in results]
        tried += [heard["words"] for twice in results for heard in twice]
    raise ValueError(f"{clips[0].name}: none is heard as it should be. Heard were: {tried}")


def entry(clip: Clip, sentence: str, voice: str, twice: tuple[Heard, Heard]) -> dict[str, Any]:
    """The clip in the manifest."""
    data = (FOLDER / clip.name).read_bytes()
    facts, measured = codec.measure(data), prosody.measure(*codec.samples(data))
    natural = clip.maker == "kokoro"
    maker = {
        "engine": kokoro.Kokoro.name if natural else espeak.Espeak.name,
        "voice": kokoro.style_name(voice, clip.language) if natural else voice,
        "speed": clip.delivery.speed,
    }
    return {
        "about": clip.about,
        "words": sentence,
        "language": clip.language,
        "voice": voice,
        "maker": maker,
        "mood": clip.mood,
        "format": facts.format,
        "seconds": round(facts.seconds, 2),
        "sample_rate": facts.sample_rate,
        "bytes": len(data),
        "pitch_hz": round(float(measured.pitch)),
        "loudness_dbfs": round(measured.loudness, 1),
        "hard": clip.hard,
        "heard": twice[0]["words"],
        "heard_generic": twice[1]["words"],
        "verdict": twice[0]["verdict"],
        "word_error_rate": round(word_error_rate(sentence, twice[0]["words"]), 2),
        "character_error_rate": round(character_error_rate(sentence, twice[0]["words"]), 2),
        "licence": "CC0-1.0",
    }


def main() -> None:
    """Make every recording anew, and the manifest."""
    moods = [clip for clip in CLIPS if clip.name.startswith("mood-")]
    entries = {}
    for clips in [*([clip] for clip in CLIPS if clip not in moods), moods]:
        for clip, made in zip(clips, make(clips), strict=True):
            entries[clip.name] = entry(clip, *made)
            print(f"{clip.name:20} {made[1]:8} {entries[clip.name]['heard']!r}", flush=True)
    ordered = {clip.name: entries[clip.name] for clip in CLIPS}
    manifest = json.dumps(ordered, ensure_ascii=False, indent=1) + "\n"
    (FOLDER / "manifest.json").write_text(manifest, "utf-8")


if __name__ == "__main__":
    main()
