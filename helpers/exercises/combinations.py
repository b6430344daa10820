"""The exercises of the first lessons, 00 to 05: the five combinations."""

import base64

from helpers.engine import catalogue
from helpers.exercises import exercise
from helpers.exercises.steps import (
    capped,
    is_request,
    message_parts,
    recordings,
    sounds,
    speaks,
    tried,
    words,
    writes,
)
from helpers.media import codec
from helpers.media.wav import wav_bytes


@exercise(
    "00-voice",
    "The voice stands in the request under audio.",
    'audio is a dict: audio={"voice": …, "format": …}.',
    'For instance audio={"voice": "onyx", "format": "wav"}.',
)
def _(request):
    yield is_request(request)
    yield speaks(request)
    voice = (request.get("audio") or {}).get("voice")
    yield (
        voice in catalogue.voices(),
        f"{voice} is a voice",
        f"{voice!r} is no voice: VoicePicker() lists them.",
    )
    yield (
        voice != "coral",
        "it is another voice than before",
        "This is still coral: choose another voice.",
    )


@exercise(
    "00-korean",
    "Keep “Read aloud:” or write its Korean twin, 소리 내어 읽어 주세요:",
    "The words are in messages[0]['content'].",
    'For instance "소리 내어 읽어 주세요: 안녕하세요."',
)
def _(request):
    yield is_request(request)
    yield speaks(request)
    hangul = [letter for letter in words(request) if "가" <= letter <= "힣"]
    yield (
        len(hangul) >= 2,
        f"there are {len(hangul)} Korean syllables in it",
        "I find no Korean words in the message.",
    )


@exercise(
    "01-mp3",
    "Two values in audio change, and one word in the message.",
    'audio={"voice": "sage", "format": "mp3"}.',
    "The message is a list with one dict: its content begins with Read aloud.",
)
def _(request):
    yield is_request(request)
    yield speaks(request)
    audio = request.get("audio") or {}
    yield (
        audio.get("voice") == "sage",
        "sage will speak",
        f"The voice is {audio.get('voice')!r}, and sage is asked for.",
    )
    yield (
        audio.get("format") == "mp3",
        "the sound will come as mp3",
        f"The format is {audio.get('format')!r}, and mp3 is asked for.",
    )
    yield capped(request)


@exercise(
    "01-words",
    "A spoken message has its words in message.audio.transcript.",
    "A written one has them in message.content, and its audio is None.",
    "def words_of(message):\n      return message.audio.transcript if message.audio else message.content",
)
def _(words_of):
    yield (
        callable(words_of),
        "it is a function",
        "Hand in the function itself: check(…, words_of), without brackets.",
    )
    from openai.types.chat import ChatCompletionMessage

    spoken = ChatCompletionMessage.model_validate(
        {
            "role": "assistant",
            "content": None,
            "audio": {
                "id": "audio_1",
                "data": "",
                "expires_at": 1,
                "transcript": "these were spoken",
            },
        }
    )
    written = ChatCompletionMessage(role="assistant", content="these were written")
    for message, wanted in ((spoken, "these were spoken"), (written, "these were written")):
        found = tried(words_of, message)
        yield (
            found == wanted,
            f"it finds the words of the message in which {wanted}",
            f"Of the message in which “{wanted}”, yours gives {found!r}.",
        )


@exercise(
    "02-word-error-rate",
    "Compare word by word before you allow for insertions.",
    "A table helps: cost[i][j] is the fewest edits from the first i words said to the first j words heard.",
    "Each field is the least of: above + 1, left + 1, and diagonal + (0 if the words are equal else 1).",
)
def _(rate):
    yield callable(rate), "it is a function", "Hand in the function itself, without brackets."
    for said, heard, wanted in (
        ("a b c", "a b c", 0.0),
        ("a b c", "a x c", 1 / 3),
        ("a b c", "a c", 1 / 3),
        ("a b c d", "a b x c d", 0.25),
        ("a b", "", 1.0),
        ("to be or not", "or not to be", 1.0),
    ):
        found = tried(rate, said, heard)
        yield (
            isinstance(found, (int, float)) and abs(found - wanted) < 0.005,
            f"“{said}” heard as “{heard}” gives {wanted:.2f}",
            f"For “{said}” heard as “{heard}” I expect {wanted:.2f}; yours gives {found!r}.",
        )


@exercise(
    "02-messages",
    "Both recordings stand in the content of one message.",
    "content is a list: a text part, then two input_audio parts.",
    'content=[{"type": "text", "text": "Transcribe both."}, one.part(), two.part()]',
)
def _(request):
    yield is_request(request)
    yield writes(request)
    yield recordings(request, 2)
    parts = [part["input_audio"]["data"] for part in message_parts(request, "input_audio")]
    yield (
        parts[0] != parts[1],
        "they are two different recordings",
        "It is the same recording twice.",
    )
    yield (
        bool(words(request).strip()),
        "it says what is wanted",
        "There is no text part: say what you want to know.",
    )


