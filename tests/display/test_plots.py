"""Pictures of sounds: that they are true, small, the same every time, can be read on any ground, and say in words what they show."""

import base64
import dataclasses
import html
import io
import re
import struct
import tracemalloc

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from helpers import Sound, SoundError
from helpers.display import plots
from helpers.display.figure import LEFT, PLOT, WIDTH
from helpers.display.measures import Take
from helpers.speech import prosody
from tests.display.test_card import ATTRIBUTES, EVIL, GROUNDS, KEPT, Page, contrast, tone

RATE = 24000
LARGEST = 12_000  # bytes of one picture: a committed notebook has 100,000 in all
ONE = {
    "waveform": plots.waveform,
    "spectrogram": plots.spectrogram,
    "pitch_and_loudness": plots.pitch_and_loudness,
}
ALL = ONE | {"conversation": lambda sound: plots.conversation(sound, sound)}


def buzz(hertz, seconds, height=0.4):
    """A voice as plain as can be: ten harmonics."""
    times = np.arange(int(seconds * RATE)) / RATE
    return (
        height / 3 * sum(np.sin(2 * np.pi * hertz * n * times) / n for n in range(1, 11))
    ).astype(np.float32)


def sound(*parts, label="sound", rate=RATE):
    return Sound.from_samples(np.concatenate(parts), rate, label)


def silence(seconds):
    return np.zeros(int(seconds * RATE), np.float32)


def pngs(picture):
    return [
        base64.b64decode(data)
        for data in re.findall(r'data:image/png;base64,([\w+/=]+)"', picture.html)
    ]


def pixels(picture, which=0):
    """RGBA of one drawing."""
    return np.array(Image.open(io.BytesIO(pngs(picture)[which])).convert("RGBA")).astype(int)


def plot(drawn):
    """What lies between the axes' ends."""
    scale = drawn.shape[1] / WIDTH
    return drawn[:, int(LEFT * scale) : int((LEFT + PLOT) * scale)]


def near(drawn, colour):
    """Where that colour is."""
    wanted = [int(colour[i : i + 2], 16) for i in (1, 3, 5)]
    return (np.abs(drawn[..., :3] - wanted).max(axis=-1) < 12) & (drawn[..., 3] > 200)


@pytest.fixture(scope="module")
def spoken(speech):
    return dataclasses.replace(
        Sound.from_samples(np.concatenate([speech, silence(0.5), speech]), RATE, "morning.wav"),
        transcript="Good morning. 안녕하세요.",
    )


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


@pytest.mark.parametrize("name", ["waveform", "pitch_and_loudness", "conversation"])
def test_lines_stand_out_on_white_and_on_dark_and_the_ground_is_clear(name, spoken):
    drawn = pixels(ALL[name](spoken)).reshape(-1, 4)
    seen = np.unique(drawn[drawn[:, 3] > 200], axis=0)
    assert len(seen) and all(
        contrast(colour[:3], ground) >= 3 for colour in seen for ground in GROUNDS
    )  # WCAG 1.4.11
    assert (drawn[:, 3] == 0).mean() > 0.5


def test_words_are_the_pages_own_and_none_are_in_the_picture(spoken):
    korean = dataclasses.replace(spoken, label="소리 1.m4a")
    for name, make in ALL.items():
        picture = make(korean)
        assert ("안녕하세요" if name == "conversation" else "소리 1.m4a") in Page(picture.html).text
        drawn = pixels(picture)
        beside, under = drawn[:, : int((LEFT - 6) * drawn.shape[1] / WIDTH), 3], drawn[-20:, :, 3]
        assert not beside.any() and not under.any(), "letters beside or under the plot"
        assert pngs(picture) == pngs(make(spoken))


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
    drawn = near(plot(pixels(plots.waveform(sound(silence(1), tone(1))))), plots.INK)
    tall = drawn.sum(axis=0)
    middle = tall.size // 2
    assert (
        tall[: middle - 4].max() <= 6 and tall[middle + 4 : -4].min() > 50 and tall[2:-2].min() >= 1
    )
    quiet, loud = (
        near(plot(pixels(plots.waveform(sound(tone(1) * factor)))), plots.INK).sum()
        for factor in (0.1, 1)
    )
    assert quiet < loud / 2


