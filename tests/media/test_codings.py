"""Sound in a coding that nothing here decodes is named, and so is what is locked."""

import pytest

from helpers import SoundError
from helpers.media import codec
from helpers.media.codings import ASF_LOCK, IN_MP4
from tests.sounds import make, plain, tone

MEMO = make("mov", "pcm_s16le", tone(1), 24000)
SONG = make("ipod", "aac", tone(1), 24000)


def refusal(data):
    with pytest.raises(SoundError) as caught:
        codec.measure(data)
    plain(caught.value)
    assert "damaged" not in str(caught.value) and "no sound that" not in str(caught.value)
    return str(caught.value)


@pytest.mark.parametrize("name", IN_MP4)
def test_a_track_is_called_by_its_coding(name):
    assert IN_MP4[name] in refusal(MEMO.replace(b"sowt", name))


def test_a_coding_nobody_knows_is_said_to_be_unknown():
    assert "is not known here: export it" in refusal(MEMO.replace(b"sowt", b"zzzz"))
    assert refusal(MEMO.replace(b"sowt", b"\x8f\xff\x01\x02"))


@pytest.mark.parametrize("name", [b"drms", b"enca"])
def test_a_locked_song_is_never_decoded_to_noise(name):
    assert "locked" in refusal(SONG.replace(b"mp4a", name))


def test_a_song_whose_samples_are_encrypted_is_locked():
    keys = {"encryption_scheme": "cenc-aes-ctr", "encryption_key": "0" * 32}
    song = make("mp4", "aac", tone(1), 24000, **keys, encryption_kid="1" * 32)
    assert "locked" in refusal(song)


def test_a_locked_windows_media_file_is_named():
    data = make("asf", "wmav2", tone(1, 44100), 44100)
    assert "locked" in refusal(data[:30] + ASF_LOCK + data[30:])
    assert codec.measure(data).seconds > 0.9
