"""The settings that connect() reads: the environment, a .env file, Colab's secrets."""

import codecs
import io
import os
import sys
from pathlib import Path

from helpers.engine.endpoint import keys
from helpers.engine.endpoint.keys import Secret
from helpers.engine.errors import SettingError

KEYS = ("OPENAI_API_KEY", "AZURE_OPENAI_API_KEY")
PLAIN = (
    "AUDIO_ENGINE",
    "AUDIO_MODEL",
    "PRACTICE_URL",
    "AZURE_OPENAI_ENDPOINT",
    "OPENAI_BASE_URL",
    "OPENAI_ORG_ID",
    "OPENAI_PROJECT_ID",
)
MARKS = (  # a file's first bytes -> its encoding; UTF-32's before UTF-16's, which they begin with
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def read(folder: Path) -> dict[str, str]:
    """Every setting that has a value, without white space around it; keys as `Secret`.

    The environment counts before `folder`/.env, and that before Colab's secrets.
    Raises SettingError where the .env file cannot be read.
    """
    settings = _from_file(folder / ".env")
    for name in KEYS + PLAIN:
        if os.environ.get(name, "").strip():
            settings[name] = _value(name, os.environ[name])
    if "OPENAI_API_KEY" not in settings and "google.colab" in sys.modules:
        settings |= _from_colab()
    return settings


def _value(name: str, text: str) -> str:
    if name in KEYS or keys.looks_real(text.strip()):
        keys.remember(text)
    return Secret(text) if name in KEYS else text.strip()


def _from_file(file: Path) -> dict[str, str]:
    from dotenv import dotenv_values

    try:
        text = _decoded(file.read_bytes())
    except FileNotFoundError:
        return {}
    except OSError as error:
        reason = error.strerror
        raise SettingError(
            f"{file} cannot be read ({reason}): put it right or remove it."
        ) from None
    if text is None:
        raise SettingError(f"{file} is not written in UTF-8: save it again as UTF-8.")
    return {
        name: _value(name, value)
        for name, value in dotenv_values(stream=io.StringIO(text)).items()
        if name in KEYS + PLAIN and value and value.strip()
    }


def _decoded(data: bytes) -> str | None:
    """The text of a file: UTF-8, UTF-16 as PowerShell's `>` writes it, or Korean Windows' cp949."""
    marked = next((encoding for mark, encoding in MARKS if data.startswith(mark)), None)
    unmarked = "utf-16-le" if data[1::2].count(0) > len(data) // 4 else "utf-8"
    for encoding in (marked,) if marked else (unmarked, "cp949"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    return None


def _from_colab() -> dict[str, str]:
    from google.colab import userdata

    try:
        key = userdata.get("OPENAI_API_KEY")
    except Exception:  # noqa: BLE001 - no such secret, or access refused: a class of Colab's own
        return {}
    return {"OPENAI_API_KEY": Secret(key)} if key else {}
