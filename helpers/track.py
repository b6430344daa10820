"""The sound track of a file, read frame by frame with PyAV, which carries FFmpeg inside its wheel: no system install."""

import io
from collections.abc import Callable, Iterator

from .unlike import SoundError, what_it_is, why_not

READABLE = "wav,w64,mp3,flac,ogg,mov,matroska,webm,aac,amr,caf,aiff,asf,au,mpegts,avi"   # containers of sound alone: no playlists, which could make FFmpeg open other files or addresses
RATES = (1_000, 768_000)          # samples per second that a recording can have
MOST_CHANNELS = 64                # FFmpeg's resampler takes no more
SILENT = "The file names a sound track but holds no sound that can be decoded: copy or export it again."


class Track:
    """The first sound track in `data` that can be decoded: phones add one in a format of their own. A context manager; `progress` is told the share that is read, 0 to 1.

    After `frames` has ended, `lost_seconds` says how much could not be decoded on the way, `torn` whether the file ends in the middle of something, `last` is its last packet's bytes.
    """

    def __init__(self, data: bytes, progress: Callable[[float], None] | None = None):
        self._file, self._size, self._progress = io.BytesIO(data), len(data), progress
        self.container = opened(data, self._file)
        self.lost_seconds, self.torn, self.last = 0.0, False, b""

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
            raise SoundError("There is a picture in this file but no sound track: choose a file with sound." if streams.video else SILENT)
        for stream in streams.audio:
            if stream.codec_context:
                return stream
        raise SoundError("The sound in this file is in a format that is not known here: export it as wav, mp3 or m4a.")

    def frames(self) -> Iterator:
        """Frames that decode, in order. Broken packets are passed over: what decodes in part is kept in part."""
        import av
        packets, packet = self.container.demux(self.stream), None
        while True:
            before = packet
            try:
                packet = next(packets)
            except (StopIteration, av.error.FFmpegError, IndexError) as end:   # IndexError: PyAV 18.1 over a track that appears on the way
                self.torn |= not isinstance(end, StopIteration)
                return
            if packet.size:
                self.torn = packet.is_corrupt
            elif before is not None:   # PyAV's last one is empty
                self.last = bytes(before)
            if self._progress:
                self._progress(self._file.tell() / self._size)
            try:
                frames = packet.decode()
            except av.error.FFmpegError:
                self.lost_seconds += float(packet.duration * packet.time_base) if packet.duration and packet.time_base else 0.0
                continue
            for frame in frames:
                if not frame.samples:
                    continue
                if not RATES[0] <= frame.sample_rate <= RATES[1] or frame.layout.nb_channels > MOST_CHANNELS:
                    raise SoundError(f"This file claims {frame.sample_rate} samples a second in {frame.layout.nb_channels} channels, which no recording has: export it again.")
                yield frame


def opened(data: bytes, file):
    """The container that `data`, also open as `file`, holds."""
    import av
    other = what_it_is(data)
    if other:
        raise SoundError(other)
    try:
        return av.open(file, options={"format_whitelist": READABLE}, metadata_errors="replace")
    except (av.error.FFmpegError, ValueError):
        raise SoundError(why_not(data)) from None
