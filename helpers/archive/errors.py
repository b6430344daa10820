"""What can keep a run over an archive from its work, each in one sentence."""

from helpers.errors import CourseError


class StoreError(CourseError, RuntimeError):
    """The folder of answers cannot be used: nothing more is sent, because it would be lost."""


class ArchiveError(CourseError, ValueError):
    """What was given to the archive's functions cannot be worked with."""


class EndedError(ArchiveError):
    """A worker of a cluster met what ends the whole run; its sentence is the worker's."""


class AskError(ArchiveError):
    """What the learner's coroutine returns is no row: it would be none for the other recordings."""
