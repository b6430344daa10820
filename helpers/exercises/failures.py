"""The exercises of lesson 24: replies that look like success, and asking again."""

from collections.abc import Callable, Iterator
from typing import Any

from helpers.exercises.functions import Outcome, call, is_function
from helpers.exercises.registry import exercise
from helpers.exercises.steps import Step, Steps, step

IGNORED, CUT, EMPTY, GOOD = "ignored", "cut", "empty", ""
WORDS = "The train leaves at nine."


@exercise("24-trouble")
def what_is_wrong(trouble: Any) -> Steps:
    """A function from a completion to "ignored", "cut", "empty", or "" where all is well."""
    yield is_function(trouble, "trouble")
    for wanted, what, completion, hints in _replies():
        found = call(trouble, completion=completion)
        yield step(
            not found.problem and found.value == wanted,
            f"for {what} it gives {wanted!r}",
            f"For {what} the answer is {wanted!r}. "
            f"{found.problem or f'Yours gives {found.shown}.'}",
            *hints,
        )


def _replies() -> Iterator[tuple[str, str, Any, tuple[str, ...]]]:
    """(what is wanted, what it is, a completion of the SDK, hints), the usual ones first."""
    content = "Words are in message.content, or in message.audio.transcript where it is spoken."
    fine = 'The last line is: return ""'
    tokens = "completion.usage.prompt_tokens_details.audio_tokens counts what was listened to."
    length = 'choice.finish_reason is "length" where a limit stopped the reply.'
    yield GOOD, "a good written reply", _completion(WORDS), (fine,)
    yield GOOD, "a good spoken reply", _completion(WORDS, spoken=True), (content,)
    yield IGNORED, "a reply to nothing heard", _completion(WORDS, heard=0), (tokens,)
    yield IGNORED, "the same, spoken", _completion(WORDS, heard=0, spoken=True), (tokens,)
    yield CUT, "a reply that a limit stopped", _completion(WORDS, "length"), (length,)
    yield CUT, "a spoken one", _completion(WORDS, "length", spoken=True), (length,)
    yield EMPTY, "a reply without a word", _completion(""), (content,)
    yield EMPTY, "a reply whose content is None", _completion(None), (content,)
    yield EMPTY, "a spoken reply without a word", _completion("", spoken=True), (content,)


def _completion(
    words: str | None, finish: str = "stop", heard: int = 46, spoken: bool = False
) -> Any:
    """A completion as the SDK gives it, with `heard` audio tokens in."""
    from openai.types.chat import ChatCompletion

    audio = {"id": "audio_1", "data": "", "expires_at": 1, "transcript": words}
    message = {"role": "assistant", "content": None if spoken else words}
    usage = {
        "prompt_tokens": 20 + heard,
        "completion_tokens": 12,
        "total_tokens": 32 + heard,
        "prompt_tokens_details": {"audio_tokens": heard, "text_tokens": 20, "cached_tokens": 0},
    }
    choice = {
        "index": 0,
        "finish_reason": finish,
        "message": message | ({"audio": audio} if spoken else {}),
    }
    return ChatCompletion.model_validate(
        {
            "id": "chatcmpl-1",
            "object": "chat.completion",
            "created": 1,
            "model": "model",
            "choices": [choice],
            "usage": usage,
        }
    )


@exercise("24-ask-safely")
def asked_again(ask_safely: Any) -> Steps:
    """A function that asks again where it may help, never too often, and never hides a failure."""
    yield is_function(ask_safely, "ask_safely")
    trials: tuple[tuple[list[str], int], ...] = (
        ([GOOD], 3),
        ([IGNORED, GOOD], 3),
        ([EMPTY, IGNORED, GOOD], 3),
        ([IGNORED, GOOD], 2),
    )
    for replies, tries in trials:
        yield _answered(ask_safely, replies, tries)
    for troubles, tries, sent in (([IGNORED] * 9, 2, 2), ([EMPTY] * 9, 4, 4)):
        yield from _given_up(ask_safely, troubles, tries, sent)
    yield from _given_up(ask_safely, [CUT] * 9, 3, 1)
    yield from _given_up(ask_safely, [IGNORED, *[CUT] * 9], 4, 2)


def _answered(ask_safely: Any, replies: list[str], tries: int) -> Step:
    """A step: the good reply comes back, and nothing was asked after it."""
    number = len(replies)
    found, asked = _run(ask_safely, replies, tries)
    what = f"a good reply at try {number} of {tries}"
    if found.value == _reply(number) and asked() != number:
        yours = f"Yours asks {asked()} times, and each is paid."
    else:
        yours = found.problem or f"Yours gives {found.shown}."
    return step(
        found.value == _reply(number) and asked() == number,
        f"{what} is returned",
        f"With {what} it should return that reply, after {number} calls of ask. {yours}",
        "In the loop: completion = ask(), then wrong = trouble(completion).",
        "if not wrong: return completion",
    )


def _given_up(ask_safely: Any, replies: list[str], tries: int, sent: int) -> Steps:
    """Steps: it raises where no good reply comes, after so many calls of `ask`."""
    found, asked = _run(ask_safely, replies, tries)
    seen = ", ".join(replies[:sent])
    yield step(
        "RuntimeError" in found.problem,
        f"{seen}: it raises RuntimeError",
        f"After {seen} with {tries} tries it should raise RuntimeError. "
        f"{found.problem or f'Yours gives {found.shown}.'}",
        "After the loop: raise RuntimeError(wrong)",
    )
    yield step(
        asked() == sent,
        f"after {sent} calls of ask" if sent > 1 else "after 1 call of ask",
        f"{seen} with {tries} tries: ask is called {sent} times; yours calls it {asked()} times.",
        "for _ in range(tries): makes at most so many calls.",
        'A reply that was cut is cut again: if wrong == "cut": break',
    )


def _run(ask_safely: Any, replies: list[str], tries: int) -> tuple[Outcome, Callable[[], int]]:
    """What it gives where ask() brings these replies in turn, and how often ask was called."""
    asked: list[str] = []

    def ask() -> str:
        if len(asked) > 20:
            raise RecursionError("it asks without end")
        asked.append(_reply(len(asked) + 1))
        return asked[-1]

    def trouble(completion: str) -> str:
        number = asked.index(completion)
        return replies[number] if number < len(replies) else GOOD

    found = call(ask_safely, ask=ask, trouble=trouble, tries=tries)
    return found, lambda: len(asked)


def _reply(number: int) -> str:
    return f"reply {number}"
