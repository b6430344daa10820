"""What to say to a request, or which functions to call: hear, then ask the mind or the tools."""

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from helpers.practice import own_mind
from helpers.practice.cancellation import Cancellation
from helpers.practice.heard_recordings import hear
from helpers.practice.mind import phrase_book
from helpers.practice.mind.hearing import Hearing
from helpers.practice.mind.phrase_book import Answer
from helpers.practice.mind.remote import configured
from helpers.practice.mind.text_server import MindError
from helpers.practice.mind.texts import text_of
from helpers.practice.protocol import faults
from helpers.practice.protocol.rules import Accepted, Recording
from helpers.practice.protocol.tool_calls import tool_call
from helpers.practice.tools import choose

Calls = list[dict[str, Any]]  # function calls as the API writes them


def decide(accepted: Accepted, fault: str, cancellation: Cancellation) -> Answer | Calls:
    """What to say, or which functions to call; raises Cancelled, Refusal."""
    if fault == "empty":
        return Answer("")
    excuse = ""
    mind = None if _replaced_answer(accepted, fault) else configured()
    if mind:
        try:
            decision = own_mind.answer(mind, accepted, cancellation)
        except MindError as error:
            excuse = own_mind.excuse(mind, error, accepted.body["messages"])
        else:
            if isinstance(decision, list):
                return decision
            if not _demands_a_call(accepted.body):  # a small model may not know how to call
                return _shaped(decision, accepted, fault)
    messages = accepted.body["messages"]
    recordings = [] if fault == "ignored" else _latest(accepted.recordings)
    hearings = [hear(recording, cancellation) for recording in recordings]
    replaced = _replaced_answer(accepted, fault)

    def own_answer() -> Answer:
        return phrase_book.answer(messages, hearings, lambda: _said_before(accepted, cancellation))

    if messages[-1].get("role") == "user" and not (replaced and fault == "promise"):
        calls = _calls(accepted.body, hearings, lambda: own_answer().text)
        if calls:
            return calls
    answer = replaced or own_answer()
    if excuse:
        answer = replace(answer, text=f"{excuse}\n{answer.text}")
    return _shaped(answer, accepted, fault)


def _shaped(answer: Answer, accepted: Accepted, fault: str) -> Answer:
    """The answer as far as a stop sequence, and in the form that is asked for."""
    text = before_stop(answer.text, accepted.body.get("stop"))
    if fault == "preamble":
        text = faults.ADDED_PREAMBLE + text
    return replace(answer, text=_in_response_format(text, accepted))


def before_stop(text: str, stop: str | list[str] | None) -> str:
    """The text before the first of the sequences that stop an answer."""
    sequences = [stop] if isinstance(stop, str) else stop or []
    ends = [text.index(sequence) for sequence in sequences if sequence and sequence in text]
    return text[: min(ends)] if ends else text


def _replaced_answer(accepted: Accepted, fault: str) -> Answer | None:
    """What a fault says instead of the answer.

    No recording is missed where none was sent, and nothing is promised where nothing can be
    called, where it must be, or where a function has just been.
    """
    if fault == "ignored" and not accepted.recordings:
        return None
    if fault == "promise" and not _may_promise(accepted.body):
        return None
    text = faults.REPLACED_ANSWERS.get(fault)
    return Answer(text) if text else None


def _may_promise(body: dict[str, Any]) -> bool:
    return _offers_calls(body) and not _demands_a_call(body)


def _demands_a_call(body: dict[str, Any]) -> bool:
    return _offers_calls(body) and choose.must_call(body.get("tool_choice"))


def _offers_calls(body: dict[str, Any]) -> bool:
    """Whether functions are offered, for what the user said last."""
    return bool(body.get("tools")) and body["messages"][-1].get("role") == "user"


def _in_response_format(text: str, accepted: Accepted) -> str:
    """The text, as JSON where a written answer is asked for as an object."""
    wanted = (accepted.body.get("response_format") or {}).get("type")
    if wanted == "json_object" and not accepted.speaks and not _is_json_object(text):
        return json.dumps({"answer": text}, ensure_ascii=False)
    return text


def _is_json_object(text: str) -> bool:
    try:
        return isinstance(json.loads(text), dict)
    except ValueError:
        return False


def _calls(body: dict[str, Any], hearings: list[Hearing], reply: Callable[[], str]) -> Calls:
    """The functions to call for what the last message says; `reply` is what else would be said."""
    tools = body.get("tools")
    if not tools:
        return []
    words = _joined([text_of(body["messages"][-1]), *(_words(hearing) for hearing in hearings)])
    chosen = choose.choose(tools, body.get("tool_choice") or "auto", words, hearings, reply)
    if body.get("parallel_tool_calls") is False:
        chosen = chosen[:1]
    return [tool_call(call.name, call.arguments) for call in chosen]


def _said_before(accepted: Accepted, cancellation: Cancellation) -> list[str]:
    """What the user wrote and said in the turns before the last, one text a turn."""
    messages = accepted.body["messages"]
    users = [index for index, message in enumerate(messages) if message.get("role") == "user"]
    turns = []
    for index in users[:-1]:
        spoken = [
            _words(hear(recording, cancellation))
            for recording in accepted.recordings
            if recording.message == index
        ]
        turns.append(_joined([text_of(messages[index]), *spoken]))
    return [turn for turn in turns if turn]


def _latest(recordings: tuple[Recording, ...]) -> list[Recording]:
    """The recordings of the last message that brought any."""
    last = max((recording.message for recording in recordings), default=None)
    return [recording for recording in recordings if recording.message == last]


def _words(hearing: Hearing) -> str:
    return hearing.heard.words


def _joined(texts: list[str]) -> str:
    return " ".join(filter(None, texts))
