"""How well the practice ears hear, with their guard and without it.

    python -m benchmarks.ears [--recordings FOLDER] [--prompts SHARE] [--times]

Always: the thirteen practice voices, noise, other languages, forty sounds without speech. With
--recordings a folder of .wav files, each with its words in a .txt file of the same name. With
--prompts human speech that Debian packages (see benchmarks/material/prompts.py); SHARE is
/usr/share, or where the packages were unpacked. With --times one clip and a class of thirty.

The limits of the guard were fitted on the first half of each set; the other half was held out.
Takes about ten minutes.
"""

import argparse
import time
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from benchmarks.material import no_speech, prompts, sentences
from helpers.media import codec
from helpers.practice.cancellation import Cancellation
from helpers.practice.ears import listening, weights
from helpers.practice.ears.heard import Heard
from helpers.practice.ears.mel import RATE
from helpers.practice.ears.whisper import Piece, Whisper
from helpers.practice.ears.workers import Ears, workers_usual
from helpers.practice.voice import espeak, kokoro, synthesis
from helpers.practice.voice.delivery import PLAIN
from helpers.practice.voice.timbres import TIMBRES
from helpers.speech.error_rate import character_error_rate, word_error_rate
from helpers.speech.normalisation import same_spelling

Clip = tuple[str, np.ndarray]  # the words, and samples at 16 kHz
LEARNERS, TIMES = 30, 5


@dataclass
class Tally:
    """Clips counted: how many are quoted, the words wrong in those, the words wrong in all."""

    clips: int = 0
    quoted: int = 0
    words: float = 0
    wrong: float = 0
    words_of_all: float = 0
    wrong_of_all: float = 0
    languages: dict[str, int] = field(default_factory=dict)

    def add(self, said: str, heard: Heard, believed: str) -> None:
        """Count one clip; `believed` is what would be quoted without the guard."""
        count = len(same_spelling(said))
        self.clips += 1
        self.words_of_all += count
        self.wrong_of_all += word_error_rate(said, believed) * count
        if heard.words:
            self.quoted += 1
            self.words += count
            self.wrong += word_error_rate(said, heard.words) * count
            for language in heard.languages:
                self.languages[language] = self.languages.get(language, 0) + 1

    def __str__(self) -> str:
        rate = f"{self.wrong / self.words:6.3f}" if self.words else "     –"
        every = f"{self.wrong_of_all / self.words_of_all:6.3f}" if self.words_of_all else "     –"
        languages = " ".join(f"{code} {n}" for code, n in sorted(self.languages.items()))
        return f"{self.quoted:4d} of {self.clips:3d} {rate} {every}   {languages}"


class Listener:
    """The ears in this process, which keep what they would have said without their guard."""

    def __init__(self, model: Whisper) -> None:
        self._model = model

    def hear(self, mono: np.ndarray) -> tuple[Heard, str]:
        """What is heard, and all that the model wrote."""
        written: list[Piece] = []

        def pieces(sounds: list[np.ndarray]) -> Iterable[Piece]:
            now = [self._model.hear(one) for one in sounds]  # it may listen twice to a recording
            written.extend(now)
            return now

        heard = listening.listen(mono, pieces)
        return heard, " ".join(word.text for piece in written for word in piece.words)

    def rows(self, name: str, clips: Sequence[Clip]) -> None:
        """Print two lines: the half on which the guard was fitted, and the half held out."""
        for half, part in (("fitted", clips[::2]), ("held out", clips[1::2])):
            tally = Tally()
            for said, mono in part:
                tally.add(said, *self.hear(mono))
            print(f"{name:30s} {half:9s} {tally}", flush=True)


def spoken(text: str, voice: str, language: str = "en") -> np.ndarray:
    """`text` by a practice voice, mono float32 at 16 kHz."""
    return codec.resample(synthesis.speak(text, voice, language), synthesis.RATE, RATE)


def hissing(mono: np.ndarray, decibels: float) -> np.ndarray:
    """With white noise that is so many decibels softer than the speech."""
    level = mono.std() / 10 ** (decibels / 20)
    return mono + np.random.default_rng(3).normal(0, level, mono.size).astype(np.float32)


def practice_voices(listener: Listener) -> None:
    """English in every voice, short greetings, noise; then what must not become English."""
    own = [(text, spoken(text, voice)) for text in sentences.ENGLISH for voice in TIMBRES]
    listener.rows("own voices", own)
    short = [(text, spoken(text, voice)) for text in sentences.SHORT for voice in TIMBRES]
    listener.rows("own voices, short greetings", short)
    for decibels in (20, 15, 10):
        noisy = [(text, hissing(mono, decibels)) for text, mono in own[::5]]
        listener.rows(f"own voices, noise at {decibels} dB", noisy)
    for language, (file, texts) in sentences.FOREIGN.items():
        espeak.LANGUAGES[language] = file  # for this measurement only
        voices = list(TIMBRES)[::3]
        clips = [("", spoken(text, voice, language)) for text in texts for voice in voices]
        listener.rows(f"own voices, {language}", clips)
    listener.rows("no speech", [("", mono) for mono in no_speech.sounds().values()])
    for voice in TIMBRES:
        rates = Tally()
        for text in sentences.ENGLISH:
            rates.add(text, *listener.hear(spoken(text, voice)))
        print(f"{'own voices: ' + voice:30s} {'all':9s} {rates}", flush=True)


