"""The APIs beside this one: what each can do, what a minute costs, and until when it can be used.

`python -m helpers.engine.neighbours` names all models that end soon, for the weekly check.
"""

import datetime
import sys
from dataclasses import dataclass

from helpers.engine import catalogue

SOON_DAYS = 90


@dataclass(frozen=True)
class Neighbour:
    """One model of another API; `cents` are US cents for a minute, None where not known."""

    name: str
    does: str
    cents: float | None
    ends: datetime.date | None
    successor: str | None

    def __str__(self) -> str:
        """One line of a table."""
        price = f"{self.cents:.2f} ¢ a minute" if self.cents else "price not known"
        end = f"{self.ends} → {self.successor}" if self.ends else "no end announced"
        return f"{self.name:23}{self.does:34}{price:17}{end}"


def neighbours() -> list[Neighbour]:
    """All of them, in the catalogue's order."""
    return [
        Neighbour(**(facts | {"ends": catalogue.day(facts["ends"])}))
        for facts in catalogue.neighbours()
    ]


def ending(today: datetime.date, days: int = SOON_DAYS) -> list[str]:
    """A sentence for each model, here or next door, that ends within so many days of `today`."""
    known = [(model.name, model.ends, model.successor) for model in catalogue.models().values()]
    known += [(other.name, other.ends, other.successor) for other in neighbours()]
    return [
        f"{name} ends on {ends}: move to {successor}."
        for name, ends, successor in known
        if ends and 0 <= (ends - today).days <= days
    ]


if __name__ == "__main__":
    print("\n".join(ending(datetime.date.today())))
    sys.exit(0)
