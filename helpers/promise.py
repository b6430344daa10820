"""Whether a file was meant to be longer than it is, as far as its format can tell."""

from .wav import UNKNOWN, data_chunk, promised

PROMISING = ("flac", "mov,mp4,m4a,3gp,3g2,mj2", "matroska,webm", "aiff", "caf", "asf", "w64", "au")   # containers whose header says how long the sound is; elsewhere FFmpeg guesses
TOLERANCE = 0.25                  # seconds: encoders pad the beginning and the end


def breaks_off(data: bytes, track, seconds: float) -> bool:
    """Whether the file holds less than it promises: `track` was read to its end, which gave `seconds`."""
    container, stream = track.container, track.stream
    name, at = container.format.name, data_chunk(data)
    if at is not None:
        return len(data) - at - 8 < promised(data, at) < UNKNOWN
    if name == "ogg":
        last = data.rfind(b"OggS")   # a page says how long each of its pieces is
        return last + 27 > len(data) or last + 27 + data[last + 26] + sum(data[last + 27:last + 27 + data[last + 26]]) > len(data)
    if name in PROMISING or name == "mp3" and any(mark in data[:200_000] for mark in (b"Xing", b"Info")):   # the mp3's own table of contents
        length = float(stream.duration * stream.time_base) if stream.duration else (container.duration or 0) / 1_000_000
        if length > seconds + TOLERANCE:
            return True
    return False
