"""How excited a voice is, from measured numbers; the tone of English words, from a short list.

Never a percentage.
"""

import math
import re

from helpers.speech.prosody import Prosody

# What an even reading voice measures, and how far from it counts as one step: our own thirteen
# voices reading ten English and five Korean sentences plainly, tiredly and excitedly. With these
# limits every tired and every plain English sentence gets its word, and four in five excited ones.
# The pitch's level is told but not counted: people differ in it by two octaves, and its height
# above the voice's own low end made one plain voice "lively". People differ more than these voices
# do, so that one plain reader may count as lively and another as calm.
USUAL = {"range": (3.9, 2.0), "loudness": (-22.8, 4.0), "rate": (4.4, 4.0), "pauses": (0.02, -0.5)}
USUAL_KOREAN = {
    "range": (4.9, 2.0),
    "loudness": (-20.9, 4.0),
    "rate": (4.6, 4.0),
    "pauses": (0.02, -0.5),
}
FARTHEST = 2.5  # steps that one figure counts at most
LEVELS = (
    (-1.15, "calm", "차분한"),
    (1.1, "even", "고른"),
    (2.4, "lively", "들뜬"),
    (math.inf, "very lively", "매우 들뜬"),
)

PLEASANT = (
    "good great glad happy love lovely like nice fine wonderful excellent thanks thank "
    "pleased enjoy enjoyed beautiful best better fun hope kind perfect delighted welcome win "
    "won sweet"
)
UNPLEASANT = (
    "bad sad sorry angry hate terrible awful worst worse poor wrong late lost broken pain "
    "hurt tired afraid fear worried annoyed annoying rude unhappy fail failed problem never "
    "dreadful"
)
GOOD, BAD = frozenset(PLEASANT.split()), frozenset(UNPLEASANT.split())


def arousal(voice: Prosody, english: bool = True) -> float:
    """How excited the voice is, -10 to 10: about 0 for an even reading voice, above 1 for a lively.

    Nothing here can tell joy from anger. What is even differs with the language: where it is not
    `english`, Korean is taken for it.
    """
    measured = {
        "range": semitones(voice),
        "loudness": voice.loudness,
        "rate": voice.rate,
        "pauses": pause_share(voice),
    }
    steps = [
        (measured[name] - usual) / step
        for name, (usual, step) in (USUAL if english else USUAL_KOREAN).items()
    ]
    return sum(max(-FARTHEST, min(FARTHEST, step)) for step in steps)


def level(voice: Prosody, korean: bool = False, english: bool = True) -> str:
    """The arousal as one word, a Korean one if asked in `korean`."""
    return next(words[korean] for limit, *words in LEVELS if arousal(voice, english) < limit)


def semitones(voice: Prosody) -> float:
    """From the low to the high pitch of the voice, in semitones; 0 where nothing is voiced."""
    return (
        12 * math.log2(voice.pitch_high / voice.pitch_low)
        if voice.pitch_low > 0 and voice.pitch_high > 0
        else 0.0
    )


def pause_share(voice: Prosody) -> float:
    """The part of the recording, 0 to 1, that is pauses."""
    return sum(end - start for start, end in voice.pauses) / voice.seconds if voice.seconds else 0.0


def tone(words: str) -> tuple[list[str], list[str]]:
    """The pleasant and the unpleasant words of an English text, each once, in order."""
    found = dict.fromkeys(re.findall(r"[a-z']+", words.lower().replace("’", "'")))
    return [word for word in found if word in GOOD], [word for word in found if word in BAD]
