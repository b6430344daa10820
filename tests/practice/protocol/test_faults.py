"""Every fault that can be ordered, as the SDK meets it."""

from concurrent.futures import ThreadPoolExecutor

import openai
import pytest

from helpers import Sound
from helpers.practice.protocol import faults

ASK = {
    "modalities": ["text", "audio"],
    "audio": {"voice": "coral", "format": "pcm16"},
    "messages": [
        {"role": "user", "content": "Read aloud: Hello, and a few more words to be said."}
    ],
}


def ask(engine, fault, **more):
    client = engine.client.with_options(max_retries=0)
    return client.chat.completions.create(
        model=engine.model, **ASK | more, extra_headers={faults.HEADER: fault}
    )


@pytest.mark.parametrize(
    "fault, kind, code",
    [
        ("400", openai.BadRequestError, "invalid_value"),
        ("401", openai.AuthenticationError, "invalid_api_key"),
        ("403", openai.PermissionDeniedError, "unsupported_country_region_territory"),
        ("404", openai.NotFoundError, "model_not_found"),
        ("429", openai.RateLimitError, "rate_limit_exceeded"),
        ("429-credit", openai.RateLimitError, "credit_balance_exhausted"),
        ("500", openai.InternalServerError, None),
        ("503", openai.InternalServerError, "server_is_overloaded"),
    ],
)
def test_refusals(engine, fault, kind, code):
    with pytest.raises(kind) as caught:
        ask(engine, fault)
    assert caught.value.code == code and caught.value.status_code == int(fault[:3])
    assert bool(caught.value.response.headers.get("retry-after")) == (fault in ("429", "503"))


def test_a_cut_connection_is_a_connection_error(engine):
    with pytest.raises(openai.APIConnectionError):
        ask(engine, "cut")


def test_streams_that_die(engine):
    for fault, kind in (
        ("stream-cut", openai.APIConnectionError),
        ("stream-error", openai.APIError),
    ):
        seen = []
        with pytest.raises(kind):
            seen.extend(ask(engine, fault, stream=True))
        assert len(seen) > 5, "something came before"


def test_an_expired_id(engine):
    name = (
        engine.client.chat.completions.create(model=engine.model, **ASK).choices[0].message.audio.id
    )
    turns = [
        {"role": "assistant", "audio": {"id": name}},
        {"role": "user", "content": "Read aloud: again."},
    ]
    assert engine.client.chat.completions.create(model=engine.model, **ASK | {"messages": turns})
    with pytest.raises(
        openai.BadRequestError, match=f"Assistant audio {name} not found."
    ) as caught:
        ask(engine, "expired", messages=turns)
    assert (caught.value.param, caught.value.code) == (
        "content.messages[0].audio.id",
        "audio_not_found",
    )


def test_ignored_empty_runaway(engine, speech):
    part = Sound.from_samples(speech, 24_000).part()
    ignored = ask(engine, "ignored", messages=[{"role": "user", "content": [part]}])
    assert "need to hear the audio" in ignored.choices[0].message.audio.transcript
    assert ask(engine, "empty").choices[0].message.audio.transcript == ""
    runaway = ask(engine, "runaway", max_completion_tokens=500)
    assert (
        runaway.choices[0].finish_reason == "length"
        and 450 < runaway.usage.completion_tokens <= 500
    )


def test_what_is_ignored_is_not_counted_and_what_was_not_sent_is_not_missed(engine, speech):
    part = Sound.from_samples(speech, 24_000).part()
    messages = [{"role": "user", "content": [part]}]
    assert ask(engine, "ignored", messages=messages).usage.prompt_tokens_details.audio_tokens == 0
    assert ask(engine, "", messages=messages).usage.prompt_tokens_details.audio_tokens > 20
    assert ask(engine, "ignored").choices[0].message.audio.transcript.startswith("Hello")


def test_refusal_and_preamble(engine):
    assert "can't identify" in ask(engine, "refusal").choices[0].message.audio.transcript
    assert (
        ask(engine, "preamble").choices[0].message.audio.transcript
        == "Sure, here it is: Hello, and a few more words to be said."
    )


