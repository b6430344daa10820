"""Several files, or one whose sample rate or channels change on the way, as one that plays."""

from collections.abc import Sequence

from helpers.editing import lossless_encoder, to_int16
from helpers.media import codec
from helpers.media.reader import Reader
from helpers.media.sniff import SoundError
from helpers.media.stored import Content

LARGEST_JOINED = 1_000_000_000  # bytes of samples


def join(parts: Sequence[Reader]) -> tuple[Content, list[codec.Facts]]:
    """One wav of all parts, or a flac where a wav could not be sent, and what each part holds.

    In the highest sample rate and the most channels of all, 16 bit. Parts that cannot be decoded
    are left out. Raises SoundError where none can.
    """
    found = []
    for part in parts:
        try:
            found.append((part, codec.measure(part)))
        except SoundError:
            if not found and part is parts[-1]:
                raise
    rate = max(facts.sample_rate for _, facts in found)
    channels = max(facts.channels for _, facts in found)
    seconds = sum(facts.seconds for _, facts in found)
    if (size := seconds * rate * channels * 2) > LARGEST_JOINED:
        raise SoundError(
            f"The parts of this file are {size / 1e6:.0f} MB as one recording: load each alone."
        )
    encoder = lossless_encoder(rate, channels, seconds)
    for part, _ in found:
        for block in codec.blocks(part, rate, channels):
            encoder.add(to_int16(block))
    return encoder.finish(), [facts for _, facts in found]
