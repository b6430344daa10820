"""Lesson 13: a spoken turn by its id, and words in the place of ids."""

from functools import partial


def from_dict(message):
    name = vars(message.audio)["id"]
    return {"audio": {"id": str(name)}, "role": "assistant"}


def in_steps(answer):
    turn = {"role": "assistant"}
    turn["audio"] = {"id": answer.audio.id}
    return turn


def with_content(message):
    return {"role": "assistant", "content": None, "audio": {"id": message.audio.id}}


def with_transcript(message):
    return {"role": "assistant", "content": message.audio.transcript} | in_steps(message)


def role_of_it(message):
    return {"role": message.role, "audio": {"id": message.audio.id}}


def picked(message):
    return {"role": "assistant", "audio": {key: getattr(message.audio, key) for key in ["id"]}}


def unused_default(message, role="assistant"):
    return {"role": role, "audio": {"id": message.audio.id}}


def in_a_list(messages, transcripts):
    return [
        {"role": "assistant", "content": transcripts[turn["audio"]["id"]]}
        if "audio" in turn
        else turn
        for turn in messages
    ]


def by_loop(messages, transcripts):
    turns = []
    for message in messages:
        if message.get("audio"):
            words = transcripts.get(message["audio"]["id"], "")
            turns.append({"role": "assistant", "content": words})
        else:
            turns.append(message)
    return turns


def in_place(messages, transcripts):
    for message in messages:
        if "audio" in message:
            message["content"] = transcripts[message.pop("audio")["id"]]
    return messages


def by_index(messages, transcripts):
    turns = list(messages)
    for at, turn in enumerate(turns):
        if turn["role"] == "assistant" and "audio" in turn:
            turns[at] = {"role": turn["role"], "content": transcripts[turn["audio"]["id"]]}
    return turns


def as_tuple(messages, transcripts):
    return tuple(in_a_list(messages, transcripts))


def one_turn(transcripts, turn):
    return in_a_list([turn], transcripts)[0]


def by_map(messages, transcripts):
    return list(map(partial(one_turn, transcripts), messages))


def by_generator(messages, transcripts):
    def turns():
        for turn in messages:
            audio = turn.get("audio")
            yield {"role": "assistant", "content": transcripts[audio["id"]]} if audio else turn

    return [*turns()]


def other_names(history, words):
    return in_a_list(history, words)


def returns_nothing(messages, transcripts):
    for message in messages:
        if "audio" in message:
            message["content"] = transcripts[message.pop("audio")["id"]]


def printed(messages, transcripts):
    print(in_a_list(messages, transcripts))


def keeps_the_id(messages, transcripts):
    for message in messages:
        if "audio" in message:
            message["content"] = transcripts[message["audio"]["id"]]
    return messages


def drops_them(messages, transcripts):
    return [turn for turn in messages if "audio" not in turn]


def only_them(messages, transcripts):
    return [turn for turn in in_place(messages, transcripts) if turn["role"] == "assistant"]


def as_user(messages, transcripts):
    return [
        {"role": "user", "content": transcripts[turn["audio"]["id"]]} if "audio" in turn else turn
        for turn in messages
    ]


def every_assistant(messages, transcripts):
    words = iter([*transcripts.values(), ""])
    return [
        {"role": "assistant", "content": next(words)} if turn["role"] == "assistant" else turn
        for turn in messages
    ]


def same_words(messages, transcripts):
    first = next(iter(transcripts.values()))
    return [
        {"role": "assistant", "content": first} if "audio" in turn else turn for turn in messages
    ]


def words_alone(messages, transcripts):
    return [transcripts[turn["audio"]["id"]] if "audio" in turn else turn for turn in messages]


def no_question(messages, transcripts):
    return [{"role": "assistant", "content": transcripts[turn["audio"]["id"]]} for turn in messages]


def empty(messages, transcripts):
    return in_a_list(messages, dict.fromkeys(transcripts, ""))


def one_text(messages, transcripts):
    return " ".join(transcripts.values())


def in_parts(messages, transcripts):
    return [
        {"role": "assistant", "content": "audio: " + transcripts[turn["audio"]["id"]]}
        if "audio" in turn
        else turn
        for turn in messages
    ]


RIGHT = {
    "13-turn": [
        from_dict,
        in_steps,
        with_content,
        with_transcript,
        role_of_it,
        picked,
        unused_default,
        lambda message: {"role": "assistant", "audio": {"id": message.audio.id}},
    ],
    "13-transcripts": [
        in_a_list,
        by_loop,
        in_place,
        by_index,
        as_tuple,
        by_map,
        by_generator,
        other_names,
    ],
}
WRONG = {
    "13-turn": [
        (lambda m: {"role": "user", "audio": {"id": m.audio.id}}, "role is assistant"),
        (lambda m: {"role": "system", "audio": {"id": m.audio.id}}, "role is assistant"),
        (lambda m: {"audio": {"id": m.audio.id}}, "role is assistant"),
        (lambda m: m.audio.id, "role is assistant"),
        (lambda m: m, "role is assistant"),
        (lambda m: [in_steps(m)], "role is assistant"),
        (lambda m: print(m.audio.id), "write return"),
        (lambda m: {"role": "assistant", "audio": m.audio.id}, "should hold the id"),
        (lambda m: {"role": "assistant", "audio": {"id": "audio_71"}}, "should hold the id"),
        (lambda m: {"role": "assistant", "content": m.audio.transcript}, "should hold the id"),
        (lambda m: {"role": "assistant", "id": m.audio.id}, "should hold the id"),
        (lambda m: {"role": "assistant", "audio": {"audio_id": m.audio.id}}, "should hold the id"),
        (lambda m: {"role": "assistant", "audio": vars(m.audio)}, "Leave out data"),
        (lambda m: in_steps(m) | {"expires_at": 1}, "Leave out data"),
        (lambda m: {"role": "assistant", "audio": {"id": m.id}}, "AttributeError"),
        ({"role": "assistant", "audio": {"id": "audio_71"}}, "not a function"),
    ],
    "13-transcripts": [
        (returns_nothing, "returns nothing"),
        (printed, "write return"),
        (keeps_the_id, "still an audio id"),
        (lambda messages, transcripts: messages, "still an audio id"),
        (drops_them, "all 7 messages"),
        (only_them, "all 7 messages"),
        (as_user, "should be the assistant's"),
        (every_assistant, "should be the assistant's|was changed"),
        (same_words, "Good night"),
        (words_alone, "should be the assistant's"),
        (no_question, "KeyError"),
        (empty, "Good morning"),
        (one_text, "all 7 messages"),
        (in_parts, "Good morning"),
        (lambda messages: messages, "should take these"),
        ([], "not a function"),
    ],
}