BOOKING = {
    "type": "function",
    "function": {
        "name": "book_table",
        "parameters": {"type": "object", "properties": {"people": {"type": "integer"}}},
    },
}
ORDER = {"tools": [BOOKING], "messages": [{"role": "user", "content": "Book a table for two."}]}
NAMED = {"type": "function", "function": {"name": "book_table"}}


@pytest.mark.parametrize("more", ({}, {"tool_choice": "auto"}, {"tool_choice": "none"}))
def test_a_promise_without_a_call(engine, more):
    [choice] = ask(engine, "promise", **ORDER | more).choices
    assert choice.message.audio.transcript == "Certainly. I have done that for you."
    assert choice.message.tool_calls is None and choice.finish_reason == "stop"


@pytest.mark.parametrize("demand", ("required", NAMED))
def test_a_demand_is_stronger_than_a_promise(engine, demand):
    [choice] = ask(engine, "promise", **ORDER, tool_choice=demand).choices
    assert choice.message.audio is None
    assert choice.message.tool_calls[0].function.arguments == '{"people": 2}'


def test_nothing_is_promised_where_nothing_can_be_done_or_it_has_been(engine):
    assert ask(engine, "promise").choices[0].message.audio.transcript.startswith("Hello")
    called = ask(engine, "", **ORDER).choices[0].message
    result = {"role": "tool", "tool_call_id": called.tool_calls[0].id, "content": "No table left."}
    turns = [*ORDER["messages"], called, result]
    done = ask(engine, "promise", **ORDER | {"messages": turns})
    assert done.choices[0].message.audio.transcript == "No table left."


def test_rewording_in_the_sound_in_the_transcript_and_an_answer(engine):
    script = {"messages": [{"role": "user", "content": "Say exactly: We open at seven."}]}
    changed = {"messages": [{"role": "user", "content": "Say exactly: We closed at seven."}]}
    right, other = (spoken(ask(engine, "", **said)) for said in (script, changed))
    assert right != other
    assert spoken(ask(engine, "reword-sound", **script)) == (right[0], other[1])
    assert spoken(ask(engine, "reword-transcript", **script)) == (other[0], right[1])
    answered = spoken(ask(engine, "reword-answer", **script))
    assert "open" not in answered[0] and answered[1] not in (right[1], other[1])


def test_rewording_in_a_stream_too(engine):
    script = {"messages": [{"role": "user", "content": "Say exactly: We open at seven."}]}
    words = ""
    for chunk in ask(engine, "reword-transcript", stream=True, **script):
        audio = chunk.choices[0].delta.audio if chunk.choices else None
        words += (audio and audio.transcript) or ""
    assert words == "We closed at seven."


def spoken(completion) -> tuple[str, str]:
    """The transcript and the sound of an answer."""
    audio = completion.choices[0].message.audio
    return audio.transcript, audio.data


def test_a_retry_heals_what_is_refused_once(engine):
    again = engine.client.with_options(max_retries=2)
    answer = again.chat.completions.create(
        model=engine.model, **ASK, extra_headers={faults.HEADER: "429-once"}
    )
    assert answer.choices[0].message.audio.transcript.startswith("Hello")
    with pytest.raises(openai.RateLimitError):  # without the SDK's help: refused, then answered
        ask(engine, "429-once", seed=1)
    assert ask(engine, "429-once", seed=1)


def test_a_burst_is_refused_and_a_few_are_not(engine):
    def one(number):
        try:
            return (
                ask(
                    engine,
                    "429-burst",
                    max_completion_tokens=16_000,
                    messages=[
                        {
                            "role": "user",
                            "content": "Read aloud: "
                            + "A long text takes a while to say. " * 15
                            + str(number),
                        }
                    ],
                )
                and 200
            )
        except openai.RateLimitError as error:
            return error.status_code

    assert {one(number) for number in range(3)} == {200}
    with ThreadPoolExecutor(16) as crowd:
        assert set(crowd.map(one, range(16))) == {200, 429}


def test_a_fault_that_is_none_is_refused(engine):
    with pytest.raises(openai.BadRequestError, match="has no fault 'tuesday'"):
        ask(engine, "tuesday")


def test_a_fault_for_a_whole_run(monkeypatch):
    monkeypatch.setenv("PRACTICE_FAULT", "503")
    assert faults.ordered({}) == "503" and faults.ordered({faults.HEADER: "slow"}) == "slow"
