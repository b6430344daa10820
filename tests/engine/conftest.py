"""What the tests of the engine share: a certificate authority, a key that looks real, a budget."""

import secrets
import ssl

import pytest

from helpers.engine.accounting.spending import Spending
from helpers.engine.endpoint import keys
from helpers.engine.ledger import ledger


@pytest.fixture(autouse=True)
def nothing_spent(monkeypatch, tmp_path):
    """No test spends another's budget, neither on disk nor in memory."""
    monkeypatch.setenv("AUDIO_LEDGER", str(tmp_path / "ledger.jsonl"))
    monkeypatch.setattr(ledger, "cap", None)
    monkeypatch.setattr(ledger, "_spending", Spending())


@pytest.fixture(scope="session")
def authority(tmp_path_factory):
    """(file of its certificate, TLS settings of a server on this machine that it vouches for)."""
    import trustme  # here, so that the other tests need nothing more

    issuer = trustme.CA()
    file = tmp_path_factory.mktemp("authority") / "own.pem"
    issuer.cert_pem.write_to_path(str(file))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    issuer.issue_cert("127.0.0.1").configure_cert(context)
    return file, context


@pytest.fixture
def key(monkeypatch):
    """A key that looks real, made for this test alone and forgotten after it."""
    monkeypatch.setattr(keys, "_known", set())
    return "sk-proj-" + secrets.token_urlsafe(48)
