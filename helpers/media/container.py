"""The sound track of a file, read frame by frame with PyAV.

PyAV carries FFmpeg inside its wheel: no system install.
"""

from collections.abc import Callable, Iterator
from types import TracebackType
from typing import Any

from helpers.media.boxes import believable_boxes_size
from helpers.media.chunks import believable_size
from helpers.media.codings import LOCKED, has_lock, is_locked, undecoded
from helpers.media.kinds import KINDS
from helpers.media.reader import Readable, Reader, Slice, as_reader, read_at, size_of
from helpers.media.sniff import SoundError, explain_failure, name_other_kind
from helpers.media.tags import head_of, size_without_tags

SAMPLE_RATES = (1_000, 768_000)  # Hz: the least and the most that a recording can have
MOST_CHANNELS = 64  # FFmpeg's resampler takes no more
SILENT = (
    "The file names a sound track but holds no sound that can be decoded: copy or export it again."
)


class Track:
    """The first sound track that can be decoded: phones add one in a format of their own.

    A context manager; `progress` is told the share that is read, 0 to 1. After `frames` has ended,
    `lost_seconds` says how much could not be decoded on the way, `torn` whether the file ends in
    the middle of something, `last_packet` holds the bytes of its last packet.
    Raises SoundError where nothing can be decoded.
    """

    def __init__(self, readable: Readable, progress: Callable[[float], None] | None = None) -> None:
        reader = as_reader(readable)
        size = size_without_tags(reader)
        self.reader = reader if size == size_of(reader) else Slice(reader, 0, size)
        self.container, self._size = open_container(self.reader)
        self._shortened, self._progress = self._size < size, progress
        self.lost_seconds, self.torn, self.last_packet = 0.0, self._shortened, b""

    def __enter__(self) -> "Track":
        try:
            self.stream = self._first_known()
        except SoundError:
            self.container.close()
            raise
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.container.close()

    def _first_known(self) -> Any:
        streams = self.container.streams
        if streams.video and not streams.audio:
            raise SoundError(
                "There is a picture in this file but no sound track: choose a file with sound."
            )
        if not streams.audio:
            raise SoundError(SILENT)
        for stream in streams.audio:
            if stream.codec_context and not has_lock(stream.codec_context):
                return stream
        raise SoundError(undecoded(self.reader))

    def frames(self) -> Iterator[Any]:
        """Frames that decode, in order. Of broken packets, what decodes in part is kept in part."""
        import av

        missing, begun = 0.0, False
        for packet in self._packets():
            try:
                frames = [frame for frame in packet.decode() if frame.samples]
            except av.error.FFmpegError:
                missing += _seconds_of(packet) if begun else 0.0
                continue
            for frame in frames:
                _refuse_impossible(frame)
                self.lost_seconds += missing  # what is missing before and after the sound is not
                missing, begun = 0.0, True
                yield frame

    def _packets(self) -> Iterator[Any]:
        """The packets of the track; `torn` and `last_packet` are known when they have ended."""
        import av

        packets, last = self.container.demux(self.stream), None
        while True:
            try:
                packet = next(packets)
            except StopIteration:
                break
            except (av.error.FFmpegError, IndexError):  # IndexError: a track appears on the way
                self.torn = True
                break
            if packet.size:  # PyAV's last one is empty
                last, self.torn = packet, packet.is_corrupt or self._shortened
            if self._progress:
                self._progress(self.reader.tell() / self._size)
            yield packet
        self.last_packet = bytes(last) if last else b""


def open_container(reader: Reader) -> tuple[Any, int]:
    """The container in a file, and how many bytes of it are read. Raises SoundError."""
    import av

    head = head_of(reader)
    other_kind = name_other_kind(head)
    if other_kind:
        raise SoundError(other_kind)
    if is_locked(reader):
        raise SoundError(LOCKED)
    # No playlists, which could make FFmpeg open other files or addresses.
    options = {"format_whitelist": ",".join(k.demuxer for k in KINDS if k.may_be(head))}
    believable = min(believable_size(reader), believable_boxes_size(reader))
    for part_size in (believable, min(believable, _whole_boxes_size(reader))):
        part = Slice(reader, 0, part_size)  # which has no name: only the bytes tell
        part.seek(0)
        try:
            return av.open(part, options=options, metadata_errors="replace"), part_size
        except (av.error.FFmpegError, ValueError):
            pass
    raise SoundError(explain_failure(head))


def _whole_boxes_size(reader: Reader) -> int:
    """The bytes of an mp4 up to its last whole box (ISO/IEC 14496-12 §4.2), 0 of other files.

    FFmpeg refuses one that a browser wrote in fragments and that breaks off within an index.
    """
    if read_at(reader, 4, 4) != b"ftyp":
        return 0
    at, end = 0, size_of(reader)
    while at + 16 <= end:
        header = read_at(reader, at, 16)
        size = int.from_bytes(header[:4], "big")
        if size == 1:
            size = int.from_bytes(header[8:], "big")
        if size < 8 or at + size > end:
            break
        at += size
    return at


def _seconds_of(packet: Any) -> float:
    return float(packet.duration * packet.time_base) if packet.duration and packet.time_base else 0


def _refuse_impossible(frame: Any) -> None:
    rate, channels = frame.sample_rate, frame.layout.nb_channels
    if not SAMPLE_RATES[0] <= rate <= SAMPLE_RATES[1] or channels > MOST_CHANNELS:
        raise SoundError(
            f"This file claims {rate} samples a second in {channels} channels, "
            "which no recording has: export it again."
        )
