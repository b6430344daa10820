"""What to say of a stream that was stopped, broke off, or brought no sound."""

import asyncio

from helpers.display.partial_reply import PartialReply
from helpers.display.reply import Reply
from helpers.language import translated
from helpers.media.sniff import SoundError
from helpers.units import clock


def kept(reply: Reply) -> str:
    """The beginning of a sentence that ends with "kept": what had arrived."""
    if reply.sound is None:
        return "No sound had arrived: nothing is"
    return f"The {clock(reply.sound.seconds)} that had arrived are"


def missing_sound(partial: PartialReply) -> SoundError | None:
    """Why a stream came to its end without a sound, None where that is as it should be."""
    if partial.samples or partial.is_written:
        return None
    if partial.function:
        return SoundError(
            f"This reply calls the function {partial.function} and says nothing: "
            "read its tool_calls from the stream yourself."
        )
    if partial.id is None:
        return SoundError(
            "Nothing came from this stream: it was read before, and a stream can be read once. "
            "Send the request again."
        )
    return SoundError(
        "The reply came without sound, which happens now and then: send the request again."
    )


def explained(error: BaseException, reply: Reply) -> BaseException:
    """The same error with the reply so far as `error.reply`, and with what to do."""
    error.reply = reply  # type: ignore[attr-defined]  # what was paid for goes with the error
    where = ", in the card above and in listen.last." if reply.sound else "."
    if isinstance(error, asyncio.CancelledError):
        _show_as_sentence(
            error,
            f"Interrupted. {kept(reply)} kept{where} "
            "The Stop button of the player ends the sound without ending the cell.",
        )
    elif (reply.id or error.__cause__) and not isinstance(error, SoundError):
        cause = f" ({error.__cause__})" if error.__cause__ else ""
        error.add_note(
            f"The stream broke off on the way{cause}. {kept(reply)} kept{where} "
            "Send the request again."
        )
    return error


def _show_as_sentence(error: BaseException, sentence: str) -> None:
    """Make IPython show one sentence, no traceback: an interrupt is not a mistake."""
    error._render_traceback_ = lambda: [translated(sentence)]  # type: ignore[attr-defined]  # IPython's hook
