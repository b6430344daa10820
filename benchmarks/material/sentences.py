"""What the ears are measured with: sentences for the practice voices to read."""

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

KOREAN_NUMBERS = [
    "회의는 오후 3시에 시작합니다.",
    "사과 5개하고 배 2개를 샀어요.",
    "제 생일은 6월 21일이에요.",
    "기차는 10번 승강장에서 출발합니다.",
    "이 책은 12,000원입니다.",
    "우리 반에는 학생이 24명 있어요.",
    "2025년에 서울로 이사했습니다.",
    "버스로 40분쯤 걸려요.",
]
