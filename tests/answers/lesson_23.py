"""Lesson 23: one that fails alone, and many at once with a bound."""

import asyncio

from openai import APIConnectionError, APIError, BadRequestError, OpenAIError, RateLimitError


async def plain(ask, recording):
    try:
        return await ask(recording)
    except APIError as error:
        return error


async def any_exception(ask, recording):
    try:
        return await ask(recording)
    except Exception as error:  # noqa: BLE001 - a learner's answer
        return error


async def of_the_sdk(ask, recording):
    try:
        reply = await ask(recording)
    except OpenAIError as error:
        return error
    else:
        return reply


async def a_variable(ask, recording):
    try:
        result = await ask(recording)
    except APIError as problem:
        result = problem
    return result


async def three_kinds(ask, recording):
    try:
        return await ask(recording)
    except (BadRequestError, RateLimitError, APIConnectionError) as error:
        return error


async def by_gather(ask, recording):
    return (await asyncio.gather(ask(recording), return_exceptions=True))[0]


async def by_task(ask, recording):
    task = asyncio.create_task(ask(recording))
    await asyncio.wait([task])
    return task.exception() or task.result()


async def other_names(function, part):
    try:
        return await function(part)
    except APIError as error:
        return error


async def with_progress(ask, recording):
    try:
        reply = await ask(recording)
    except APIError as error:
        print("failed")
        return error
    print("done")
    return reply


async def nothing_caught(ask, recording):
    return await ask(recording)


async def refusals_alone(ask, recording):
    try:
        return await ask(recording)
    except BadRequestError as error:
        return error


async def limits_alone(ask, recording):
    try:
        return await ask(recording)
    except RateLimitError as error:
        return error


async def as_text(ask, recording):
    try:
        return await ask(recording)
    except APIError as error:
        return str(error)


async def code_alone(ask, recording):
    try:
        return await ask(recording)
    except APIError as error:
        return error.code


async def none(ask, recording):
    try:
        return await ask(recording)
    except APIError:
        return None


async def false(ask, recording):
    try:
        return await ask(recording)
    except APIError:
        return False


async def without_await(ask, recording):
    try:
        return ask(recording)
    except APIError as error:
        return error


async def raised_again(ask, recording):
    try:
        return await ask(recording)
    except APIError as error:
        print(error)
        raise


async def everything(ask, recording):
    try:
        return await ask(recording)
    except BaseException as error:  # noqa: BLE001 - a learner's answer
        return error


async def reply_lost(ask, recording):
    try:
        await ask(recording)
    except APIError as error:
        return error


async def printed(ask, recording):
    try:
        print(await ask(recording))
    except APIError as error:
        print(error)


async def the_class(ask, recording):
    try:
        return await ask(recording)
    except APIError:
        return APIError


def not_async(ask, recording):
    try:
        return ask(recording)
    except APIError as error:
        return error


async def again_and_again(ask, recording):
    while True:
        try:
            return await ask(recording)
        except APIError:
            await asyncio.sleep(10)


async def by_semaphore(ask, recordings, most):
    limit = asyncio.Semaphore(most)

    async def one(recording):
        async with limit:
            return await ask(recording)

    return await asyncio.gather(*[one(recording) for recording in recordings])


async def by_map(ask, recordings, most):
    limit = asyncio.Semaphore(most)

    async def one(recording):
        async with limit:
            return await ask(recording)

    return tuple(await asyncio.gather(*map(one, recordings)))


async def by_bounded_semaphore(ask, recordings, most):
    limit = asyncio.BoundedSemaphore(most)

    async def one(recording):
        await limit.acquire()
        try:
            return await ask(recording)
        finally:
            limit.release()

    return await asyncio.gather(*(one(recording) for recording in recordings))


async def by_tasks(ask, recordings, most):
    limit = asyncio.Semaphore(most)

    async def one(recording):
        async with limit:
            return await ask(recording)

    tasks = [asyncio.create_task(one(recording)) for recording in recordings]
    return [await task for task in tasks]


async def by_groups(ask, recordings, most):
    replies = []
    for start in range(0, len(recordings), most):
        group = recordings[start : start + most]
        replies += await asyncio.gather(*[ask(recording) for recording in group])
    return replies


async def by_workers(ask, recordings, most):
    replies = {}
    waiting = list(enumerate(recordings))

    async def worker():
        while waiting:
            number, recording = waiting.pop(0)
            replies[number] = await ask(recording)

    await asyncio.gather(*[worker() for _ in range(most)])
    return [replies[number] for number in range(len(recordings))]


async def by_task_group(ask, recordings, most):
    limit = asyncio.Semaphore(most)

    async def one(recording):
        async with limit:
            return await ask(recording)

    async with asyncio.TaskGroup() as group:
        tasks = [group.create_task(one(recording)) for recording in recordings]
    return [task.result() for task in tasks]


