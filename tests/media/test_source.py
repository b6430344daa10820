"""Where a sound comes from; through Sound.load all of it is looked at again in test_sound."""

import io

import numpy as np
import pytest

from helpers.media.sniff import SoundError
from helpers.media.source import name_of, open_source


def read(source):
    """The bytes and the name of what is opened."""
    with open_source(source) as reader:
        assert reader.seekable()
        return reader.read(), name_of(reader)


def test_bytes_files_and_paths_give_bytes_and_a_name(tmp_path):
    path = tmp_path / "내 녹음 1.wav"
    path.write_bytes(b"sound")
    assert (
        read(b"sound")
        == read(bytearray(b"sound"))
        == read(memoryview(b"sound"))
        == read(io.BytesIO(b"sound"))
        == (b"sound", "")
    )
    assert read(path) == read(str(path)) == (b"sound", "내 녹음 1.wav")
    with path.open("rb") as file:
        assert read(file) == (b"sound", "내 녹음 1.wav")


def test_a_near_name_is_offered(tmp_path):
    (tmp_path / "alloy.wav").write_bytes(b"x")
    with pytest.raises(SoundError, match="did you mean alloy.wav?"):
        read(tmp_path / "aloy.wav")


@pytest.mark.parametrize(
    "source, words",
    [
        (None, "NoneType"),
        (7, "int"),
        (np.zeros(3), "Sound.from_samples"),
        (io.StringIO("text"), 'open\\(path, "rb"\\)'),
        ("nowhere/at-all.wav", "There is no file"),
        (".", "is a folder"),
        ("a\0b", "cannot be read"),
    ],
)
def test_what_cannot_be_read_says_what_to_do(source, words):
    with pytest.raises(SoundError, match=words):
        read(source)
