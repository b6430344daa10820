"""What the engine's README says of faults and fields is what the code does."""

import re

import pytest

from helpers.practice.protocol import faults
from helpers.practice.protocol.rules.fields import FIELDS, NOT_WITH_AUDIO_MODELS
from tests.environment import ROOT

TEXT = (ROOT / "helpers" / "practice" / "README.md").read_text("utf-8")
EFFECTIVE = {
    "messages",
    "model",
    "audio",
    "max_completion_tokens",
    "max_tokens",
    "modalities",
    "parallel_tool_calls",
    "response_format",
    "stop",
    "stream",
    "stream_options",
    "tool_choice",
    "tools",
    "n",
    "store",
    "metadata",
}


def section(title: str) -> str:
    return TEXT.partition(f"## {title}\n")[2].partition("\n## ")[0]


def named(text: str) -> set[str]:
    """The names in the first column of a table."""
    return {
        name
        for line in text.splitlines()
        if line.startswith("| `")
        for name in re.findall(r"`([^`]+)`", line.split("|")[1])
    }


def test_every_fault_is_named_and_no_other():
    assert named(section("Faults to order")) == set(faults.REFUSED) | set(faults.BEHAVED)


def test_every_field_works_or_is_refused_or_stands_in_the_table():
    idle = named(section("Fields that are checked but change nothing here")) - {
        "json_object",
        "strict",
    }
    assert idle | EFFECTIVE == set(FIELDS) - set(NOT_WITH_AUDIO_MODELS)


@pytest.mark.parametrize(
    "field, value",
    [
        ("temperature", 1.3),
        ("top_p", 0.2),
        ("frequency_penalty", 1),
        ("presence_penalty", 1),
        ("logit_bias", {"1": 5}),
        ("seed", 3),
        ("logprobs", True),
        ("store", True),
        ("user", "me"),
        ("safety_identifier", "me"),
        ("service_tier", "flex"),
        ("prompt_cache_key", "k"),
        ("prompt_cache_retention", "24h"),
    ],
)
def test_what_is_said_to_change_nothing_changes_nothing(engine, field, value):
    request = {
        "model": engine.model,
        "modalities": ["text", "audio"],
        "audio": {"voice": "ash", "format": "pcm16"},
        "messages": [{"role": "user", "content": "Read aloud: nothing changes."}],
    }
    plain, other = (
        engine.client.chat.completions.create(**request, extra_body=more)
        for more in ({}, {field: value})
    )
    assert (
        other.choices[0].message.audio.data == plain.choices[0].message.audio.data
        and other.usage == plain.usage
        and other.service_tier == "default"
    )
