"""The model is loaded from its folder, and from memory where ctranslate2 cannot open that."""

from helpers.practice.ears import weights, whisper
from helpers.practice.ears.whisper import Whisper, in_memory
from tests.ears import needs_ears, spoken


def test_only_letters_beyond_ascii_on_windows_need_the_memory(tmp_path):
    plain, korean = tmp_path / "plain", tmp_path / "민지"
    for folder in (plain, korean):
        folder.mkdir()
        (folder / "config.json").write_bytes(b"{}")
    assert in_memory(plain, "win32") is None
    assert in_memory(korean, "linux") is None and in_memory(korean, "darwin") is None
    assert in_memory(korean, "win32") == {"config.json": b"{}"}


@needs_ears
def test_it_hears_from_memory(monkeypatch):
    found = weights.find()
    held = {path.name: path.read_bytes() for path in found.folder.iterdir()}
    monkeypatch.setattr(whisper, "in_memory", lambda folder: held)
    piece = Whisper(found).hear(spoken("Please book a table for two."))
    assert [word.text for word in piece.words] == ["Please", "book", "a", "table", "for", "two."]
