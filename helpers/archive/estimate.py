"""What a run will cost, before it: from the seconds of the recordings and the rates of tokens."""

import os
from dataclasses import dataclass, field

from helpers.archive.errors import ArchiveError
from helpers.archive.failures import Failure, reason_of
from helpers.archive.pool import work_through
from helpers.archive.preparing import AT_ONCE, LONGEST_PIECE, SPEECH_BITRATE, Preparing
from helpers.archive.recordings import Paths, recordings_in
from helpers.archive.rows import Rows
from helpers.archive.store import Store
from helpers.engine import catalogue
from helpers.language import translated
from helpers.media.sniff import SoundError
from helpers.progress import Progress
from helpers.units import clock

TEXT_IN, TEXT_OUT = 200, 200  # tokens of a short request and of a form that is filled in


@dataclass(frozen=True)
class Use:
    """The tokens that one piece uses: `heard` counts how often its audio is sent."""

    heard: float = 1.0
    text_in: float = TEXT_IN
    text_out: float = TEXT_OUT
    audio_out: float = 0.0

    @classmethod
    def of(cls, rows: Rows) -> "Use":
        """As the calls for these rows did. Raises ArchiveError where none was answered."""
        calls = rows.calls.tokens
        if not calls or not rows:
            raise ArchiveError("These rows tell no tokens: give what a dry run returned.")
        _, _, text_out, audio_out = map(sum, zip(*calls, strict=True))
        text_in = sum(tokens[0] for tokens in calls)
        return cls(*(total / len(rows) for total in (len(calls), text_in, text_out, audio_out)))


@dataclass(frozen=True)
class Estimate:
    """`pieces` with `seconds` in all, at the prices of `model`; it shows its formula."""

    pieces: int
    seconds: float
    use: Use
    model: catalogue.Model
    errors: list[Failure] = field(default_factory=list)  # what cannot be read

    @property
    def audio_tokens(self) -> float:
        """The tokens of all recordings, as often as they are sent."""
        return self.seconds * catalogue.tokens_per_second("in") * self.use.heard

    @property
    def dollars(self) -> float:
        """The price in US dollars."""
        text_in, text_out = self.pieces * self.use.text_in, self.pieces * self.use.text_out
        prices, said = self.model, self.pieces * self.use.audio_out * self.model.audio_out
        heard = self.audio_tokens * prices.audio_in
        return (heard + text_in * prices.text_in + text_out * prices.text_out + said) / 1e6

    def __str__(self) -> str:
        prices, rate = self.model, catalogue.tokens_per_second("in")
        lines = [
            f"{self.pieces} pieces · {clock(self.seconds)} · {prices.name}",
            f"audio in: {self.seconds:.0f} s x {rate:g} tokens x {self.use.heard:g} "
            f"x {prices.audio_in:g} USD / 1,000,000",
            f"text in: {self.pieces} x {self.use.text_in:.0f} tokens "
            f"x {prices.text_in:g} USD / 1,000,000",
            f"text out: {self.pieces} x {self.use.text_out:.0f} tokens "
            f"x {prices.text_out:g} USD / 1,000,000",
        ]
        if self.use.audio_out:
            lines.append(
                f"audio out: {self.pieces} x {self.use.audio_out:.0f} tokens "
                f"x {prices.audio_out:g} USD / 1,000,000"
            )
        lines.append(f"in all about {self.dollars:.4f} USD with a key")
        if self.errors:
            lines.append(f"{len(self.errors)} recordings cannot be read: see errors")
        return "\n".join(map(translated, lines))

    __repr__ = __str__


async def estimate(
    paths: Paths,
    *,
    like: Rows | None = None,
    model: str | None = None,
    store: str | os.PathLike = "results/",
    bitrate: int | None = SPEECH_BITRATE,
    piece_seconds: float = LONGEST_PIECE,
) -> Estimate:
    """What `run` will cost on these recordings; nothing is sent.

    `like` is what a dry run returned: its tokens are taken for those of each recording, else
    `Use`'s. The recordings are made ready for the run on the way, and kept in the store.
    Raises ArchiveError and StoreError.
    """
    found = recordings_in(paths)
    use = Use.of(like) if like is not None else Use()
    lengths: list[float] = []
    errors: list[Failure] = []
    with Store(store) as opened, Progress("Reading the recordings") as progress:
        preparing = Preparing(opened, bitrate, piece_seconds)

        async def read(path: str) -> None:
            try:
                prepared = await preparing.ready(path)
            except SoundError as error:
                errors.append(Failure(path, reason_of(error)))
            else:
                lengths.extend(piece.seconds for piece in prepared.pieces)
                progress(len(lengths) / len(found))

        await work_through(found, read, AT_ONCE)
    priced = catalogue.priced(model or catalogue.default_model())
    return Estimate(len(lengths), sum(lengths), use, priced, errors)
