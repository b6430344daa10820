"""Makes the course's recordings and their manifest: python data/make_recordings.py (or: make recordings).

For every clip that a lesson relies on being heard, each candidate sentence is tried in each candidate voice, as the file that a lesson sends, and the
pair with the lowest word error rate in the practice engine's ears is kept; it must be at most LIMIT. The manifest says what was measured.
"""

import base64
import contextlib
import io
import json
from dataclasses import dataclass
from itertools import product
from pathlib import Path

import numpy as np

from helpers import Sound
from helpers.media import codec
from helpers.practice.ears.heard import Heard
from helpers.practice.ears.listening import listen_here
from helpers.practice.ears.mel import RATE
from helpers.practice.voice import synthesis
from helpers.practice.voice.delivery import LOUDEST, PLAIN, Delivery
from helpers.practice.voice.timbres import TIMBRES
from helpers.speech import prosody
from helpers.speech.error_rate import word_error_rate

FOLDER = Path(__file__).resolve().parent
LIMIT = 0.1
NEUTRAL = (
    "I will see you at the office on Monday.",
    "She will come to the office at nine.",
)  # a neutral sentence, for every mood


@dataclass(frozen=True)
class Clip:
    """What a recording should be. `sentences` and `voices` are candidates, in order of preference, the other voices after them; `hard` clips are kept as they are."""

    name: str
    about: str
    sentences: tuple[str, ...]
    voices: tuple[str, ...]
    language: str = "en"
    delivery: Delivery = PLAIN
    mood: str = "plain"
    rate: int = 24_000
    noise: float = 0.0
    hard: bool = False


EXCITED, TIRED, HURRIED = (
    Delivery(1.12, 66, 92, LOUDEST),
    Delivery(0.8, 38, 18, 0.67),
    Delivery(1.3, 55, 60, 1.15),
)
CLIPS = (
    Clip(
        "alloy.wav",
        "a fact, told plainly; fetched by address in lesson 03",
        (
            "The sun is a star, and the earth is one of the planets that travel round it.",
            "The moon is much smaller than the earth, and it has no air and no water.",
            "Water covers most of the earth, but only a small part of it is good to drink.",
        ),
        ("alloy", "nova", "marin"),
        rate=16_000,
    ),
    Clip(
        "table-for-two.m4a",
        "a request, as a phone records it",
        (
            "Good morning. Please book a table for two at seven.",
            "Good evening. I would like a table for two at eight, please.",
            "Hello. I would like to book a table for two people on Friday evening.",
        ),
        ("nova", "coral", "marin", "fable"),
    ),
    Clip(
        "question.wav",
        "a spoken question that the engine can answer",
        (
            "How long is this recording?",
            "Please tell me how long this recording is.",
            "How fast am I speaking?",
            "Tell me how fast I am speaking.",
            "How loud is my voice?",
        ),
        ("echo", "fable", "verse", "alloy"),
    ),
    Clip(
        "weather.mp3",
        "a weather report, three sentences",
        (
            "It will be cold and dry in the morning. In the afternoon there will be some rain in the north. The wind will be strong in the evening.",
            "This morning it is cold and clear. In the afternoon we will have some rain. The evening will be dry again.",
            "In the morning it will be cold. In the afternoon the sun will come out. In the evening there will be rain.",
        ),
        ("verse", "fable", "nova", "alloy"),
    ),
    Clip(
        "voice-memo.webm",
        "a note to oneself, as a browser records it",
        (
            "Remember to call the doctor on Monday and to pay for the new window.",
            "Remember to call my mother and to buy some bread and milk.",
            "I have to call the office in the morning and buy some bread on the way home.",
        ),
        ("fable", "marin", "nova", "alloy"),
    ),
    Clip(
        "messenger.ogg",
        "a message to a friend, as a messenger sends it",
        (
            "I am on the train and I will be at home in twenty minutes.",
            "I am still at work. Do not wait for me with the dinner.",
            "The train is late. I will be there in about twenty minutes.",
        ),
        ("sage", "nova"),
    ),
    Clip(
        "mood-plain.wav",
        "one sentence said four ways: plainly",
        NEUTRAL,
        ("alloy", "nova", "fable", "marin"),
        mood="plain",
    ),
    Clip(
        "mood-excited.wav",
        "one sentence said four ways: excited",
        NEUTRAL,
        ("alloy", "nova", "fable", "marin"),
        delivery=EXCITED,
        mood="excited",
    ),
    Clip(
        "mood-tired.wav",
        "one sentence said four ways: tired",
        NEUTRAL,
        ("alloy", "nova", "fable", "marin"),
        delivery=TIRED,
        mood="tired",
    ),
    Clip(
        "mood-hurried.wav",
        "one sentence said four ways: in a hurry",
        NEUTRAL,
        ("alloy", "nova", "fable", "marin"),
        delivery=HURRIED,
        mood="hurried",
    ),
    Clip(
        "korean-greeting.mp3",
        "a Korean greeting",
        ("안녕하세요. 만나서 반갑습니다. 오늘은 날씨가 참 좋네요.",),
        ("sage",),
        language="ko",
    ),
    Clip(
        "korean-order.wav",
        "an order in a Korean café",
        ("따뜻한 커피 두 잔하고 물 한 잔 주세요.",),
        ("onyx",),
        language="ko",
    ),
    Clip(
        "spanish.mp3",
        "Spanish, for ears that know only English: hard on purpose",
        ("Buenos días. Quisiera una mesa para dos personas a las siete.",),
        ("ballad",),
        language="es",
        hard=True,
    ),
    Clip(
        "noisy-line.mp3",
        "speech over a hissing line: hard on purpose",
        ("Please wait for me at the corner, I will be there in five minutes.",),
        ("alloy",),
        noise=0.007,
        hard=True,
    ),
)


