"""The exercises of lesson 23: many requests at once."""

import asyncio
from typing import Any

from helpers.exercises.functions import call_async, is_function
from helpers.exercises.registry import exercise
from helpers.exercises.steps import Steps, step

RECORDINGS = ("first.wav", "second.wav", "third.wav", "fourth.wav", "fifth.wav", "sixth.wav")
STOPPED = "stopped"


@exercise("23-alone")
def one_alone(alone: Any) -> Steps:
    """An async function that gives the reply of `ask`, or the error of the API."""
    yield is_function(alone, "alone")
    replied = call_async(alone, ask=_asks(), recording=RECORDINGS[0])
    yield step(
        replied.value == _reply(RECORDINGS[0]),
        "it gives the reply",
        f"It should give the reply of ask. {replied.problem or f'Yours gives {replied.shown}.'}",
        "Inside try: return await ask(recording)",
    )
    for error, what in _errors():
        found = call_async(alone, ask=_asks(error), recording=RECORDINGS[0])
        yield step(
            found.value is error,
            f"{what} becomes a value: {type(error).__name__}",
            f"{what.capitalize()} ({type(error).__name__}) should be returned, the error itself. "
            f"{found.problem or f'Yours gives {found.shown}.'}",
            "except APIError as error: return error",
            "APIError is the class of all of them: refusals, a full service, a lost connection.",
        )
    stopped = call_async(_cancelled(alone))
    own = call_async(alone, ask=_asks(KeyError("recording")), recording=RECORDINGS[0])
    yield step(
        stopped.value == STOPPED,
        "and Stop still stops it",
        "The Stop button would not stop it: it catches CancelledError as well.",
        "Catch APIError alone, not BaseException, and not everything.",
        remark="" if own.problem else "it also hides mistakes of your own: APIError is narrower",
    )


@exercise("23-bounded")
def bounded(answer_all: Any) -> Steps:
    """An async function that asks for many, at most `most` at a time, and keeps their order."""
    yield is_function(answer_all, "answer_all")
    for most in (2, 4):
        crowd = Crowd()
        found = call_async(answer_all, ask=crowd.ask, recordings=list(RECORDINGS), most=most)
        replies = list(found.value) if isinstance(found.value, (list, tuple)) else []
        yield step(
            sorted(map(str, replies)) == sorted(map(_reply, RECORDINGS)),
            f"all {len(RECORDINGS)} recordings have their reply",
            f"It should return a list of {len(RECORDINGS)} replies. "
            f"{found.problem or f'Yours gives {found.shown}.'}",
            "await asyncio.gather(*[one(recording) for recording in recordings])",
            "Inside one: return await ask(recording)",
        )
        yield step(
            replies == list(map(_reply, RECORDINGS)),
            "in the order of the recordings",
            f"The order is that in which they came: {', '.join(map(str, replies[:3]))} …",
            "gather gives the replies in the order in which it got the work.",
        )
        yield step(
            len(crowd.asked) == len(RECORDINGS),
            "each is asked for once",
            f"It asks {len(crowd.asked)} times for {len(RECORDINGS)} recordings; each is paid.",
            "Call ask in one place only.",
        )
        yield step(
            crowd.most <= most,
            f"never more than {most} are in flight",
            f"{crowd.most} were in flight at once, and {most} are allowed.",
            "async with limit: return await ask(recording)",
            "One semaphore for all of them: make it before the inner function, not in it.",
        )
        yield step(
            crowd.most == most,
            f"and {most} are, so that no time is lost",
            f"Only {crowd.most} was in flight at a time, and {most} may be.",
            "A loop with await in it waits for each: gather starts them together.",
            "The number is the argument: asyncio.Semaphore(most).",
        )


class Crowd:
    """Answers later what was asked first, and counts how many are in flight."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.now = self.most = 0

    async def ask(self, recording: str) -> str:
        """A reply, after a while that takes no time."""
        self.asked.append(recording)
        self.now += 1
        self.most = max(self.most, self.now)
        for _ in range(40 - 5 * len(self.asked)):
            await asyncio.sleep(0)
        self.now -= 1
        return _reply(recording)


def _reply(recording: str) -> str:
    return f"reply to {recording}"


def _asks(error: BaseException | None = None) -> Any:
    """An async function that replies, or raises this error."""

    async def ask(recording: str) -> str:
        await asyncio.sleep(0)
        if error:
            raise error
        return _reply(recording)

    return ask


def _cancelled(alone: Any) -> Any:
    """An async function that starts `alone`, cancels it as Stop does, and says how that ended."""

    async def endless(_: str) -> None:
        await asyncio.Event().wait()

    async def cancelled() -> str:
        work = asyncio.ensure_future(alone(endless, RECORDINGS[0]))
        for _ in range(5):
            await asyncio.sleep(0)
        work.cancel()
        await asyncio.wait([work])
        return STOPPED if work.cancelled() else "went on"

    return cancelled


def _errors() -> tuple[tuple[Exception, str], ...]:
    """Errors of the SDK, as they come when a request fails, each with what it is."""
    import httpx2
    import openai

    request = httpx2.Request("POST", "http://localhost/v1/chat/completions")
    refused, full = (httpx2.Response(status, request=request) for status in (400, 429))
    return (
        (openai.BadRequestError("not a recording", response=refused, body=None), "a refusal"),
        (openai.RateLimitError("slow down", response=full, body=None), "a service that is full"),
        (openai.APIConnectionError(request=request), "a lost connection"),
    )
