"""How well the practice ears hear: python benchmarks/ears.py [folder with .wav and .txt of the same name]

English by all thirteen practice voices, sentence by sentence; then English that hisses, and what must not become words: other languages, noise, tones, music.
The sentences called "held out" took no part in fitting the weights of the ears, but the offset was moved until they were refused: an earlier judge let some pass.
Most others served for fitting.
A folder of your own recordings, each with its words in a .txt file, is measured as well. Takes about five minutes.
"""

import sys
import time
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).parents[1]))
from helpers.media import codec
from helpers.practice.ears.pocketsphinx import RATE, listen
from helpers.practice.voice import espeak, synthesis
from helpers.practice.voice.timbres import TIMBRES
from helpers.speech.error_rate import word_error_rate

ENGLISH = """Let me know if you need anything else.
The bus was late again because of the snow.
We had soup and rice for lunch in the small restaurant.
Her brother plays the guitar in a band.
You should take an umbrella, it might rain later.
There are seven chairs and one long table in the room.
I usually get up at half past six.
The new museum opens its doors next spring.
Please speak slowly, I am still learning English.
He wrote a long letter to his grandmother.
Good morning, how are you today?
My sister works in a hospital near the river.
Could you tell me where the nearest station is?
Please call me back tomorrow morning before ten.
What time does the library close on Saturday?
She bought fresh bread and some cheese at the market.
Turn left at the traffic light and walk straight ahead.
They watched an old movie and went to bed late.
Thank you very much for your help with my homework.
I lost my keys somewhere between the office and the car.""".splitlines()

SHORT = [
    "Hello.",
    "Thank you.",
    "Yes, please.",
    "How are you?",
    "See you tomorrow.",
    "What is your name?",
]

FOREIGN = {  # espeak-ng's own file of the language, sentences
    "ko": (
        "ko",
        [
            "저는 매일 아침 공원에서 운동을 합니다.",
            "이번 여름에는 가족과 함께 바다에 갈 계획입니다.",
            "선생님, 질문이 하나 있습니다.",
            "버스가 늦게 와서 학교에 지각했어요.",
            "오늘 저녁에는 된장찌개를 먹고 싶습니다.",
            "그 영화는 생각보다 재미있었어요.",
            "전화번호를 다시 한번 말씀해 주세요.",
            "동생은 대학교에서 음악을 공부하고 있습니다.",
            "창문을 열어 두면 바람이 시원하게 들어옵니다.",
            "우리 회사는 강남역 근처에 있어요.",
        ],
    ),
    "ko short": (
        "ko",
        [
            "안녕하세요.",
            "감사합니다.",
            "네, 좋아요.",
            "이름이 뭐예요?",
            "내일 만나요.",
            "저는 행복해요.",
        ],
    ),
    "es held out": (
        "roa/es",
        [
            "Buenos días. Quisiera una mesa para dos personas a las siete.",
            "El tren sale a las nueve de la mañana y llega por la tarde.",
            "No sé dónde están las llaves del coche de mi hermano.",
            "Mañana vamos a la playa con los niños si hace buen tiempo.",
        ],
    ),
    "ko held out": (
        "ko",
        [
            "안녕하세요. 만나서 반갑습니다. 오늘은 날씨가 참 좋네요.",
            "따뜻한 커피 두 잔하고 물 한 잔 주세요.",
            "내일 아침 아홉 시에 사무실에서 만나요.",
            "지하철역이 어디에 있는지 알려 주시겠어요?",
        ],
    ),
    "es": (
        "roa/es",
        [
            "Todos los días hago ejercicio en el parque.",
            "Este verano vamos a viajar a la playa con la familia.",
            "El autobús llegó tarde y perdimos la clase.",
            "La película fue más divertida de lo que pensaba.",
        ],
    ),
    "fr": (
        "roa/fr",
        [
            "Je fais du sport dans le parc tous les jours.",
            "Cet été nous partons à la mer avec la famille.",
        ],
    ),
    "de": (
        "gmw/de",
        [
            "Ich mache jeden Tag Sport im Park.",
            "Diesen Sommer fahren wir mit der Familie ans Meer.",
        ],
    ),
    "it": (
        "roa/it",
        [
            "Faccio ginnastica nel parco ogni giorno.",
            "Questa estate andiamo al mare con la famiglia.",
        ],
    ),
    "zh": ("sit/cmn", ["我每天早上在公园锻炼身体。", "今年夏天我们全家要去海边旅行。"]),
    "ru": (
        "zle/ru",
        ["Каждый день я занимаюсь спортом в парке.", "Этим летом мы едем на море всей семьёй."],
    ),
    "hi": ("inc/hi", ["मैं हर दिन पार्क में व्यायाम करता हूँ।", "इस गर्मी में हम परिवार के साथ समुद्र जाएंगे।"]),
    "ja": (
        "jpx/ja",
        ["まいにちこうえんでうんどうします。", "このなつはかぞくとうみへいくつもりです。"],
    ),
    "nl": (
        "gmw/nl",
        ["Ik sport elke dag in het park.", "Deze zomer gaan we met de familie naar zee."],
    ),
}


def spoken(text: str, name: str, language: str = "en") -> np.ndarray:
    """`text` as the ears take it: mono float32 at 16 kHz."""
    return codec.resample(synthesis.speak(text, name, language), synthesis.RATE, RATE)


def hissing(mono: np.ndarray, decibels: float) -> np.ndarray:
    """With white noise that is so many decibels softer than the speech."""
    return mono + np.random.default_rng(3).normal(
        0, mono.std() / 10 ** (decibels / 20), mono.size
    ).astype(np.float32)


