"""The exercises of lessons 00 and 01: text in, speech out."""

import re
from typing import Any

from openai.types.chat import ChatCompletionMessage

from helpers.exercises.functions import call, is_function
from helpers.exercises.registry import exercise
from helpers.exercises.request_steps import capped, sent, speaks, voice_is, written
from helpers.exercises.steps import Steps, step
from helpers.exercises.wording import READ_ALOUD, asks_for, to_read


@exercise("00-name")
def my_name(request: Any) -> Steps:
    """A voice other than coral says a name."""
    yield from sent(request)
    yield speaks(request)
    voice = (request.get("audio") or {}).get("voice")
    yield step(
        voice != "coral",
        f"{voice} will speak",
        "This is still coral, the voice of the first answer.",
        "VoicePicker() shows all thirteen voices.",
    )
    yield asks_for(
        READ_ALOUD,
        written(request),
        "it asks for a sentence to be read aloud",
        "It does not ask for anything to be read aloud.",
        "Keep “Read aloud:” before your sentence.",
        with_recording=False,
    )
    yield step(
        len(to_read(written(request)).split()) >= 2,
        "there is a sentence to read",
        "There is no sentence behind “Read aloud:”.",
        "For instance: Read aloud: Hello, my name is Minji.",
    )


@exercise("00-korean")
def in_korean(request: Any) -> Steps:
    """A Korean sentence is read aloud."""
    yield from sent(request)
    yield speaks(request)
    words = written(request)
    yield asks_for(
        READ_ALOUD,
        words,
        "it asks for a sentence to be read aloud",
        "It does not say what to do with the words.",
        "Write “Read aloud:” before them, or in Korean “소리 내어 읽어 주세요:”.",
        with_recording=False,
    )
    syllables = re.findall("[가-힣]", to_read(words))
    yield step(
        len(syllables) >= 2,
        f"there are {len(syllables)} Korean syllables to read",
        "I find no Korean words to read: the practice engine does not translate.",
        "For instance: Read aloud: 안녕하세요.",
    )


@exercise("01-mp3")
def sage_as_mp3(request: Any) -> Steps:
    """Any sentence, in the voice sage, as mp3, with a limit."""
    yield from sent(request)
    yield speaks(request)
    yield voice_is(request, "sage")
    kind = request["audio"].get("format")
    yield step(
        kind == "mp3",
        "the sound will come as mp3",
        f"The format is {kind!r}, and mp3 is asked for.",
        'The format is named inside audio: {"voice": "sage", "format": "mp3"}.',
    )
    yield step(
        sum(map(str.isalpha, written(request))) > 1,
        "there are words to say",
        "The message is empty.",
        "The content of the message is what you ask for, for instance “Read aloud: Good day.”",
    )
    yield capped(request)


@exercise("01-words")
def words_of_a_message(words_of: Any) -> Steps:
    """A function that finds the words of a message, spoken or written."""
    yield is_function(words_of, "words_of")
    for words in ("these were spoken", "and so were these"):
        yield _finds(words_of, _spoken(words), words, "spoken")
    for words in ("these were written", "and so were these"):
        message = ChatCompletionMessage(role="assistant", content=words)
        yield _finds(words_of, message, words, "written")


def _finds(words_of: Any, message: ChatCompletionMessage, words: str, how: str) -> Any:
    found = call(words_of, message=message)
    hints = {
        "spoken": "A spoken message has its words in message.audio.transcript.",
        "written": "A written message has its words in message.content; its audio is None.",
    }
    return step(
        found.value == words,
        f"it finds {how} words: {words}",
        f"A message has the {how} words “{words}”. "
        f"{found.problem or f'Yours gives {found.shown}.'}",
        hints[how],
        "return message.audio.transcript if message.audio else message.content",
    )


def _spoken(words: str) -> ChatCompletionMessage:
    audio = {"id": "audio_1", "data": "", "expires_at": 1, "transcript": words}
    message = {"role": "assistant", "content": None, "audio": audio}
    return ChatCompletionMessage.model_validate(message)
