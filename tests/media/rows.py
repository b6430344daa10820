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


MORE_ROWS = [  # the same sounds in containers and codecs that people meet less often
    Row("AC-3", "ac3", "ac3", 48000, "5.1", "ac3", 0.01),
    Row("AC-3, 44.1 kHz", "ac3", "ac3", 44100, "stereo", "ac3", 0.04),
    Row("E-AC-3", "eac3", "eac3", 48000, "5.1", "eac3", 0.01),
    Row("voc", "voc", "pcm_s16le", 44100, "stereo", "voc"),
    Row("voc, A-law", "voc", "pcm_alaw", 8000, "mono", "voc"),
    Row("tta", "tta", "tta", 44100, "stereo", "tta"),
    Row("mxf", "mxf_opatom", "pcm_s24le", 48000, "mono", "mxf", 0.03),
    Row("RealMedia", "rm", "real_144", 8000, "mono", "rm", 0.03, 0.9),
    Row("RealMedia, AC-3", "rm", "ac3", 48000, "stereo", "rm", 0.01),
    Row("AAC broadcast", "latm", "aac", 48000, "stereo", "loas", 0.05),
    Row("wtv", "wtv", "ac3", 48000, "stereo", "wtv", 0.01),
    Row("nut, Opus", "nut", "libopus", 48000, "mono", "nut", 0.03, 0.97),
    Row("ircam", "ircam", "pcm_f32le", 48000, "stereo", "sf"),
    Row("sox", "sox", "pcm_s32le", 48000, "stereo", "sox"),
    Row("mmf", "mmf", "adpcm_yamaha", 22050, "mono", "mmf", 0.1),
    Row("spdif", "spdif", "ac3", 48000, "stereo", "spdif", 0.01),
    Row("m4a, AC-3", "ipod", "ac3", 48000, "stereo", "m4a", -0.01),
    Row("mp4, E-AC-3", "mp4", "eac3", 48000, "5.1", "m4a", -0.01),
    Row("mp4, FLAC", "mp4", "flac", 48000, "stereo", "m4a"),
    Row("mp4, Opus", "mp4", "libopus", 48000, "mono", "m4a", 0.02, 0.97),
    Row("mp4, mp3", "mp4", "libmp3lame", 44100, "mono", "m4a", 0.03, 0.97),
    Row("mov, µ-law", "mov", "pcm_mulaw", 8000, "mono", "m4a"),
    Row("mov, ADPCM", "mov", "adpcm_ima_qt", 44100, "mono", "m4a", 0.01),
    Row("mov, float", "mov", "pcm_f32le", 48000, "stereo", "m4a"),
    Row("3g2, AMR", "3g2", "libopencore_amrnb", 8000, "mono", "m4a", 0.03, 0.85),
    Row("mka, FLAC", "matroska", "flac", 48000, "stereo", "webm"),
    Row("mka, samples", "matroska", "pcm_s16le", 44100, "mono", "webm"),
    Row("mka, WavPack", "matroska", "wavpack", 44100, "stereo", "webm"),
    Row("mka, True Audio", "matroska", "tta", 44100, "mono", "webm"),
    Row("mka, ALAC", "matroska", "alac", 44100, "mono", "webm"),
    Row("mka, MP2", "matroska", "mp2", 48000, "stereo", "webm", 0.01),
    Row("mka, AC-3", "matroska", "ac3", 48000, "5.1", "webm", -0.01),
    Row("caf, ADPCM", "caf", "adpcm_ima_qt", 44100, "mono", "caf", 0.01),
    Row("caf, mp3", "caf", "libmp3lame", 44100, "mono", "caf", 0.01, 0.97),
    Row("caf, AMR", "caf", "libopencore_amrnb", 8000, "mono", "caf", 0.03, 0.85),
    Row("caf, float", "caf", "pcm_f32be", 48000, "stereo", "caf"),
    Row("wav, G.722", "wav", "g722", 16000, "mono", "wav", 0.01),
    Row("wav, G.726", "wav", "g726", 8000, "mono", "wav", 0.01),
    Row("wav, mp3", "wav", "libmp3lame", 44100, "stereo", "wav", 0.05, 0.97),
    Row("wav, MP2", "wav", "mp2", 48000, "mono", "wav", 0.02),
    Row("wav, AC-3", "wav", "ac3", 48000, "stereo", "wav", 0.01),
    Row("wav, WMA", "wav", "wmav2", 44100, "mono", "wav", -0.05),
    Row("MP2", "mp2", "mp2", 44100, "stereo", "mp3", 0.02),
    Row("ts, AC-3", "mpegts", "ac3", 48000, "stereo", "mpegts", 0.01),
    Row("ts, Opus", "mpegts", "libopus", 48000, "mono", "mpegts", 0.03, 0.97),
    Row("vob, AC-3", "vob", "ac3", 48000, "stereo", "mpeg", 0.01),
    Row("vob, samples", "vob", "pcm_dvd", 48000, "stereo", "mpeg"),
    Row("flv, Nellymoser", "flv", "nellymoser", 22050, "mono", "flv", 0.03),
    Row("flv, mp3", "flv", "libmp3lame", 44100, "mono", "flv", 0.05, 0.97),
    Row("avi, samples", "avi", "pcm_s16le", 44100, "stereo", "avi"),
    Row("avi, AC-3", "avi", "ac3", 48000, "stereo", "avi", 0.01),
    Row("w64, float", "w64", "pcm_f32le", 48000, "mono", "w64"),
    Row("aifc, ADPCM", "aiff", "adpcm_ima_qt", 44100, "mono", "aiff", 0.01),
    Row("aiff, 8 bit", "aiff", "pcm_s8", 22050, "mono", "aiff", like=0.98),
    Row("au, G.722", "au", "g722", 16000, "mono", "au", 0.01),
    Row("au, 64-bit float", "au", "pcm_f64be", 44100, "mono", "au"),
    Row("asf, mp3", "asf", "libmp3lame", 44100, "stereo", "wma", 0.05, 0.97),
    Row("asf, samples", "asf", "pcm_s16le", 44100, "mono", "wma"),
    Row("asf, AC-3", "asf", "ac3", 48000, "stereo", "wma", 0.01),
    Row("wv, 5.1", "wv", "wavpack", 48000, "5.1", "wv"),
]

NAMED = {"ids": lambda row: f"{row.name}, {row.rate} Hz, {row.layout}".replace(" ", "_")}


def row_of(name):
    return next(row for row in ROWS if row.name == name)


def make_row(row, sound):
    """The file of a row, `sound` being (samples, channels)."""
    more = {"video": row.video, "options": row.options, "inside": row.inside}
    return sound_file(row.container, row.codec, sound, row.rate, row.layout, **more)
