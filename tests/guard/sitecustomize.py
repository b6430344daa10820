"""Every Python process of a test run starts with this.

A connection beyond loopback, or the look-up of a foreign name, is refused and noted down.
"""

import ipaddress
import os
import sys
from pathlib import Path


def _is_loopback(host) -> bool:
    if host in (None, "", b"", "localhost", b"localhost", "localhost.localdomain"):
        return True
    try:
        address = ipaddress.ip_address(host.decode() if isinstance(host, bytes) else host)
    except ValueError:
        return False
    return address.is_loopback or address.is_unspecified


def _guard(event, arguments):
    if event in ("socket.connect", "socket.sendto"):
        address = arguments[1]
        foreign = isinstance(address, tuple) and not _is_loopback(address[0])
    elif event in ("socket.getaddrinfo", "socket.gethostbyname"):
        address = arguments[0]
        foreign = not _is_loopback(address)
    else:
        return
    if foreign:
        if os.environ.get("GUARD_NOTES"):
            with Path(os.environ["GUARD_NOTES"]).open("a", encoding="utf-8") as notes:
                notes.write(f"{event} {address!r}\n")
        raise PermissionError(f"tests stay on this machine: {event} to {address!r}")


sys.addaudithook(_guard)
