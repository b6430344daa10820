"""The long form of a test, as one more value of its parameter: run by make soak alone."""

import pytest


def long_form(*values):
    return pytest.param(*values, marks=pytest.mark.soak)
