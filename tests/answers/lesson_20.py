"""Lesson 20: a request for a stream, and its chunks collected."""

import base64

import numpy as np

from tests.answers.common import SPEECH, says


def streamed(**more: object) -> dict:
    request = says("Read aloud: Good day to you.", SPEECH)
    wanted = {
        "audio": {"voice": "sage", "format": "pcm16"},
        "stream": True,
        "stream_options": {"include_usage": True},
    }
    return request | wanted | more


def without(*keys: str) -> dict:
    return {key: value for key, value in streamed().items() if key not in keys}


def plain(chunks):
    sound, words = b"", ""
    for chunk in chunks:
        if not chunk.get("choices"):
            continue
        audio = chunk["choices"][0]["delta"].get("audio") or {}
        sound += base64.b64decode(audio.get("data") or "")
        words += audio.get("transcript") or ""
    return sound, words


def as_list(chunks):
    return list(plain(chunks))


def as_bytearray(chunks):
    sound, words = plain(chunks)
    return bytearray(sound), words


def as_array(chunks):
    sound, words = plain(chunks)
    return np.frombuffer(sound, "<i2"), words


def by_pieces(stream):
    sound, words = [], []
    for chunk in stream:
        for choice in chunk.get("choices") or []:
            audio = choice["delta"].get("audio") or {}
            if "data" in audio:
                sound.append(base64.b64decode(audio["data"]))
            if "transcript" in audio:
                words.append(audio["transcript"])
    return b"".join(sound), "".join(words)


def by_attempt(chunks):
    sound, words = b"", ""
    for chunk in chunks:
        try:
            audio = chunk["choices"][0]["delta"]["audio"]
        except (KeyError, IndexError):
            continue
        sound += base64.b64decode(audio.get("data", ""))
        words += audio.get("transcript", "")
    return sound, words


def by_generator(chunks):
    deltas = [c["choices"][0]["delta"] for c in chunks if c.get("choices")]
    audios = [delta.get("audio") or {} for delta in deltas]
    sound = b"".join(base64.b64decode(audio.get("data", "")) for audio in audios)
    return sound, "".join(audio.get("transcript", "") for audio in audios)


def in_a_list_first(chunks):
    return plain(list(chunks))


def heartbeats_break_it(chunks):
    sound, words = b"", ""
    for chunk in chunks:
        audio = chunk["choices"][0]["delta"].get("audio") or {}
        sound += base64.b64decode(audio.get("data") or "")
        words += audio.get("transcript") or ""
    return sound, words


def not_decoded(chunks):
    sound, words = "", ""
    for chunk in chunks:
        if chunk.get("choices"):
            audio = chunk["choices"][0]["delta"].get("audio") or {}
            sound += audio.get("data", "")
            words += audio.get("transcript", "")
    return sound, words


def swapped(chunks):
    return plain(chunks)[::-1]


def words_alone(chunks):
    return plain(chunks)[1]


def last_words(chunks):
    sound, words = b"", ""
    for chunk in chunks:
        if chunk.get("choices"):
            audio = chunk["choices"][0]["delta"].get("audio") or {}
            sound += base64.b64decode(audio.get("data") or "")
            words = audio.get("transcript") or words
    return sound, words


def silence(chunks):
    sound, words = plain(chunks)
    return bytes(len(sound)), words


def first_piece(chunks):
    sound, words = plain(chunks)
    return sound[: len(sound) // 2], words


def spaced(chunks):
    sound, words = plain(chunks)
    return sound, " ".join(words.split()) + " "


def ignores_the_chunks(chunks):
    return b"", "Good day."


def prints_it(chunks):
    print(plain(chunks))


def stops_at_a_heartbeat(chunks):
    kept = []
    for chunk in chunks:
        if not chunk.get("choices"):
            break
        kept.append(chunk)
    return plain(kept)


RIGHT = {
    "20-request": [
        streamed(),
        streamed(modalities=("text", "audio")),
        streamed(max_completion_tokens=8000),
        without("max_completion_tokens") | {"max_tokens": 400},
        streamed(audio={"voice": "coral", "format": "pcm16"}),
        streamed(stream_options={"include_usage": True, "include_obfuscation": False}),
        streamed(store=False),
        streamed(messages=[{"role": "user", "content": "Tell me a story."}]),
    ],
    "20-collect": [
        plain,
        as_list,
        as_bytearray,
        as_array,
        by_pieces,
        by_attempt,
        by_generator,
        in_a_list_first,
    ],
}
WRONG = {
    "20-request": [
        (streamed(audio={"format": "pcm16"}), "audio.voice"),
        (streamed(audio={"voice": "robert", "format": "pcm16"}), "robert"),
        (streamed(audio={"voice": "sage", "format": "mp3"}), "refuse"),
        (streamed(audio={"voice": "sage", "format": "wav"}), "refuse"),
        (streamed(stream=False), "refuse"),
        (without("stream"), "refuse"),
        (without("stream_options"), "how many tokens"),
        (streamed(stream_options={"include_usage": False}), "how many tokens"),
        (streamed(stream_options=True), "refuse"),
        (streamed(stream="yes"), "refuse"),
        (without("max_completion_tokens"), "endless reply"),
        (streamed(max_completion_tokens=5), "5 tokens end"),
        (streamed(include_usage=True), "refuse"),
        (streamed(modalities=["text"]), "would"),
    ],
    "20-collect": [
        (heartbeats_break_it, "heartbeat"),
        (not_decoded, "return the sound and the words"),
        (swapped, "return the sound and the words"),
        (words_alone, "return the sound and the words"),
        (last_words, "words are"),
        (silence, "not all the pieces"),
        (first_piece, "not all the pieces"),
        (spaced, "words are"),
        (ignores_the_chunks, "not all the pieces"),
        (prints_it, "write return"),
        (stops_at_a_heartbeat, "words are"),
        (lambda chunks: (1, 2), "return the sound and the words"),
        (lambda chunks: plain(chunks)[0], "return the sound and the words"),
        (plain([]), "not a function"),
    ],
}
