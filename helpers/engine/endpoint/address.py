"""Addresses as people type them: put right, or refused by a sentence that names the setting."""

import re
from urllib.parse import SplitResult, urlsplit

from helpers.engine.errors import SettingError

LOOPBACK = ("127.0.0.1", "localhost", "::1")
SHOWABLE = re.compile(r"(?!sk-)(?=.{,60}$)[\w.-]*(localhost|\.\w+|:\d{1,5})(/[\w./-]*)?", re.ASCII)
AZURE_PATHS = re.compile(r"/(openai|models|api/projects)(/.*)?$")
DEPLOYMENT = re.compile(r"/openai/deployments/([^/]+)")


def checked(address: str, setting: str) -> str:
    """`address` without a slash at its end. Raises SettingError where it is no usable one."""
    split = _split(address, setting)
    if split.query or split.fragment:
        raise SettingError(
            f"{first(setting)} holds more than an address: leave out all from ? or # on."
        )
    return address.rstrip("/")


def azure(address: str, setting: str) -> tuple[str, str]:
    """(base URL, deployment or "") of an Azure resource.

    `address` may be the resource's own, with or without /openai/v1, or the full target address
    that the portal shows, with a deployment and an api-version (`docs/protocol.md` §7).
    """
    split = _split(address, setting)
    if split.scheme != "https" and split.hostname not in LOOPBACK:
        raise SettingError(
            f"{first(setting)} must begin with https://, so that nobody reads your key."
        )
    deployment = DEPLOYMENT.search(split.path)
    path = AZURE_PATHS.sub("", split.path.rstrip("/"))
    base_url = f"{split.scheme}://{split.netloc}{path}/openai/v1"
    return base_url, deployment[1] if deployment else ""


def first(setting: str) -> str:
    """`setting` as a sentence begins."""
    return setting[:1].upper() + setting[1:]


def host(url: str) -> str:
    """The host of an address, with its port where it names one."""
    return urlsplit(url).netloc.rpartition("@")[2]


def origin(url: str) -> tuple[str, str, int]:
    """(scheme, host, port): what must be the same for a key to be sent."""
    split = urlsplit(url)
    usual = 443 if split.scheme == "https" else 80
    return split.scheme, split.hostname or "", split.port or usual


def is_local(url: str) -> bool:
    """Is it this machine?"""
    return urlsplit(url).hostname in LOOPBACK


def _split(address: str, setting: str) -> SplitResult:
    try:
        split = urlsplit(address)
        port_is_known = split.port is None or split.port > 0
    except ValueError:
        raise SettingError(
            f"{first(setting)} is no address: its host or its port is wrong."
        ) from None
    if split.scheme not in ("http", "https") or not split.hostname:
        local = address.startswith(LOOPBACK)
        example = address if SHOWABLE.fullmatch(address) else "your-server.example/v1"
        raise SettingError(
            f"{first(setting)} is no address: write it with its scheme "
            f"({'http' if local else 'https'}://{example})"
        )
    if not port_is_known or re.search(r"\s", address) or not split.hostname.isprintable():
        raise SettingError(f"{first(setting)} is no address: its host or its port is wrong.")
    if "@" in split.netloc:
        raise SettingError(
            f"{first(setting)} holds a user name or a password: write it without them."
        )
    return split
