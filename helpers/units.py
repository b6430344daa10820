"""Figures as people read them."""

from helpers.language import translated


def clock(seconds: float) -> str:
    """Seconds as people read them: `3.4 s`, `2 min 05 s`."""
    if seconds < 59.95:
        return translated(f"{seconds:.1f} s")
    return translated(f"{round(seconds) // 60} min {round(seconds) % 60:02d} s")


def size(count: float) -> str:
    """A number of bytes as people read it: `41 KB`, `2.9 MB`."""
    if count < 999_500:
        return f"{max(1, round(count / 1000))} KB"
    return f"{count / 1e6:.1f} MB"
