"""What the data file says, and what follows from it on a given day."""

import datetime
from typing import get_args, get_type_hints

import pytest
from openai.types.chat.chat_completion_audio_param import ChatCompletionAudioParam

from helpers.engine import catalogue

DAY = datetime.date(2026, 11, 23)


def test_the_default_model_lives_and_is_nobodys_predecessor():
    model = catalogue.models()[catalogue.default_model()]
    assert not model.retired(DAY) and model.warning(DAY) == ""


def test_every_model_that_ends_has_a_successor_that_outlives_it():
    for model in catalogue.models().values():
        if model.ends:
            successor = catalogue.models()[model.successor]
            assert successor.ends is None or successor.ends > model.ends


@pytest.mark.parametrize(
    "name, day, words",
    [
        (
            "gpt-4o-audio-preview",
            DAY,
            "gpt-4o-audio-preview was shut down on 2026-05-07: use gpt-audio-1.5.",
        ),
        (
            "gpt-audio-mini",
            DAY,
            "gpt-audio-mini will be shut down on 2027-01-20, in 58 days: move to gpt-audio-1.5.",
        ),
        ("gpt-audio-mini", datetime.date(2026, 11, 20), ""),
        (
            "gpt-audio-mini",
            datetime.date(2026, 11, 21),
            "gpt-audio-mini will be shut down on 2027-01-20, in 60 days: move to gpt-audio-1.5.",
        ),
        (
            "gpt-audio-mini",
            datetime.date(2027, 1, 20),
            "gpt-audio-mini was shut down on 2027-01-20: use gpt-audio-1.5.",
        ),
        ("gpt-audio-1.5", datetime.date(2030, 1, 1), ""),
    ],
)
def test_warning_on_a_day(name, day, words):
    assert catalogue.model(name).warning(day) == words


def test_cost_of_a_recorded_answer():
    """28 tokens in, 17 of them audio; 125 out, 93 of them audio (docs/protocol.md §3)."""
    usage = {
        "prompt_tokens": 28,
        "prompt_tokens_details": {"audio_tokens": 17},
        "completion_tokens": 125,
        "completion_tokens_details": {"audio_tokens": 93},
    }
    assert catalogue.tokens(usage) == (11, 17, 32, 93)
    assert catalogue.model("gpt-audio-1.5").cost(usage) == pytest.approx(
        (11 * 2.5 + 17 * 32 + 32 * 10 + 93 * 64) / 1e6
    )
    assert catalogue.model("gpt-audio-mini").cost(usage) == pytest.approx(
        (11 * 0.6 + 17 * 10 + 32 * 2.4 + 93 * 20) / 1e6
    )


@pytest.mark.parametrize(
    "usage",
    [
        {},
        {"prompt_tokens": None},
        {"prompt_tokens": 5, "prompt_tokens_details": None},
        {"completion_tokens": 5, "completion_tokens_details": {"audio_tokens": None}},
    ],
)
def test_cost_of_a_meagre_usage(usage):
    assert 0 <= catalogue.model("gpt-audio-1.5").cost(usage) < 0.001


def test_an_unknown_name_is_priced_like_the_default_model():
    assert catalogue.model("my-deployment") is None
    assert catalogue.priced("my-deployment").name == catalogue.default_model()


@pytest.mark.parametrize(
    "name, model",
    [
        ("gpt-audio-mini", "gpt-audio-mini"),
        ("openai/gpt-audio-mini", "gpt-audio-mini"),
        ("azure/gpt-audio-mini", "gpt-audio-mini"),
        ("openrouter/openai/gpt-audio-mini:free", "gpt-audio-mini"),
        ("azure/eu/GPT-Audio-Mini", "gpt-audio-mini"),
        ("gpt-audio-1.5-2026-02-23", "gpt-audio-1.5"),
        ("openai/gpt-4o-audio-preview", "gpt-4o-audio-preview"),
        ("gpt-4o-audio-preview-2024-10-01", "gpt-4o-audio-preview-2024-10-01"),
        ("gpt-4o-audio-preview-2027-01-01", "gpt-4o-audio-preview"),
    ],
)
def test_a_servers_own_way_to_write_a_name_has_its_price(name, model):
    assert catalogue.priced(name).name == model


@pytest.mark.parametrize(
    "name", ["", "/", ":", "gpt-audio-miniature", "gpt-audio-mini-2025", "x/y"]
)
def test_what_is_unknown_costs_as_much_as_the_most_expensive_that_lives(name):
    assert catalogue.found(name) is None
    living = [model for model in catalogue.models().values() if not model.retired()]
    assert catalogue.priced(name).audio_out == max(model.audio_out for model in living)


@pytest.mark.parametrize(
    "usage",
    [
        {"prompt_tokens": -5, "completion_tokens": -1e9},
        {"prompt_tokens": 5, "prompt_tokens_details": {"audio_tokens": 500}},
        {"prompt_tokens": "5", "completion_tokens": [], "completion_tokens_details": 5},
        {"completion_tokens": float("nan"), "prompt_tokens": float("inf")},
        {"completion_tokens": 5, "completion_tokens_details": {"audio_tokens": -7}},
    ],
)
def test_no_count_of_a_server_is_below_nothing(usage):
    assert min(catalogue.tokens(usage)) >= 0
    assert catalogue.model("gpt-audio-1.5").cost(usage) >= 0


def test_formats_are_those_of_the_sdk():
    assert set(catalogue.formats("output")) == set(
        get_args(get_type_hints(ChatCompletionAudioParam)["format"])
    )
    assert set(catalogue.formats("stream")) < set(catalogue.formats("output"))
    assert len(catalogue.voices()) == 13


def test_models_of_the_audio_endpoints_end_as_their_neighbours_do():
    models = catalogue.audio_models()
    assert {model.endpoint for model in models.values()} == {"speech", "transcriptions"}
    beside = {row["name"]: row for row in catalogue.neighbours() if row["name"] in models}
    assert len(beside) >= 5
    for name, row in beside.items():
        assert models[name].ends == catalogue.day(row["ends"])
        assert models[name].successor == row["successor"]


def test_every_model_has_the_day_on_which_it_came():
    every = {**catalogue.models(), **catalogue.audio_models()}
    assert every.pop("gpt-transcribe").created == 0  # not known
    for model in every.values():
        came = datetime.datetime.fromtimestamp(model.created, datetime.UTC).date()
        assert datetime.date(2023, 1, 1) < came < (model.ends or datetime.date(2026, 11, 25))
    assert {name for name in every if every[name].owned_by != "system"} == {"tts-1", "whisper-1"}