async def by_place(ask, recordings, most):
    limit, replies = asyncio.Semaphore(most), [None] * len(recordings)

    async def one(number):
        async with limit:
            replies[number] = await ask(recordings[number])

    await asyncio.gather(*map(one, range(len(recordings))))
    return replies


async def keeps_exceptions(ask, recordings, most):
    limit = asyncio.Semaphore(most)

    async def one(recording):
        async with limit:
            return await ask(recording)

    return await asyncio.gather(*map(one, recordings), return_exceptions=True)


async def unbounded(ask, recordings, most):
    return await asyncio.gather(*[ask(recording) for recording in recordings])


async def one_each(ask, recordings, most):
    async def one(recording):
        async with asyncio.Semaphore(most):
            return await ask(recording)

    return await asyncio.gather(*map(one, recordings))


async def one_by_one(ask, recordings, most):
    return [await ask(recording) for recording in recordings]


async def loop_in_the_limit(ask, recordings, most):
    limit, replies = asyncio.Semaphore(most), []
    for recording in recordings:
        async with limit:
            replies.append(await ask(recording))
    return replies


async def as_they_come(ask, recordings, most):
    limit = asyncio.Semaphore(most)

    async def one(recording):
        async with limit:
            return await ask(recording)

    return [await reply for reply in asyncio.as_completed(map(one, recordings))]


async def always_three(ask, recordings, most):
    return await by_semaphore(ask, recordings, 3)


async def always_two(ask, recordings, most):
    return await by_semaphore(ask, recordings, 2)


async def one_too_many(ask, recordings, most):
    return await by_semaphore(ask, recordings, most + 1)


async def not_awaited(ask, recordings, most):
    limit = asyncio.Semaphore(most)

    async def one(recording):
        async with limit:
            return await ask(recording)

    return asyncio.gather(*map(one, recordings))


async def list_of_work(ask, recordings, most):
    work = [ask(recording) for recording in recordings]
    for one in work:
        one.close()
    return work


async def no_return(ask, recordings, most):
    await by_semaphore(ask, recordings, most)


async def first_ones(ask, recordings, most):
    return await by_semaphore(ask, recordings[:most], most)


async def replies_dropped(ask, recordings, most):
    limit = asyncio.Semaphore(most)

    async def one(recording):
        async with limit:
            await ask(recording)

    return await asyncio.gather(*map(one, recordings))


async def with_not_async_with(ask, recordings, most):
    limit = asyncio.Semaphore(most)

    async def one(recording):
        with limit:
            return await ask(recording)

    return await asyncio.gather(*map(one, recordings))


async def twice(ask, recordings, most):
    limit = asyncio.Semaphore(most)

    async def one(recording):
        async with limit:
            await ask(recording)
            return await ask(recording)

    return await asyncio.gather(*map(one, recordings))


async def by_name(ask, recordings, most):
    replies = await by_semaphore(ask, recordings, most)
    return dict(zip(recordings, replies, strict=True))


def plain_function(ask, recordings, most):
    return [ask for _ in recordings]


async def none_allowed(ask, recordings, most):
    return await by_semaphore(ask, recordings, 0)


RIGHT = {
    "23-alone": [
        plain,
        any_exception,
        of_the_sdk,
        a_variable,
        three_kinds,
        by_gather,
        by_task,
        other_names,
        with_progress,
    ],
    "23-bounded": [
        by_semaphore,
        by_map,
        by_bounded_semaphore,
        by_tasks,
        by_groups,
        by_workers,
        by_task_group,
        by_place,
        keeps_exceptions,
    ],
}
WRONG = {
    "23-alone": [
        (nothing_caught, "a refusal"),
        (refusals_alone, "a service that is full"),
        (limits_alone, "a refusal"),
        (as_text, "the error itself"),
        (code_alone, "the error itself"),
        (none, "returns nothing"),
        (false, "the error itself"),
        (without_await, "write await"),
        (raised_again, "a refusal"),
        (everything, "Stop button"),
        (reply_lost, "returns nothing"),
        (printed, "returns nothing"),
        (the_class, "the error itself"),
        (not_async, "a refusal"),
        (again_and_again, "waits forever"),
        ("alone", "not a function"),
    ],
    "23-bounded": [
        (unbounded, "6 were in flight"),
        (one_each, "6 were in flight"),
        (one_by_one, "Only 1 was"),
        (loop_in_the_limit, "Only 1 was"),
        (as_they_come, "order"),
        (always_three, "3 were in flight"),
        (always_two, "Only 2"),
        (one_too_many, "3 were in flight"),
        (not_awaited, "list of 6"),
        (list_of_work, "list of 6"),
        (no_return, "returns nothing"),
        (first_ones, "list of 6"),
        (replies_dropped, "list of 6"),
        (with_not_async_with, "TypeError"),
        (twice, "12 times"),
        (by_name, "list of 6"),
        (plain_function, "async def"),
        (none_allowed, "waits forever"),
        (lambda ask: ask, "takes 1"),
    ],
}
