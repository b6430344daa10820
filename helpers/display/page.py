"""Whether a page shows what a cell displays, and can answer."""

import os

from IPython import get_ipython


def has_page() -> bool:
    """Whether there is a page that plays and records.

    Not in committed outputs, not in plain Python, not where the one who runs the cell cannot be
    asked anything (nbval, nbconvert).
    """
    kernel = getattr(get_ipython(), "kernel", None)
    get_parent = getattr(kernel, "get_parent", None)
    if os.environ.get("AUDIO_OUTPUT") == "files" or get_parent is None:
        return False
    return bool(get_parent().get("content", {}).get("allow_stdin"))
