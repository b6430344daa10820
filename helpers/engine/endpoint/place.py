"""Which engine the settings speak of, at which address, with which key."""

import getpass
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from helpers.engine.endpoint import address, keys, network
from helpers.engine.endpoint.keys import Secret
from helpers.engine.endpoint.practice_process import own
from helpers.engine.errors import SettingError
from helpers.language import translated

OPENAI_URL = "https://api.openai.com/v1"
KINDS = {
    "openai": "OpenAI",
    "azure": "Azure OpenAI",
    "compatible": "a compatible server",
    "practice": "practice engine",
}


@dataclass(frozen=True)
class Place:
    """An engine's address and key, with the names of the settings that they come from."""

    kind: str
    base_url: str
    key: Secret = field(repr=False)
    address_setting: str
    key_setting: str = "OPENAI_API_KEY"
    deployment: str = ""  # of Azure, where the address names it
    organization: str | None = None  # of OpenAI's accounts that have several
    project: str | None = None

    @property
    def name(self) -> str:
        """The engine in words, with its host where that is not known from the kind."""
        if self.kind == "practice":
            return "The practice engine"
        return KINDS[self.kind] if self.kind == "openai" else f"The server {self.host}"

    @property
    def host(self) -> str:
        """The host, with its port where the address names one."""
        return address.host(self.base_url)

    @property
    def proxy(self) -> str | None:
        """The proxy on the way; none stands before a practice engine."""
        return None if self.kind == "practice" else network.proxy_for(self.base_url)

    @property
    def is_own(self) -> bool:
        """Is it the practice engine that this process started?"""
        return not self.address_setting


def find(choice: str | None, settings: dict[str, str]) -> Place:
    """The engine of `choice`, the argument of connect(), or else the one the settings speak of.

    Raises SettingError where an address or a key is missing or wrong.
    """
    if choice and choice.strip():
        return _chosen(choice.strip(), "the engine in connect()", settings)
    if "AUDIO_ENGINE" in settings:
        return _chosen(settings["AUDIO_ENGINE"], "AUDIO_ENGINE", settings)
    return _found(settings)


def _chosen(choice: str, setting: str, settings: dict[str, str]) -> Place:
    named = {"practice": _practice, "openai": _openai, "azure": _azure}.get(choice.lower())
    if named:
        return named(settings)
    if "://" in choice or ":" in choice or "." in choice or "/" in choice:
        return _compatible(choice, setting, settings)
    shown = f"{choice!r}" if choice.isalpha() and len(choice) <= 12 else "what it names"
    raise SettingError(
        f"{address.first(setting)}: {shown} is no engine: choose practice, openai, azure "
        "or the URL of a compatible server."
    )


def _found(settings: dict[str, str]) -> Place:
    """The first engine in the settings; where they name one by half, what is missing is said."""
    if "PRACTICE_URL" in settings:
        return _practice(settings)
    azure = ("AZURE_OPENAI_ENDPOINT", "AZURE_OPENAI_API_KEY")
    if all(name in settings for name in azure):
        return _azure(settings)
    for name, other in (azure, azure[::-1]):
        if name in settings:
            raise SettingError(
                f"{name} is set and {other} is not: set it too, "
                "or choose another engine with AUDIO_ENGINE (practice or openai)."
            )
    if "OPENAI_BASE_URL" in settings:
        url = address.checked(settings["OPENAI_BASE_URL"], "OPENAI_BASE_URL")
        if urlsplit(url).hostname != urlsplit(OPENAI_URL).hostname:
            return _compatible(url, "OPENAI_BASE_URL", settings)
    return _openai(settings) if "OPENAI_API_KEY" in settings else _practice(settings)


def _practice(settings: dict[str, str]) -> Place:
    if "PRACTICE_URL" in settings:
        url = address.checked(settings["PRACTICE_URL"], "PRACTICE_URL")
        return Place("practice", url, Secret("practice-class"), "PRACTICE_URL")
    running = own.running()
    return Place("practice", running.base_url, Secret(running.api_key), "")


def _openai(settings: dict[str, str]) -> Place:
    key = _key("OPENAI_API_KEY", "OpenAI", settings)
    return Place(
        "openai",
        OPENAI_URL,
        key,
        "OPENAI_BASE_URL",
        organization=settings.get("OPENAI_ORG_ID"),
        project=settings.get("OPENAI_PROJECT_ID"),
    )


def _azure(settings: dict[str, str]) -> Place:
    if "AZURE_OPENAI_ENDPOINT" not in settings:
        raise SettingError(
            "Azure needs its address: set AZURE_OPENAI_ENDPOINT, as the portal shows it."
        )
    setting = "AZURE_OPENAI_ENDPOINT"
    url, deployment = address.azure(settings[setting], setting)
    key = _key("AZURE_OPENAI_API_KEY", "Azure", settings)
    return Place("azure", url, key, setting, "AZURE_OPENAI_API_KEY", deployment)


def _compatible(url: str, setting: str, settings: dict[str, str]) -> Place:
    url = address.checked(url, setting)
    name = "OPENAI_API_KEY"
    key = keys.checked(Secret.of(settings[name]), name) if name in settings else Secret("none")
    return Place("compatible", url, key, setting)


def _key(setting: str, whose: str, settings: dict[str, str]) -> Secret:
    """The key in `setting`, or one typed into a password field: not shown, not saved."""
    if setting in settings:
        return keys.checked(Secret.of(settings[setting]), setting)
    typed = _typed(translated(f"{whose} key (not shown, not saved): "))
    if typed.is_blank:
        raise SettingError(
            f'No key was given: set {setting}, or use connect("practice") to go on without one.'
        )
    return keys.checked(typed, "the password field")


def _typed(question: str) -> Secret:
    try:
        return Secret(getpass.getpass(question))
    except (EOFError, OSError, NotImplementedError):  # nobody can be asked here
        return Secret("")
