"""Requests that are in order, and the message that answers them."""

from helpers import Sound
from helpers.paths import DATA
from helpers.practice.answers import ChatCompletion
from helpers.practice.protocol import rules


def accepted(messages, **more):
    return rules.accept(
        {
            "model": "gpt-audio-1.5",
            "modalities": ["text", "audio"],
            "audio": {"voice": "ash", "format": "pcm16"},
            "messages": messages,
            **more,
        }
    )


def user(*content):
    return {
        "role": "user",
        "content": list(content)
        if len(content) > 1 or isinstance(content[0], dict)
        else content[0],
    }


def part(name):
    return Sound.load(DATA / name).part()


def message(request):
    return ChatCompletion(request, 1).whole()["choices"][0]["message"]
