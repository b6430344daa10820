"""Lesson 24: what is wrong with a reply, and asking again."""


def plain(completion):
    choice = completion.choices[0]
    if completion.usage.prompt_tokens_details.audio_tokens == 0:
        return "ignored"
    if choice.finish_reason == "length":
        return "cut"
    audio = choice.message.audio
    words = audio.transcript if audio else choice.message.content
    return "" if words else "empty"


def cut_first(completion):
    choice = completion.choices[0]
    message = choice.message
    if choice.finish_reason != "stop":
        return "cut"
    if not completion.usage.prompt_tokens_details.audio_tokens:
        return "ignored"
    if not (message.content or (message.audio and message.audio.transcript)):
        return "empty"
    return ""


def of_a_dict(completion):
    answer = completion.model_dump()
    choice = answer["choices"][0]
    message = choice["message"]
    words = message["content"] or (message.get("audio") or {}).get("transcript")
    checks = {
        "ignored": answer["usage"]["prompt_tokens_details"]["audio_tokens"] < 1,
        "cut": choice["finish_reason"] == "length",
        "empty": not words,
    }
    return next((name for name, wrong in checks.items() if wrong), "")


def by_list(completion):
    choice = completion.choices[0]
    spoken = choice.message.audio.transcript if choice.message.audio else ""
    found = []
    if completion.usage.prompt_tokens_details.audio_tokens == 0:
        found.append("ignored")
    if choice.finish_reason == "length":
        found.append("cut")
    if not (choice.message.content or spoken):
        found.append("empty")
    return found[0] if found else ""


def one_expression(completion):
    choice = completion.choices[0]
    message = choice.message
    return (
        "ignored" * (completion.usage.prompt_tokens_details.audio_tokens == 0)
        or "cut" * (choice.finish_reason == "length")
        or "empty" * (not (message.content or (message.audio and message.audio.transcript)))
    )


def other_name(answer):
    return plain(answer)


def stripped(completion):
    choice = completion.choices[0]
    message = choice.message
    words = (message.content or "") + (message.audio.transcript if message.audio else "")
    if not words.strip():
        return "empty"
    if choice.finish_reason == "length":
        return "cut"
    return "" if completion.usage.prompt_tokens_details.audio_tokens else "ignored"


def by_match(completion):
    choice = completion.choices[0]
    match choice.finish_reason:
        case "length":
            return "cut"
    return plain(completion)


def content_alone(completion):
    choice = completion.choices[0]
    if completion.usage.prompt_tokens_details.audio_tokens == 0:
        return "ignored"
    if choice.finish_reason == "length":
        return "cut"
    return "" if choice.message.content else "empty"


def audio_alone(completion):
    return plain(completion) if completion.choices[0].message.audio.transcript else "empty"


def by_its_words(completion):
    message = completion.choices[0].message
    words = message.audio.transcript if message.audio else message.content
    if words and "sorry" in words:
        return "ignored"
    return "cut" if completion.choices[0].finish_reason == "length" else "" if words else "empty"


def none_for_good(completion):
    return plain(completion) or None


def true_or_false(completion):
    return bool(plain(completion))


def forgets_the_cut(completion):
    found = plain(completion)
    return "" if found == "cut" else found


def never_empty(completion):
    found = plain(completion)
    return "" if found == "empty" else found


def all_is_well(completion):
    return ""


def always_ignored(completion):
    return "ignored"


def printed(completion):
    print(plain(completion))


def as_a_dict(completion):
    return completion["choices"][0]["finish_reason"]


def prompt_tokens(completion):
    return "ignored" if completion.usage.prompt_tokens == 0 else plain_without_ignored(completion)


def plain_without_ignored(completion):
    found = plain(completion)
    return "" if found == "ignored" else found


def the_reason(completion):
    return completion.choices[0].finish_reason


def is_none(completion):
    choice = completion.choices[0]
    if choice.message.content is None and choice.message.audio is None:
        return "empty"
    return plain_unless_empty(completion)


def plain_unless_empty(completion):
    found = plain(completion)
    return "" if found == "empty" else found


def in_capitals(completion):
    return plain(completion).upper()


def loop(ask, trouble, tries):
    for _ in range(tries):
        completion = ask()
        wrong = trouble(completion)
        if not wrong:
            return completion
        if wrong == "cut":
            break
    raise RuntimeError(wrong)


def raises_at_once(ask, trouble, tries):
    wrong = ""
    for _ in range(tries):
        completion = ask()
        wrong = trouble(completion)
        if wrong == "cut":
            raise RuntimeError("the reply is cut")
        if wrong == "":
            return completion
    raise RuntimeError(f"nothing after {tries} tries: {wrong}")


def counted(ask, trouble, tries):
    number = 0
    while number < tries:
        number += 1
        completion = ask()
        wrong = trouble(completion)
        if wrong in ("ignored", "empty"):
            continue
        if wrong:
            break
        return completion
    raise RuntimeError(wrong)


