"""Panels: small, the same every time, and their words are the page's own."""

import dataclasses
import struct

import pytest

from helpers.display import panels
from helpers.display.figure import WIDTH
from helpers.display.panels import LEFT, PLOT_WIDTH
from tests.display.drawn import ALL, LARGEST, pixels, pngs
from tests.display.html_page import Page


@pytest.mark.parametrize("name", ALL)
def test_a_picture_is_small_and_the_same_every_time(name, spoken):
    import matplotlib.pyplot

    (picture,) = pngs(first := ALL[name](spoken))
    with matplotlib.rc_context(
        {
            "axes.facecolor": "red",
            "lines.linewidth": 9,
            "text.usetex": True,
            "savefig.dpi": 20,
            "axes.grid": True,
        }
    ):
        assert ALL[name](spoken).html == first.html  # whatever style the notebook has chosen
    assert len(picture) <= LARGEST and len(first.html) <= LARGEST * 4 / 3 + 4000
    assert set(chunks(picture)) == {
        b"IHDR",
        b"PLTE",
        b"tRNS",
        b"IDAT",
        b"IEND",
    }  # a palette, no date, no program
    assert not matplotlib.pyplot.get_fignums()  # no figure that a widget's message would show


def chunks(png):
    at = 8
    while at < len(png):
        size, kind = struct.unpack(">I4s", png[at : at + 8])
        yield kind
        at += 12 + size


def test_words_are_the_pages_own_and_none_are_in_the_picture(spoken):
    korean = dataclasses.replace(spoken, label="소리 1.m4a")
    for name, make in ALL.items():
        picture = make(korean)
        assert ("안녕하세요" if name == "conversation" else "소리 1.m4a") in Page(picture.html).text
        drawn = pixels(picture)
        beside, under = drawn[:, : int((LEFT - 6) * drawn.shape[1] / WIDTH), 3], drawn[-20:, :, 3]
        assert not beside.any() and not under.any(), "letters beside or under the plot"
        assert pngs(picture) == pngs(make(spoken))


def test_words_stand_where_matplotlib_had_them():
    def draw(axes):
        axes.set(xlim=(0, 1), ylim=(0, 1), xticks=[], yticks=[])
        axes.text(0.5, 0.5, "middle <1>", ha="center", va="center")

    page = panels.panels_html([100], draw, 'a "picture"')
    assert "middle &lt;1&gt;" in page and 'alt="a &quot;picture&quot;"' in page
    middle = (LEFT + PLOT_WIDTH / 2) / WIDTH * 100
    assert f"left:{middle - 5:.1f}%;width:10%;text-align:center" in page
    assert "top:58px" in page  # a line and half the panel, less half a line