def file_of(clip: Clip, sentence: str, name: str) -> bytes:
    """The finished file: a little silence round the speech, noise where the clip asks for it."""
    speech = synthesis.speak(sentence, name, clip.language, clip.delivery)
    quiet = np.zeros(int(0.2 * synthesis.RATE), np.float32)
    mono = np.concatenate([quiet, speech, quiet])
    random = np.random.default_rng(7)
    mono = mono + random.normal(0, clip.noise or 0.0004, mono.size).astype(
        np.float32
    )  # a room is never quite silent
    return codec.encode(
        codec.resample(mono, synthesis.RATE, clip.rate),
        clip.rate,
        {"ogg": "opus"}.get(ending := clip.name.rpartition(".")[2], ending),
    )


def heard(data: bytes) -> Heard:
    """What the ears make of the file as a lesson sends it: other formats as the mp3 that Sound.part() makes of them."""
    with contextlib.redirect_stdout(io.StringIO()):
        sent = base64.b64decode(Sound.load(data).part()["input_audio"]["data"])
    return listen_here(codec.samples(sent, RATE)[0])


def best(clip: Clip) -> tuple[bytes, str, str, Heard]:
    """(file, sentence, voice, what was heard) of the pair that is heard best; ValueError where none is heard well enough."""
    tried = []
    for voices in (clip.voices, () if clip.hard else TIMBRES):
        for sentence, name in product(clip.sentences, voices):
            data = file_of(clip, sentence, name)
            result = heard(data)
            tried.append((word_error_rate(sentence, result.words), data, sentence, name, result))
        found = min(tried, key=lambda one: one[0])  # the first of those that are heard best
        if clip.hard or clip.language != "en" or found[0] <= LIMIT:
            return found[1:]
    raise ValueError(
        f"{clip.name}: best word error rate {min(t[0] for t in tried):.2f}, above {LIMIT}: offer other sentences."
    )


def moods(clips: list[Clip]) -> list[tuple[Clip, tuple]]:
    """The four moods in one voice and one sentence: the first pair that every mood is heard well in."""
    for sentence in clips[0].sentences:
        for name in dict.fromkeys([*clips[0].voices, *TIMBRES]):
            files = [file_of(clip, sentence, name) for clip in clips]
            results = [heard(data) for data in files]
            if all(word_error_rate(sentence, result.words) <= LIMIT for result in results):
                return [
                    (clip, (data, sentence, name, result))
                    for clip, data, result in zip(clips, files, results)
                ]
    raise ValueError("No sentence is heard well in all four moods: offer others.")


def main() -> None:
    entries = {}
    together = [clip for clip in CLIPS if clip.name.startswith("mood-")]
    made = [(clip, best(clip)) for clip in CLIPS if clip not in together] + moods(together)
    for clip, (data, sentence, name, result) in sorted(made, key=lambda pair: CLIPS.index(pair[0])):
        (FOLDER / clip.name).write_bytes(data)
        facts, measured = codec.measure(data), prosody.measure(*codec.samples(data))
        entries[clip.name] = {
            "about": clip.about,
            "words": sentence,
            "language": clip.language,
            "voice": name,
            "mood": clip.mood,
            "format": facts.format,
            "seconds": round(facts.seconds, 2),
            "sample_rate": facts.sample_rate,
            "bytes": len(data),
            "pitch_hz": round(float(measured.pitch)),
            "loudness_dbfs": round(measured.loudness, 1),
            "hard": clip.hard,
            "heard": result.words,
            "verdict": result.verdict,
            "word_error_rate": round(word_error_rate(sentence, result.words), 2)
            if clip.language == "en"
            else None,
            "licence": "CC0-1.0",
        }
        print(
            f"{clip.name:22} {name:8} {facts.seconds:5.1f} s  {result.verdict:9} {result.words!r}"
        )
    (FOLDER / "manifest.json").write_text(
        json.dumps(entries, ensure_ascii=False, indent=1) + "\n", "utf-8"
    )


if __name__ == "__main__":
    main()
