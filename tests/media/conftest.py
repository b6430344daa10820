"""Speech in every channel, for files of all formats."""

import av
import numpy as np
import pytest

from helpers.media import codec

SECONDS = 1.5


@pytest.fixture(scope="session")
def talk(speech):
    """Every channel's own part of the speech, for a rate and a layout.

    (samples, channels) in [-0.5, 0.5].
    """

    def at(rate, layout, seconds=SECONDS):
        mono = codec.resample(np.resize(speech, 24000 * int(seconds + 3)), 24000, rate)
        mono = 0.5 * mono / np.abs(mono).max()
        return np.stack(
            [
                np.roll(mono, channel * rate // 3)
                for channel in range(av.AudioLayout(layout).nb_channels)
            ],
            axis=1,
        )[: int(seconds * rate)]

    return at