def natural_korean(listener: Listener) -> None:
    """Korean by the natural voice, where it is installed: its letters wrong, and with numbers."""
    voice = kokoro.synthesiser()
    if not voice:
        print("Korean by the natural voice was not measured: make voice")
        return
    plain = [text for name in ("ko", "ko held out") for text in sentences.FOREIGN[name][1]]
    for name, texts in (("without numbers", plain), ("with numbers", sentences.KOREAN_NUMBERS)):
        rates = []
        for text in texts:
            mono = voice.say(text, "marin", "ko", PLAIN, False)
            heard, _ = listener.hear(codec.resample(mono, voice.rate, RATE))
            rates.append(character_error_rate(text, heard.words) if heard.words else np.nan)
        quoted = np.isfinite(rates)
        print(
            f"{'Korean, ' + name:30s} {'all':9s} {quoted.sum():4d} of {len(rates):3d} "
            f"letters wrong {np.nanmean(rates):.3f}, median {np.nanmedian(rates):.3f}"
        )


def human_voices(listener: Listener, share: Path) -> None:
    """English prompts, clean and in noise; Spanish and French; tones and monkeys."""
    english = prompts.english(share)
    listener.rows("human English", english)
    for decibels in (20, 15, 10):
        noisy = [(text, hissing(mono, decibels)) for text, mono in english[::3]]
        listener.rows(f"human English, noise at {decibels} dB", noisy)
    for language in ("es", "fr"):
        clips = [("", mono) for mono in prompts.foreign(share, language)]
        listener.rows(f"human {language}", clips)
    listener.rows("tones and monkeys", [("", mono) for mono in prompts.no_speech(share)])
    calm = np.zeros(RATE // 2, np.float32)
    whole = np.concatenate([part for _, mono in english for part in (mono, calm)])[: 180 * RATE]
    started = time.perf_counter()
    heard, _ = listener.hear(whole)
    taken = time.perf_counter() - started
    count, of = len(heard.timed), heard.seconds
    print(f"three minutes of prompts: {count} words, {heard.understood_seconds:.0f} of {of:.0f} s")
    print(f"understood, {len(heard.gaps)} gaps, in {taken:.1f} s")


def recordings(listener: Listener, folder: Path) -> None:
    """Each recording of a folder: its error rate (characters for Korean), and its words."""
    for path in sorted(folder.glob("*.wav")):
        said = path.with_suffix(".txt").read_text("utf-8")
        heard, _ = listener.hear(codec.samples(path.read_bytes(), RATE)[0])
        rate = character_error_rate if heard.language == "ko" else word_error_rate
        print(f"{path.name:24s} {heard.verdict:9s} {rate(said, heard.words):5.2f}  {heard.words}")


def times() -> None:
    """The first hearing, one clip, and a class that asks at once: medians of TIMES processes."""
    mono = spoken(sentences.ENGLISH[0] + " " + sentences.ENGLISH[1], "alloy")[: int(3.5 * RATE)]
    taken: dict[str, list[float]] = {}
    for _ in range(TIMES):
        ears = Ears(workers_usual())
        for name, learners in (("first hearing", 1), ("one clip", 1), ("a class of 30", LEARNERS)):
            taken.setdefault(name, []).append(_waiting(ears, mono, learners))
        ears.close()
    for name, seconds in taken.items():
        print(f"{name:16s} {np.median(seconds):6.2f} s of waiting, at most {max(seconds):.2f} s")


def _waiting(ears: Ears, mono: np.ndarray, learners: int) -> float:
    """Seconds until so many who ask at once are all answered."""
    started = time.perf_counter()
    with ThreadPoolExecutor(learners) as learning:
        list(learning.map(lambda _: ears.listen(mono, Cancellation()), range(learners)))
    return time.perf_counter() - started


def main(arguments: Sequence[str] = ()) -> None:
    """Measure; `arguments` as on the command line."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.ears")
    parser.add_argument("--recordings", type=Path, metavar="FOLDER")
    parser.add_argument("--prompts", type=Path, metavar="SHARE")
    parser.add_argument("--times", action="store_true")
    chosen = parser.parse_args(arguments)
    found = weights.find(print)
    if not found:
        parser.exit(1, f"There are no ears to measure: {weights.HOW}\n")
    listener = Listener(Whisper(found))
    print(f"{found.name}{'':28s} quoted     words wrong    languages")
    print(f"{'':40s}             quoted    all")
    if chosen.recordings:
        recordings(listener, chosen.recordings)
    if chosen.prompts:
        human_voices(listener, chosen.prompts)
    natural_korean(listener)
    practice_voices(listener)
    if chosen.times:
        times()


if __name__ == "__main__":
    import sys

    main(sys.argv[1:])
