"""Errors of connect() and of the clients that it makes."""

from helpers.errors import CourseError


class EngineError(CourseError, RuntimeError):
    """The engine cannot be reached, or is not what the settings say."""


class SettingError(CourseError, ValueError):
    """A setting is missing or wrong; the sentence names it, and never shows a key."""