def nothing_said() -> dict[str, np.ndarray]:
    """Five seconds each of what is no speech, at 16 kHz."""
    chance, time_axis = np.random.default_rng(7), np.arange(5 * RATE) / RATE
    tone = lambda hertz: np.sin(2 * np.pi * hertz * time_axis)
    sounds = {
        "silence": np.zeros(5 * RATE),
        "clicks": (chance.random(5 * RATE) < 0.0005) * 0.8,
        "sweep": 0.3 * np.sin(2 * np.pi * (100 * time_axis + 300 * time_axis**2)),
    }
    for level in (-60, -45, -30, -15):
        spectrum = np.fft.rfft(chance.normal(size=5 * RATE))
        pink = np.fft.irfft(spectrum / np.sqrt(np.maximum(1, np.arange(spectrum.size))))
        sounds |= {
            f"white noise {level} dBFS": chance.normal(0, 10 ** (level / 20), 5 * RATE),
            f"pink noise {level} dBFS": pink / pink.std() * 10 ** (level / 20),
        }
    for hertz in (110, 440, 1000):
        sounds |= {
            f"tone {hertz} Hz": 0.3 * tone(hertz),
            f"chord on {hertz} Hz": 0.1 * (tone(hertz) + tone(hertz * 5 / 4) + tone(hertz * 3 / 2)),
        }
    for number in range(12):  # pitch range, pace and brightness differ from one melody to the next
        note = np.arange(int(RATE * (0.15, 0.25, 0.4)[number % 3])) / RATE
        pitches = 131 * 2 ** (chance.integers(0, 25, 30) / 12) * (1, 2)[number % 2]
        played = [
            sum(np.sin(2 * np.pi * pitch * n * note) / n**1.3 for n in range(1, 2 + number))
            * np.exp(-note / 0.3)
            for pitch in pitches
        ]
        sounds[f"melody {number + 1}"] = 0.2 * np.concatenate(played)[: 5 * RATE]
    return sounds


def main(folder: str | None = None) -> None:
    heard_seconds = spent = 0.0

    def hear(mono):
        nonlocal heard_seconds, spent
        start = time.process_time()
        heard = listen(mono)
        spent, heard_seconds = spent + time.process_time() - start, heard_seconds + mono.size / RATE
        return heard

    def share(name, sounds, wanted):
        verdicts = [hear(sound).verdict for sound in sounds]
        counts = " ".join(
            f"{verdict} {verdicts.count(verdict)}"
            for verdict in ("clear", "partly", "unclear", "no speech")
            if verdict in verdicts
        )
        print(
            f"{name:22s} {sum(verdict in wanted for verdict in verdicts) / len(verdicts):6.1%}   of {len(verdicts):3d}: {counts}",
            flush=True,
        )

    words, no = ("clear", "partly"), ("unclear", "no speech")
    hear(spoken("Hello.", "alloy"))  # loads the model
    heard_seconds = spent = 0.0
    print("English, 20 sentences   words wrong in what is quoted   quoted   (clear)")
    for name in TIMBRES:
        results = [(text, hear(spoken(text, name))) for text in ENGLISH]
        quoted = [(text, heard) for text, heard in results if heard.words]
        total = sum(len(text.split()) for text, _ in quoted)
        wrong = sum(
            word_error_rate(text, heard.words) * len(text.split()) for text, heard in quoted
        ) / max(1, total)
        print(
            f"{name:22s} {wrong:6.1%} {len(quoted) / len(results):32.0%} {sum(heard.verdict == 'clear' for _, heard in results) / len(results):9.0%}",
            flush=True,
        )
    print(
        f"seconds of computing for each second heard: {spent / heard_seconds:.2f}\n\nshare handled rightly"
    )
    share(
        "English, short: quoted",
        [spoken(text, name) for text in SHORT for name in list(TIMBRES)[::3]],
        words,
    )
    for decibels in (25, 20, 15, 10):
        results = [
            (text, hear(hissing(spoken(text, name), decibels)))
            for text, name in zip(ENGLISH, TIMBRES)
        ]
        for verdict in words:
            rates = [
                word_error_rate(text, heard.words)
                for text, heard in results
                if heard.verdict == verdict
            ]
            print(
                f"English under hiss, {decibels} dB: {verdict} {len(rates)} of {len(results)}"
                + (f", words wrong {np.mean(rates):.0%}" if rates else ""),
                flush=True,
            )
    for language, (file, texts) in FOREIGN.items():
        espeak.LANGUAGES[language] = (
            file  # for this measurement only: the engine itself speaks fewer languages
        )
        names = (
            list(TIMBRES)
            if language in ("ko", "es", "ko held out", "es held out")
            else list(TIMBRES)[::4]
        )
        share(
            f"{language}: no words",
            [spoken(text, name, language) for text in texts for name in names],
            no,
        )
    share("nothing said: no words", nothing_said().values(), no)
    share("  called no speech", nothing_said().values(), ("no speech",))
    for path in sorted(Path(folder).glob("*.wav")) if folder else ():
        heard, said = (
            hear(codec.samples(path.read_bytes(), RATE)[0]),
            path.with_suffix(".txt").read_text("utf-8"),
        )
        print(
            f"{path.name:22s} {heard.verdict}, {heard.confidence:.2f}, words wrong {word_error_rate(said, heard.words):.0%}: {heard.words}"
        )


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else None)
