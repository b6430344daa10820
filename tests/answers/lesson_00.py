"""Lesson 00: a name is said, and a Korean sentence."""

from tests.answers.common import MODEL, SPEECH, WRITING, says, text

HELLO = "Read aloud: Hello, my name is Minji."


class Picker:
    """A picker that was handed over in the place of its value."""

    value = "nova"

    def observe(self, *_):
        """As a widget has it."""


def voiced(**audio: object) -> dict:
    return says(HELLO, audio={"voice": "nova", "format": "wav"} | audio)


RIGHT = {
    "00-name": [
        voiced(),
        voiced(voice="onyx", format="mp3"),
        voiced(voice="marin", format="opus"),
        says([text("Read aloud: Hello, my name is O'Neill.")]),
        says("Read this aloud: I am Ada."),
        says("Please say exactly: My name is Jürgen."),
        says("Read aloud: my name is 민지, nice to meet you."),
        says("소리 내어 읽어 주세요: 제 이름은 민지입니다."),
        says("Read out loud: Hello, I'm Kim Chul-soo!"),
        says(HELLO, modalities=("text", "audio")),
        says(HELLO, modalities=["audio", "text"]),
        says(HELLO, max_completion_tokens=8000),
    ],
    "00-korean": [
        says("Read aloud: 안녕하세요."),
        says("소리 내어 읽어 주세요: 안녕하세요. 만나서 반갑습니다."),
        says("Please read this aloud: 오늘은 날씨가 좋습니다."),
        says([text("Read aloud: 안녕하세요, my name is Minji.")]),
        says("Say exactly: 감사합니다"),
        says("큰 소리로 읽어 주세요: 저는 학생입니다."),
        says("Read aloud：안녕하세요"),
        says("이 문장을 낭독해 주세요: 봄이 왔습니다.", audio={"voice": "ash", "format": "mp3"}),
    ],
}
WRONG = {
    "00-name": [
        (voiced(voice="coral"), "still coral"),
        (voiced(voice="Nova"), "small letters"),
        (voiced(voice="robert"), "Invalid value: 'robert'"),
        (voiced(voice=Picker()), ".value"),
        (voiced(format="ogg"), "Invalid value: 'ogg'"),
        (says(HELLO, audio="nova"), "audio is a dict"),
        (says(HELLO, audio={"voice": "nova"}), "audio.format"),
        (says(HELLO, audio={"format": "wav"}), "audio.voice"),
        (says(HELLO, voice="nova"), "belongs inside audio"),
        (says(HELLO, modalities={"text", "audio"}), "a set, in curly brackets"),
        (says(HELLO, modalities=["audio"]), "modalities"),
        (says(HELLO, WRITING), "refuse"),
        (says("Read aloud:"), "no sentence behind"),
        (says(""), "does not ask for anything to be read"),
        (says("Do not read this aloud."), "does not ask for anything to be read"),
        (SPEECH, "messages"),
        ("nova", "a request is a dict"),
        (SPEECH | {"messages": HELLO}, "messages"),
    ],
    "00-korean": [
        (says("안녕하세요"), "does not say what to do"),
        (says("안녕하세요. 만나서 반갑습니다."), "does not say what to do"),
        (says("read this in Korean: Nice to meet you"), "what to do|no Korean words"),
        (says("Read aloud: annyeonghaseyo"), "no Korean words"),
        (says("Read aloud in Korean: Hello!"), "no Korean words"),
        (says("Read aloud: "), "no Korean words"),
        (says("소리 내어 읽어 주세요: Hello"), "no Korean words"),
        (says("소리 내어 읽어 주세요: 네"), "no Korean words"),
        (says("Read aloud: 안녕하세요.", WRITING), "refuse"),
        (says("Read aloud: 안녕하세요.", model="gpt-4o"), "refuse"),
        (says("Read aloud: 안녕하세요.", audio={"voice": "nova"}), "audio.format"),
        (says("Read aloud: 안녕하세요.", role="learner"), "refuse"),
        ({"model": MODEL, "messages": [{"role": "user", "content": "안녕하세요"}]}, "refuse"),
        ("Read aloud: 안녕하세요.", "a request is a dict"),
    ],
}
