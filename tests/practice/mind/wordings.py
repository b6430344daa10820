"""The wordings of the data files, each with how it comes and the intents that it means."""

import json
from pathlib import Path

from helpers.practice.mind.hearing import Hearing
from helpers.practice.mind.instruction import asks
from helpers.practice.mind.phrase_book import understood
from tests.practice.mind.conversation import HEARD

ROOM = Path(__file__).parent


def wordings(name):
    """(group, wording, intents) of a file: its groups say how a wording comes."""
    groups = json.loads((ROOM / name).read_text("utf-8"))
    return [
        (group, wording, sorted(intents))
        for group, rows in groups.items()
        for wording, intents in rows.items()
    ]


def intents(group, wording):
    """The intents that are found where the wording comes as its group says."""
    recordings: list[Hearing] = [] if "with a text" in group else [HEARD]
    if "system" in group:
        messages = [{"role": "system", "content": wording}, {"role": "user", "content": ""}]
    else:
        messages = [{"role": "user", "content": wording}]
    ask = next(ask for ask in asks(messages, recordings) if ask.instruction)
    return sorted(map(str, understood(ask)))
