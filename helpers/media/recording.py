"""Recording: what a sound is made of, without what can be done with it."""

from dataclasses import dataclass, field


@dataclass(frozen=True, repr=False)
class Recording:
    """The bytes of one file, and what is known of them.

    `data` holds a whole file in `format`, or bare samples where that is pcm16; `seconds` were
    counted by decoding; `sample_rate` in Hz; `transcript` and `audio_id` belong to spoken answers;
    `label` is what people call it; `codec` is FFmpeg's name, empty where it is not known.
    """

    data: bytes = field(repr=False)
    format: str
    seconds: float
    sample_rate: int
    channels: int = 1
    transcript: str | None = None
    audio_id: str | None = None
    label: str = "sound"
    codec: str = ""
