"""Kinds of files that hold sound: how they begin, what they are called, how to go on with them.

What is read, what is named without being read, and which names of files are expected all come
from these tables. Of each kind but those in UNTRIED the tests read files, made by FFmpeg or by
hand.
"""

from dataclasses import dataclass

ANY = ord("?")  # in a mark: any byte may stand here
SHORTEST_CERTAIN = 3  # bytes of a mark; two may begin anything


@dataclass(frozen=True)
class Kind:
    """A kind of file that is read.

    `format` is what `Sound.format` says, `demuxer` FFmpeg's name for its reader, `title` what
    people call such a file. It begins with one of `marks`; where there are none, only decoding
    tells. `endings` are those its name may have.
    """

    format: str
    demuxer: str
    title: str
    endings: tuple[str, ...]
    marks: tuple[bytes, ...] = ()

    @property
    def is_certain(self) -> bool:
        """Whether its marks are long enough to tell it from any other file."""
        return bool(self.marks) and all(
            len(mark) - mark.count(ANY) >= SHORTEST_CERTAIN for mark in self.marks
        )

    def may_be(self, head: bytes) -> bool:
        """Whether a file that begins with `head` can be of this kind."""
        return not self.marks or begins(head, self.marks)


@dataclass(frozen=True)
class Unread:
    """A kind of file that nothing here can decode: what it is, why, and how to go on."""

    title: str
    why: str
    advice: str
    marks: tuple[bytes, ...]


@dataclass(frozen=True)
class Bare:
    """A kind of file without any mark, known by its ending or by `format=`.

    `tag` is the format tag a WAV has for such samples (Microsoft, mmreg.h), `bits` are those of a
    sample, `sample_rate` in Hz is what telephone systems record.
    """

    format: str
    title: str
    endings: tuple[str, ...]
    tag: int
    sample_rate: int
    bits: int


def begins(head: bytes, marks: tuple[bytes, ...]) -> bool:
    """Whether `head` begins with one of `marks`."""
    return any(
        len(head) >= len(mark)
        and all(byte in (ANY, found) for byte, found in zip(mark, head, strict=False))
        for mark in marks
    )


def kind_of(head: bytes) -> Kind | None:
    """The kind of file that begins so; None where no mark is there that is more than chance."""
    return next((kind for kind in KINDS if kind.is_certain and kind.may_be(head)), None)


def unread_kind(head: bytes) -> Unread | None:
    """The kind of file that begins so and cannot be decoded; None for all others."""
    return next((kind for kind in UNREAD if begins(head, kind.marks)), None)


MP4_FAMILY = "mov,mp4,m4a,3gp,3g2,mj2"  # FFmpeg has one reader for all of them
MP4_ENDINGS = ("m4a", "mp4", "m4b", "m4v", "mov", "qt", "3gp", "3g2", "3ga")
MP4_BOXES = tuple(  # ISO/IEC 14496-12, and QuickTime's own (QuickTime File Format, "Atoms")
    b"????" + box
    for box in (
        *(b"ftyp", b"styp", b"moov", b"moof", b"mdat", b"sidx", b"emsg", b"udta", b"uuid"),
        *(b"free", b"skip", b"wide", b"junk", b"pnot", b"prfl", b"PICT", b"pict"),
    )
)
LOAS_SYNC = tuple(bytes((0x56, 0xE0 | low)) for low in range(32))  # ISO/IEC 14496-3 §1.7.2
AC3_SYNC = (b"\x0b\x77", b"\x77\x0b")  # ATSC A/52 §5.3, and with swapped bytes
DTS_SYNC = (  # ETSI TS 102 114 §5.3: 16 and 14 bits a word, either byte first
    *(b"\x7f\xfe\x80\x01", b"\xfe\x7f\x01\x80", b"\x1f\xff\xe8\x00", b"\xff\x1f\x00\xe8"),
)

