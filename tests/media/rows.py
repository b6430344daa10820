"""A row for every format that people record in or are sent: how it is made, what comes of it."""

from dataclasses import dataclass, field

from tests.sound_file import sound_file

SECONDS = 1.5


FRAGMENTS = {"movflags": "+frag_keyframe+empty_moov+default_base_moof", "frag_duration": "300000"}


VARIABLE = {"flags": "+qscale", "global_quality": "236"}  # LAME's -V 2


INDEX_FIRST = {
    "moov_size": "20000"
}  # else an m4a that breaks off has no index, and nothing can be decoded


@dataclass
class Row:
    """How a file is made, and what has to come of it."""

    name: str
    container: str
    codec: str
    rate: int
    layout: str
    ours: str
    more: float = 0.0  # seconds that the format may add, or where negative leave out
    like: float = 0.99  # least correlation of what comes out with what went in
    # Cuts at a hundredth between two of its frames, where nothing shows that more was to come.
    between: int = 0
    options: dict = field(default_factory=dict)
    inside: dict = field(default_factory=dict)
    video: str = ""


ROWS = [
    *[
        Row(f"wav, {name}", "wav", name, rate, layout, "wav")
        for name, rate, layout in (
            ("pcm_u8", 8000, "mono"),
            ("pcm_u8", 22050, "stereo"),
            ("pcm_s16le", 16000, "mono"),
            ("pcm_s16le", 96000, "stereo"),
            ("pcm_s16le", 48000, "5.1"),
            ("pcm_s24le", 44100, "stereo"),
            ("pcm_s24le", 192000, "mono"),
            ("pcm_s32le", 48000, "mono"),
            ("pcm_s32le", 88200, "stereo"),
            ("pcm_f32le", 48000, "mono"),
            ("pcm_f32le", 44100, "5.1"),
            ("pcm_f64le", 44100, "stereo"),
            ("pcm_mulaw", 8000, "mono"),
            ("pcm_mulaw", 11025, "stereo"),
            ("pcm_alaw", 8000, "mono"),
        )
    ],
    Row("wav, ADPCM of Microsoft", "wav", "adpcm_ms", 22050, "stereo", "wav", 0.1),
    Row("wav, ADPCM of IMA", "wav", "adpcm_ima_wav", 16000, "mono", "wav", 0.15),
    Row("RF64", "wav", "pcm_s16le", 48000, "stereo", "wav", options={"rf64": "always"}),
    Row("RF64, 24 bit", "wav", "pcm_s24le", 48000, "mono", "wav", options={"rf64": "always"}),
    Row("w64", "w64", "pcm_s24le", 96000, "stereo", "w64"),
    Row("mp3, constant rate", "mp3", "libmp3lame", 44100, "stereo", "mp3"),
    Row(
        "mp3, constant rate, no table",
        "mp3",
        "libmp3lame",
        16000,
        "mono",
        "mp3",
        0.15,
        0.97,
        3,
        {"write_xing": "0"},
    ),
    Row("mp3, variable rate", "mp3", "libmp3lame", 48000, "mono", "mp3", inside=VARIABLE),
    Row(
        "mp3, variable rate, no table",
        "mp3",
        "libmp3lame",
        22050,
        "mono",
        "mp3",
        0.12,
        0.97,
        3,
        {"write_xing": "0"},
        VARIABLE,
    ),
    Row("mp3, 8 kHz", "mp3", "libmp3lame", 8000, "mono", "mp3", 0, 0.97, 3),
    Row("m4a, AAC", "ipod", "aac", 44100, "stereo", "m4a", 0.03, options=INDEX_FIRST),
    Row("m4a, AAC, 16 kHz", "ipod", "aac", 16000, "mono", "m4a", 0.07, 0.98, options=INDEX_FIRST),
    Row("m4a, AAC, 5.1", "ipod", "aac", 48000, "5.1", "m4a", 0.03, 0.9, options=INDEX_FIRST),
    Row("m4a, AAC, 96 kHz", "ipod", "aac", 96000, "mono", "m4a", 0.02, options=INDEX_FIRST),
    Row("m4a, ALAC", "ipod", "alac", 44100, "stereo", "m4a", options=INDEX_FIRST),
    Row("m4a, ALAC, 192 kHz", "ipod", "alac", 192000, "mono", "m4a", options=INDEX_FIRST),
    Row(
        "mp4 in fragments, as Safari records",
        "mp4",
        "aac",
        48000,
        "mono",
        "m4a",
        0.05,
        0.98,
        6,
        FRAGMENTS,
    ),
    Row(
        "mp4, sound of a film",
        "mp4",
        "aac",
        44100,
        "stereo",
        "mp4",
        0.05,
        options=INDEX_FIRST,
        video="libx264",
    ),
    Row(
        "mov, sound of a film",
        "mov",
        "pcm_s16le",
        48000,
        "stereo",
        "mp4",
        options=INDEX_FIRST,
        video="mpeg4",
    ),
    Row("webm, Opus", "webm", "libopus", 48000, "mono", "webm", 0.03, 0.97),
    Row("webm, Opus, 16 kHz", "webm", "libopus", 16000, "mono", "webm", 0.03, 0.97, 3),
    Row(
        "webm, Opus, as Chrome records",
        "webm",
        "libopus",
        48000,
        "mono",
        "webm",
        0.03,
        0.97,
        3,
        {"live": "1"},
    ),
    Row("webm, Vorbis", "webm", "vorbis", 44100, "stereo", "webm", 0.05, 0.97),
    Row("mkv, sound of a film", "matroska", "aac", 48000, "stereo", "webm", 0.05, video="libx264"),
    Row("ogg, Opus", "ogg", "libopus", 48000, "stereo", "opus", 0.03, 0.97),
    Row("ogg, Opus, 8 kHz", "ogg", "libopus", 8000, "mono", "opus", 0.03, 0.95),
    Row("ogg, Vorbis", "ogg", "vorbis", 44100, "stereo", "ogg", 0.03, 0.97),
    Row("ogg, FLAC", "ogg", "flac", 44100, "mono", "ogg"),
    Row("flac", "flac", "flac", 44100, "stereo", "flac"),
    Row("flac, 192 kHz", "flac", "flac", 192000, "mono", "flac"),
    Row("flac, 5.1", "flac", "flac", 48000, "5.1", "flac"),
    Row("amr", "amr", "libopencore_amrnb", 8000, "mono", "amr", 0.03, 0.85, 6),
    Row(
        "3gp, AMR", "3gp", "libopencore_amrnb", 8000, "mono", "3gp", 0.03, 0.85, options=INDEX_FIRST
    ),
    Row("3gp, AAC", "3gp", "aac", 22050, "mono", "3gp", 0.06, 0.98, options=INDEX_FIRST),
    Row("caf", "caf", "pcm_s16be", 44100, "stereo", "caf"),
    Row("caf, ALAC", "caf", "alac", 44100, "mono", "caf"),
    Row("wma", "asf", "wmav2", 44100, "stereo", "wma", -0.05, 0.97),
    Row("wma, version 1", "asf", "wmav1", 22050, "mono", "wma", -0.05, 0.97),
    Row("aiff", "aiff", "pcm_s16be", 44100, "stereo", "aiff"),
    Row("aiff, 24 bit", "aiff", "pcm_s24be", 48000, "mono", "aiff"),
    Row("aifc, float", "aiff", "pcm_f32be", 48000, "stereo", "aiff"),
    Row("aifc, µ-law", "aiff", "pcm_mulaw", 8000, "mono", "aiff"),
    Row("aifc, little-endian", "aiff", "pcm_s16le", 44100, "mono", "aiff"),
    Row("au", "au", "pcm_s16be", 22050, "stereo", "au"),
    Row("au, µ-law", "au", "pcm_mulaw", 8000, "mono", "au"),
    Row("raw AAC", "adts", "aac", 44100, "stereo", "aac", 0.05, between=3),
    Row("raw AAC, 8 kHz", "adts", "aac", 8000, "mono", "aac", 0.26, 0.97, 3),
    Row("ts", "mpegts", "aac", 48000, "stereo", "mpegts", 0.05, between=3),
    Row("avi", "avi", "libmp3lame", 44100, "stereo", "avi", 0.05),
    Row("avi, a film", "avi", "libmp3lame", 44100, "mono", "avi", 0.05, video="mpeg4"),
    Row("mpg, which promises nothing", "mpeg", "mp2", 48000, "stereo", "mpeg", 0.05, 0.97, 99),
    Row("flv", "flv", "aac", 44100, "stereo", "flv", 0.05, between=6),
    Row("wv", "wv", "wavpack", 44100, "stereo", "wv"),
]


NAMED = {"ids": lambda row: f"{row.name}, {row.rate} Hz, {row.layout}".replace(" ", "_")}


def row_of(name):
    return next(row for row in ROWS if row.name == name)


def make_row(row, sound):
    """The file of a row, `sound` being (samples, channels)."""
    more = {"video": row.video, "options": row.options, "inside": row.inside}
    return sound_file(row.container, row.codec, sound, row.rate, row.layout, **more)
