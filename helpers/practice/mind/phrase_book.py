"""Decides what to say: a phrase book, no language model.

It finds the intents in what was written, answers each that it can from what was written, heard
and measured, and says what it left out.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from helpers.practice.mind import function_results, left_out, text_replies
from helpers.practice.mind.about_recordings import about_recordings, heard_alone
from helpers.practice.mind.directions import delivery
from helpers.practice.mind.hearing import Hearing
from helpers.practice.mind.instruction import Ask, asks, system_text
from helpers.practice.mind.intents import Intent, find, unknown
from helpers.practice.mind.texts import is_korean
from helpers.practice.voice.delivery import PLAIN, Delivery

NOTHING_SAID = (
    "You have not said anything before this that came with the request.",
    "이 요청에는 그 전에 하신 말씀이 들어 있지 않습니다.",
)


@dataclass(frozen=True)
class Answer:
    """What to say, and how."""

    text: str
    language: str = "en"
    delivery: Delivery = PLAIN


def answer(
    messages: list[dict], hearings: list[Hearing], said: Callable[[], list[str]] = list
) -> Answer:
    """The answer to a conversation.

    `hearings` are the recordings of its last user message, in order; `said` gives what the user
    said in the turns before.
    """
    asked = asks(messages, hearings)
    orders = system_text(messages)
    if messages and messages[-1].get("role") in function_results.FUNCTION_ROLES:
        return _spoken(function_results.spoken(messages), asked[0], orders)
    own = next(ask for ask in asked if not ask.steering)
    if _asks_what_was_before(own):
        return _spoken(_remembered(own, said()), own, orders)
    for ask in asked:
        if text := _done(ask):
            return _spoken(text, ask, orders)
    return _spoken(_not_done(own), own, orders)


def understood(ask: Ask) -> list[Intent]:
    """What the instruction asks for."""
    return find(ask.instruction, with_recording=bool(ask.hearings))


def _done(ask: Ask) -> str:
    """Everything that was asked and can be done, and what was left out; empty where nothing can."""
    intents = understood(ask)
    ask = _in_language_asked(ask, intents)
    possible = [intent for intent in intents if intent.possible]
    if ask.hearings and {intent.name for intent in possible} == {"answer_in"}:
        possible.append(Intent("reply"))
    written = {intent: _of_text(intent, ask) for intent in possible}
    spoken = about_recordings([intent for intent in possible if not written[intent]], ask)
    done = [text for text in (*written.values(), spoken) if text]
    if not done:
        return ""
    left = left_out.sentence(left_out.left_out(intents, ask), ask)
    wishes = [] if ask.steering else unknown(ask.instruction)
    more = left_out.unknown_sentence(wishes, ask)
    return "\n".join(filter(None, [*dict.fromkeys(done), left, more]))


def _not_done(ask: Ask) -> str:
    """What is said where nothing that was asked can be done."""
    left = left_out.left_out(understood(ask), ask)
    if ask.hearings and (left or not ask.instruction):
        sentence = left_out.sentence(left, ask, nothing_else=True)
        return "\n".join(filter(None, [heard_alone(ask), sentence]))
    return left_out.what_i_am(ask)


def _of_text(intent: Intent, ask: Ask) -> str:
    reply = text_replies.REPLIES.get(intent.name)
    return reply(ask) if reply else ""


def _in_language_asked(ask: Ask, intents: list[Intent]) -> Ask:
    """The ask, answered in English or Korean where that is asked for."""
    asked = next((intent.language for intent in intents if intent.name == "answer_in"), "")
    return replace(ask, korean=asked == "ko") if asked in ("en", "ko") else ask


def _asks_what_was_before(ask: Ask) -> bool:
    """Whether the user does, in writing or aloud; not where the recording is to be written down."""
    written = {intent.name for intent in find(ask.instruction, True)}
    if written & {"before", "transcribe"}:
        return "before" in written
    words = [hearing.heard.words for hearing in ask.hearings]
    return any(intent.name == "before" for text in words for intent in find(text, True))


def _remembered(ask: Ask, said: list[str]) -> str:
    """The turns before, in their order."""
    if not said:
        return ask.say(*NOTHING_SAID)
    turns = [f'"{turn}"' for turn in said]
    stop = "" if said[-1].endswith((".", "!", "?")) else "."
    return ask.say(
        f"Before this you said: {', then: '.join(turns)}{stop}",
        f"그 전에 이렇게 말씀하셨습니다: {', 그다음에 '.join(turns)}{stop}",
    )


def _spoken(text: str, ask: Ask, orders: str) -> Answer:
    """The answer, its language and how it is spoken."""
    text = text.strip()
    korean = is_korean(text) or (ask.korean and bool(re.search("[가-힣]", text)))
    manner = orders if ask.steering else f"{ask.instruction}\n{orders}"
    return Answer(text, "ko" if korean else "en", delivery(manner))
