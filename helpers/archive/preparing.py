"""Recordings made ready to be sent: small, in pieces where they are long, and kept in the store.

What was prepared is kept by the source's SHA-256 and the settings, because another encoder's bytes
would be another request, and paid for again.
"""

import asyncio
import hashlib
import json
import os
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from pathlib import Path

from helpers.archive.mp3_file import mp3_of
from helpers.archive.store import Store, key_of
from helpers.conversion import SENT_BITRATE, SPEECH_COMPRESSION, SPEECH_RATE, converted
from helpers.media.sniff import SoundError
from helpers.media.stored import StoredFile
from helpers.sound import Sound
from helpers.splitting import each_piece
from helpers.units import clock

# A piece of 15 minutes has 9,000 audio tokens and about 3,600 tokens of words: both far below the
# context of 128,000 and the 16,384 that an answer may have (docs/protocol.md §6). An hour's words
# would just reach them, and one failure would cost the hour.
LONGEST_PIECE = 900.0  # seconds
SPEECH_BITRATE = 32_000  # bits per second of speech-grade mp3 (helpers.conversion)
AT_ONCE = 2  # recordings that are made ready: more threads would only wait for each other
SMALL = 100_000  # bytes that are read faster than a thread takes over from another one
FACTS = "facts.json"  # the ending of the file that tells the pieces


@dataclass(frozen=True)
class Piece:
    """A part of a recording that is asked about at once: from `start`, `seconds` long.

    `file` is the ending of its name in the store, empty where the source is sent as it is. The
    rest is as in `Sound`.
    """

    start: float
    seconds: float
    file: str
    format: str
    sample_rate: int
    channels: int
    codec: str


@dataclass(frozen=True)
class Prepared:
    """A recording of `seconds` that is ready: the key of what is in the store, and its pieces."""

    path: str
    key: str
    seconds: float
    pieces: list[Piece]

    def label(self, piece: Piece) -> str:
        """What people call a piece; a whole recording has its file's name."""
        name = Path(self.path).name
        if len(self.pieces) == 1:
            return name
        number = f"{self.pieces.index(piece) + 1} of {len(self.pieces)}"
        return f"{name} · {number} · from {clock(piece.start)}"


class Preparing:
    """Makes recordings small: mono mp3 with 16 kHz and `bitrate` bits per second.

    mp3 files of at most 64,000 bits per second stay as they are, and all where `bitrate` is None.
    What is longer than `seconds` is cut at pauses.
    """

    def __init__(
        self,
        store: Store,
        bitrate: int | None = SPEECH_BITRATE,
        seconds: float = LONGEST_PIECE,
    ) -> None:
        self._store, self._bitrate, self._seconds = store, bitrate, seconds
        self._threads = ThreadPoolExecutor(AT_ONCE)

    async def ready(self, path: str) -> Prepared:
        """`prepared`, in a thread beside those who wait for answers; a small file needs none."""
        if _size(path) <= SMALL:
            return self.prepared(path)
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._threads, self.prepared, path)

    def prepared(self, path: str) -> Prepared:
        """The recording, ready; what has to be made is made, and kept. Raises SoundError."""
        if as_it_is := self._as_it_is(path):
            return as_it_is
        settings = f"{self._bitrate} bit/s, {SPEECH_RATE} Hz, pieces of {self._seconds} s"
        key = key_of(_sum_of(path), settings)
        if facts := self._store.prepared(key, FACTS):
            known = json.loads(facts)
            pieces = [Piece(**piece) for piece in known["pieces"]]
            kept = Prepared(path, key, known["seconds"], pieces)
            if all(self.file(kept, piece).exists() for piece in kept.pieces):
                return kept
        whole = Sound.load(path, quiet=True)
        pieces = list(self._made(key, path, whole))
        told = {"seconds": whole.seconds, "pieces": [asdict(piece) for piece in pieces]}
        self._store.keep_prepared(key, FACTS, json.dumps(told).encode())
        return Prepared(path, key, whole.seconds, pieces)

    def sound(self, recording: Prepared, piece: Piece) -> Sound:
        """What is sent for a piece; it stays on disk, and is read when it is used."""
        with self.file(recording, piece).open("rb") as file:
            content = StoredFile.of(file)
        facts = (piece.format, piece.seconds, piece.sample_rate, piece.channels)
        return Sound(content, *facts, label=recording.label(piece), codec=piece.codec)

    def file(self, recording: Prepared, piece: Piece) -> Path:
        """Where that stands: in the store, or the recording itself."""
        if not piece.file:
            return Path(recording.path).expanduser()
        return self._store.prepared_path(recording.key, piece.file)

    def _as_it_is(self, path: str) -> Prepared | None:
        """A small mp3 file, which is sent as it is; None for every other recording."""
        size = _size(path)
        found = mp3_of(_read(path)) if _is_small(size, self._seconds) else None
        if not found or found.seconds > self._seconds or not _is_small(size, found.seconds):
            return None
        facts = (found.seconds, "", "mp3", found.sample_rate, found.channels, "mp3")
        return Prepared(path, "", found.seconds, [Piece(0.0, *facts)])

    def _made(self, key: str, path: str, whole: Sound) -> Iterator[Piece]:
        """The pieces as they are made, one after the other: two hours are never in memory."""
        start = 0.0
        for number, cut in enumerate(each_piece(whole, self._seconds, quiet=True), 1):
            small = self._small(cut)
            is_source = small is whole and _has(path, whole.data)
            file = "" if is_source else f"{number}.{small.format}"
            if file:
                self._store.keep_prepared(key, file, small.data)
            facts = (small.format, small.sample_rate, small.channels, small.codec)
            yield Piece(start, cut.seconds, file, *facts)
            start += cut.seconds

    def _small(self, sound: Sound) -> Sound:
        is_small = sound.format == "mp3" and _is_small(sound.size, sound.seconds)
        if self._bitrate is None or is_small:
            return sound
        level = SPEECH_COMPRESSION
        data = converted(sound, SPEECH_RATE, self._bitrate, True, level)
        return Sound.load(data, label=sound.label, quiet=True)


def _is_small(size: int, seconds: float) -> bool:
    return size <= (seconds + 1) * SENT_BITRATE / 8


def _size(path: str) -> int:
    try:
        return Path(path).expanduser().stat().st_size
    except OSError:  # what is wrong with it is said where it is loaded
        return 0


def _read(path: str) -> bytes:
    try:
        return Path(path).expanduser().read_bytes()
    except OSError:
        return b""


def _sum_of(path: str | os.PathLike) -> str:
    try:
        with Path(path).expanduser().open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        Sound.load(path, quiet=True)  # says what is wrong with it
        raise SoundError(f"{path} cannot be read: check the name and your permission.") from None


def _has(path: str, data: bytes) -> bool:
    file = Path(path).expanduser()
    return file.stat().st_size == len(data) and file.read_bytes() == data
