"""A notice never costs an answer."""

import io
import os
import subprocess
import sys

import pytest

from helpers.engine.notice import notice
from tests.environment import ROOT


@pytest.mark.parametrize("encoding", ["cp949", "ascii", "cp1252", "utf-8"])
def test_what_cannot_be_encoded_is_replaced(monkeypatch, encoding):
    written = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(written, encoding=encoding))
    notice("tokens: 5 · 0.68 ¢")
    sys.stdout.flush()
    assert written.getvalue().startswith(b"tokens: 5 ")
    assert b"0.68" in written.getvalue()


def test_an_output_that_is_gone_is_let_be(monkeypatch):
    closed = io.StringIO()
    closed.close()
    for output in (closed, None):
        monkeypatch.setattr(sys, "stdout", output)
        notice("tokens: 5")


def test_a_program_whose_output_is_cp949_gets_its_answer():
    program = (
        "from helpers.engine.ledger import Ledger\n"
        "usage = {'prompt_tokens': 9, 'completion_tokens': 90}\n"
        "print(Ledger().add({'id': 'x', 'usage': usage}).text_out)"
    )
    env = os.environ | {"PYTHONIOENCODING": "cp949"}
    command = [sys.executable, "-c", program]
    done = subprocess.run(command, env=env, cwd=ROOT, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[-1] == b"90"
