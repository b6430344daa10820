"""Words compared with words."""

import re


def word_error_rate(said: str, heard: str) -> float:
    """Words wrong, missing or too many in `heard`, divided by the words of `said`: 0 is perfect, more than 1 is possible. Case and punctuation do not count."""
    said, heard = words(said), words(heard)
    row = list(range(len(heard) + 1))
    for i, word in enumerate(said, 1):
        above, row = row, [i]
        for j, other in enumerate(heard, 1):
            row.append(
                min(above[j] + 1, row[-1] + 1, above[j - 1] + (word != other))
            )  # lost, added, exchanged or the same
    return row[-1] / max(1, len(said))


def words(text: str) -> list[str]:
    """The words of `text` in lower case, without punctuation."""
    return re.findall(r"[^\W_]+(?:'[^\W_]+)*", text.lower().replace("’", "'"))