KINDS = (  # of two with the same reader, the one whose marks say more stands first
    Kind(
        *("wav", "wav", "a WAV file", ("wav", "wave", "bwf", "rf64")),
        (b"RIFF????WAVE", b"RIFX????WAVE", b"RF64????WAVE", b"BW64????WAVE"),
    ),
    Kind("mp3", "mp3", "an mp3", ("mp3", "mp2", "mp1", "mpa", "mpga")),
    Kind("3gp", MP4_FAMILY, "a 3gp file", MP4_ENDINGS, (b"????ftyp3gp",)),
    Kind("m4a", MP4_FAMILY, "an m4a or mp4", MP4_ENDINGS, MP4_BOXES),
    Kind("mp4", MP4_FAMILY, "an mp4 film", MP4_ENDINGS, MP4_BOXES),
    Kind("aac", "aac", "an AAC file", ("aac", "adts")),
    Kind("ogg", "ogg", "an Ogg file", ("ogg", "oga", "ogv", "spx", "opus"), (b"OggS",)),
    Kind("opus", "ogg", "an Opus file", ("opus", "ogg", "oga"), (b"OggS",)),
    Kind(
        *("webm", "matroska,webm", "a WebM or Matroska file", ("webm", "weba", "mkv", "mka")),
        (b"\x1a\x45\xdf\xa3",),
    ),
    Kind("flac", "flac", "a FLAC file", ("flac",), (b"fLaC",)),
    Kind("amr", "amr", "an AMR recording", ("amr", "awb"), (b"#!AMR",)),
    Kind("wma", "asf", "a Windows Media file", ("wma", "wmv", "asf"), (b"\x30\x26\xb2\x75\x8e",)),
    Kind("caf", "caf", "a Core Audio file", ("caf",), (b"caff",)),
    Kind("aiff", "aiff", "an AIFF file", ("aiff", "aif", "aifc"), (b"FORM????AIF",)),
    Kind("au", "au", "an AU file", ("au", "snd"), (b".snd",)),
    Kind("w64", "w64", "a Wave64 file", ("w64",), (b"riff\x2e\x91\xcf\x11",)),
    Kind("wv", "wv", "a WavPack file", ("wv",), (b"wvpk",)),
    Kind("ape", "ape", "a Monkey's Audio file", ("ape",), (b"MAC ",)),
    Kind("mpc", "mpc8", "a Musepack file", ("mpc",), (b"MPCK",)),
    Kind("mpc", "mpc", "a Musepack file", ("mpc", "mp+"), (b"MP+",)),
    Kind("tta", "tta", "a True Audio file", ("tta",), (b"TTA1",)),
    Kind("tak", "tak", "a TAK file", ("tak",), (b"tBaK",)),
    Kind("shn", "shn", "a Shorten file", ("shn",), (b"ajkg",)),
    Kind("ac3", "ac3", "a Dolby Digital (AC-3) file", ("ac3",), AC3_SYNC),
    Kind("eac3", "eac3", "a Dolby Digital Plus file", ("eac3", "ec3"), AC3_SYNC),
    Kind("thd", "truehd", "a Dolby TrueHD file", ("thd",), (b"????\xf8\x72\x6f\xba",)),
    Kind("mlp", "mlp", "an MLP file", ("mlp",), (b"????\xf8\x72\x6f\xbb",)),
    Kind("dts", "dts", "a DTS file", ("dts",), DTS_SYNC),
    Kind("dts", "dtshd", "a DTS-HD file", ("dtshd", "dts"), (b"DTSHDHDR",)),
    Kind("dsf", "dsf", "a DSF file", ("dsf",), (b"DSD ",)),
    Kind("dff", "iff", "a DSDIFF file", ("dff",), (b"FRM8????????DSD ",)),
    Kind(
        *("8svx", "iff", "an Amiga recording", ("8svx", "iff", "maud")),
        (b"FORM????8SVX", b"FORM????16SV", b"FORM????MAUD"),
    ),
    Kind("dss", "dss", "a dictation in DSS", ("dss",), (b"\x02dss", b"\x03dss")),
    Kind("rm", "rm", "a RealMedia file", ("rm", "ra", "ram", "rmvb"), (b".RMF", b".ra\xfd")),
    Kind("voc", "voc", "a Creative Voice file", ("voc",), (b"Creative Voice File\x1a",)),
    Kind("sph", "nistsphere", "a SPHERE file", ("sph", "nist"), (b"NIST_1A\n",)),
    Kind("gsm", "gsm", "a GSM recording", ("gsm",)),
    Kind("ilbc", "ilbc", "an iLBC recording", ("lbc", "ilbc"), (b"#!iLBC",)),
    Kind("qcp", "qcp", "a QCELP recording", ("qcp",), (b"RIFF????QLCM",)),
    Kind("wve", "wve", "a Psion recording", ("wve",), (b"ALawSoundFile**",)),
    Kind("mmf", "mmf", "a SMAF recording", ("mmf",), (b"MMMD",)),
    Kind("vqf", "vqf", "a TwinVQ file", ("vqf",), (b"TWIN",)),
    Kind("oma", "oma", "an ATRAC file", ("oma", "omg", "aa3"), (b"EA3", b"ea3")),
    Kind("sf", "ircam", "an IRCAM file", ("sf", "ircam"), (b"\x64\xa3?\0", b"\0?\xa3\x64")),
    Kind("sox", "sox", "a SoX file", ("sox",), (b".SoX", b"XoS.")),
    Kind("pvf", "pvf", "a Portable Voice file", ("pvf",), (b"PVF1\n",)),
    Kind("paf", "paf", "a PARIS file", ("paf",), (b" paf", b"fap ")),
    Kind("avr", "avr", "an AVR file", ("avr",), (b"2BIT",)),
    Kind("hcom", "hcom", "a recording of an old Mac", ("hcom",), (b"?" * 65 + b"FSSD",)),
    Kind("spdif", "spdif", "a recording of an S/PDIF wire", ("spdif",), (b"\x72\xf8\x1f\x4e",)),
    Kind("mxf", "mxf", "an MXF file", ("mxf",), (b"\x06\x0e\x2b\x34",)),
    Kind("loas", "loas", "an AAC broadcast", ("loas", "latm"), LOAS_SYNC),
    Kind("mpegts", "mpegts", "an MPEG transport stream", ("ts", "mts", "m2ts", "mpegts")),
    Kind("mpeg", "mpeg", "an MPEG film", ("mpg", "mpeg", "vob")),
    Kind("avi", "avi", "an AVI film", ("avi",), (b"RIFF????AVI",)),
    Kind("flv", "flv", "a Flash film", ("flv",), (b"FLV",)),
    Kind("wtv", "wtv", "a recording of Media Center", ("wtv",), (b"\xb7\xd8\0\x20\x37\x49",)),
    Kind("nut", "nut", "a NUT file", ("nut",), (b"nut/multimedia container",)),
)

