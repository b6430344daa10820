"""The exercises of lesson 11: a sentence for the ear, and a script that must not be changed."""

import re
from typing import Any

from helpers.exercises.functions import call, is_function
from helpers.exercises.registry import exercise
from helpers.exercises.steps import Steps, step
from helpers.speech.sentences import sentences

LONGEST = 12  # words of a sentence that is said in one breath
FACTS = {  # what the sentence tells: how it may be written
    "the council": r"\bcouncil",
    "the shop": r"\bshop",
    "one year": r"\b(?:one|a|1|single|first) (?:whole |full )?year|\btwelve months|\b12 months",
    "no rent": r"\brent|\bfree\b|for nothing|\bpays? nothing|\bpaid nothing",
    "four thousand pounds": r"£ ?4[,. ]?000\b|\b(?:four thousand|4[,. ]?000|4 thousand) pounds?\b",
    "the dump": r"\bdump",
}
SCRIPT = "The shop opens at nine."
TRIALS = (  # transcript, heard, where it was changed, what it is
    ("The shop opens at nine.", "The shop opens at nine.", "nothing", "all three alike"),
    ("The shop opens at nine.", "The shop opens at one.", "sound", "another word in the sound"),
    ("The shop opens at one.", "The shop opens at nine.", "transcript", "another word written"),
    ("Thank you, I will come.", "Thank you, I will come.", "both", "an answer to the script"),
    ("The shop opens at nine.", "the shop opens at 9", "nothing", "a figure for a number"),
    ("the shop opens at nine", "Sure! The shop opens at nine.", "sound", "a word too many"),
    ("The shop opens at one.", "The shop opens at ten.", "both", "two different mistakes"),
)


@exercise("11-ear")
def written_for_the_ear(text: Any) -> Steps:
    """A long sentence rewritten in short ones, with the facts kept."""
    pieces = text if isinstance(text, (list, tuple)) else [text]
    yield step(
        all(isinstance(piece, str) for piece in pieces),
        "",
        f"This is a {type(text).__name__}, and a text is asked for.",
        "Write your sentences between quotation marks.",
    )
    spoken = [one for piece in pieces for one in sentences(" ".join(piece.split()))]
    longest = max(spoken, key=_words, default="")
    yield step(
        _words(longest) <= LONGEST,
        f"no sentence has more than {LONGEST} words",
        f"This sentence has {_words(longest)} words: “{longest[:60]}…”",
        "End a sentence with a full stop where you would breathe.",
        "Each comma and each “which” is a place where a new sentence can begin.",
    )
    told = " ".join(spoken)
    missing = [
        fact for fact, written in FACTS.items() if not re.search(written, told, re.IGNORECASE)
    ]
    yield step(
        not missing,
        "and every fact is still there",
        f"I do not find {missing[0] if missing else ''}.",
        "A summary may leave facts out; this exercise asks for all six.",
    )
    yield step(
        len(spoken) >= len(FACTS) // 2,
        f"in {len(spoken)} sentences",
        "These are notes, not sentences to be spoken.",
        "Write at least three whole sentences.",
    )


def _words(sentence: str) -> int:
    return len(re.findall(r"[\w'’,.]*\w", sentence))


@exercise("11-changed")
def where_it_was_changed(changed_in: Any) -> Steps:
    """A function from a script, its transcript and what was heard to where a word was changed."""
    yield is_function(changed_in, "changed_in")
    for transcript, heard, wanted, what in TRIALS:
        found = call(changed_in, script=SCRIPT, transcript=transcript, heard=heard)
        yield step(
            not found.problem and found.value == wanted,
            f"for {what} it gives {wanted}",
            f"For {what} the answer is “{wanted}”. Script: “{SCRIPT}” transcript: “{transcript}” "
            f"heard: “{heard}” {found.problem or f'Yours gives {found.shown}.'}",
            *_hints(wanted, what),
        )


def _hints(wanted: str, what: str) -> tuple[str, ...]:
    if "figure" in what:
        return ("Compare with word_error_rate: to it, nine and 9 are the same word.",)
    return {
        "nothing": ("Where both agree with the script, nothing was changed.",),
        "sound": ("The transcript is right here: only what was heard differs.",),
        "transcript": ("The sound is right here: only the transcript differs.",),
        "both": ("Both differ from the script, even where they agree with each other.",),
    }[wanted]
