"""The sound track of a file, read frame by frame with PyAV, which carries FFmpeg inside its wheel: no system install."""

import io
from collections.abc import Callable, Iterator

from helpers.media.sniff import SoundError, what_it_is, why_not

READABLE = "wav,w64,mp3,flac,ogg,mov,matroska,webm,aac,amr,caf,aiff,asf,au,mpegts,mpeg,avi,flv,wv"  # containers of sound alone: no playlists, which could make FFmpeg open other files or addresses
RATES = (1_000, 768_000)  # samples per second that a recording can have
MOST_CHANNELS = 64  # FFmpeg's resampler takes no more
SILENT = (
    "The file names a sound track but holds no sound that can be decoded: copy or export it again."
)


class Track:
    """The first sound track in `data` that can be decoded: phones add one in a format of their own. A context manager; `progress` is told the share that is read, 0 to 1.

    After `frames` has ended, `lost_seconds` says how much could not be decoded on the way, `torn` whether the file ends in the middle of something, `last` is its last packet's bytes.
    """

    def __init__(self, data: bytes, progress: Callable[[float], None] | None = None):
        self.container, self._file, self._size = opened(data)
        self._shortened, self._progress = self._size < len(data), progress
        self.lost_seconds, self.torn, self.last = 0.0, self._shortened, b""

    def __enter__(self) -> "Track":
        try:
            self.stream = self._chosen()
        except SoundError:
            self.container.close()
            raise
        return self

    def __exit__(self, *_) -> None:
        self.container.close()

    def _chosen(self):
        streams = self.container.streams
        if not streams.audio:
            raise SoundError(
                "There is a picture in this file but no sound track: choose a file with sound."
                if streams.video
                else SILENT
            )
        for stream in streams.audio:
            if stream.codec_context:
                return stream
        raise SoundError(
            "The sound in this file is in a format that is not known here: export it as wav, mp3 or m4a."
        )

    def frames(self) -> Iterator:
        """Frames that decode, in order. Broken packets are passed over: what decodes in part is kept in part."""
        import av

        packets, last, missing, begun = self.container.demux(self.stream), None, 0.0, False
        while True:
            try:
                packet = next(packets)
            except (
                StopIteration,
                av.error.FFmpegError,
                IndexError,
            ) as end:  # IndexError: PyAV 18.1 over a track that appears on the way
                self.torn |= not isinstance(end, StopIteration)
                break
            if packet.size:  # PyAV's last one is empty
                last, self.torn = packet, packet.is_corrupt or self._shortened
            if self._progress:
                self._progress(self._file.tell() / self._size)
            try:
                frames = [frame for frame in packet.decode() if frame.samples]
            except av.error.FFmpegError:
                missing += (
                    float(packet.duration * packet.time_base)
                    if begun and packet.duration and packet.time_base
                    else 0.0
                )
                continue
            for frame in frames:
                if (
                    not RATES[0] <= frame.sample_rate <= RATES[1]
                    or frame.layout.nb_channels > MOST_CHANNELS
                ):
                    raise SoundError(
                        f"This file claims {frame.sample_rate} samples a second in {frame.layout.nb_channels} channels, which no recording has: export it again."
                    )
                self.lost_seconds, missing, begun = (
                    self.lost_seconds + missing,
                    0.0,
                    True,
                )  # what is missing before and after the sound is none of it
                yield frame
        self.last = bytes(last) if last else b""


def opened(data: bytes):
    """The container that `data` holds, the file that it is read from and that file's size."""
    import av

    other = what_it_is(data)
    if other:
        raise SoundError(other)
    for part in (data, _whole_boxes(data)):
        file = io.BytesIO(part)
        try:
            return (
                av.open(file, options={"format_whitelist": READABLE}, metadata_errors="replace"),
                file,
                len(part),
            )
        except (av.error.FFmpegError, ValueError):
            pass
    raise SoundError(why_not(data))


def _whole_boxes(data: bytes) -> bytes:
    """An mp4 up to its last whole box (ISO/IEC 14496-12 §4.2): FFmpeg refuses one that a browser wrote in fragments and that breaks off within the index of one. Nothing of other files."""
    at = 0
    while data[4:8] == b"ftyp" and at + 16 <= len(data):
        size = int.from_bytes(data[at : at + 4], "big")
        size = int.from_bytes(data[at + 8 : at + 16], "big") if size == 1 else size
        if size < 8 or at + size > len(data):
            break
        at += size
    return data[:at]
