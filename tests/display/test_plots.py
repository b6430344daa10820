"""Plots of sounds: true, read on any ground, and told in words."""

import dataclasses
import html
import re
import tracemalloc

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers import Sound, SoundError
from helpers.display import plots
from helpers.speech import prosody
from tests.display.drawn import (
    ALL,
    LARGEST,
    ONE,
    RATE,
    buzz,
    near,
    pixels,
    plot,
    pngs,
    silence,
    sound,
    wav,
)
from tests.display.html_page import ATTRIBUTES, EVIL, GROUNDS, KEPT, Page, contrast, tone


@pytest.mark.parametrize("name", ALL)
def test_a_picture_says_what_it_shows_and_lives_in_an_untrusted_notebook(name, spoken):
    picture = ALL[name](spoken)
    page = Page(picture.html)
    assert page.depth == 0 and {tag for tag, _ in page.tags} <= KEPT | {"div"}
    assert all(
        set(attributes) <= ATTRIBUTES | {"inert", "width"}
        and "var(" not in attributes.get("style", "")
        for _, attributes in page.tags
    )
    assert page.one("img")["alt"] == picture.alt == repr(picture) and "morning.wav" in picture.alt
    assert picture._repr_mimebundle_() == {"text/html": picture.html, "text/plain": picture.alt}


@pytest.mark.parametrize("name", ["waveform", "pitch_and_loudness", "conversation"])
def test_lines_stand_out_on_white_and_on_dark_and_the_ground_is_clear(name, spoken):
    drawn = pixels(ALL[name](spoken)).reshape(-1, 4)
    seen = np.unique(drawn[drawn[:, 3] > 200], axis=0)
    assert len(seen) and all(
        contrast(colour[:3], ground) >= 3 for colour in seen for ground in GROUNDS
    )  # WCAG 1.4.11
    assert (drawn[:, 3] == 0).mean() > 0.5


def test_labels_and_words_cannot_leave_their_place():
    plain, evil = (
        dataclasses.replace(sound(buzz(150, 0.3), label=label), transcript=label)
        for label in ("x", EVIL)
    )
    for make in ALL.values():
        harmless, page = Page(make(plain).html), Page(make(evil).html)
        assert [(tag, list(attributes)) for tag, attributes in page.tags] == [
            (tag, list(attributes)) for tag, attributes in harmless.tags
        ] and page.depth == 0
        assert EVIL in page.one("img")["alt"]


def test_a_waveform_is_high_where_the_sound_is_loud():
    drawn = near(plot(pixels(plots.waveform(sound(silence(1), tone(1))))), plots.BLUE)
    tall = drawn.sum(axis=0)
    middle = tall.size // 2
    assert (
        tall[: middle - 4].max() <= 6 and tall[middle + 4 : -4].min() > 50 and tall[2:-2].min() >= 1
    )
    quiet, loud = (
        near(plot(pixels(plots.waveform(sound(tone(1) * factor)))), plots.BLUE).sum()
        for factor in (0.1, 1)
    )
    assert quiet < loud / 2


def test_pitch_is_where_it_is_and_its_words_are_those_of_prosody(spoken):
    for hertz in (100, 150, 220):
        picture = plots.pitch_and_loudness(sound(buzz(hertz, 1)))
        assert f"The pitch stays at {hertz} Hz." in picture.alt
        marks = [int(mark) for mark in re.findall(r">(\d+)(?: Hz)?</span>", picture.html)]
        assert marks[0] <= hertz <= marks[-1] and marks[-1] / marks[0] >= 2
        drawn = plot(pixels(picture))
        rows = np.flatnonzero(near(drawn, plots.ORANGE).any(axis=1)) / 2
        panel = 15 + 56 + 21 + 100 * (1 - np.log(hertz / marks[0]) / np.log(marks[-1] / marks[0]))
        assert np.abs(rows - panel).max() < 4
    measured = prosody.measure(spoken.samples(), RATE)
    said = plots.pitch_and_loudness(spoken).alt
    assert (
        f"between {measured.pitch_low:.0f} and {measured.pitch_high:.0f} Hz, "
        f"{measured.pitch:.0f} Hz in the middle" in said
    )


def test_pauses_are_hatched_named_and_counted():
    for count in (1, 2, 3, 5):
        parts = [part for _ in range(count) for part in (buzz(150, 0.5), silence(0.6))] + [
            buzz(150, 0.5)
        ]
        for name in ("waveform", "pitch_and_loudness"):
            picture = ONE[name](sound(*parts))
            assert (
                re.search(rf"{count} pauses?[, ]", picture.alt)
                and Page(picture.html).text.count("pause") == 1
            )
            hatched = near(plot(pixels(picture)), plots.GREY).sum(axis=0)
            seconds = sum(part.size for part in parts) / RATE
            inside, outside = (
                hatched[
                    int(hatched.size * at / seconds) - 20 : int(hatched.size * at / seconds) + 20
                ].mean()
                for at in (0.8, 0.25)
            )
            assert inside > 2 * outside
    for nothing in (buzz(150, 1), silence(1)):
        assert "pause" not in Page(plots.waveform(sound(nothing)).html).text


def test_where_it_is_loudest_is_said():
    said = plots.waveform(
        sound(buzz(150, 1, 0.1), buzz(150, 1, 0.5), buzz(150, 1, 0.1), label="three")
    ).alt
    at, level = re.search(
        r"Waveform of three, 3.0 s long. Loudest at ([\d.]+) s, with −(\d+) dBFS.", said
    ).groups()
    assert 1 <= float(at) <= 2 and 10 < int(level) < 20


