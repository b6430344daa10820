"""Whether players start muted: a setting for thirty laptops in one room."""

import os

VARIABLE = "AUDIO_QUIET"  # set by connect(quiet=True), or before the notebook is started
OFF = ("", "0", "false", "no", "off")


def starts_muted() -> bool:
    """Whether nothing may sound by itself."""
    return os.environ.get(VARIABLE, "").strip().lower() not in OFF
