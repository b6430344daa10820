"""From a request that is in order to its answer: hear, decide, speak. Whole or as a stream, and spoilt where a fault was ordered."""

import hashlib
import itertools
import json
import threading
from collections import OrderedDict
from collections.abc import Iterable, Iterator
from dataclasses import replace

import numpy as np

from .. import prosody
from . import ears, forms, memory, mind, replies, rules, voice
from .asked import Hearing, text_of
from .streams import Stream

REMEMBERED = 64   # recordings whose hearing is kept, so that a second question does not listen again

_heard: OrderedDict[str, Hearing] = OrderedDict()
_keeping = threading.Lock()


def check_turns(accepted: rules.Accepted, fault: str = "") -> None:
    """Refuse an audio id that is unknown or whose hour is over (api-facts.md §2.4 E12)."""
    for index, message in enumerate(accepted.body["messages"]):
        if message.get("role") == "assistant" and message.get("audio"):
            name = message["audio"]["id"]
            if fault == "expired" or not memory.recall(name):
                raise rules.Refusal(400, f"Assistant audio {name[:100]} not found.", param=f"content.messages[{index}].audio.id", code="audio_not_found")


def hear(recordings: Iterable[rules.Recording]) -> list[Hearing]:
    """What the ears make of each recording and what is measured of it; the same bytes are listened to once."""
    hearings = []
    for recording in recordings:
        key = hashlib.sha256(recording.data).hexdigest()
        with _keeping:
            known = _heard.get(key)
        hearing = known or Hearing(ears.listen(recording.mono), prosody.measure(recording.mono, ears.RATE))
        with _keeping:
            _heard[key] = hearing
            while len(_heard) > REMEMBERED:
                _heard.popitem(last=False)
        hearings.append(hearing)
    return hearings


def latest(accepted: rules.Accepted) -> list[rules.Recording]:
    """The recordings of the last message that brought any."""
    last = max((recording.message for recording in accepted.recordings), default=None)
    return [recording for recording in accepted.recordings if recording.message == last]


def decide(accepted: rules.Accepted, fault: str = "") -> tuple[mind.Answer, list[dict]]:
    """What to say, or else which functions to call."""
    if fault == "empty":
        return mind.Answer(""), []
    hearings = [] if fault == "ignored" else hear(latest(accepted))
    messages = accepted.body["messages"]
    calls = _calls(accepted, hearings) if messages[-1].get("role") == "user" else []
    if calls:
        return mind.Answer(""), calls
    if fault == "ignored" and accepted.recordings:
        return mind.Answer("I'm sorry, I need to hear the audio to answer. Could you send it?"), []
    answer = mind.answer(messages, hearings, lambda: _said(accepted))
    return replace(answer, text=_shaped(_until(answer.text, accepted.body.get("stop")), accepted)), []


def whole(accepted: rules.Accepted, created: int, fault: str = "") -> dict:
    """The answer as one JSON document."""
    answer, calls = decide(accepted, fault)
    if calls:
        return replies.calling(accepted, created, calls)
    if accepted.speaks:
        return replies.spoken(accepted, created, *_speech(answer, accepted.voice, fault))
    return replies.written(accepted, created, _endless(answer.text) if fault == "runaway" else answer.text)


def streamed(accepted: rules.Accepted, created: int, fault: str = "") -> Iterator[dict]:
    """The answer as the chunks of a stream, each made when it is asked for."""
    answer, calls = decide(accepted, fault)
    stream = Stream(accepted, created)
    if calls:
        return stream.calling(calls)
    if accepted.speaks:
        return stream.spoken(*_speech(answer, accepted.voice, fault))
    return stream.written(_endless(answer.text) if fault == "runaway" else answer.text)


def _until(text: str, stop: str | list[str] | None) -> str:
    """The text before the first of the sequences that stop an answer."""
    ends = [text.index(end) for end in ([stop] if isinstance(stop, str) else stop or []) if end and end in text]
    return text[: min(ends)] if ends else text


def _shaped(text: str, accepted: rules.Accepted) -> str:
    """The text, as JSON where a written answer is asked for as an object."""
    wanted = (accepted.body.get("response_format") or {}).get("type")
    return json.dumps({"answer": text}, ensure_ascii=False) if wanted == "json_object" and not accepted.speaks else text


def _speech(answer: mind.Answer, name: str, fault: str) -> tuple[str, Iterable[np.ndarray]]:
    """The words, and the sound phrase by phrase as it is needed."""
    def blocks():
        for _ in itertools.count() if fault == "runaway" else (0,):
            yield from voice.phrases(answer.text, name, answer.language, answer.delivery)
    return (_endless(answer.text), blocks()) if fault == "runaway" else (answer.text, blocks() if answer.text else ())


def _endless(text: str) -> str:
    """The same words until any limit is reached."""
    return " ".join([text or "and so on"] * (20_000 // max(1, len(replies.pieces(text))) + 1))


def _calls(accepted: rules.Accepted, hearings: list[Hearing]) -> list[dict]:
    """The functions to call, as the API writes them."""
    tools = accepted.body.get("tools")
    if not tools:
        return []
    words = " ".join(filter(None, [text_of(accepted.body["messages"][-1]), *(hearing.heard.words for hearing in hearings)]))
    chosen = forms.choose(tools, accepted.body.get("tool_choice") or "auto", words, tuple(hearings))
    if accepted.body.get("parallel_tool_calls") is False:
        chosen = chosen[:1]
    return [{"id": "call_" + replies.letters(24), "type": "function", "function": {"name": call.name, "arguments": json.dumps(call.arguments, ensure_ascii=False)}} for call in chosen]


def _said(accepted: rules.Accepted) -> list[str]:
    """What the user wrote and said in the turns before the last, one text a turn."""
    messages = accepted.body["messages"]
    last = max((index for index, message in enumerate(messages) if message.get("role") == "user"), default=0)
    turns = []
    for index, message in enumerate(messages[:last]):
        if message.get("role") == "user":
            heard = hear(recording for recording in accepted.recordings if recording.message == index)
            turns.append(" ".join(filter(None, [text_of(message), *(hearing.heard.words for hearing in heard)])))
    return [turn for turn in turns if turn]
