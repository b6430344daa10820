"""Lesson 10: true sizes in the header of a WAV, and samples on few steps."""

import io
import struct
import wave

import numpy as np

from helpers.media.wav import repair_wav


def by_slices(data):
    wav = bytearray(data)
    wav[4:8] = struct.pack("<I", len(data) - 8)
    wav[40:44] = struct.pack("<I", len(data) - 44)
    return bytes(wav)


def still_a_bytearray(data):
    wav = bytearray(data)
    struct.pack_into("<I", wav, 4, len(wav) - 8)
    struct.pack_into("<I", wav, 40, len(wav) - 44)
    return wav


def in_pieces(data):
    size = len(data) - 44
    riff, rest = (number.to_bytes(4, "little") for number in (size + 36, size))
    return b"".join([data[:4], riff, data[8:40], rest, data[44:]])


def by_the_wave_module(data):
    with wave.open(io.BytesIO(data)) as old:
        frames, form = old.readframes(old.getnframes()), old.getparams()
    file = io.BytesIO()
    with wave.open(file, "wb") as new:
        new.setnchannels(form.nchannels)
        new.setsampwidth(form.sampwidth)
        new.setframerate(form.framerate)
        new.writeframes(frames)
    return file.getvalue()


def with_numpy(data):
    wav = np.frombuffer(data, np.uint8).copy()
    wav[4:8] = np.frombuffer(np.array([len(data) - 8], "<u4").tobytes(), np.uint8)
    wav[40:44] = np.frombuffer(np.array([len(data) - 44], "<u4").tobytes(), np.uint8)
    return wav.tobytes()


def looks_for_data(recording):
    at = recording.index(b"data") + 4
    size = struct.pack("<I", len(recording) - at - 4)
    return recording[:4] + struct.pack("<I", len(recording) - 8) + recording[8:at] + size + \
        recording[at + 4:]  # fmt: skip


def with_a_default(data, header=44):
    return by_slices(data) if header == 44 else data


def nothing(data):
    return data


def riff_alone(data):
    return data[:4] + struct.pack("<I", len(data) - 8) + data[8:]


def data_alone(data):
    return data[:40] + struct.pack("<I", len(data) - 44) + data[44:]


def whole_length_twice(data):
    size = struct.pack("<I", len(data))
    return data[:4] + size + data[8:40] + size + data[44:]


def big_endian(data):
    riff, size = (struct.pack(">I", len(data) - less) for less in (8, 44))
    return data[:4] + riff + data[8:40] + size + data[44:]


def cuts_the_header_off(data):
    return data[44:]


def inserts(data):
    riff, size = (struct.pack("<I", len(data) - less) for less in (8, 44))
    return data[:4] + riff + data[4:40] + size + data[40:]


def prints(data):
    print(by_slices(data))


def forgets_return(data):
    by_slices(data)


def immutable(data):
    data[4:8] = struct.pack("<I", len(data) - 8)
    return data


def a_number(data):
    return len(data) - 44


def in_samples(data):
    riff, size = struct.pack("<I", len(data) - 8), struct.pack("<I", (len(data) - 44) // 2)
    return data[:4] + riff + data[8:40] + size + data[44:]


def one_length_for_all(data):
    return by_slices(data)[:40] + struct.pack("<I", 24_000) + data[44:]


def spoils_the_rate(data):
    return by_slices(data)[:22] + b"\0\0\0\0\0\0" + by_slices(data)[28:]


def nearest(samples, bits):
    height = 2 / 2**bits
    return np.round(samples / height) * height


def by_whole_numbers(samples, bits):
    most = 2 ** (bits - 1)
    return np.rint(np.asarray(samples) * most) / most


def never_past_the_ends(samples, bits):
    height = 2 / 2**bits
    return np.clip(np.round(samples / height), -(2 ** (bits - 1)), 2 ** (bits - 1)) * height


def one_by_one(samples, bits):
    height = 2 / 2**bits
    return [round(float(sample) / height) * height for sample in samples]


def by_floor(samples, bits):
    height = 2 / 2**bits
    return np.floor(samples / height + 0.5) * height


def other_names(sound, depth):
    return nearest(sound, depth)


def bits_first(bits, samples):
    return nearest(samples, bits)


def in_place(samples, bits):
    samples *= 2 ** (bits - 1)
    np.round(samples, out=samples)
    samples /= 2 ** (bits - 1)
    return samples


def by_nearest_of_all(samples, bits):
    steps = np.linspace(-1, 1, 2**bits + 1)
    return steps[np.abs(samples[:, None] - steps).argmin(axis=1)]


def as_they_are(samples, bits):
    return samples


def down(samples, bits):
    height = 2 / 2**bits
    return np.floor(samples / height) * height


def half_as_many_steps(samples, bits):
    return nearest(samples, bits - 1)


def twice_as_many_steps(samples, bits):
    return nearest(samples, bits + 1)


def forgets_to_multiply(samples, bits):
    return np.round(samples / (2 / 2**bits))


def bits_as_steps(samples, bits):
    return np.round(samples * bits) / bits


def always_three(samples, bits):
    return nearest(samples, 3)


def rounds_digits(samples, bits):
    return np.round(samples, bits)


def one_sample(samples, bits):
    return nearest(samples[0], bits)


def fewer_samples(samples, bits):
    return nearest(samples[::2], bits)


def prints_them(samples, bits):
    print(nearest(samples, bits))


def loses_them(samples, bits):
    nearest(samples, bits)


def power_by_a_hat(samples, bits):
    height = 2 / (2 ^ bits)
    return np.round(samples / height) * height


def a_text(samples, bits):
    return "quantised"


RIGHT = {
    "10-repair": [
        by_slices,
        still_a_bytearray,
        in_pieces,
        by_the_wave_module,
        with_numpy,
        looks_for_data,
        with_a_default,
        repair_wav,
    ],
    "10-quantise": [
        nearest,
        by_whole_numbers,
        never_past_the_ends,
        one_by_one,
        by_floor,
        other_names,
        bits_first,
        in_place,
        by_nearest_of_all,
    ],
}
WRONG = {
    "10-repair": [
        (nothing, "size after RIFF is 4,294,967,295"),
        (riff_alone, "size after data is 4,294,967,295"),
        (data_alone, "size after RIFF"),
        (whole_length_twice, "counts all that follows it"),
        (big_endian, "least important byte first"),
        (cuts_the_header_off, "other bytes came out"),
        (inserts, "other bytes came out"),
        (prints, "write return"),
        (forgets_return, "its last line should begin with return"),
        (immutable, "TypeError"),
        (a_number, "should return bytes"),
        (in_samples, "counts the samples: len(data) - 44"),
        (one_length_for_all, "should be 108,000"),
        (spoils_the_rate, "Python cannot read"),
        (by_slices(bytes(44)), "not a function"),
    ],
    "10-quantise": [
        (as_they_are, "lie between two steps"),
        (down, "half a step"),
        (half_as_many_steps, "half a step"),
        (twice_as_many_steps, "lie between two steps"),
        (forgets_to_multiply, "moves by"),
        (bits_as_steps, "lie between two steps|half a step"),
        (always_three, "lie between two steps|half a step"),
        (rounds_digits, "lie between two steps"),
        (one_sample, "as many samples"),
        (fewer_samples, "as many samples"),
        (prints_them, "write return"),
        (loses_them, "its last line should begin with return"),
        (power_by_a_hat, "lie between two steps|half a step"),
        (a_text, "as many samples"),
        (np.zeros(3), "not a function"),
    ],
}
