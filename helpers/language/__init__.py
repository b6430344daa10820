"""The learner's language: with AUDIO_LANGUAGE=ko the course speaks Korean.

English stands in the code, where it is said; `translated` looks the finished sentence up in the
tables of korean/. What is not in them stays English.
"""

from helpers.language.choice import learner_language, remark_on_language
from helpers.language.sentences import table_for_page, translated

__all__ = ["learner_language", "remark_on_language", "table_for_page", "translated"]
