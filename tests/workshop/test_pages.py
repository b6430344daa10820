"""The teacher's pages: their minutes add up, their lessons exist, their figures are right."""

import json
import re

import nbformat
import pytest
import yaml

from helpers.engine import catalogue
from helpers.engine.accounting.lesson_costs import lessons
from helpers.engine.ledger import budget
from tests.environment import NOTEBOOKS, ROOT
from tests.test_cheat_sheet import Blocks
from tests.test_prose import long_sentences, plain, unusual_words

FOLDER = ROOT / "workshop"
PAGES = sorted(FOLDER.glob("*.md"))
README = (FOLDER / "README.md").read_text("utf-8")
CONSENT = (FOLDER / "consent.md").read_text("utf-8")
MONEY = (FOLDER / "keys_and_money.md").read_text("utf-8")
HANDOUT = (FOLDER / "handout.html").read_text("utf-8")
PLAN = re.compile(r"<!-- plan: ([^,]+), (\d+) minutes -->\n(.*?)<!-- end -->", re.DOTALL)
ROW = re.compile(r"^\| (\d+):(\d\d) \| (\d+) \| (.+) \| (must|may) \|$", re.MULTILINE)
LESSON = re.compile(r"\[(\d\d) · ([^\]]+)\]\(\.\./notebooks/([^)]+)\)")
PLANS = {name: (int(minutes), ROW.findall(table)) for name, minutes, table in PLAN.findall(README)}
INTRODUCTIONS = {path.name[:2]: nbformat.read(path, 4).cells[0].source for path in NOTEBOOKS}


def walked(number):
    """How long a lesson takes, as its first cell says."""
    return int(re.search(r"About (\d+) minutes", INTRODUCTIONS[number])[1])


def needed(number):
    """The lessons that a lesson says are needed before it."""
    need = INTRODUCTIONS[number].split("**You will need:**")[1]
    found = re.search(r"(\d\d) to (\d\d)", need)
    if found:
        return {name for name in INTRODUCTIONS if found[1] <= name <= found[2]}
    return set(re.findall(r"\b(\d\d)\b(?! minutes)", need)) & set(INTRODUCTIONS)


def in_order(rows):
    return [lesson for *_, what, _ in rows for lesson in LESSON.findall(what)]


def test_there_are_a_plan_of_three_hours_one_of_a_day_and_eight_periods():
    assert list(PLANS) == ["three hours", "one day", *(f"period {n}" for n in range(1, 9))]
    assert [minutes for minutes, _ in PLANS.values()] == [180, 420, *[50] * 8]


@pytest.mark.parametrize("name", PLANS)
def test_minutes_add_up(name):
    minutes, rows = PLANS[name]
    at = 0
    for hour, minute, length, *_ in rows:
        assert int(hour) * 60 + int(minute) == at, f"{name} at {hour}:{minute}"
        at += int(length)
    assert at == minutes


@pytest.mark.parametrize("name", PLANS)
def test_no_row_is_outside_the_form_that_the_tests_read(name):
    table = next(text for plan, _, text in PLAN.findall(README) if plan == name)
    assert len(PLANS[name][1]) == table.count("\n") - 2


@pytest.mark.parametrize("name", PLANS)
def test_lessons_exist_under_their_title_and_have_the_time_they_take(name):
    titles = lessons()
    for *_, length, what, _ in PLANS[name][1]:
        for number, title, file in LESSON.findall(what):
            assert (ROOT / "notebooks" / file).exists() and file.startswith(number)
            assert title == titles[number]["title"]
            assert int(length) >= walked(number), f"{number} takes {walked(number)} minutes"


def test_a_lesson_comes_after_those_it_needs():
    periods = [row for name, (_, rows) in PLANS.items() if "period" in name for row in rows]
    for rows in (PLANS["three hours"][1], PLANS["one day"][1], periods):
        taught = set()
        for number, *_ in in_order(rows):
            assert needed(number) <= taught, f"{number} before {needed(number) - taught}"
            taught.add(number)


def test_nobody_sits_for_more_than_two_hours():
    for name in ("three hours", "one day"):
        since = 0
        for _, _, length, what, _ in PLANS[name][1]:
            since = 0 if re.match("Break|Lunch", what) else since + int(length)
            assert since <= 120, name


def cost(name):
    """US dollars of one learner, with the most expensive lesson of each row."""
    dollars = 0.0
    for *_, what, _ in PLANS[name][1]:
        prices = [lessons()[number]["worth"] for number, *_ in LESSON.findall(what)]
        dollars += max(prices, default=0)
    return dollars


@pytest.mark.parametrize("name", ["three hours", "one day"])
def test_what_a_plan_costs_follows_from_its_lessons(name):
    cents = int(re.search(rf"^\| {name} \|.*?(\d+) ¢", README, re.MULTILINE)[1])
    assert 0 <= cents - 100 * cost(name) < 1
    column = ["three hours", "one day"].index(name) + 1
    for row in re.findall(
        r"^\| (\d+) \| \$([\d.]+) \| \$([\d.]+) \| \$([\d.]+) \|$", MONEY, re.MULTILINE
    ):
        assert abs(float(row[column]) - int(row[0]) * cost(name)) < 0.01 * int(row[0])
        assert float(row[3]) == int(row[0]) * budget()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page):
    text = page.read_text("utf-8")
    for target in re.findall(r"\]\(([^)#]+?)(?:#[^)]*)?\)", text):
        assert target.startswith("https://") or (page.parent / target).exists(), target


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_sentences_are_short_and_words_the_usual_ones(page):
    text = plain(page.read_text("utf-8"))
    assert not long_sentences(text) and not unusual_words(text)


def test_consent_is_in_two_languages_with_the_same_boxes():
    english, korean = CONSENT.split("## 한국어")
    assert english.count("☐") == korean.count("☐") == 3
    rows = [len(re.findall(r"^\|", half, re.MULTILINE)) for half in (english, korean)]
    assert rows[0] == rows[1]
    assert "제15조" in korean and "제22조의2" in korean and "GDPR" in english


def test_the_handout_runs(engine, monkeypatch):
    (block,) = Blocks(HANDOUT).found
    monkeypatch.chdir(ROOT / "notebooks")
    names = {}
    exec(block, names)
    assert names["message"].audio.transcript and names["sound"].seconds > 2


def test_the_figures_of_the_handout_are_those_of_the_catalogue():
    model = catalogue.models()["gpt-audio-1.5"]
    for which, price in (("in", model.audio_in), ("out", model.audio_out)):
        rate = catalogue.tokens_per_second(which)
        assert f"<b>{rate}</b>" in HANDOUT and f"<b>{rate * 60 * price / 1e4:.2f} ¢</b>" in HANDOUT
    assert f"<b>${budget():.2f}</b>" in HANDOUT


def test_the_lines_it_tells_teachers_to_look_for_are_printed():
    code = "".join(path.read_text("utf-8") for path in (ROOT / "helpers/preflight").glob("*.py"))
    for short in re.findall(r"^\| `([a-z ]+)` \|", MONEY, re.MULTILINE):
        assert f'"{short}"' in code, short


def test_the_form_can_be_filled():
    form = yaml.safe_load((ROOT / ".github/ISSUE_TEMPLATE/i_taught_this.yml").read_text("utf-8"))
    asked = [part for part in form["body"] if part["type"] != "markdown"]
    assert len(asked) == 6 and len({part["id"] for part in asked}) == 6
    assert json.dumps(form).count('"required": true') == 2
