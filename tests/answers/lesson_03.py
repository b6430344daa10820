"""Lesson 03: a part from bytes, and a system message that steers."""

import base64

from tests.answers.common import SPEECH, WRITING, part, sound, text

WEATHER = part("weather.mp3")


def made(data, /, **inner):
    letters = base64.b64encode(data).decode("ascii")
    return {"type": "input_audio", "input_audio": {"data": letters, "format": "wav"} | inner}


def plain(data):
    return made(data)


def by_codec(data):
    import codecs

    return made(data, data=codecs.encode(data, "base64").decode().replace("\n", ""))


def by_str(data):
    return made(data, data=str(base64.b64encode(data), "ascii"))


def by_pieces(wav_bytes):
    pieces = [wav_bytes[i : i + 300] for i in range(0, len(wav_bytes), 300)]
    return made(wav_bytes, data="".join(base64.b64encode(piece).decode() for piece in pieces))


def by_binascii(data):
    import binascii

    return made(data, data=binascii.b2a_base64(data, newline=False).decode())


def by_update(data):
    part = {"type": "input_audio", "input_audio": {"format": "wav"}}
    part["input_audio"]["data"] = base64.standard_b64encode(data).decode()
    return part


def bytes_in_it(data):
    return made(data, data=base64.b64encode(data))


def urlsafe(data):
    return made(data, data=base64.urlsafe_b64encode(data).decode() + "-")


def with_prefix(data):
    return made(data, data="data:audio/wav;base64," + base64.b64encode(data).decode())


def with_line_breaks(data):
    return made(data, data=base64.encodebytes(data).decode())


def shown_as_text(data):
    return made(data, data=str(base64.b64encode(data)))


def always_silence(data):
    return made(bytes(len(data)))


def prints_it(data):
    print(made(data))


def without_type(data):
    return {"input_audio": made(data)["input_audio"]}


FIRST = made(sound("alloy.wav").data)


def steered(words: object, *content: object, role: str = "system", **more: object) -> dict:
    return (
        SPEECH
        | {
            "messages": [
                {"role": role, "content": words},
                {"role": "user", "content": list(content or (WEATHER,))},
            ]
        }
        | more
    )


TRANSCRIBE = "Transcribe what the speaker says, and do not answer it."
RIGHT = {
    "03-part": [
        plain,
        by_codec,
        by_str,
        by_pieces,
        by_binascii,
        by_update,
        lambda data: made(bytes(data)),
        lambda data, kind="wav": made(data, format=kind),
    ],
    "03-system": [
        steered(TRANSCRIBE),
        steered(TRANSCRIBE, role="developer"),
        steered("받아 적으세요"),
        steered("Repeat what the speaker said, word for word, and nothing else."),
        steered([text("Write down exactly what you hear.")]),
        steered("Give the transcript of each recording."),
        steered("말한 내용을 글로 옮기세요. 대답하지 마세요."),
        steered(TRANSCRIBE, part("weather.mp3", "wav")),
        steered(TRANSCRIBE, modalities=("text", "audio"), store=False),
    ],
}
WRONG = {
    "03-part": [
        (bytes_in_it, ".decode"),
        (urlsafe, "same bytes back"),
        (with_prefix, "same bytes back"),
        (with_line_breaks, "same bytes back"),
        (shown_as_text, "same bytes back"),
        (always_silence, "same bytes back"),
        (prints_it, "write return"),
        (without_type, "type is input_audio"),
        (lambda data: made(data) | {"name": "alloy.wav"}, "one is missing or too much"),
        (lambda data: made(data, sample_rate=24000), "one is missing or too much"),
        (lambda data: made(data, format="mp3"), "format is not wav"),
        (lambda data: FIRST, "same bytes back"),
        (lambda data: base64.b64encode(data).decode(), "type is input_audio"),
        (lambda data: made(data)["input_audio"], "type is input_audio"),
        (made(sound("alloy.wav").data), "not a function"),
    ],
    "03-system": [
        (steered("You are a helpful assistant."), "does not ask for the words"),
        (steered("Do not transcribe."), "does not ask for the words"),
        (steered("do not transcribe"), "does not ask for the words"),
        (steered("Summarise what the speaker says."), "does not ask for the words"),
        (steered(" "), "does not ask for the words"),
        (steered(TRANSCRIBE, modalities={"text", "audio"}), "a set, in curly brackets"),
        (steered([text(TRANSCRIBE), WEATHER]), "refuse"),
        (steered(TRANSCRIBE, text("Transcribe."), WEATHER), "the recording and no text"),
        (steered(TRANSCRIBE, part("question.wav")), "weather"),
        (steered(TRANSCRIBE, role="user"), "The first message has the role 'user'"),
        (steered(TRANSCRIBE, role="assistant"), "The first message has the role 'assistant'"),
        (SPEECH | {"messages": steered(TRANSCRIBE)["messages"][::-1]}, "The first message"),
        (SPEECH | {"messages": [{"role": "system", "content": TRANSCRIBE}]}, "weather"),
        (WRITING | {"messages": steered(TRANSCRIBE)["messages"]}, "would not be spoken"),
        (steered(TRANSCRIBE, sound("weather.mp3")), ".part()"),
    ],
}
