"""How excited a voice is, from measured numbers; and the tone of English words, from a short list. Never a percentage."""

import math
import re

from ..prosody import Prosody

# What an even reading voice measures, and how far a lively one goes from it: our own thirteen voices, read plainly.
USUAL = {"range": (4.8, 2.0), "loudness": (-23.5, 8.0), "rate": (4.3, 0.8), "pauses": (0.1, 0.1)}
LEVELS = ((-0.6, "calm", "차분한"), (0.6, "even", "고른"), (1.5, "lively", "들뜬"), (math.inf, "very lively", "매우 들뜬"))

GOOD = frozenset("good great glad happy love lovely like nice fine wonderful excellent thanks thank pleased enjoy enjoyed beautiful best better fun hope kind perfect delighted welcome win won sweet".split())
BAD = frozenset("bad sad sorry angry hate terrible awful worst worse poor wrong late lost broken pain hurt tired afraid fear worried annoyed annoying rude unhappy fail failed problem never dreadful".split())


def arousal(voice: Prosody) -> float:
    """How excited the voice is: about 0 for an even reading voice, above 1 for a lively one. Nothing here can tell joy from anger."""
    measured = {"range": semitones(voice), "loudness": voice.loudness, "rate": voice.rate, "pauses": -pause_share(voice)}
    steps = [(value - (-usual if name == "pauses" else usual)) / step for (name, value), (usual, step) in zip(measured.items(), USUAL.values()) if math.isfinite(value)]
    return sum(max(-2.0, min(2.5, step)) for step in steps) / max(len(steps), 1) * 1.5


def level(voice: Prosody, korean: bool = False) -> str:
    """The arousal as one word."""
    return next(words[korean] for limit, *words in LEVELS if arousal(voice) < limit)


def semitones(voice: Prosody) -> float:
    """From the low to the high pitch of the voice, in semitones; 0 where nothing is voiced."""
    return 12 * math.log2(voice.pitch_high / voice.pitch_low) if voice.pitch_low > 0 and voice.pitch_high > 0 else 0.0


def pause_share(voice: Prosody) -> float:
    """The part of the recording, 0 to 1, that is pauses."""
    return sum(end - start for start, end in voice.pauses) / voice.seconds if voice.seconds else 0.0


def tone(words: str) -> tuple[list[str], list[str]]:
    """The friendly and the unfriendly words of an English text, each once, in order."""
    found = dict.fromkeys(re.findall(r"[a-z']+", words.lower()))
    return [word for word in found if word in GOOD], [word for word in found if word in BAD]
