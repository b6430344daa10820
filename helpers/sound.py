"""Sound: a recording or a spoken answer, whatever format it came in."""

import base64
import io
import os
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from helpers import conversion, editing, splitting
from helpers.conversion import ANSWER_RATE
from helpers.joining import join
from helpers.language import translated
from helpers.media import codec
from helpers.media.bare import bare_kind, is_bare, with_header
from helpers.media.formats import check_ending, check_named, ending_of
from helpers.media.message import spoken_part
from helpers.media.oddities import joined, oddities, without_header
from helpers.media.parts import other_file_behind, parts_of
from helpers.media.reader import Reader
from helpers.media.recording import Recording
from helpers.media.sample_array import mono_of, unplayable
from helpers.media.sniff import SoundError
from helpers.media.source import name_of, open_source, path_to_write, unreadable
from helpers.media.stored import (
    Content,
    content_of,
    read_whole,
    reading,
    size_of_content,
    write,
)
from helpers.media.tags import without_front_tags
from helpers.progress import Progress
from helpers.units import clock, size


@dataclass(frozen=True, repr=False)
class Sound(Recording):
    """A recording that can be loaded, cut, changed, sent and saved; `seconds` are counted.

    As the last line of a cell it shows itself as a player card.
    """

    @classmethod
    def load(
        cls, source: Any, label: str | None = None, quiet: bool = False, format: str | None = None
    ) -> "Sound":
        """Read a path, URL, base64, bytes or file object of a kind in `helpers.media.kinds`.

        A URL may begin with http, https, file or data.
        At most 12 hours. A file on disk of more than 20 MB stays there: what is done with the sound
        reads it again, and says so where it has changed meanwhile.
        `quiet` leaves unsaid what is odd about it. `format` names samples without a header: "pcm16"
        (16 bit, 24 kHz, mono) or the format of one of kinds.BARE, which the ending of a file's name
        tells too. Raises SoundError, which says what is wrong and what to do.
        """
        if isinstance(source, cls):
            return replace(source, label=label) if label else source
        check_named(format)
        try:
            with open_source(source) as reader:
                name = name_of(reader)
                return cls._read(reader, label or name or "sound", name, quiet, format or "")
        except OSError as error:
            raise unreadable(source, error) from None

    @classmethod
    def from_message(cls, message: Any, format: str = "wav", label: str = "answer") -> "Sound":
        """The spoken part of `completion.choices[0].message`, of its choice or of its `audio`.

        Each may be a dict. `format` is the one that the request asked for. Raises SoundError.
        """
        part = spoken_part(message)
        try:
            sound = cls._read(io.BytesIO(part.data), translated(label), format=format)
        except SoundError as error:
            raise SoundError(
                f"{error.args[0].partition(':')[0]}: if the request asked for pcm16, "
                'which has no header, say so with format="pcm16".'
            ) from None
        return replace(sound, transcript=part.transcript, audio_id=part.audio_id)

    @classmethod
    def from_samples(cls, samples: Any, sample_rate: float, label: str = "sound") -> "Sound":
        """Float samples in [-1, 1] as a WAV; rate in Hz.

        Mono, (samples, channels), or (channels, samples) where there are more samples than
        channels may be. Raises SoundError.
        """
        mono, rate = mono_of(samples), conversion.whole_rate(sample_rate)
        if remark := unplayable(mono):
            print(translated(remark))
        return cls._read(io.BytesIO(codec.encode(mono, rate, "wav")), label)

    @classmethod
    def _read(
        cls, reader: Reader, label: str, name: str = "", quiet: bool = False, format: str = ""
    ) -> "Sound":
        if format == "pcm16" and is_bare(reader):
            return replace(cls._of_pcm16(read_whole(reader), ANSWER_RATE), label=label)
        if bare := bare_kind(reader, ending_of(name), format):
            if not quiet:
                print(translated(without_header(label, bare)))
            return cls._read(io.BytesIO(with_header(reader, bare)), label, quiet=True)
        reader = without_front_tags(reader)
        with Progress(f"Reading {label}", quiet) as progress:
            facts = codec.measure(reader, progress)
        parts = parts_of(reader)
        if len(parts) > 1 or facts.varies:
            one, joined_facts = join(parts)
            if not quiet:
                print(translated(joined(label, len(parts), joined_facts)))
            with reading(one) as file:
                return replace(cls._read(file, label, quiet=True), content=one)
        if not quiet:
            for oddity in oddities(facts, label, name, other_file_behind(reader)):
                print(translated(oddity))
        found = (facts.format, facts.seconds, facts.sample_rate, facts.channels)
        return cls(content_of(reader), *found, label=label, codec=facts.codec)

    @classmethod
    def _of_pcm16(cls, content: Content, rate: int) -> "Sound":
        seconds = size_of_content(content) // 2 / rate
        return cls(content, "pcm16", seconds, rate, codec="pcm_s16le")

    def samples(self) -> np.ndarray:
        """Mono float32 samples in [-1, 1] at `sample_rate`.

        Says how much memory they take where it is much. Raises SoundError where it is too much.
        """
        conversion.check_memory(self)
        if self.format == "pcm16":
            return codec.from_pcm16(self.data)
        with self.opened() as file:
            return codec.samples(file, self.sample_rate)[0]

    def to(
        self, format: str, sample_rate: float | None = None, bitrate: int | None = None
    ) -> "Sound":
        """The same sound in mono as wav, mp3, flac, opus, aac, m4a, webm or pcm16.

        `sample_rate` in Hz, `bitrate` in bits per second where the format has one. What is large
        is written to disk. Raises SoundError, also where it finds no room.
        """
        usual = ANSWER_RATE if format == "pcm16" else self.sample_rate
        rate = conversion.whole_rate(usual if sample_rate is None else sample_rate)
        content = conversion.convert(self, format, rate, bitrate)
        if format == "pcm16":
            sound = self._of_pcm16(content, rate)
        else:
            with reading(content) as file:
                facts = codec.measure(file)
            found = (format, facts.seconds, facts.sample_rate, facts.channels)
            sound = Sound(content, *found, codec=facts.codec)
        return replace(sound, label=self.label, transcript=self.transcript, audio_id=self.audio_id)

    def mono(self) -> "Sound":
        """One channel, mixed as all are heard: wav, or flac where a wav could not be sent."""
        return editing.mono(self)

    def gain(self, decibels: float) -> "Sound":
        """Louder by `decibels`, from -60 to 60: 6 doubles the samples, -6 halves them.

        In the formats of `mono`. It never clips: what would is made as loud as it can be, and
        said. Raises SoundError.
        """
        return editing.gain(self, decibels)

    def trim(self, start: float = 0.0, end: float | None = None) -> "Sound":
        """The part from `start` to `end` in seconds, to the end where that is None.

        In the formats of `mono`; of a large wav on disk a wav that reads from it, never a copy.
        Raises SoundError where the recording has no such part.
        """
        return editing.trim(self, start, end)

    def split(self, seconds: float) -> "list[Sound]":
        """Pieces of at most `seconds` (1 or more), in the formats of `trim`.

        Cut at the quietest place in the last 30 seconds of each, or in its second half where that
        is less. Joined they are the whole, sample for sample; what is short enough comes as it is.
        Raises SoundError.
        """
        return splitting.split(self, seconds)

    def part(self, quiet: bool = False) -> dict[str, Any]:
        """The `input_audio` part of a message (docs/protocol.md §2.1, §2.3).

        As it is when the API takes it, else converted, and said unless `quiet`. Raises SoundError.
        """
        data, format = conversion.sendable(self, quiet)
        encoded = base64.b64encode(data).decode("ascii")
        return {"type": "input_audio", "input_audio": {"data": encoded, "format": format}}

    def save(self, path: str | os.PathLike) -> Path:
        """Write the bytes to `path` and return it; folders are made.

        Raises SoundError, also where the ending names another format.
        """
        target = path_to_write(path)
        check_ending(self.format, target.name)
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            write(self.content, target)
        except (OSError, ValueError) as error:  # ValueError: a byte of zero in the name
            reason = getattr(error, "strerror", None) or error
            raise SoundError(
                f"{target} cannot be written ({reason}): name another file or folder."
            ) from None
        return target

    def __repr__(self) -> str:
        words = f' · "{self.transcript}"' if self.transcript else ""
        line = f"{self.label} · {clock(self.seconds)} · {self.format} · {size(self.size)}{words}"
        return " ".join(line.split())  # one line, whatever the transcript holds

    def _repr_mimebundle_(self, **_: Any) -> dict[str, str]:
        from helpers.display.card import card

        return {"text/html": card(self), "text/plain": repr(self)}
