"""Which language the learner has chosen with AUDIO_LANGUAGE."""

import os
import re

ENGLISH, KOREAN = "en", "ko"


def learner_language() -> str:
    """The language of AUDIO_LANGUAGE, "ko" or "en": English where it is not set or not known."""
    return KOREAN if _chosen() == KOREAN else ENGLISH


def remark_on_language() -> str:
    """A sentence where AUDIO_LANGUAGE names a language that the course does not have, else ""."""
    if _chosen() in ("", ENGLISH, KOREAN):
        return ""
    name = os.environ["AUDIO_LANGUAGE"].strip()[:20]
    return f"AUDIO_LANGUAGE is {name!r}: choose ko (한국어) or en. The course goes on in English."


def _chosen() -> str:
    """The first part of the setting, as in `ko`, `ko-KR` and `ko_KR.UTF-8`."""
    setting = os.environ.get("AUDIO_LANGUAGE", "").strip().lower()
    return re.split(r"[-_.]", setting)[0]
