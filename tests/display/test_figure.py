"""A figure: its frame, its caption, its transcript."""

from helpers.display import figure
from tests.display.html_page import EVIL, KEPT, Page


def test_a_label_is_text_and_the_rest_is_html():
    page = Page(figure.figure_html(EVIL, "<b>facts</b>", "<p>inside</p>"))
    assert page.depth == 0 and {tag for tag, _ in page.tags} <= KEPT
    assert EVIL in page.text and "facts" in page.text and "inside" in page.text


def test_a_transcript_names_who_speaks_and_leaves_out_who_says_nothing():
    page = Page(figure.transcript_html(("question", "Why?"), ("answer", None), ("", EVIL)))
    assert page.depth == 0 and page.text == f"Transcriptquestion: Why?{EVIL}"
    assert figure.transcript_html(("question", ""), ("answer", None)) == ""


def test_a_figure_shows_its_html_or_what_there_is_to_see():
    shown = figure.Figure("<p>plot</p>", "A plot.")
    assert repr(shown) == "A plot."
    assert shown._repr_mimebundle_() == {"text/html": "<p>plot</p>", "text/plain": "A plot."}
