"""What is said of a stream that broke off or brought no sound."""

import asyncio

from helpers import SoundError
from helpers.display.partial_reply import PartialReply
from helpers.display.reply import Reply
from helpers.display.stream_errors import explained, kept, missing_sound
from tests.display.streams import chunk, sound
from tests.display.test_reply import SOUND


def arrived(*chunks):
    partial = PartialReply()
    for one in chunks:
        partial.add(one)
    return partial


def test_what_had_arrived():
    assert kept(Reply(SOUND)) == "The 1.5 s that had arrived are"
    assert kept(Reply()) == "No sound had arrived: nothing is"


def test_a_sound_or_written_words_miss_nothing():
    assert missing_sound(arrived(chunk(sound(b"\1\2")))) is None
    assert missing_sound(arrived(chunk({"content": "Words."}))) is None


def test_each_way_to_come_without_sound_has_its_sentence():
    call = {"tool_calls": [{"function": {"name": "book"}}]}
    assert "calls the function book" in str(missing_sound(arrived(chunk(call))))
    assert "a stream can be read once" in str(missing_sound(arrived()))
    empty = missing_sound(arrived(chunk({"audio": {"id": "audio_1"}})))
    assert "came without sound, which happens now and then" in str(empty)


def test_an_error_carries_the_reply_and_what_to_do():
    error = explained(OSError("gone"), Reply(SOUND, id="chatcmpl-1"))
    (note,) = error.__notes__
    assert error.reply.sound is SOUND and note.endswith("Send the request again.")
    assert "The 1.5 s that had arrived are kept, in the card above and in listen.last." in note


def test_a_sentence_that_says_it_all_gets_no_note():
    error = explained(SoundError("This says it."), Reply(id="chatcmpl-1"))
    assert not hasattr(error, "__notes__")


def test_an_interrupt_is_one_sentence():
    (sentence,) = explained(asyncio.CancelledError(), Reply(SOUND))._render_traceback_()
    assert sentence.startswith("Interrupted. The 1.5 s that had arrived are kept, in the card")


def test_what_caused_the_end_is_said_also_where_nothing_had_arrived():
    error = OSError("Connection error.")
    error.__cause__ = OSError("The engine ended")
    (note,) = explained(error, Reply()).__notes__
    assert note.startswith("The stream broke off on the way (The engine ended). No sound")
