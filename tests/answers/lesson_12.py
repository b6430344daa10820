"""Lesson 12: the rate of wrong Korean letters, and a polite question."""

import re
import unicodedata
from difflib import SequenceMatcher

import numpy as np

from helpers.speech.error_rate import character_error_rate, edit_distance, word_error_rate
from helpers.speech.normalisation import letters
from tests.answers.common import SPEECH, WRITING, says


def bare(text, form="NFC"):
    return unicodedata.normalize(form, text).replace(" ", "")


def by_hand(said, heard):
    said, heard = bare(said), bare(heard)
    row = list(range(len(heard) + 1))
    for i, letter in enumerate(said, 1):
        above, row = row, [i]
        for j, other in enumerate(heard, 1):
            row.append(min(above[j] + 1, row[-1] + 1, above[j - 1] + (letter != other)))
    return row[-1] / len(said)


def by_split(said, heard):
    said, heard = ("".join(unicodedata.normalize("NFC", text).split()) for text in (said, heard))
    return edit_distance(said, heard) / len(said)


def by_pattern(said, heard):
    said, heard = (
        re.findall("[가-힣]", unicodedata.normalize("NFKC", text)) for text in (said, heard)
    )
    return edit_distance(said, heard) / len(said)


def spaces_first(said, heard):
    said, heard = said.replace(" ", ""), heard.replace(" ", "")
    said, heard = unicodedata.normalize("NFC", said), unicodedata.normalize("NFC", heard)
    return edit_distance(said, heard) / max(1, len(said))


def as_given(said, heard):
    return edit_distance(said, heard) / len(said)


def with_spaces(said, heard):
    said, heard = unicodedata.normalize("NFC", said), unicodedata.normalize("NFC", heard)
    return edit_distance(said, heard) / len(said)


def without_nfc(said, heard):
    said, heard = said.replace(" ", ""), heard.replace(" ", "")
    return edit_distance(said, heard) / len(said)


def one_of_them(said, heard):
    return edit_distance(bare(said), heard.replace(" ", "")) / len(bare(said))


def in_pieces(said, heard):
    return edit_distance(bare(said, "NFD"), bare(heard, "NFD")) / len(bare(said, "NFD"))


def by_what_was_heard(said, heard):
    return edit_distance(bare(said), bare(heard)) / max(1, len(bare(heard)))


def by_length_with_spaces(said, heard):
    return edit_distance(bare(said), bare(heard)) / len(unicodedata.normalize("NFC", said))


def as_text(said, heard):
    return f"{character_error_rate(said, heard):.2f}"


def printed(said, heard):
    print(character_error_rate(said, heard))


def by_blocks(said, heard):
    return 1 - SequenceMatcher(None, bare(said), bare(heard)).ratio()


def forgets_to_keep(said, heard):
    unicodedata.normalize("NFC", said).replace(" ", "")
    unicodedata.normalize("NFC", heard).replace(" ", "")
    return edit_distance(said, heard) / len(said)


def wrong_form(said, heard):
    return edit_distance(unicodedata.normalize("nfc", said), heard) / len(said)


def read(sentence, **more):
    return says(f"소리 내어 읽어 주세요: {sentence}", **more)


TWO_ROLES = SPEECH | {
    "messages": [
        {"role": "system", "content": "Read aloud what the user writes."},
        {"role": "user", "content": "몇 시에 오십니까?"},
    ]
}

RIGHT = {
    "12-cer": [
        character_error_rate,
        by_hand,
        by_split,
        by_pattern,
        spaces_first,
        lambda said, heard: edit_distance(letters(said), letters(heard)) / len(letters(said)),
        lambda heard, said: character_error_rate(said, heard),
        lambda a, b: round(np.float64(character_error_rate(a, b)), 3),
    ],
    "12-polite": [
        read("선생님, 몇 시에 오세요?"),
        read("몇 시에 오십니까?"),
        read("몇 시에 옵니까"),
        read("몇시에 오시나요?"),
        read("혹시 몇 시쯤 오시는지요?"),
        read("몇 시에 오실 예정이시죠?"),
        read(unicodedata.normalize("NFD", "몇 시에 와요?")),
        says("Read aloud: “몇 시에 오세요?”"),
        says([{"type": "text", "text": "다음 글을 읽어 주세요：몇 시에 오시겠습니까?"}]),
        says("소리 내어 읽어 주세요:\n몇 시에 오실 수 있으세요? 🙂"),
        TWO_ROLES,
    ],
}
WRONG = {
    "12-cer": [
        (as_given, "should give"),
        (with_spaces, "Spaces do not count"),
        (without_nfc, "NFD"),
        (one_of_them, "Both texts|puts the pieces"),
        (in_pieces, "should give 0.29"),
        (by_what_was_heard, "should give"),
        (by_length_with_spaces, "Spaces do not count"),
        (as_text, "return a number"),
        (printed, "write return"),
        (by_blocks, "should give"),
        (forgets_to_keep, "should give"),
        (wrong_form, "ValueError"),
        (word_error_rate, "should give"),
        (lambda said, heard: 1 - character_error_rate(said, heard), "should give"),
        (lambda said, heard: 100 * character_error_rate(said, heard), "should give"),
        (lambda said, heard: edit_distance(bare(said), bare(heard)), "Yours gives 2"),
        (lambda said: 0.29, "should take these"),
        (0.29, "not a function"),
    ],
    "12-polite": [
        (read("몇 시에 와?"), "for friends"),
        (read("몇 시에 오니?"), "for friends"),
        (read("너 몇 시에 올 거야?"), "for friends"),
        (read("몇 시에 오시냐?"), "for friends"),
        (read("myeot sie oseyo?"), "does not ask"),
        (read("What time are you coming, please?"), "does not ask"),
        (read("오세요."), "does not ask"),
        (read("안녕하세요?"), "does not ask"),
        (says("몇 시에 오세요?"), "does not ask for anything to be read"),
        (says("Translate into Korean: 몇 시에 오세요?"), "does not ask for anything to be read"),
        (says("몇 시에 오세요? 이 문장을 번역해 주세요."), "does not ask for anything to be read"),
        (read("몇 시에 오세요?", modalities=["text"]), "refuse"),
        (says("소리 내어 읽어 주세요: 몇 시에 오세요?", WRITING), "refuse"),
        (read("몇 시에 오세요?", audio={"voice": "Sage", "format": "mp3"}), "refuse"),
        ("몇 시에 오세요?", "A request is a dict"),
    ],
}
