"""A file of any container and codec, written by FFmpeg: with sound, moving pictures, or both."""

import io
import math

import av
import numpy as np

from helpers.media import codec

BITS = {  # bit/s
    "libopencore_amrnb": 12_200,
    "aac": 128_000,
    "wmav2": 128_000,
    "wmav1": 64_000,
    "libopus": 64_000,
    "vorbis": 128_000,
    "mp2": 192_000,
}


def sound_file(
    container, name, samples, rate, layout, *, video="", sound=True, options=None, inside=None
):
    """The file's bytes; `samples` are of shape (samples, channels) in [-1, 1].

    `options` are the container's, `inside` the codec's, `video` is the codec of the pictures.
    """
    file, options = io.BytesIO(), {"fflags": "+bitexact"} | (options or {})
    with av.open(file, "w", format=container, options=options) as writer:
        pictures = _pictures(writer, video) if video else None
        spoken = _sound(writer, name, rate, layout, inside or {}) if sound else None
        pcm = np.frombuffer(codec.to_pcm16(samples), np.int16).reshape(samples.shape)
        each = 0.1 if video else 1.0  # seconds; picture and sound in turns, as a camera writes them
        for number in range(math.ceil(len(pcm) / (each * rate))):
            start, end = int(number * each * rate), int((number + 1) * each * rate)
            if spoken:
                frame = av.AudioFrame.from_ndarray(
                    np.ascontiguousarray(pcm[start:end]).reshape(1, -1), format="s16", layout=layout
                )
                frame.sample_rate, frame.pts = rate, start
                writer.mux(spoken.encode(frame))
            if pictures:
                grey = np.full((64, 64, 3), 10 * number % 256, np.uint8)
                writer.mux(pictures.encode(av.VideoFrame.from_ndarray(grey, format="rgb24")))
        for stream in filter(None, (spoken, pictures)):
            writer.mux(stream.encode(None))
    return file.getvalue()


def _pictures(writer, name):
    stream = writer.add_stream(name, rate=10)
    stream.width, stream.height, stream.pix_fmt = 64, 64, "yuv420p"
    return stream


def _sound(writer, name, rate, layout, inside):
    if name == "vorbis":  # FFmpeg's own encoder
        inside = {"strict": "experimental"} | inside
    stream = writer.add_stream(name, rate=rate, layout=layout, options=inside)
    if name in BITS:
        stream.codec_context.bit_rate = BITS[name]
    return stream
