"""An mp3 file that can be sent as it is: its frames tell its length, nothing is decoded.

To decode it would take a hundred times as long, and an archive has thousands of them.
"""

from dataclasses import dataclass

from helpers.engine.guard.recording_length import frames_alike, mp3_frame

TAG_BEFORE, TAG_AFTER, TAG_AFTER_BYTES = b"ID3", b"TAG", 128  # ID3v2 and ID3v1
INFO_FRAMES = (b"Xing", b"Info")  # what an encoder tells of the file, in a frame without sound
INFO_WITHIN = 40  # bytes of that frame: header and side information come before
DELAYS_AT = 141  # bytes from there: samples before and after the sound, 12 bits each (LAME's tag)
MONO = 0b11  # the two highest bits of a header's fourth byte


@dataclass(frozen=True)
class Mp3:
    """What the frames of a file tell; `sample_rate` in Hz."""

    seconds: float
    sample_rate: int
    channels: int


def mp3_of(data: bytes) -> Mp3 | None:
    """The length of an mp3 file; None where it is anything but tags and frames of one kind."""
    first = at = _tag_bytes(data)
    end = len(data) - TAG_AFTER_BYTES * (data[-TAG_AFTER_BYTES:][:3] == TAG_AFTER)
    kind, seconds = _kind(data, first), 0.0
    while at < end:
        length, duration = mp3_frame(data[at : at + 4])
        if not length or _kind(data, at) != kind:
            return None
        alike = frames_alike(data, at, length)
        at += alike * length
        seconds += alike * duration
    if at != end or not seconds:
        return None
    length, duration = mp3_frame(data[first : first + 4])
    rate = round(_samples(data[first + 1]) / duration)
    silent = _silent_samples(data[first : first + length], _samples(data[first + 1]))
    return Mp3(max(0.0, seconds - silent / rate), rate, 1 if data[first + 3] >> 6 == MONO else 2)


def _tag_bytes(data: bytes) -> int:
    """How many bytes the tags before the frames have; of a size's bytes seven bits count each."""
    at = 0
    while data[at : at + 3] == TAG_BEFORE:
        size = 0
        for byte in data[at + 6 : at + 10]:
            size = size << 7 | byte & 0x7F
        at += 10 + size
    return at


def _kind(data: bytes, at: int) -> tuple[int, int, bool] | None:
    """What all frames of a file have in common: version and layer, sample rate, mono or not."""
    header = data[at : at + 4]
    return (header[1], header[2] & 0b1100, header[3] >> 6 == MONO) if len(header) == 4 else None


def _samples(second_byte: int) -> int:
    """The samples of a frame of layer III (ISO/IEC 11172-3 and 13818-3)."""
    return 1152 if second_byte >> 3 & 0b11 == 0b11 else 576


def _silent_samples(frame: bytes, samples: int) -> int:
    """The samples of a file that are no part of its sound, as its first frame tells."""
    place = max(frame.find(name, 4, INFO_WITHIN) for name in INFO_FRAMES)
    if place < 0:
        return 0
    delays = int.from_bytes(frame[place + DELAYS_AT :][:3], "big")
    return samples + (delays >> 12) + (delays & 0xFFF)