# FFmpeg has a reader for these, and there was no file of them to try it with.
UNTRIED = {"mpc", "tak", "shn", "thd", "mlp", "dts", "dss", "ilbc", "qcp", "wve", "vqf", "oma"} | {
    *("paf", "avr", "hcom"),
}

BARE = (
    Bare("g722", "G.722", ("g722",), 0x028F, 16_000, 4),
    Bare("ulaw", "µ-law", ("ul", "ulaw", "mulaw", "pcmu"), 7, 8_000, 8),
    Bare("alaw", "A-law", ("al", "alaw", "pcma"), 6, 8_000, 8),
    Bare("sln", "16-bit samples of Asterisk", ("sln", "sln8"), 1, 8_000, 16),
    Bare("sln16", "16-bit samples of Asterisk", ("sln16",), 1, 16_000, 16),
    Bare("vox", "Dialogic ADPCM", ("vox",), 0x0017, 8_000, 4),
)

OWN_PROGRAM = "which only its own program decodes"
PROTECTED = "which is locked to its owner's player"
NOTES = "which holds notes for instruments and no sound"
UNREAD = (
    Unread(
        *("an Audible book", PROTECTED, "choose a recording without such a lock"),
        (b"????ftypaax", b"????\x57\x90\x75\x36"),
    ),
    Unread(
        *("a voice message in SILK, as WeChat and QQ keep them", OWN_PROGRAM),
        "convert it to wav with a SILK decoder and load that",
        (b"#!SILK_V3", b"\x02#!SILK_V3"),
    ),
    Unread(
        *("a dictation in DS2", OWN_PROGRAM),
        "export it as wav or mp3 from the dictation software",
        (b"?ds2", b"?enc\0"),
    ),
    Unread(
        *("a recording of a Sony voice recorder (dvf or msv)", OWN_PROGRAM),
        "export it as wav or mp3 with Sony's Sound Organizer",
        (b"MS_VOICE",),
    ),
    Unread(
        "an OptimFROG file", OWN_PROGRAM, "convert it to wav or flac with OptimFROG", (b"OFR ",)
    ),
    Unread(
        "an LA file", OWN_PROGRAM, "convert it to wav or flac with La", (b"LA02", b"LA03", b"LA04")
    ),
    Unread(
        *("a recording in LC3, as Bluetooth headsets code it", "which is not decoded here"),
        *("convert it to wav with dlc3 of liblc3", (b"\x1c\xcc\x12\0",)),
    ),
    Unread(
        *("a Codec 2 recording", "which is not decoded here"),
        *("convert it to wav with c2dec", (b"\xc0\xde\xc2",)),
    ),
    Unread(
        *("a Dolby AC-4 file", "which is not decoded here"),
        "export the sound as wav, mp3 or m4a from where it was made",
        (b"\xac\x40\xff\xff", b"\xac\x41\xff\xff"),
    ),
    Unread(
        *("a MIDI file", NOTES, "let a synthesiser play it and record that as wav"),
        (b"MThd", b"RIFF????RMID"),
    ),
    Unread(
        *("a tracker module", NOTES, "let its player write a wav of it and load that"),
        (
            *(b"Extended Module: ", b"IMPM", b"?" * 44 + b"SCRM", b"?" * 1080 + b"M.K."),
            *(b"PSID", b"RSID", b"NESM\x1a", b"SNES-SPC700 Sound File", b"Vgm "),
        ),
    ),
    Unread(
        *("a set of instruments (sf2 or dls)", "which holds single notes and no recording"),
        *("let a synthesiser play with it and record that as wav",),
        (b"RIFF????sfbk", b"RIFF????DLS "),
    ),
    Unread(
        *("a database, as Audacity keeps its projects in", "which holds more than one sound"),
        *("open it in Audacity and export it as wav or mp3", (b"SQLite format 3\0",)),
    ),
)
