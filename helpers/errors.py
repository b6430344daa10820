"""What the course's own errors have in common: one sentence says all there is to say."""

from helpers.language import translated


class CourseError(Exception):
    """One sentence says what is wrong and what to do; a notebook shows it without the frames.

    `str` gives it in the learner's language, `args` as it was raised, in English.
    """

    def __str__(self) -> str:
        return translated(super().__str__())
