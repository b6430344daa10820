"""Which recordings a run is about: a folder, one path, or a list of paths."""

import os
from collections.abc import Iterable
from pathlib import Path

from helpers.archive.errors import ArchiveError
from helpers.media.formats import ENDINGS, ending_of
from helpers.media.kinds import BARE

READ = {*ENDINGS, *(ending for kind in BARE for ending in kind.endings)}
Paths = str | os.PathLike | Iterable[str | os.PathLike]


def recordings_in(paths: Paths) -> list[str]:
    """The paths as text, each once and in their order; of a folder all recordings in it, by name.

    In a folder, and in those inside it, the ending of a name tells a recording. Files that are
    hidden are left out. Raises ArchiveError where there is nothing to run on.
    """
    if isinstance(paths, str | os.PathLike):
        path = Path(paths).expanduser()
        found = _inside(path) if path.is_dir() else [str(path)]
        nothing = f"There are no recordings in the folder {path}: check its name, and the endings."
    else:
        found = list(dict.fromkeys(os.path.normpath(path) for path in paths))
        nothing = "The list of recordings is empty: give a folder or a list of paths."
    if not found:
        raise ArchiveError(nothing)
    return found


def _inside(folder: Path) -> list[str]:
    return sorted(
        str(path)
        for path in folder.rglob("*")
        if ending_of(path.name) in READ
        and not any(part.startswith(".") for part in path.relative_to(folder).parts)
        and path.is_file()
    )
