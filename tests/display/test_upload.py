"""One recording on its way: its state, its name, what is said of it."""

import unicodedata

import numpy as np

from helpers import Sound
from helpers.display.upload import Upload, quoted, readable


def test_the_states_of_a_file():
    upload = Upload("1", "a.mp3", size=3)
    states = [upload.state]
    upload.data += b"abc"
    states.append(upload.state)
    assert upload.take_data() == b"abc" and not upload.data
    upload.sound = Sound.from_samples(np.zeros(24000, np.float32), 24000)
    states.append(upload.state)
    upload.refusal = "No."
    assert [*states, upload.state] == ["arriving", "reading", "held", "refused"]


def test_a_recording_has_no_size_until_it_ends():
    upload = Upload("1", "my recording", rate=48000)
    assert upload.state == "recording" and "press Stop" in upload.why_unfinished()
    upload.size = 4
    assert upload.state == "arriving"


def test_the_page_gets_words_and_numbers():
    upload = Upload("1", "a.mp3", size=3, data=bytearray(b"ab"), note="Well.")
    assert upload.for_page() == {
        "id": "1",
        "name": "a.mp3",
        "state": "arriving",
        "at": 2,
        "size": 3,
        "facts": "",
        "note": "Well.",
    }


def test_names_in_sentences():
    assert quoted("short.mp3") == "“short.mp3”"
    assert len(quoted("x" * 100 + ".mp3")) == 62 and quoted("x" * 100 + ".mp3").endswith(".mp3”")
    assert (
        readable(unicodedata.normalize("NFD", "녹음")) == "녹음" and readable("  ") == "recording"
    )
