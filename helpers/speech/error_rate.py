"""Word error rate: how far a transcript is from what was said."""

import re


def word_error_rate(said: str, heard: str) -> float:
    """Words wrong, missing or too many in `heard`, divided by the words of `said`.

    0 is perfect, more than 1 is possible. Case and punctuation do not count.
    """
    reference, hypothesis = words(said), words(heard)
    return edit_distance(reference, hypothesis) / max(1, len(reference))


def edit_distance(reference: list[str], hypothesis: list[str]) -> int:
    """The fewest substitutions, deletions and insertions between two lists of words.

    V. I. Levenshtein, "Binary codes capable of correcting deletions, insertions, and reversals",
    Soviet Physics Doklady 10 (1966).
    """
    row = list(range(len(hypothesis) + 1))
    for i, word in enumerate(reference, 1):
        above, row = row, [i]
        for j, other in enumerate(hypothesis, 1):
            substitution = above[j - 1] + (word != other)
            row.append(min(above[j] + 1, row[-1] + 1, substitution))
    return row[-1]


def words(text: str) -> list[str]:
    """The words of `text` in lower case, without punctuation."""
    return re.findall(r"[^\W_]+(?:'[^\W_]+)*", text.lower().replace("’", "'"))
