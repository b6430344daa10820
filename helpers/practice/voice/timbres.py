"""The thirteen voices as espeak-ng reads them: our own settings of its Klatt synthesiser."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Timbre:
    """How one voice differs from the others.

    `pitch` is its median in Hz as measured, `base` what is set for that; `klatt` the number of
    the sound source; `formants` and `speed` in percent; `intonation` one of espeak-ng's patterns.
    """

    pitch: int
    base: int
    klatt: int
    formants: int
    speed: int
    intonation: int = 1


TIMBRES = {
    "onyx": Timbre(78, 79, 3, 96, 94),
    "cedar": Timbre(87, 87, 5, 97, 92),
    "echo": Timbre(95, 95, 3, 98, 98),
    "ash": Timbre(103, 101, 5, 99, 104),
    "ballad": Timbre(113, 110, 3, 100, 90, 2),
    "verse": Timbre(124, 121, 5, 101, 104),
    "fable": Timbre(136, 131, 3, 102, 98, 2),
    "alloy": Timbre(149, 143, 5, 103, 100),
    "sage": Timbre(163, 156, 3, 104, 94),
    "marin": Timbre(179, 171, 5, 105, 98),
    "coral": Timbre(195, 184, 3, 106, 102, 2),
    "nova": Timbre(215, 203, 5, 107, 106),
    "shimmer": Timbre(235, 222, 3, 108, 96),
}
VOLUMES = {3: 80, 5: 50}  # for each Klatt source, so that all voices are about as loud
FORMANTS = 9
REPLACED = frozenset(
    [
        "name",
        "language",
        "gender",
        "maintainer",
        "status",
        "pitch",
        "flutter",
        "klatt",
        "formant",
        "speed",
        "intonation",
    ]
)  # the lines of a language's file that a voice of ours writes itself


def voice_file(voice: str, language: str, language_file: str) -> str:
    """The voice in espeak-ng's format: the lines of `language_file` from its data, then ours."""
    timbre = TIMBRES[voice]
    lines = [line for line in language_file.splitlines() if line.strip()]
    kept = [line for line in lines if line.split()[0] not in REPLACED]
    ours = [
        f"pitch {round(0.84 * timbre.base)} {round(1.18 * timbre.base)}",
        "flutter 0",  # what it adds is random
        f"klatt {timbre.klatt}",
        f"intonation {timbre.intonation}",
    ]
    ours += [f"formant {number} {timbre.formants} 100 100" for number in range(FORMANTS)]
    return "\n".join([f"name {voice}", f"language {language}", *kept, *ours]) + "\n"
