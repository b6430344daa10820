"""What a streamed answer amounts to, in one line."""

import numpy as np
import pytest

from helpers import Sound
from helpers.display.reply import Reply

SOUND = Sound.from_samples(np.zeros(36000, np.float32), 24000)


@pytest.mark.parametrize(
    "reply, line",
    [
        (Reply(), "Reply: 0 words, no sound"),
        (Reply(content="Four little words here"), "Reply: 4 words, no sound"),
        (Reply(SOUND), "Reply: 1.5 s of sound"),
        (Reply(SOUND, first_sound_seconds=0.456), "Reply: 1.5 s of sound, the first after 0.46 s"),
        (Reply(SOUND, stopped=True), "Reply: 1.5 s of sound, stopped"),
    ],
)
def test_a_reply_in_one_line(reply, line):
    assert repr(reply) == line
