"""Writes cheat_sheet.ko.html: cheat_sheet.html with Korean words, its code the same.

Run: python docs/translate_cheat_sheet.py
"""

from pathlib import Path

DOCS = Path(__file__).resolve().parent
ENGLISH, KOREAN = DOCS / "cheat_sheet.html", DOCS / "cheat_sheet.ko.html"
WORDS = {
    '<html lang="en">': '<html lang="ko">',
    "<title>All requests on one page</title>": "<title>한 장에 모은 모든 요청</title>",
    "<h1>All requests on one page</h1>": "<h1>한 장에 모은 모든 요청</h1>",
    "Run the blocks from top to bottom in a notebook of the course. Text or audio goes in; text, or"
    "\ntext and audio, comes out. Words: ": "과정의 노트북에서 위에서부터 차례로 실행하세요. "
    "글이나 소리를 넣으면 글이, 또는 글과 소리가 나옵니다.\n용어: ",
    ">glossary</a>.": ">용어집</a>.",
    "<h2>Begin<": "<h2>시작<",
    "<h2>What every request has ·": "<h2>모든 요청에 있는 것 ·",
    "# a person's voice": "# 사람의 목소리",
    "Thirteen voices; wav, mp3,": "음성은 열세 가지, 형식은 wav, mp3,",
    "<h2>Text → text + audio ·": "<h2>글 → 글 + 소리 ·",
    "<h2>Audio → text ·": "<h2>소리 → 글 ·",
    "<h2>A recording by hand ·": "<h2>녹음을 직접 넣기 ·",
    "Only wav and mp3 go in; <code>sound.part()</code> converts.": "wav와 mp3만 넣을 수 있고, "
    "<code>sound.part()</code>가 바꾸어 줍니다.",
    "<h2>Audio → text + audio, steered ·": "<h2>소리 → 글 + 소리, 지시와 함께 ·",
    "<h2>Text + audio → text + audio ·": "<h2>글 + 소리 → 글 + 소리 ·",
    "<h2>The next turn, by audio id ·": "<h2>오디오 ID로 다음 차례 ·",
    "The id lasts an hour; then send the transcript as text.": "ID는 한 시간 동안 쓸 수 있습니다. "
    "그 뒤에는 전사문을 글로 보내세요.",
    "<h2>Plain HTTP ·": "<h2>일반 HTTP ·",
    "<h2>Streaming ·": "<h2>스트리밍 ·",
    "<h2>Calling a function ·": "<h2>함수 호출 ·",
    "<h2>Many at once ·": "<h2>여러 요청을 한꺼번에 ·",
    "<h2>An archive: pay once ·": "<h2>녹음 모음: 한 번만 내기 ·",
    "# or a folder": "# 또는 폴더",
    "# yours: a folder that stays": "# 남는 폴더로 바꾸세요",
    "<h2>A turn of an assistant ·": "<h2>비서와 말하기 ·",
    "<h2>When it is refused ·": "<h2>거부되었을 때 ·",
    "Ask <code>finish_reason</code> too: “length” is a cut reply;\n"
    "<code>audio_tokens</code> 0: the recording was ignored.": "<code>finish_reason</code>도 "
    "확인하세요. “length”이면 대답이 잘린 것이고,\n"
    "<code>audio_tokens</code>가 0이면 녹음이 무시된 것입니다.",
}


def translated(page: str) -> str:
    """The page in Korean. Raises ValueError for words that are not on it exactly once."""
    for english, korean in WORDS.items():
        if page.count(english) != 1:
            raise ValueError(f"{english!r} is on the page {page.count(english)} times, not once")
        page = page.replace(english, korean)
    return page


if __name__ == "__main__":
    KOREAN.write_text(translated(ENGLISH.read_text("utf-8")), "utf-8")
