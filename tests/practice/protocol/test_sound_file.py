"""The sound of an answer in each of the API's formats."""

import numpy as np
import pytest

from helpers.engine import catalogue
from helpers.media import codec
from helpers.practice.cancellation import Cancellation, Cancelled
from helpers.practice.protocol.sound_file import sound_file


@pytest.mark.parametrize("format", catalogue.formats("output"))
def test_a_sound_is_written_as_the_codec_writes_it_and_no_further_than_somebody_waits(
    format, speech
):
    class Leaving(Cancellation):
        checks = 0

        def check(self):
            self.checks += 1
            if self.checks == 3:
                raise Cancelled

    pcm = codec.to_pcm16(np.resize(speech, 24_000 * 18))
    whole = sound_file(pcm, format, Cancellation())
    assert whole[44:] == codec.encode(codec.from_pcm16(pcm), 24_000, format)[44:] and (
        format == "wav"
    ) == (whole[4:8] == bytes([255] * 4))
    leaving = Leaving()
    with pytest.raises(Cancelled):
        sound_file(pcm, format, leaving)
    assert leaving.checks == 3
