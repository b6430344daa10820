"""The sound of a whole answer as a file in the format asked for."""

import struct

import numpy as np

from helpers.media.encoder import BLOCK_SECONDS, Encoder
from helpers.practice.cancellation import Cancellation
from helpers.practice.voice.synthesis import RATE

UNKNOWN_SIZE = struct.pack("<I", 0xFFFFFFFF)  # what the API writes (docs/protocol.md §6)


def sound_file(
    pcm: bytes, format: str, cancellation: Cancellation, bitrate: int | None = None
) -> bytes:
    """`pcm` (pcm16 at 24 kHz, mono) as a file in `format`; a WAV has the API's header sizes.

    `bitrate` in bits per second, None for the usual one. Raises Cancelled where the client hangs
    up meanwhile.
    """
    encoder, samples = Encoder(format, RATE, 1, bitrate), np.frombuffer(pcm, "<i2")[:, None]
    block = BLOCK_SECONDS * RATE
    for start in range(0, len(samples), block):
        cancellation.check()
        encoder.add(samples[start : start + block])
    data = encoder.close()
    if format == "wav":
        return data[:4] + UNKNOWN_SIZE + data[8:40] + UNKNOWN_SIZE + data[44:]
    return data
