"""What the course's own errors have in common: one sentence says all there is to say."""


class CourseError(Exception):
    """One sentence says what is wrong and what to do; a notebook shows it without the frames."""