@exercise(
    "03-part",
    "base64.b64encode(data) gives bytes, and JSON wants text: add .decode().",
    "The part has two keys, type and input_audio; input_audio has two, data and format.",
    'def part_of(data):\n      return {"type": "input_audio", "input_audio": {"data": base64.b64encode(data).decode(), "format": "wav"}}',
)
def _(part_of):
    yield callable(part_of), "it is a function", "Hand in the function itself, without brackets."
    import numpy as np

    data = wav_bytes(codec.to_pcm16(np.zeros(2400, np.float32)), 24000)
    part = tried(part_of, data)
    yield (
        isinstance(part, dict) and part.get("type") == "input_audio",
        "it makes an input_audio part",
        f"I expect a dict whose type is input_audio; yours gives {str(part)[:60]!r}.",
    )
    inner = part.get("input_audio") or {}
    yield (
        inner.get("format") == "wav",
        "the format is named",
        f"The format should be wav; yours is {inner.get('format')!r}.",
    )
    yield (
        isinstance(inner.get("data"), str),
        "data is text",
        f"data should be text (str); yours is {type(inner.get('data')).__name__}.",
    )
    yield (
        sounds(part) and base64.b64decode(inner["data"]) == data,
        "the bytes come through unchanged",
        "The base64 does not give the same bytes back: no prefix, no line breaks.",
    )


@exercise(
    "03-system",
    "A system message stands before the user's message and is text only.",
    "Ask in it for the words and nothing else.",
    '{"role": "system", "content": "Repeat what the speaker said, word for word."}',
)
def _(request):
    yield is_request(request)
    yield speaks(request)
    roles = [message.get("role") for message in request["messages"]]
    yield (
        roles[:1] == ["system"],
        "a system message comes first",
        f"The roles are {roles}: a system message should come first.",
    )
    yield (
        len(words(request, "system")) > 10,
        "it gives an instruction",
        "The system message is too short to steer anything.",
    )
    yield recordings(request, 1)
    yield (
        not words(request).strip(),
        "the user's message is the recording alone",
        "The user's message should hold the recording and no text.",
    )


@exercise(
    "04-ask",
    "A function returns a dict: write the request as you know it, with the two arguments in it.",
    "The content is a list of a text part with the question, and the recording's part.",
    'return dict(model=engine.model, modalities=["text"], max_completion_tokens=300, messages=[{"role": "user", "content": [{"type": "text", "text": question}, part]}])',
)
def _(ask):
    yield callable(ask), "it is a function", "Hand in the function itself, without brackets."
    part = {
        "type": "input_audio",
        "input_audio": {
            "data": base64.b64encode(wav_bytes(bytes(4800), 24000)).decode(),
            "format": "wav",
        },
    }
    request = tried(ask, "How long is it?", part)
    yield is_request(request)
    yield writes(request)
    yield recordings(request, 1)
    yield (
        "How long is it?" in words(request),
        "it carries the question",
        "The question is not in it.",
    )
    yield (
        "Is it loud?" in words(tried(ask, "Is it loud?", part)),
        "and another question where another is given",
        "It always asks the same question.",
    )


@exercise(
    "04-once",
    "Put all the questions into one text part.",
    "One request, one recording, one text that asks how long, how fast and how loud.",
    '{"type": "text", "text": "How long is this recording, how fast is the speech, and how loud is it?"}',
)
def _(request):
    yield is_request(request)
    yield writes(request)
    yield recordings(request, 1)
    said = words(request).lower()
    missing = [fact for fact in ("long", "fast", "loud") if fact not in said]
    yield (
        not missing,
        "all three questions are in it",
        f"These are not asked: {', '.join(missing)}.",
    )


@exercise(
    "05-combinations",
    "Count in the table above: which rows were answered?",
    "Each is a pair (what goes in, what comes out), written like the table's first two columns.",
    'The refused one is text in, text out: {("text", "text + audio"), ("audio", "text"), …}',
)
def _(pairs):
    pairs = {(str(into).replace(" ", ""), str(out).replace(" ", "")) for into, out in pairs}
    right = {
        (into, out) for into in ("text", "audio", "text+audio") for out in ("text", "text+audio")
    } - {("text", "text")}
    yield (
        ("text", "text") not in pairs,
        "text to text is left out",
        "Text in and text out is among them, and it is refused: an audio model wants audio on one side.",
    )
    yield (
        not pairs - right,
        "all you name are accepted",
        f"Not a pair of this API: {sorted(pairs - right)[:1]}.",
    )
    yield pairs == right, "and they are all five", f"{len(pairs)} of five."


@exercise(
    "05-mend",
    "The error named what is wrong: the model.",
    "engine.model holds the model of today, whatever it is called.",
    'request = old_request | {"model": engine.model}',
)
def _(request):
    yield is_request(request)
    model = catalogue.model(request["model"])
    yield (
        not (model and model.retired()),
        "the model is alive",
        f"{request['model']} was shut down on {model.ends if model else ''}.",
    )
    yield speaks(request)
    yield recordings(request, 1)
    yield (
        "What is in this recording?" in words(request),
        "the question is untouched",
        "The question of the old tutorial should stay: What is in this recording?",
    )
