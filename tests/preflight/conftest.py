"""A key for one test, as the engine's own tests have it."""

from tests.engine.conftest import key

__all__ = ["key"]
