"""What a streamed answer amounts to (docs/protocol.md §4)."""

from dataclasses import dataclass
from typing import Any

from helpers.language import translated
from helpers.sound import Sound
from helpers.units import clock


@dataclass(frozen=True, repr=False)
class Reply:
    """What a stream brought."""

    sound: Sound | None = None
    """None for a written reply, whose words are in `content`."""
    transcript: str | None = None
    content: str | None = None
    usage: Any = None
    """None where the stream did not come to its end, or was not asked for usage."""
    first_sound_seconds: float | None = None
    """From the sending of the request (with the clients of `connect()`; else from the call of
    `listen`) to the arrival of the first sound."""
    heard_seconds: float | None = None
    """The same to the first sound that left the loudspeaker; None where no page played it."""
    stopped: bool = False
    """The listener ended it: `sound` and `transcript` then hold all that had arrived, which can be
    more than was heard."""
    finish_reason: str | None = None
    """Never "stop" for a spoken reply."""
    expires_at: int | None = None
    """Unix time; None where the stream did not come to its end."""
    id: str | None = None
    model: str | None = None

    def __repr__(self) -> str:
        if self.sound:
            facts = [f"{clock(self.sound.seconds)} of sound"]
        else:
            facts = [f"{len((self.content or '').split())} words, no sound"]
        if self.first_sound_seconds is not None:
            facts.append(f"the first after {self.first_sound_seconds:.2f} s")
        if self.stopped:
            facts.append("stopped")
        return translated(f"Reply: {', '.join(map(translated, facts))}")
