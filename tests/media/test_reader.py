"""Open files, read at any place."""

import io
import os

from helpers.media.reader import Slice, as_reader, read_at, size_of

FILE = bytes(range(200))


def test_bytes_and_open_files_are_read_alike(tmp_path):
    (tmp_path / "file").write_bytes(FILE)
    with (tmp_path / "file").open("rb") as file:
        for reader in (as_reader(FILE), as_reader(file)):
            assert size_of(reader) == 200 and read_at(reader, 7, 3) == FILE[7:10]
            assert read_at(reader, 195, 99) == FILE[195:] and read_at(reader, 300, 5) == b""
        assert as_reader(file) is file


def test_the_first_bytes_of_a_file_are_a_file():
    first = Slice(io.BytesIO(FILE), 0, 50)
    assert size_of(first) == 50 and first.read() == b"" and read_at(first, 0, -1) == FILE[:50]
    assert read_at(first, 45, 99) == FILE[45:50] and first.tell() == 50
    assert read_at(first, 80, 5) == b"" and read_at(first, 20, 5) == FILE[20:25]
    assert first.seek(-10, os.SEEK_END) == 40 and first.read(99) == FILE[40:50]
    assert (first.seek(10), first.seek(5, os.SEEK_CUR), first.read(1)) == (10, 15, FILE[15:16])


def test_a_part_of_a_file_is_a_file():
    part = Slice(io.BytesIO(FILE), 100, 50)
    assert size_of(part) == 50 and read_at(part, 0, -1) == FILE[100:150]
    assert read_at(part, 45, 99) == FILE[145:150] and part.tell() == 50 and part.read() == b""
    assert (part.seek(-10, os.SEEK_END), part.seek(-5, os.SEEK_CUR)) == (40, 35)
    assert part.read(1) == FILE[135:136] and size_of(Slice(part, 10, 20)) == 20
    assert read_at(Slice(part, 10, 20), 5, 2) == FILE[115:117]


def test_a_place_that_no_file_has_is_empty():
    for at in (1 << 62, 1 << 63, 1 << 70):
        assert read_at(io.BytesIO(b"abc"), at, 4) == b""
        assert read_at(Slice(io.BytesIO(b"abc"), 1, 2), at, 4) == b""
