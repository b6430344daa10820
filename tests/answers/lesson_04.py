"""Lesson 04: a function that asks, and three questions in one request."""

from tests.answers.common import MODEL, SPEECH, WRITING, asks, part, says, sound, text

WEATHER = part("weather.mp3")


def plain(question, part):
    return asks(text(question), part)


def recording_first(question, part):
    return asks(part, text(question))


def other_order(part, question):
    return asks(text(question), part)


def own_names(what, recording):
    return asks(text(what), recording)


def with_defaults(question, part, most=300):
    return asks(text(question), part, max_completion_tokens=most)


def tuples(question, part):
    return says((text(question), part), WRITING | {"modalities": ("text",)})


def without_modalities(question, part):
    return {
        "model": MODEL,
        "max_tokens": 300,
        "messages": [{"role": "user", "content": [text(question), part]}],
    }


def with_a_system_message(question, part):
    request = asks(text(question), part)
    system = {"role": "system", "content": "Answer in one sentence."}
    return request | {"messages": [system, *request["messages"]]}


def not_stored(question, part):
    return asks(text(question), part, store=False)


def ignores_the_question(question, part):
    return asks(text("How long is it?"), part)


def ignores_the_part(question, part):
    return asks(text(question), part_of_question)


part_of_question = part("question.wav")


def text_without_type(question, part):
    return asks({"text": question}, part)


def bare_question(question, part):
    return asks(question, part)


def question_alone(question, part):
    return says(question, WRITING)


def spoken(question, part):
    return says([text(question), part], SPEECH)


def two_messages(question, part):
    return WRITING | {
        "messages": [
            {"role": "user", "content": question},
            {"role": "user", "content": [part]},
        ]
    }


def prints_it(question, part):
    print(asks(text(question), part))


def forgets_return(question, part):
    asks(text(question), part)


def returns_messages(question, part):
    return asks(text(question), part)["messages"]


def no_model(question, part):
    return {"messages": asks(text(question), part)["messages"]}


def adds_words(question, part):
    return asks(text(f"Please answer: {question}"), part)


def part_twice(question, part):
    return asks(text(question), part, part)


def no_arguments():
    return asks(text("How long is it?"), WEATHER)


def about(words: str, *recordings: dict, **more: object) -> dict:
    return asks(text(words), *(recordings or (WEATHER,)), **more)


ALL = "How long is this recording, how fast is the speech, and how loud is it?"
RIGHT = {
    "04-ask": [
        plain,
        recording_first,
        other_order,
        own_names,
        with_defaults,
        tuples,
        without_modalities,
        with_a_system_message,
        not_stored,
    ],
    "04-once": [
        about(ALL),
        about("length, speaking rate, volume"),
        about("How loud is it, how long, and how fast?"),
        about("이 녹음은 얼마나 길고, 말은 얼마나 빠르고, 얼마나 큰가요?"),
        about("Tell me its duration, its loudness and the speech rate."),
        about("What is the length? What is the speed? What is the volume?"),
        about(ALL, store=False),
        asks(WEATHER, text(ALL)),
        about(ALL, part("weather.mp3", "wav")),
        about("길이, 말의 빠르기, 소리의 크기를 알려 주세요."),
    ],
}
WRONG = {
    "04-ask": [
        (ignores_the_question, "How long is it?"),
        (ignores_the_part, "not in it"),
        (text_without_type, "refuse"),
        (bare_question, "refuse"),
        (question_alone, "refuse"),
        (spoken, "a written one is asked for"),
        (two_messages, "one is asked for"),
        (prints_it, "write return"),
        (forgets_return, "should begin with return"),
        (returns_messages, "a request is a dict|should return a dict"),
        (no_model, "model"),
        (adds_words, "The text in it is"),
        (part_twice, "not in it"),
        (no_arguments, "should take these: question, part"),
        (plain("How long is it?", WEATHER), "not a function"),
    ],
    "04-once": [
        (about("Did he sing along at breakfast under a cloud?"), "These are not asked"),
        (about("How long is this recording?"), "how fast the speech is, how loud it is"),
        (about("How long is it and how fast?"), "how loud it is"),
        (about("How long and how loud is it?"), "how fast the speech is"),
        (about("Transcribe this recording."), "These are not asked"),
        (about("Do not say how long, how fast and how loud it is."), "These are not asked"),
        (about(" "), "These are not asked"),
        (about(ALL, part("question.wav")), "weather"),
        (about(ALL, WEATHER, WEATHER), "2 recordings"),
        (says([text(ALL), WEATHER], SPEECH), "a written one is asked for"),
        (says(ALL, WRITING), "refuse"),
        (about(ALL, sound("weather.mp3")), ".part()"),
        (asks(ALL, WEATHER), "refuse"),
        (
            WRITING
            | {
                "messages": [
                    {"role": "user", "content": [text(words), WEATHER]}
                    for words in ("How long is it?", "How fast?", "How loud?")
                ]
            },
            "one is asked for",
        ),
        ([ALL, WEATHER], "a request is a dict"),
    ],
}