def recursive(ask, trouble, tries):
    if tries == 0:
        raise RuntimeError("no try is left")
    completion = ask()
    wrong = trouble(completion)
    if wrong == "cut":
        raise RuntimeError(wrong)
    return recursive(ask, trouble, tries - 1) if wrong else completion


def with_else(ask, trouble, tries):
    for _ in range(tries):
        completion = ask()
        wrong = trouble(completion)
        if wrong not in ("ignored", "empty"):
            break
    else:
        raise RuntimeError("asked in vain")
    if wrong:
        raise RuntimeError(wrong)
    return completion


def other_words(question, judge, most):
    return loop(question, judge, most)


def usual_tries(ask, trouble, tries=3):
    return loop(ask, trouble, tries)


def own_error(ask, trouble, tries):
    class TroubleRuntimeError(RuntimeError):
        pass

    try:
        return loop(ask, trouble, tries)
    except RuntimeError as error:
        raise TroubleRuntimeError(str(error)) from None


def once(ask, trouble, tries):
    completion = ask()
    if trouble(completion):
        raise RuntimeError(trouble(completion))
    return completion


def without_end(ask, trouble, tries):
    while True:
        completion = ask()
        if not trouble(completion):
            return completion


def one_too_many(ask, trouble, tries):
    return loop(ask, trouble, tries + 1)


def one_too_few(ask, trouble, tries):
    return loop(ask, trouble, tries - 1)


def cut_again(ask, trouble, tries):
    for _ in range(tries):
        completion = ask()
        if not trouble(completion):
            return completion
    raise RuntimeError("in vain")


def gives_none(ask, trouble, tries):
    for _ in range(tries):
        completion = ask()
        wrong = trouble(completion)
        if not wrong:
            return completion
        if wrong == "cut":
            return None
    return None


def gives_the_bad_one(ask, trouble, tries):
    for _ in range(tries):
        completion = ask()
        if not trouble(completion):
            break
    return completion


def gives_the_trouble(ask, trouble, tries):
    for _ in range(tries):
        wrong = trouble(ask())
        if not wrong:
            return wrong
    raise RuntimeError(wrong)


def asks_twice(ask, trouble, tries):
    for _ in range(tries):
        if not trouble(ask()):
            return ask()
    raise RuntimeError("in vain")


def another_error(ask, trouble, tries):
    try:
        return loop(ask, trouble, tries)
    except RuntimeError:
        raise ValueError("in vain") from None


def always_three(ask, trouble, tries):
    return loop(ask, trouble, 3)


def no_brackets(ask, trouble, tries):
    for _ in range(tries):
        completion = ask
        if not trouble(completion):
            return completion
    raise RuntimeError("in vain")


def never_good(ask, trouble, tries):
    for _ in range(tries):
        completion = ask()
        if trouble(completion):
            return completion
    raise RuntimeError("in vain")


def prints_it(ask, trouble, tries):
    print(loop(ask, trouble, tries))


RIGHT = {
    "24-trouble": [
        plain,
        cut_first,
        of_a_dict,
        by_list,
        one_expression,
        other_name,
        stripped,
        by_match,
    ],
    "24-ask-safely": [
        loop,
        raises_at_once,
        counted,
        recursive,
        with_else,
        other_words,
        usual_tries,
        own_error,
    ],
}
WRONG = {
    "24-trouble": [
        (content_alone, "good spoken reply"),
        (audio_alone, "good written reply"),
        (by_its_words, "nothing heard"),
        (none_for_good, "returns nothing"),
        (true_or_false, "good written reply"),
        (forgets_the_cut, "a limit stopped"),
        (never_empty, "without a word"),
        (all_is_well, "nothing heard"),
        (always_ignored, "good written reply"),
        (printed, "returns nothing"),
        (as_a_dict, "TypeError"),
        (prompt_tokens, "nothing heard"),
        (the_reason, "good written reply"),
        (is_none, "without a word"),
        (in_capitals, "nothing heard"),
        ("ignored", "not a function"),
    ],
    "24-ask-safely": [
        (once, "try 2 of 3"),
        (without_end, "should raise RuntimeError"),
        (one_too_many, "3 times"),
        (one_too_few, "try 3 of 3"),
        (cut_again, "cut with 3 tries"),
        (gives_none, "returns nothing"),
        (gives_the_bad_one, "RuntimeError"),
        (gives_the_trouble, "return that reply"),
        (asks_twice, "each is paid|return that reply"),
        (another_error, "ValueError"),
        (always_three, "3 times"),
        (no_brackets, "return that reply"),
        (never_good, "return that reply"),
        (prints_it, "write return"),
        (lambda ask: ask, "takes 1"),
        ("ask_safely", "not a function"),
    ],
}