@pytest.mark.parametrize("hertz", [500, 2000, 3000, 7000])
def test_a_tone_is_a_bright_line_at_its_frequency(hertz):
    wave = (0.5 * np.sin(2 * np.pi * hertz * np.arange(RATE) / RATE)).astype(np.float32)
    picture = plots.spectrogram(sound(wave))
    power = Take.of(sound(wave)).powers(50)
    assert (np.abs((np.argmax(power, axis=0) + 0.5) * 100 - hertz) <= 100).all()
    drawn = plot(pixels(picture))
    light = drawn[..., :3].sum(axis=-1) * (drawn[..., 3] > 200)
    rows = np.flatnonzero((light > 0).mean(axis=1) > 0.99)
    column = light[rows[0] : rows[-1] + 1, light.shape[1] // 2]
    brightest = np.flatnonzero(column == column.max())
    assert 1 - brightest.mean() / column.size == pytest.approx(hertz / 8000, abs=0.02)
    assert float(re.search(r"below ([\d.]+) kHz", picture.alt)[1]) == pytest.approx(
        hertz / 1000, abs=0.21
    )


def test_louder_is_brighter_in_grey_too():
    steps = [tone(0.25) * 10 ** (level / 20) for level in range(-50, 1, 10)]
    drawn = plot(pixels(plots.spectrogram(sound(*steps))))
    grey = (drawn[..., :3] @ (0.2126, 0.7152, 0.0722) * (drawn[..., 3] > 200))[320:346].max(
        axis=0
    )  # 100 to 750 Hz: no line of the grid
    shown = [grey[int(grey.size * (i + 0.5) / len(steps))] for i in range(len(steps))]
    assert shown == sorted(shown) and len(set(shown)) == len(shown)


def test_what_the_sample_rate_cannot_hold_stays_empty_and_is_said():
    for rate in (4000, 8000, 11025):
        hiss = np.random.default_rng(0).uniform(-0.3, 0.3, rate).astype(np.float32)
        low = (
            Sound.from_samples(hiss, 8000).to("wav", sample_rate=rate)
            if rate >= 8000
            else Sound.load(wav(hiss, rate))
        )
        picture = plots.spectrogram(low)
        rows = np.flatnonzero((plot(pixels(picture))[..., 3] > 200).mean(axis=1) > 0.99)
        assert rows.size / 2 == pytest.approx(160 * rate / 2 / 8000, abs=4)
        assert (
            f"It ends at {rate / 2000:g} kHz: the recording has {rate:,} samples a second."
            in picture.alt
        )


def wav(mono, rate):
    from helpers.media.wav import wav_bytes

    return wav_bytes((mono * 32767).astype("<i2").tobytes(), rate)


def test_pitch_is_where_it_is_and_its_words_are_those_of_prosody(spoken):
    for hertz in (100, 150, 220):
        picture = plots.pitch_and_loudness(sound(buzz(hertz, 1)))
        assert f"The pitch stays at {hertz} Hz." in picture.alt
        marks = [int(mark) for mark in re.findall(r">(\d+)(?: Hz)?</span>", picture.html)]
        assert marks[0] <= hertz <= marks[-1] and marks[-1] / marks[0] >= 2
        drawn = plot(pixels(picture))
        rows = np.flatnonzero(near(drawn, plots.SECOND).any(axis=1)) / 2
        panel = 15 + 56 + 21 + 100 * (1 - np.log(hertz / marks[0]) / np.log(marks[-1] / marks[0]))
        assert np.abs(rows - panel).max() < 4
    measured = prosody.measure(spoken.samples(), RATE)
    said = plots.pitch_and_loudness(spoken).alt
    assert (
        f"between {measured.pitch_low:.0f} and {measured.pitch_high:.0f} Hz, {measured.pitch:.0f} Hz in the middle"
        in said
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
        picture.alt
        == "Conversation, 4.0 s long. From 0.0 s: question, q.wav, for 1.0 s. From 1.0 s: answer, reply, for 3.0 s."
    )
    drawn = plot(pixels(picture))
    asked, answered = (
        np.flatnonzero(near(drawn, colour).sum(axis=0) > 8) / drawn.shape[1]
        for colour in (plots.SECOND, plots.INK)
    )
    assert (
        asked.max() == pytest.approx(0.25, abs=0.02)
        and answered.min() == pytest.approx(0.25, abs=0.02)
        and answered.max() > 0.97
    )
    assert (
        np.flatnonzero(near(drawn, plots.SECOND).any(axis=1)).max()
        < np.flatnonzero(near(drawn, plots.INK).any(axis=1)).min()
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


@pytest.mark.parametrize(
    "seconds, marks",
    [
        (0.02, ["0 ms", "5 ms", "20 ms"]),
        (0.5, ["0 s", "0.1 s"]),
        (3, ["0 s", "0.5 s", "3 s"]),
        (50, ["0 s", "10 s", "50 s"]),
        (100, ["0:00", "0:15", "1:30"]),
        (900, ["0 min", "2 min", "14 min"]),
    ],
)
def test_a_time_axis_counts_as_people_do(seconds, marks):
    text = re.findall(
        r"white-space:nowrap[^>]*>([^<]*)</span>",
        plots.waveform(sound(tone(seconds, 8000), rate=8000)).html,
    )
    assert (
        set(marks) <= set(text)
        and sum(any(unit in mark for unit in (" s", " ms", " min", ":")) for mark in text) <= 9
    )


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


@settings(max_examples=15, deadline=None)
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


@pytest.fixture(scope="module")
def lecture(speech):
    """Half an hour of the same sentence, growing louder."""
    whole = np.resize(np.concatenate([speech, silence(0.5)]), 1800 * 8000) * np.linspace(
        0.2, 1, 1800 * 8000, dtype=np.float32
    )

    class Long(Sound):
        def samples(self):
            return whole

    return Long(b"", "wav", 1800.0, 8000, label="lecture")


@pytest.mark.parametrize("name", ALL)
def test_a_long_sound_needs_less_memory_than_itself(name, lecture):
    tracemalloc.start()
    picture = ALL[name](lecture)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < lecture.samples().nbytes and len(pngs(picture)[0]) <= LARGEST + 1000


def test_the_pitch_of_a_long_sound_is_measured_in_excerpts_all_over_it(lecture):
    times, pitch = Take.of(lecture).pitch()
    assert (
        times.min() < 60
        and times.max() > 1740
        and np.histogram(times, 30, (0, 1800))[0].min() > 0
        and (np.diff(times) > 0).all()
    )
    measured = prosody.measure(lecture.samples()[: 8000 * 60], 8000)
    assert np.median(pitch) == pytest.approx(measured.pitch, rel=0.03)
    said = plots.pitch_and_loudness(lecture).alt
    assert re.search(
        r"30 min 00 s long\. The pitch is mostly between \d+ and \d+ Hz", said
    ) and re.search(r"\d+ pauses, the longest of [\d.]+ s at", said)
