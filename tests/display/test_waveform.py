"""The small picture of a sound: true, small, transparent, of a colour that stands out."""

import io

import numpy as np
from PIL import Image

from helpers.display import waveform
from helpers.display.figure import WIDTH
from tests.display.html_page import GROUNDS, contrast


def image(data):
    """The card's picture as its palette numbers."""
    picture = Image.open(io.BytesIO(data))
    picture.load()
    assert (picture.format, picture.mode, picture.size, picture.info["transparency"]) == (
        "PNG",
        "P",
        (WIDTH, waveform.HEIGHT),
        0,
    )
    return np.array(picture)


def test_the_waveform_is_small_true_and_transparent(speech):
    data = waveform.waveform_png(speech)
    assert len(data) < 3000 and data == waveform.waveform_png(speech)
    drawn = image(data)
    alpha = np.array(Image.open(io.BytesIO(data)).convert("RGBA"))
    assert (alpha[..., 3] == np.where(drawn, 255, 0)).all() and (
        alpha[drawn == 1][:, :3] == waveform.COLOUR
    ).all()
    assert (drawn.sum(axis=0) >= 1).all() and drawn[0].sum() < WIDTH / 10
    silence, full = (
        image(waveform.waveform_png(np.zeros(24000, np.float32))),
        image(waveform.waveform_png(np.resize([1, -1], 24000).astype(np.float32))),
    )
    assert (silence.sum(axis=0) <= 2).all() and (silence.sum(axis=0) >= 1).all() and full.all()
    halves = image(
        waveform.waveform_png(
            np.concatenate([np.zeros(12000), np.full(12000, 0.8)]).astype(np.float32)
        )
    )
    above, below, middle = (
        halves[: waveform.HEIGHT // 2 - 1],
        halves[waveform.HEIGHT // 2 + 1 :],
        WIDTH // 2,
    )
    assert above[:, middle + 1 :].any() and not above[:, : middle - 1].any() and not below.any()
    louder = [image(waveform.waveform_png(speech * factor)).sum() for factor in (0.1, 0.5, 1)]
    assert louder == sorted(louder) and louder[0] < louder[-1]
    assert (
        len(
            waveform.waveform_png(
                np.random.default_rng(0).standard_normal(2_000_000).astype(np.float32).clip(-1, 1)
            )
        )
        < 3000
        and image(waveform.waveform_png(np.zeros(0, np.float32))).any()
    )


def test_the_colour_stands_out_on_white_and_on_dark():
    assert all(contrast(waveform.COLOUR, ground) >= 3 for ground in GROUNDS)  # WCAG 1.4.11


def test_the_extremes_of_cells_are_drawn_as_the_samples_are(speech):
    cells = waveform.cell_extremes(speech, 100)
    assert cells.size == 2 * -(-speech.size // 100)
    assert cells[:2].tolist() == [speech[:100].min(), speech[:100].max()]
    for found, same in zip(
        waveform.column_extremes(cells, 50), waveform.column_extremes(speech, 50), strict=True
    ):
        assert np.abs(found - same).max() < 0.1
    assert waveform.cell_extremes(speech, 1) is speech
