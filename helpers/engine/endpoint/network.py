"""What stands between this machine and a server: proxies and certificate authorities."""

import os
import ssl
import urllib.request
from pathlib import Path
from urllib.parse import urlsplit

import httpx2

from helpers.engine.endpoint import address
from helpers.engine.errors import SettingError

AUTHORITIES = ("SSL_CERT_FILE", "SSL_CERT_DIR", "REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE")


def proxy_for(url: str) -> str | None:
    """The proxy that the environment or the system names for `url`; none for this machine.

    Raises SettingError for one that is no HTTP proxy.
    """
    split = urlsplit(url)
    if address.is_local(url) or urllib.request.proxy_bypass(split.hostname or ""):
        return None
    proxies = urllib.request.getproxies()
    proxy = proxies.get(split.scheme) or proxies.get("all")
    if not proxy:
        return None
    proxy = proxy if "://" in proxy else f"http://{proxy}"
    if not _is_usable(proxy):
        raise SettingError(
            f"{split.scheme.upper()}_PROXY or ALL_PROXY names a proxy that cannot be used: "
            f"write it as http://HOST:PORT, or put {split.hostname} into NO_PROXY."
        )
    return proxy


def authorities_for(url: str) -> Path | None:
    """The file or folder of certificate authorities that the environment names; None: the usual.

    Raises SettingError where it names one that is not there or holds no certificate.
    """
    if urlsplit(url).scheme != "https":
        return None
    name = next((name for name in AUTHORITIES if os.environ.get(name, "").strip()), None)
    if name is None:
        return None
    path = Path(os.environ[name].strip())
    if not path.exists():
        raise SettingError(f"{name} names {path}, which is not there: correct it or remove it.")
    try:
        _context(path)
    except OSError:  # ssl.SSLError is one too
        raise SettingError(
            f"{name} names {path}, which holds no certificates (.pem): correct it or remove it."
        ) from None
    return path


def context_for(url: str) -> ssl.SSLContext | bool:
    """The TLS settings for `url`; False where it needs none."""
    if urlsplit(url).scheme != "https":
        return False
    path = authorities_for(url)
    return _context(path) if path else httpx2.create_ssl_context(trust_env=False)


def spare_loopback() -> None:
    """Keep a proxy of the school or the company out of the way to this machine, for any program."""
    for name in ("NO_PROXY", "no_proxy"):
        hosts = [host for host in os.environ.get(name, "").split(",") if host]
        os.environ[name] = ",".join(dict.fromkeys([*hosts, "127.0.0.1", "localhost"]))


def _is_usable(proxy: str) -> bool:
    try:
        split = urlsplit(proxy)
        return split.scheme in ("http", "https") and bool(split.hostname) and split.port != 0
    except ValueError:  # a port that is none
        return False


def _context(path: Path) -> ssl.SSLContext:
    if path.is_dir():
        return ssl.create_default_context(capath=str(path))
    return ssl.create_default_context(cafile=str(path))
