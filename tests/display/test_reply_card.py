"""A reply as an output, with its sound or without."""

from helpers.display.reply import Reply
from helpers.display.reply_card import ReplyCard
from tests.display.html_page import EVIL, Page
from tests.display.test_reply import SOUND


def test_a_spoken_reply_is_the_card_of_its_sound():
    shown = ReplyCard(Reply(SOUND), "reply")
    assert Page(shown.bundle["text/html"]).one("audio") and repr(shown) == repr(SOUND)
    assert shown._repr_mimebundle_() == shown.bundle


def test_a_written_reply_shows_its_words_as_text():
    shown = ReplyCard(Reply(content=EVIL), "answer")
    page = Page(shown.bundle["text/html"])
    assert page.depth == 0 and EVIL in page.text and "Written: no sound was asked for." in page.text
    assert repr(shown).startswith("answer · Written: no sound was asked for. <script>")


def test_a_reply_without_anything_says_so():
    assert repr(ReplyCard(Reply(), "reply")) == "reply · No sound came."
