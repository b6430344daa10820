"""Files that PyAV has no writer for, made byte by byte of samples in [-1, 1]."""

import struct

import numpy as np

DSD_TIMES = (
    8  # a byte of DSD is eight bits of one value each, played at an eighth of the bits' rate
)


def sphere(samples, rate):
    """NIST SPHERE 1.0: a header of text lines in 1024 bytes, then the samples."""
    count, channels = samples.shape
    lines = (
        "NIST_1A\n   1024\n"
        f"channel_count -i {channels}\nsample_rate -i {rate}\nsample_n_bytes -i 2\n"
        f"sample_count -i {count}\nsample_byte_format -s2 01\nsample_coding -s3 pcm\nend_head\n"
    )
    return lines.encode().ljust(1024, b" ") + _int16(samples, "<i2")


def dsf(samples, rate):
    """DSF 1.01 (Sony): one channel's block of 4096 bytes, then the other's."""
    count, channels = samples.shape
    dsd = np.stack([_dsd(channel)[:, None] for channel in samples.T])[:, :, 0]
    blocks = -(-count // 4096)
    padded = np.full((channels, blocks * 4096), 0x69, np.uint8)
    padded[:, :count] = dsd
    body = padded.reshape(channels, blocks, 4096).transpose(1, 0, 2).tobytes()
    form = struct.pack(
        "<IIIIIIQII", 1, 0, channels, channels, rate * DSD_TIMES, 1, count * 8, 4096, 0
    )
    whole = 28 + 12 + len(form) + 12 + len(body)
    return (
        b"DSD "
        + struct.pack("<QQQ", 28, whole, 0)
        + (b"fmt " + struct.pack("<Q", 12 + len(form)) + form)
        + (b"data" + struct.pack("<Q", 12 + len(body)) + body)
    )


def dsdiff(samples, rate):
    """DSDIFF 1.5 (Philips): big-endian chunks, the channels' bytes in turns, first bit first."""
    names = {1: [b"C   "], 2: [b"SLFT", b"SRGT"]}[samples.shape[1]]
    dsd = np.stack([_dsd(channel) for channel in samples.T], axis=1)
    bits = np.packbits(np.unpackbits(dsd, bitorder="little")).tobytes()
    properties = (
        b"SND "
        + _chunk(b"FS  ", struct.pack(">I", rate * DSD_TIMES))
        + _chunk(b"CHNL", struct.pack(">H", len(names)) + b"".join(names))
        + _chunk(b"CMPR", b"DSD \x0enot compressed\0")
    )
    version = _chunk(b"FVER", struct.pack(">I", 0x01050000))
    return _chunk(b"FRM8", b"DSD " + version + _chunk(b"PROP", properties) + _chunk(b"DSD ", bits))


def gsm(samples, rate):
    """GSM 06.10 frames of 20 ms, each the same: their parameters, not the samples, are written."""
    return GSM_FRAME * (len(samples) // 160)


def wav49(samples, rate):
    """A WAV of the same frames, two in 65 bytes, as Asterisk writes."""
    body = bytes(65) * (len(samples) // 320)
    form = struct.pack("<HHIIHHHH", 0x31, 1, rate, rate * 65 // 320, 65, 0, 2, 320)
    fact = b"fact" + struct.pack("<II", 4, len(samples))
    rest = b"WAVEfmt " + struct.pack("<I", len(form)) + form + fact
    rest += b"data" + struct.pack("<I", len(body)) + body + b"\0" * (len(body) % 2)
    return b"RIFF" + struct.pack("<I", len(rest)) + rest


def monkeys_audio(samples, rate):
    """Monkey's Audio 3.98: frames marked as silent, which hold no samples."""
    count, frame = len(samples), 73_728
    frames = -(-count // frame)
    head = struct.pack(
        "<HHIIIHHI", 1000, 0, frame, count - (frames - 1) * frame, frames, 16, 1, rate
    )
    # A checksum that says that flags follow, the flags, and what the decoder reads before it looks.
    silent = struct.pack("<IIQ", 1 << 31, 1, 0)
    table_at = 52 + len(head)
    first = table_at + 4 * frames
    table = struct.pack(f"<{frames}I", *(first + 16 * number for number in range(frames)))
    descriptor = struct.pack(
        "<4sHHIIIIIII", b"MAC ", 3980, 0, 52, len(head), len(table), 0, 16 * frames, 0, 0
    )
    return descriptor + bytes(16) + head + table + silent * frames


def amiga(samples, rate):
    """IFF 8SVX (Electronic Arts, 1985): signed bytes of one channel."""
    body = np.rint(samples[:, 0] * 127).astype(np.int8).tobytes()
    head = struct.pack(">IIIHBBI", len(samples), 0, 0, rate, 1, 0, 0x10000)
    chunks = _short_chunk(b"VHDR", head) + _short_chunk(b"BODY", body)
    return _short_chunk(b"FORM", b"8SVX" + chunks)


def portable_voice(samples, rate):
    """PVF1 of mgetty: a line of numbers, then samples of 32, 16 or 8 bits, highest byte first."""
    line = f"PVF1\n{samples.shape[1]} {rate} 16\n"
    return line.encode() + _int16(samples, ">i2")


GSM_FRAME = b"\xd0" + bytes(32)


def _int16(samples, kind):
    return np.rint(samples * 32767).astype(kind).tobytes()


def _dsd(channel):
    """Nine steps of density, which a byte of eight bits can have; the last bit is played first."""
    ones = np.clip(np.rint((channel + 1) * 4), 0, 8).astype(int)
    return np.array([(1 << number) - 1 for number in range(9)], np.uint8)[ones]


def _chunk(name, body):
    return name + struct.pack(">Q", len(body)) + body + b"\0" * (len(body) % 2)


def _short_chunk(name, body):
    return name + struct.pack(">I", len(body)) + body + b"\0" * (len(body) % 2)


BY_HAND = {  # what the format is called here -> how a file of it is made
    "sph": sphere,
    "dsf": dsf,
    "dff": dsdiff,
    "gsm": gsm,
    "wav": wav49,
    "ape": monkeys_audio,
    "8svx": amiga,
    "pvf": portable_voice,
}
