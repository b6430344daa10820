"""A client that others wrote: LangChain's chat model works with the practice engine."""

import base64

import pytest
from langchain_core.messages import HumanMessage
from langchain_core.tools import tool
from langchain_openai import ChatOpenAI

from helpers.paths import DATA
from tests.ears import needs_ears

WAV = base64.b64encode((DATA / "question.wav").read_bytes()).decode()
RECORDING = {"type": "input_audio", "input_audio": {"data": WAV, "format": "wav"}}
TASK = {"type": "text", "text": "Transcribe this recording."}
WORDS = "Tell me how fast I am speaking."


def model(engine, speaks: bool, format: str = "wav") -> ChatOpenAI:
    wanted = (
        {"modalities": ["text", "audio"], "audio": {"voice": "alloy", "format": format}}
        if speaks
        else {"modalities": ["text"]}
    )
    return ChatOpenAI(
        model=engine.model,
        base_url=engine.base_url,
        api_key=engine.client.api_key,
        model_kwargs=wanted,
    )


@needs_ears
@pytest.mark.parametrize(
    "content, speaks, words",
    [
        ("Read aloud: hi there", True, "hi there"),
        ([RECORDING], True, f'I heard: "{WORDS}"'),
        ([RECORDING], False, f'I heard: "{WORDS}"'),
        ([TASK, RECORDING], False, WORDS),
        ([TASK, RECORDING], True, WORDS),
    ],
)
def test_all_five_combinations(engine, content, speaks, words):
    answer = model(engine, speaks).invoke([HumanMessage(content=content)])
    assert (
        answer.additional_kwargs["audio"]["transcript"] if speaks else answer.content
    ).startswith(words)
    assert answer.usage_metadata["input_token_details"]["audio"] == (
        0 if isinstance(content, str) else 24
    )
    assert (answer.usage_metadata["output_token_details"]["audio"] > 0) == speaks


def test_a_second_turn_refers_to_the_first_by_its_audio_id(engine):
    chat, first = model(engine, True), HumanMessage(content="Read aloud: hi there")
    answer = chat.invoke(
        [first, chat.invoke([first]), HumanMessage(content="What did I say before?")]
    )
    assert (
        answer.additional_kwargs["audio"]["transcript"]
        == 'Before this you said: "Read aloud: hi there".'
    )
    assert answer.usage_metadata["input_token_details"]["audio"] > 0


@pytest.mark.parametrize("counted", [False, True])
def test_a_stream_is_read_to_its_end(engine, counted):
    """LangChain ignores the sound of a stream; that it ends, and is counted, can be seen."""
    chunks = list(
        model(engine, True, "pcm16").stream(
            [HumanMessage(content="Read aloud: hi there my friend")], stream_usage=counted
        )
    )
    usage = sum(chunks[1:], chunks[0]).usage_metadata
    assert len(chunks) > 5 and (
        usage["output_token_details"]["audio"] > 10 if counted else usage is None
    )


@needs_ears
def test_a_written_stream_gives_its_words(engine):
    assert (
        "".join(
            chunk.content
            for chunk in model(engine, False).stream([HumanMessage(content=[TASK, RECORDING])])
        )
        == WORDS
    )


def test_a_function_is_called(engine):
    @tool
    def get_weather(city: str) -> str:
        """The weather in a city"""
        return "clear"

    calls = (
        model(engine, True)
        .bind_tools([get_weather])
        .invoke("What is the weather in Seoul?")
        .tool_calls
    )
    assert [(call["name"], call["args"]) for call in calls] == [("get_weather", {"city": "Seoul"})]
