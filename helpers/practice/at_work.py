"""Which ears, voice and mind are at work: every answer says it, and connect() prints it."""

from functools import cache
from urllib.parse import quote

from helpers.practice.ears import weights
from helpers.practice.mind import remote
from helpers.practice.voice import names


@cache
def fingerprint() -> str:
    """The `system_fingerprint` of an answer: "fp_practice_whisper-base_espeak-ng"."""
    return f"fp_practice_{weights.name()}_{names.name()}{'_own-mind' * bool(remote.configured())}"


@cache
def headers() -> dict[str, str]:
    """Headers of every answer; the mind's stands there where a text model of one's own thinks."""
    mind, remark = remote.configured(), names.remark()
    return {
        "x-practice-ears": weights.name(),
        "x-practice-voice": names.name(),
        **({"x-practice-voice-remark": quote(remark, safe=" :,.'")} if remark else {}),
        **({"x-practice-mind": quote(str(mind), safe=" :/().-")} if mind else {}),
    }