def test_a_conversation_shows_who_speaks_when(spoken):
    question, answer = (
        sound(buzz(200, 1), label="q.wav"),
        dataclasses.replace(sound(buzz(120, 3), label="reply"), transcript="Yes."),
    )
    picture = plots.conversation(question, answer)
    assert (
        picture.alt == "Conversation, 4.0 s long. From 0.0 s: question, q.wav, for 1.0 s. "
        "From 1.0 s: answer, reply, for 3.0 s."
    )
    drawn = plot(pixels(picture))
    asked, answered = (
        np.flatnonzero(near(drawn, colour).sum(axis=0) > 8) / drawn.shape[1]
        for colour in (plots.ORANGE, plots.BLUE)
    )
    assert (
        asked.max() == pytest.approx(0.25, abs=0.02)
        and answered.min() == pytest.approx(0.25, abs=0.02)
        and answered.max() > 0.97
    )
    assert (
        np.flatnonzero(near(drawn, plots.ORANGE).any(axis=1)).max()
        < np.flatnonzero(near(drawn, plots.BLUE).any(axis=1)).min()
    )  # told apart by place, not by colour alone
    page = Page(picture.html)
    assert page.text.count("question") == 1 and "answer: Yes." in page.text
    more = plots.conversation(question, answer, question, answer, *[question] * 12)
    assert more.alt.count("question, q.wav") == 8 and len(pngs(more)) == 1
    assert 2 <= Page(more.html).text.count("question") <= 5  # named where there is room
    with pytest.raises(SoundError, match="1 to 16 sounds, not 17"):
        plots.conversation(*[question] * 17)


@pytest.mark.parametrize("name", ONE)
def test_sounds_of_a_list_share_their_axes(name):
    short, long = sound(buzz(300, 1), label="short"), sound(buzz(100, 4), label="long")
    picture = ONE[name]([short, long])
    assert (
        picture.alt
        == "\n".join(
            attributes["alt"] for tag, attributes in Page(picture.html).tags if tag == "img"
        )
        and picture.html.count("<figure") == 2
    )
    first, second = (plot(pixels(picture, which))[..., 3] > 200 for which in (0, 1))
    ends = [
        np.flatnonzero(drawn.sum(axis=0) > 10).max() / drawn.shape[1]
        for drawn in (first[:150], second[:150])
    ]
    assert ends[0] == pytest.approx(0.25, abs=0.02) and ends[1] > 0.97
    texts = [
        re.findall(r'<span dir="auto" style="position[^>]*>([^<]*)</span>', figure)
        for figure in picture.html.split("</figure>")[:2]
    ]
    assert texts[0] == texts[1]


@pytest.mark.parametrize("name", ALL)
def test_sounds_with_next_to_nothing_in_them(name):
    stereo = Sound.from_samples(np.stack([tone(0.5), -tone(0.5) / 2], axis=1), RATE)
    pcm16 = sound(tone(0.5)).to("pcm16")
    for some in (
        sound(silence(1)),
        sound(np.full(1, 0.5, np.float32)),
        sound(np.full(7, -1, np.float32)),
        sound(tone(0.01)),
        stereo,
        pcm16,
    ):
        picture = ALL[name](some)
        assert pixels(picture).any() and picture.alt and "nan" not in picture.html
    if name in ONE:
        assert "It is silent." in ONE[name](sound(silence(1))).alt


@pytest.mark.parametrize(
    "wrong, words",
    [
        ([], "give a Sound, or a list of them"),
        ([tone] * 17, "give fewer"),
        (None, "cannot be loaded from NoneType"),
        (7, "cannot be loaded from int"),
        ("none.wav", "There is no file none.wav"),
        (b"text", "."),
        (Sound(b"", "pcm16", 0.0, RATE, label="reply"), "reply is empty, there is nothing to draw"),
        (Sound(b"RIFF", "wav", 1.0, RATE), "."),
    ],
)
def test_what_is_no_sound_is_told_in_one_sentence(wrong, words):
    for make in ONE.values():
        with pytest.raises(SoundError) as told:
            make(wrong)
        assert words in str(told.value) and "\n" not in str(told.value)


@settings(max_examples=8, deadline=None)
@given(
    st.integers(1, 3000),
    st.sampled_from([1000, 8000, 11025, 22050, 44100, 192000]),
    st.sampled_from([0, 0.001, 0.3, 1]),
    st.sampled_from(sorted(ALL)),
)
def test_any_sound_has_a_picture(samples, rate, height, name):
    mono = (height * np.random.default_rng(samples).uniform(-1, 1, samples)).astype(np.float32)
    picture = ALL[name](Sound.load(wav(mono, rate)))
    assert pixels(picture).any() and html.escape(picture.alt) in picture.html


@pytest.mark.parametrize("name", ALL)
def test_a_long_sound_needs_less_memory_than_itself(name, lecture):
    tracemalloc.start()
    picture = ALL[name](lecture)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < lecture.samples().nbytes and len(pngs(picture)[0]) <= LARGEST + 1000


def test_a_picture_says_where_it_is_drawn_of_a_part(lecture, spoken):
    assert "Drawn of 2 min 03 s of this recording" in plots.spectrogram(lecture).html
    assert "measured in 240 moments of 0.25 s" in plots.pitch_and_loudness(lecture).html
    for draw in (plots.spectrogram, plots.pitch_and_loudness):
        assert "spread over all" not in draw(spoken).html
