"""Word and character error rate: how far a transcript is from what was said."""

from collections.abc import Sequence

from helpers.speech.normalisation import letters, same_spelling


def word_error_rate(said: str, heard: str) -> float:
    """Words wrong, missing or too many in `heard`, divided by the words of `said`.

    0 is perfect, more than 1 is possible. Case and punctuation do not count, nor does the
    spelling of a number ("20", "twenty").
    """
    reference, hypothesis = same_spelling(said), same_spelling(heard)
    return edit_distance(reference, hypothesis) / max(1, len(reference))


def character_error_rate(said: str, heard: str, spaces: bool = False) -> float:
    """Letters wrong, missing or too many in `heard`, divided by the letters of `said`.

    The usual measure for Korean, whose spaces are written in more than one way: with `spaces`
    they count as letters. Case and punctuation do not count; composed and decomposed syllables
    (NFC, NFD) are the same.
    """
    reference, hypothesis = letters(said, spaces), letters(heard, spaces)
    return edit_distance(reference, hypothesis) / max(1, len(reference))


def edit_distance(reference: Sequence[str], hypothesis: Sequence[str]) -> int:
    """The fewest substitutions, deletions and insertions between two lists of words, or letters.

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
