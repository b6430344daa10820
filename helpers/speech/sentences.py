"""Where the sentences of a text end, for what is spoken and for what is summarised."""

import re

TITLES = ("Mr", "Mrs", "Ms", "Dr", "St", "Prof", "vs", r"e\.g", r"i\.e", "[A-HJ-Z]")
NOT_AFTER = "".join(rf"(?<!\b{title}\.)" for title in TITLES)  # there a full stop ends no sentence
END = re.compile(r"(?<=[.!?…。])" + NOT_AFTER + r"([\"'”’)]{0,3})\s+")


def sentences(text: str) -> list[str]:
    """The sentences of `text`, without white space round them; none is empty.

    A sentence ends after . ! ? … or 。 with its closing quotation marks, or where a line ends;
    not after "Dr." or an initial.
    """
    return [piece.strip() for piece in END.sub(r"\1\n", text).split("\n") if piece.strip()]
