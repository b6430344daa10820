"""What a sound is made of: enough to cut it, change it and bring it into another format."""

from helpers import Sound, conversion, editing, splitting
from helpers.media.recording import Recording
from tests.sounds import FILES


def test_a_sound_is_a_recording_and_a_recording_can_be_worked_on_alone():
    sound = Sound.load(FILES["wav"], label="tone")
    recording = Recording(**vars(sound))
    assert isinstance(sound, Recording)
    for work in (
        lambda recording: editing.trim(recording, 1, 2),
        lambda recording: editing.gain(recording, -6),
        lambda recording: splitting.split(recording, 2)[0],
    ):
        assert vars(work(recording)) == vars(work(sound))
        assert (type(work(recording)), type(work(sound))) == (Recording, Sound)
    assert conversion.sendable(recording) == (FILES["wav"], "wav")
