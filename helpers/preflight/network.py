"""Ports of this machine, and what stands between it and the internet."""

import socket
from urllib.parse import urlsplit

from helpers.engine.endpoint import network
from helpers.engine.endpoint.place import OPENAI_URL
from helpers.engine.errors import SettingError
from helpers.preflight.results import Result, note, ok, problem

JUPYTER_PORT = 8888
SECONDS = 3.0  # for a connection to a proxy
CORRECT = "Correct it, or remove it."


def check(port: int = JUPYTER_PORT) -> list[Result]:
    """Three results: this machine's own connections, JupyterLab's port, the proxy."""
    return [loopback(), jupyter_port(port), proxy()]


def loopback(address: str = "127.0.0.1") -> Result:
    """Can a program of this machine reach another? The practice engine is reached so."""
    try:
        with (
            socket.create_server((address, 0)) as server,
            socket.create_connection(server.getsockname(), SECONDS),
        ):
            return ok("ports", "programs of this machine reach each other")
    except OSError as error:
        reason = error.strerror or str(error)
        return problem(
            "ports",
            f"Programs of this machine do not reach each other ({reason}).",
            "Allow Python in the firewall or the security software, for 127.0.0.1.",
        )


def jupyter_port(port: int) -> Result:
    """Is the port free that JupyterLab takes first?"""
    with socket.socket() as probe:
        probe.settimeout(SECONDS)
        taken = probe.connect_ex(("127.0.0.1", port)) == 0
    if not taken:
        return ok("JupyterLab's port", f"port {port} is free")
    return note(
        "JupyterLab's port",
        f"Port {port} is in use.",
        "JupyterLab takes the next one; copy the address that it prints.",
    )


def proxy(url: str = OPENAI_URL) -> Result:
    """Is there a proxy on the way to OpenAI, and does it answer? Lessons without a key need none.

    Of its address only host and port are shown: it may hold a password.
    """
    try:
        address = network.proxy_for(url)
        network.authorities_for(url)
    except SettingError as error:
        return problem("proxy", str(error), CORRECT)
    if not address:
        return ok("proxy", "none is set")
    split = urlsplit(address)
    port = split.port or (443 if split.scheme == "https" else 80)
    try:
        with socket.create_connection((split.hostname or "", port), SECONDS):
            return ok("proxy", f"{split.hostname}:{port} answers", "proxy")
    except OSError:
        return note(
            "proxy",
            f"{split.hostname}:{port} does not answer.",
            "Without a key this does no harm; with one, ask who runs this network.",
        )
