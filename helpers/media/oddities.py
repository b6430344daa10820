"""What is odd about a file, in sentences for the one who loads it."""

from collections.abc import Iterator

from helpers.media.codec import Facts
from helpers.media.formats import ending_of, fits_ending
from helpers.media.kinds import Bare
from helpers.units import clock

DAMAGE_SAID = 0.25  # seconds lost on the way from which on it is said


def oddities(facts: Facts, label: str, name: str, behind: str = "") -> Iterator[str]:
    """One sentence for each oddity: a wrong ending, a video, an early end, damage, another file.

    `label` is what people call the sound, `name` its file's name, `behind` a file that stands
    behind it; both are empty where there is none.
    """
    if not fits_ending(facts.format, name):
        yield f"{name} is named {ending_of(name)} but holds {facts.format}: read as {facts.format}."
    if facts.video:
        yield f"{label} is a video: only its sound track is used."
    kept = clock(facts.seconds)
    if facts.cut_short:
        yield f"{label} breaks off early: the {kept} that can be decoded are kept."
    elif facts.lost_seconds > DAMAGE_SAID:
        lost = clock(facts.lost_seconds)
        yield (
            f"{label} is damaged: about {lost} of it cannot be decoded, the other {kept} are kept."
        )
    if behind:
        yield f"{label} has {behind} behind its end, which is left out: load that one alone."


def joined(label: str, parts: int, found: list[Facts]) -> str:
    """One sentence for a file of several parts, of which `found` were joined."""
    kept = clock(sum(facts.seconds for facts in found))
    if parts == 1:
        return f"{label} changes its sample rate or channels on the way: its {kept} become one wav."
    left_out = f", {parts - len(found)} that cannot be decoded are left out" * (parts > len(found))
    return f"{label} holds {parts} files one behind the other: read as one, {kept} long{left_out}."


def without_header(label: str, kind: Bare) -> str:
    """One sentence for samples without a header: what they are taken for."""
    return f"{label} has no header: read as {kind.title}, {kind.sample_rate} Hz, mono."
