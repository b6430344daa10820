"""A model of the learner's own decides what to say or to call, where one is set up."""

from helpers.practice.cancellation import Cancellation
from helpers.practice.heard_recordings import hear
from helpers.practice.mind.conversation import in_text
from helpers.practice.mind.directions import delivery
from helpers.practice.mind.hearing import Hearing
from helpers.practice.mind.instruction import system_text
from helpers.practice.mind.phrase_book import Answer
from helpers.practice.mind.remote import RemoteMind
from helpers.practice.mind.text_replies import speakable
from helpers.practice.mind.text_server import MindError
from helpers.practice.mind.texts import is_korean, text_of
from helpers.practice.protocol.audio_ids import turn_of
from helpers.practice.protocol.rules import Accepted
from helpers.practice.protocol.tool_calls import tool_call


def answer(mind: RemoteMind, accepted: Accepted, cancellation: Cancellation) -> Answer | list[dict]:
    """What the mind says or calls; raises MindError, Cancelled, Refusal."""

    def hearings(index: int) -> list[Hearing]:
        return [hear(one, cancellation) for one in accepted.recordings if one.message == index]

    messages = accepted.body["messages"]
    conversation = in_text(messages, hearings, _transcript, accepted.speaks)
    thought = mind.think(conversation, accepted.body, cancellation)
    if thought.calls:
        return [tool_call(name, arguments) for name, arguments in thought.calls]
    korean = is_korean(thought.text)
    text = speakable(thought.text, _asks_in_korean(messages)) if accepted.speaks else thought.text
    orders = "\n".join([text_of(messages[-1]), system_text(messages)])
    return Answer(text, "ko" if korean or is_korean(text) else "en", delivery(orders))


def excuse(mind: RemoteMind, error: MindError, messages: list[dict]) -> str:
    """Why the phrase book answers instead, in one sentence in the asker's language."""
    if _asks_in_korean(messages):
        return f"{mind.place}의 모델이 {error.korean} 연습 엔진이 대신 답합니다."
    return f"The mind at {mind.place} {error.english}, so that the practice engine answers itself."


def _transcript(message: dict) -> str:
    turn = turn_of(message)
    return turn.transcript if turn else ""


def _asks_in_korean(messages: list[dict]) -> bool:
    return is_korean(" ".join(text_of(message) for message in messages[-1:]))
