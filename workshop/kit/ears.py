"""The weights of the ears: out of the user's cache into a kit, and out of a kit into a cache.

python -m workshop.kit.ears FOLDER     copy the weights of a kit into this user's cache
"""

import shutil
import sys
from pathlib import Path

from helpers import console
from helpers.practice import model_files
from helpers.practice.ears import weights
from helpers.practice.model_files import Model, UnavailableError
from workshop.kit.wheels import KitError

BEST = weights.MODELS[0]


def gather(to: Path) -> None:
    """Copy the weights that this machine has into `to`. Raises KitError where it has none."""
    found = weights.fetch(lambda _: None)
    if not found or found.name != BEST.name:
        raise KitError(f"The ears of the practice engine are missing: run {weights.HOW} first.")
    for name in BEST.files:
        shutil.copyfile(found.folder / name, to / name)


def place(folder: Path) -> str:
    """Copy the weights of a kit into this user's cache, every hash checked. Returns a sentence.

    Raises UnavailableError.
    """
    if weights.find():
        return "The ears are there already."
    target = model_files.cache_folder("ears", BEST.name)

    def fill(model: Model, new: Path) -> None:
        for name in model.files:
            shutil.copyfile(folder / name, new / name)

    model_files.fetch(BEST, target, fill)
    return f"The practice engine hears with {BEST.name}."


if __name__ == "__main__":
    console.take_every_letter()
    try:
        print(place(Path(sys.argv[1])))
    except (UnavailableError, IndexError) as error:
        sys.exit(f"The ears could not be copied: {error}")
