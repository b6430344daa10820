"""Function calling without thinking: which of the offered functions was asked for, and its arguments from what was said, heard and measured.

Every field is filled by offering values, the likeliest first, and taking the first that fits its schema. What nobody said is left out, or is the most neutral value that fits.
"""

import functools
import math
import re
from dataclasses import dataclass

from . import facts, feelings
from .summary import EMPTY_WORDS

ENOUGH = 2.0        # points a function needs before it is called unasked: all the words of its name, or half of them and what else it speaks of
LONGEST = 4000      # characters searched for values
MOST_STEPS = 4000   # schemas looked at for one form: a small schema can unfold into millions through its references
DEEPEST = 8
ABSENT = object()   # nothing was said

# --- Words ---
ONES = {word: n for n, word in enumerate("zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split())}
TENS = {word: 10 * n for n, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)}
KOREAN = {word: n for n, word in enumerate("한 두 세 네 다섯 여섯 일곱 여덟 아홉".split(), 1)} | {"하나": 1, "둘": 2, "셋": 3, "넷": 4, "스무": 20}
SINO = {word: n for n, word in enumerate("일이삼사오육칠팔구", 1)}
ORDINALS = "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fifteenth twentieth".split()
MONTHS = "january february march april may june july august september october november december".split()
COLOURS = {"red": "#ff0000", "green": "#00ff00", "blue": "#0000ff", "yellow": "#ffff00", "white": "#ffffff", "black": "#000000", "orange": "#ffa500", "purple": "#800080", "pink": "#ffc0cb"}
LANGUAGES = {"english": "en", "korean": "ko", "french": "fr", "german": "de", "spanish": "es", "italian": "it", "japanese": "ja", "chinese": "zh", "russian": "ru", "portuguese": "pt"}
UNITS = {"second": 1, "minute": 60, "hour": 3600, "day": 86400, "week": 604800, "초": 1, "분": 60, "시간": 3600, "일": 86400, "주": 604800}
ALIKE = {   # other words for a word of a function's name or of a choice
    "on": "켜|켠|켤", "off": "꺼|끄|끈", "open": "열어|열고|열", "close": "shut|닫", "light": "lamps?|불|전등|조명", "lamp": "lights?|불|전등|램프", "door": "(?<!창)문(?![자장])", "window": "창문",
    "weather": "forecast|rain|rainy|raining|날씨|기온", "alarm": "wake|알람|깨워", "timer": "타이머", "book": "reserve|예약", "reserve": "book|예약", "reservation": "reserve|book|예약", "table": "자리|테이블",
    "message": "texts?|메시지|문자", "send": "보내", "text": "메시지|문자", "music": "songs?|노래|음악", "song": "노래|음악", "play": "틀어|재생", "call": "phone|ring|전화", "translate": "번역", "order": "주문",
    "coffee": "latte|espresso|cappuccino|americano|커피", "reminder": "remind|알려|상기", "search": "look up|google|검색|찾아", "mood": "feel|feels|feeling|emotion|emotions|sounds|기분|감정", "feelings": "mood|emotions?|기분|감정",
    "temperature": "degrees|온도", "time": "몇 시", "kitchen": "부엌|주방", "bedroom": "침실", "living room": "거실", "red": "빨간|빨강", "blue": "파란|파랑", "green": "초록", "white": "하얀|흰", "yellow": "노란|노랑",
    "large": "big|큰|라지", "small": "little|작은", "hot": "뜨거운|따뜻한", "iced": "cold|아이스|차가운", "tea": "차", "turn": "switch|켜|꺼|끄", "event": "meeting|appointment|schedule|일정", "flight": "fly|비행기",
} | {name: korean for name, korean in zip(LANGUAGES, "영어 한국어 프랑스어 독일어 스페인어 이탈리아어 일본어 중국어 러시아어 포르투갈어".split())}
OPPOSITES = ("on", "off"), ("open", "close"), ("start", "stop"), ("up", "down"), ("increase", "decrease"), ("add", "remove"), ("lock", "unlock")
GENERIC = frozenset("get set do create make use find show function tool user given current new value values string number list one name type whether which e.g say says said like return returns".split()) | (EMPTY_WORDS - {"on"})
ASKS = r"\?|please|\b(?:can|could|would|will) you\b|\bi(?:'d| would| want| need)\b|\bi'll have\b|줘|주세요|줄래|까요"
TELLS = r"^\W*(?:i|we|he|she|it|they|my|our|his|her|the|this|that|there|yesterday|thanks?|hello|hi)\b"
FORM = r"\b(?:fill|use|complete|call)\b.*\b(?:forms?|tools?|functions?)\b|(?:양식|도구|함수).*(?:채|써|사용|불러|호출)"
CLAUSES = r"\s*(?:[.;!?]\s|,\s|\band then\b|\band\b|\bthen\b|(?<=[가-힣]고)(?<!하고)(?<!라고)\s|그리고)\s*"
NOT = r"(?:\b(?:not|no|without|never|skip)|n't|\b안)\b[^.,\n]{0,12}$"
SMALL = rf"(?:(?:{'|'.join(TENS)})(?:[ -](?:{'|'.join(list(ONES)[1:10])}))?|{'|'.join(sorted(ONES, key=len, reverse=True))})"
COUNTED = rf"(?:열\s?)?(?:{'|'.join(sorted(KOREAN, key=len, reverse=True))})|열|[{''.join(SINO)}십백]+"
NUMBER = (rf"(?:(?<![\w.:-])-|\bminus )?(?:(?<![\w.])\d+(?:\.\d+)?(?![\d:]|\.\d)|(?<!this )(?<!that )(?<!no )(?<!any )\b(?:(?:(?:{SMALL}|a) hundred(?: and)? )?{SMALL}|(?:{SMALL}|a) hundred)"
          rf"(?: point {SMALL})?\b)(?: and a half)?|(?<![가-힣])(?:{COUNTED})(?=\s?(?:명|개|잔|분|시|도|번|퍼센트|원|층|장|병|대|인분|초|일|월|주|사람))")
PEOPLE = r"people|persons?|guests?|adults|of us|명|인분|사람"
NEAR = {r"people|guest|party|persons?|seat|diner": PEOPLE, r"temperature|degree|celsius": r"degrees|celsius|fahrenheit|도", r"percent|brightness|level|volume": r"percent|%|퍼센트", r"quantity|count|cups|copies|amount": r"times|cups|copies|개|잔|병|장",
        r"price|amount|budget|cost": r"dollars?|euros?|won|원|\$|€"}   # what stands beside the number of such a field
STOP = (r"an?|the|my|our|your|me|you|him|her|us|them|it|i|i'\w+|we|he|she|they|and|or|but|to|from|at|in|on|off|of|for|with|by|under|near|please|now|then|today|tonight|tomorrow|yesterday|next|this|that|is|are|am|was|will|would|can|could"
        rf"|says?|saying|noon|midnight|morning|afternoon|evening|night|\w+day|forms?|recordings?|tools?|functions?|json|what|how|like|as|into|about|until|some|if|when|because|{SMALL}|(?:second|minute|hour|week|month)s?")
HOUR, PART = rf"(?:2[0-4]|1?\d|{SMALL})", r"(?:\s*\b(?:[ap]\.? ?m\b\.?|in the (?:morning|afternoon|evening)|at night))"
BEFORE = r"(?:\b(?:at|by|for|around|about|from|to|until|till) )?"
TIMES = (
    rf"{BEFORE}\b(?P<h>\d{{1,2}}):(?P<m>\d\d)\b{PART}?", rf"{BEFORE}\b(?P<past>half|(?:a )?quarter|{SMALL})(?: minutes)? (?P<way>past|to) (?P<h>{HOUR})\b{PART}?",
    rf"{BEFORE}\b(?P<h>{HOUR}) (?P<m>(?:oh )?{SMALL})\b{PART}?", rf"{BEFORE}\b(?P<h>{HOUR})(?:(?: o'?clock){PART}?|{PART})", r"(?:\bat )?\b(?P<named>noon|midday|midnight)\b|정오|자정",
    rf"\b(?:at|by|around|about|from|to|until|till) (?P<h>{HOUR})\b(?!\s*(?:percent|%|degrees|{PEOPLE}|minutes|hours|\d|:))",
    rf"(?:(?:오전|오후|아침|저녁|밤|새벽)\s*)?(?P<h>\d{{1,2}}|{COUNTED})\s?시(?!간)(?:\s?(?P<half>반)|\s?(?P<m>\d{{1,2}}|{COUNTED})\s?분)?",
)
DAYS = (rf"\d{{4}}-\d\d-\d\d|(?:the )?day after tomorrow|(?:next |this )?(?:mon|tues|wednes|thurs|fri|satur|sun)day|next (?:week|month)|this weekend|today|tonight|tomorrow|yesterday"
        rf"|(?:the )?(?:\d{{1,2}}(?:st|nd|rd|th)?|{'|'.join(ORDINALS)})(?: of)? (?:{'|'.join(MONTHS)})\b(?: \d{{4}})?|(?:{'|'.join(MONTHS)}) (?:the )?(?:\d{{1,2}}(?:st|nd|rd|th)?|{'|'.join(ORDINALS)}|{SMALL})\b(?:,? \d{{4}})?")
DATE = rf"(?:\bon )?\b(?P<date>{DAYS})\b|(?P<korean>오늘|내일|모레|어제|[월화수목금토일]요일|\d{{1,2}}월 ?\d{{1,2}}일)"
SPAN = rf"(?:\bfor |\bin )?(?P<n>{NUMBER}|\bhalf an?|\ban?)\s?(?P<unit>{'|'.join(UNITS)})s?(?P<half> and a half|\s?반)?(?![가-힣a-z])"


def _x(most: int) -> str:
    word = rf"(?!(?:{STOP})\b)[^\W\d_][\w'’-]*"
    return rf"({word}(?: {word}){{0,{most - 1}}})"


NAME = rf"((?!(?:{STOP})\b)[^\W\d_][\w'’-]*(?: (?-i:[A-Z])[\w'’-]*)?)"
THE = r"(?:(?:the|my|our|a|an|some) )*"
CAPTURES = {   # where the value of such a field stands in a sentence; the first that is found counts
    "email": (r"([\w.+-]+@[\w-]+(?:\.[\w-]+)+)",), "phone": (r"(\+?\d[\d ()-]{5,}\d)",),
    "origin": (rf"\bfrom {THE}{_x(3)}", r"([가-힣]+?)(?:에서|부터)\b"),
    "destination": (rf"(?<!want )(?<!like )(?<!need )(?<!going )(?<!have )\bto {THE}{_x(3)}", rf"\bfor {THE}{_x(3)}", r"([가-힣]+?)(?:까지|으로)\b"),
    "place": (rf"\bin {THE}{_x(3)}", rf"\b(?:at|near|around|to) {THE}{_x(3)}", rf"\b(?:for|of) {THE}{_x(3)}", r"([가-힣]+?)(?:에서|에|의)? (?:오늘 |내일 )?(?:날씨|기온)", r"([가-힣]{2,}?)(?:에서|에)\b", r"(거실|부엌|주방|침실|욕실|방)"),
    "artist": (rf"\bby {_x(3)}",), "song": (r"\bplay (?:the song |some |me |a |the )*(.+?)(?: by .+)?$",),
    "person": (rf"\bname(?:'s| is| of) {_x(2)}", rf"\bi am {NAME}$", rf"\bthis is {NAME} (?:speaking|calling)", rf"\b(?:call|text|phone|ring|tell|message|email|ask|invite) {THE}{NAME}", rf"\b(?:to|for|with|named|called) {THE}{NAME}",
               r"([가-힣]{2,4}?)(?:에게|한테|께)", r"이름은 ([가-힣]{2,4}?)(?:이고|입니다|이에요|예요|$)"),
    "item": (rf"\b(?:turn|switch) (?:on|off) {THE}{_x(3)}", rf"\b(?:turn|switch) {THE}{_x(3)} (?:on|off)", rf"\b(?:open|close|shut|lock|unlock|start|stop|order|buy|want|have|get|add) {THE}(?:{NUMBER} )?{_x(3)}",
             rf"\b(?:'d|would) like {THE}(?:{NUMBER} )?{_x(3)}", r"([가-힣]+?)(?:을|를|은|는)? ?(?:켜|꺼|끄|열|닫|주문|추가)"),
    "people": (rf"\b(?:with|invite|for) ({NAME[1:-1]}(?:(?:,|,? and) {NAME[1:-1]})*)",), "number": (r"\b([A-Z]{0,4}-?\d[\w-]*)",),
    "list": (rf"\b(?:add|buy|order|get|need|want|like|with|of) {THE}(.+?)(?: (?:to|on|from|in) (?:the|my|our)\b.*)?[.!?]?$",),
    "reason": (r"\bbecause (?:of )?(.+)$",),
    "text": (r"[\"“「]([^\"”」]+)[\"”」]", r":\s+(\S.*)$", r"\b(?:saying(?: that)?|that says|note that|remember that) (.+)$", r"\btell \w+ (?:that )?(?!me\b)(.+)$",
             r"\b(?:remind me (?:to|about|that)|search (?:the web )?for|search|look up|google|translate|schedule|write(?: down)?|note(?: down)?|play|add)\s+(.+)$", r"^(.+?)(?:이라고|라고|(?<=다)고) ", r"^(.+?)(?:을|를) (?:검색|번역|찾아)"),
}
FEELING, VALENCE = r"\b(?:feel\w*|moods?|emotion\w*|arousal|energy|excite\w*|tone|sentiment|valence)\b|기분|감정", r"sentiment|valence|positiv"
KINDS = (   # what a field is about, by its format, name, title or description; also the order of filling, so that "at seven" is a time before seven is a number
    ("feeling", FEELING), ("reason", r"\b(?:reason|evidence|why|explanation)\b|이유|근거"),
    ("measure", r"\b(?:pitch|f0|hertz|loud\w*|decibels?|rate|speed|pace|pauses?|syllables?|confidence|certainty)\b"), ("email", r"e ?mail"), ("phone", r"\b(?:tele)?phone|\bmobile"),
    ("moment", r"date.?time|\bwhen\b|^(?:start|end)s?(?: at)?$|일시"), ("date", r"\b(?:date|day|weekday|check (?:in|out))\b|날짜|요일"), ("span", r"\b(?:duration|minutes|seconds|hours|days|length|how long)\b"),
    ("time", r"\b(?:time|hour|minute)\b(?! ?zone)|시각|시간"), ("number", r"\b(?:number|code|id|zip|pin)\b"), ("colour", r"colou?r|색"), ("language", r"language|언어"), ("origin", r"\b(?:from|origin|departure|source)\b|출발"),
    ("destination", r"\b(?:destination|arrival|to)\b|도착|목적지"), ("place", r"\b(?:city|place|location|room|where|address|town|country|area|restaurant|venue)\b|도시|장소|지역"), ("artist", r"\b(?:artist|singer|band|author)\b"),
    ("song", r"\b(?:song|track|album|playlist|genre)\b"), ("item", r"\b(?:device|item|items|product|drink|dish|appliance|thing|object|food|ingredients?)\b|기기|물건"),
    ("person", r"\b(?:names?|recipients?|contact|person|guests?|customer|caller|attendees?|participants|who|friend)\b|이름|사람"), ("whole", r"\b(?:transcript\w*|words|utterance|summary|verbatim)\b|받아쓰기"),
    ("text", r"\b(?:text|message|notes?|query|sentence|content|body|question|topic|task|title|subject|reminder|comment|phrase|what|input|command)\b|내용|문장|할 ?일"), ("other", ""),
)
VOICE = r"recording|voice|speech|audio|spoken|speaker|caller|pitch|loudness|pause|arousal|syllable|녹음|목소리"
MEASURES = (   # the fields of a form about a recording
    (r"pitch.*(?:low|min)|lowest", lambda h: h.voice.pitch_low), (r"pitch.*(?:high|max)|highest", lambda h: h.voice.pitch_high), (r"pitch|f0|hertz", lambda h: h.voice.pitch), (r"confidence|certainty", lambda h: h.heard.confidence),
    (r"loud|decibel", lambda h: h.voice.loudness), (r"\b(?:rate|speed|pace)\b", lambda h: h.voice.rate), (r"syllable", lambda h: h.voice.syllables), (r"pause", lambda h: len(h.voice.pauses)), (r"speech seconds", lambda h: h.voice.speech_seconds),
    (r"duration|seconds|length", lambda h: h.voice.seconds),
)
MOODS = (   # arousal, and whether it is friendly: a voice shows the first, only words show the second
    (r"very (?:excited|lively|high)|ecstatic|매우", 2, 0), (r"positive|friendly|긍정", None, 1), (r"negative|unfriendly|부정", None, -1), (r"angry|anger|furious|annoyed|화", 1.5, -1), (r"afraid|fear|anxious|stress|nervous|불안", 1, -1),
    (r"happy|joy|glad|cheerful|기쁨|기쁜|행복", 1, 1), (r"sad|unhappy|upset|depressed|슬", -1.2, -1), (r"tired|bored|sleepy|지친|피곤", -1.5, 0), (r"calm|relaxed|peaceful|quiet|low|차분|평온", -1.2, 0),
    (r"neutral|even|normal|medium|moderate|flat|보통|중립|고른", 0, 0), (r"lively|excite|energetic|high|aroused|enthusias|들뜬|신나|흥분", 1.3, 0),
)
TIMES_OVER = r"(\{\d{0,2}(?:,\d*)?\}|[?*+]|)[?+]?"   # of a regular expression
NEUTRAL = ("not said", "unknown", "unspecified", "none", "n/a", "other", "neutral", "undefined", "any", "모름", "없음", "기타", "중립")
EMPTY = {"email": "unknown@example.invalid", "uri": "about:blank", "url": "about:blank", "date": "0001-01-01", "date-time": "0001-01-01T00:00:00Z", "uuid": "00000000-0000-0000-0000-000000000000", "ipv4": "0.0.0.0"}
SHAPES = {"properties": dict, "required": list, "enum": list, "anyOf": list, "oneOf": list, "allOf": list, "examples": list, "pattern": str, "format": str, "title": str, "description": str, "$ref": str} | dict.fromkeys(
    ("minLength", "maxLength", "minItems", "maxItems"), int) | dict.fromkeys(("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"), (int, float))
TYPES = {"string": str, "number": (int, float), "integer": (int, float), "boolean": bool, "array": list, "object": dict, "null": type(None)}


@dataclass(frozen=True)
class Call:
    """One function call: its name, and arguments that are ready for JSON."""
    name: str
    arguments: dict


def choose(tools: list[dict], tool_choice, words: str, hearings=()) -> list[Call]:
    """The calls to make: none where the choice is "none", or where it is left open and `words` (written and heard) ask for no function."""
    functions = [tool["function"] for tool in tools or () if isinstance(tool, dict) and isinstance(tool.get("function"), dict) and isinstance(tool["function"].get("name"), str)]
    mode, names = _wanted(tool_choice)
    if names is not None:
        functions = [function for function in functions if function["name"] in names] or [{"name": name} for name in names]
    if mode == "none" or not functions:
        return []
    hearings, best = tuple(hearings or ()), lambda text: max(functions, key=lambda function: _points(function, text))
    picks = _by_clause(words, best) if len(functions) > 1 or mode != "one" else []
    if len(picks) > 1:
        calls = [_call(function, words, hearings, clause) for function, clause in picks]
        return [call for n, call in enumerate(calls) if call not in calls[:n]]
    function = best(words)
    asked = mode != "auto" or _points(function, words)[0] >= ENOUGH or re.search(FORM, words, re.I)
    return [_call(function, words, hearings)] if asked else []


def fill(schema: dict, words: str, hearings=()) -> dict:
    """Arguments for a schema of type object: what was said or heard, what was measured, and of the rest only what is required."""
    return _Form(schema, words, tuple(hearings or ())).filled()


def _call(function: dict, words: str, hearings: tuple, clause: str | None = None) -> Call:
    purpose = _plainly(f"{function['name']} {function.get('description') or ''}")
    return Call(function["name"], _Form(function.get("parameters"), words, hearings, purpose, clause).filled())


def _wanted(tool_choice) -> tuple[str, list[str] | None]:
    """What must happen ("none", "auto", "required", or "one" named function), and the names that are allowed, None for all."""
    if not isinstance(tool_choice, dict):
        return (tool_choice if tool_choice in ("none", "required") else "auto"), None
    allowed = tool_choice.get("allowed_tools")
    if isinstance(allowed, dict):
        listed = allowed.get("tools") if isinstance(allowed.get("tools"), list) else []
        return ("required" if allowed.get("mode") == "required" else "auto"), [name for tool in listed if (name := _name(tool))]
    name = _name(tool_choice)
    return ("one", [name]) if name else ("auto", None)


def _name(tool) -> str | None:
    """The name of a function, in either way of writing it."""
    tool = tool.get("function", tool) if isinstance(tool, dict) else None
    name = tool.get("name") if isinstance(tool, dict) else None
    return name if isinstance(name, str) else None


def _by_clause(words: str, best) -> list[tuple[dict, str]]:
    """Each function that a part of a sentence asks for, with that part and what follows it."""
    words, picks, start = words[:LONGEST], [], 0
    for end, following in [found.span() for found in re.finditer(CLAUSES, words, re.I)][:50] + [(len(words), len(words))]:
        function = best(words[start:end])
        if _points(function, words[start:end])[0] >= ENOUGH:
            picks.append((function, start))
        start = following
    return [(function, words[since:until].strip()) for (function, since), (_, until) in zip(picks, picks[1:] + [(None, len(words))])]


def _points(function: dict, text: str) -> tuple[float, int, int]:
    """How much `text` speaks for a function, and, to break ties, how many words of its name were said as they are, and how early."""
    text = text[:LONGEST]
    says = functools.cache(lambda word: _alike(word).search(text))
    every = _plainly(function["name"]).split()
    name = [word for word in every if word not in GENERIC] or every
    covered = [found for word in name if (found := says(word))]
    if any(one in every and says(other) and not says(one) and not _alike(other).search(str(function.get("description"))) for pair in OPPOSITES for one, other in (pair, pair[::-1])):
        return 0.0, 0, 0
    first = min((found.start() for found in covered), default=LONGEST)
    if re.search(r"(?:\bdon't|\bdo not|\bnever)\b(?! forget)[\w\s']{0,25}$", text[:first], re.I) or re.search(r"지 ?(?:마|말)", text):
        return 0.0, 0, 0
    fields, choices = _speaks_of(function.get("parameters"))
    about = {word for word in re.findall(r"[^\W_]{2,}", _plainly(f"{function.get('description') or ''} {' '.join(fields)}")) if word not in GENERIC and len(word) > (2 if word.isascii() else 1)}
    others = {found.span() for word in sorted(about - set(name)) if (found := says(word))} - {found.span() for found in covered}
    chosen = {found.span() for choice in choices if choice.lower() not in GENERIC | {"on", "off"} and len(choice) > 1 and (found := says(choice))} - {found.span() for found in covered}
    asks = bool(re.search(ASKS, text, re.I))
    points = 2.0 * len(covered) / len(name) + 0.5 * max(len(covered) - 1, 0) + 0.5 * min(len(others - chosen), 2) + min(len(chosen), 2) + (0.5 if asks and (covered or chosen) else 0) if name else 0.0
    if len(covered) < 2 and not asks and re.search(TELLS, text, re.I):
        points -= 1.0   # "I had a good time": a sentence that tells, and one word in it by chance
    verb = says(name[0]) if name else None
    if verb and re.fullmatch(r"\W*(?:(?:please|hey|can you|could you)\W+)*", text[:verb.start()], re.I):
        points += 1.0   # "call Anna": it begins with what is to be done
    exact = sum(found[0].lower() == word for word in name if (found := says(word)))
    return points, exact, -first


def _speaks_of(schema) -> tuple[list[str], list[str]]:
    """The names and the choices in a schema, up to 200 of its parts."""
    fields, choices, parts = [], [], [schema]
    for part in parts:   # it grows
        if isinstance(part, dict):
            fields += [name for name in part.get("properties") or () if isinstance(name, str)] if isinstance(part.get("properties"), dict) else []
            choices += [choice for choice in part["enum"] if isinstance(choice, str)] if isinstance(part.get("enum"), list) else []
        if isinstance(part, (dict, list)) and len(parts) < 200:
            parts += (part.values() if isinstance(part, dict) else part)
    return fields[:200], choices[:200]


def _plainly(name: str) -> str:
    """A name in words: get_newWeather is "get new weather"."""
    return re.sub(r"[\W_]+", " ", re.sub(r"([a-z0-9])([A-Z])", r"\1 \2", name)).strip().lower()


@functools.lru_cache(4096)
def _alike(word: str) -> re.Pattern:
    """The word in its simple forms, or another word for it."""
    word = _plainly(word)
    stem = word[:-1] if len(word) > 3 and word[-1] == "s" and word[-2] != "s" else word
    forms = rf"\b{re.escape(stem[:-1])}(?:e[sd]?|ing|ation)\b" if len(stem) > 3 and stem[-1] == "e" else rf"\b{re.escape(stem)}(?:s|es|ed|ing)?\b" if stem.isascii() else re.escape(stem)
    forms = forms.replace(r"\ ", r"[\s_-]+")
    return re.compile(forms + "".join(rf"|{other}" if not other[0].isascii() or other[0] == "(" else rf"|\b(?:{other})\b" for other in ALIKE.get(word, ALIKE.get(stem, "")).split("|") if other) if word else r"(?!)", re.I)


class _Form:
    """One form being filled: what was said, and which stretches of it already fill a field."""

    def __init__(self, schema, words: str, hearings: tuple, purpose: str = "", clause: str | None = None):
        heard = " ".join(hearing.heard.words for hearing in hearings if hearing.heard.words)
        self.words = clause or heard or words   # what a field for text takes
        self.text = clause or (f"{heard}\n{words.replace(heard, ' ')}" if heard else words)[:LONGEST]   # searched for values: the voice first, then what was written beside it
        self.root, self.hearing, self.used, self.steps = schema, next(iter(hearings), None), [], MOST_STEPS
        self.korean = bool(re.search("[가-힣]", self.text))
        described = f"{purpose} {schema.get('description') or ''}" if isinstance(schema, dict) else purpose
        self.about_voice = bool(hearings) and bool(not described.strip() or re.search(f"{VOICE}|{FEELING}", described, re.I) or re.search(VOICE, " ".join(_speaks_of(schema)[0]), re.I))
        self.counts = bool(re.search(r"'(?:integer|number)'", repr(schema)[:20_000]))

    def filled(self) -> dict:
        plain, refs = self._plain(self.root)
        value = self._object(plain, refs, 0)
        for branch in plain.get("anyOf", []) + plain.get("oneOf", []):
            if not self._fits(plain, value):
                value = self._object(self._plain({"allOf": [{key: rest for key, rest in plain.items() if key not in ("anyOf", "oneOf")}, branch]})[0], refs, 0)
        return value

    # --- Schemas ---

    def _plain(self, schema, depth: int = 0) -> tuple[dict, frozenset]:
        """The schema with its references followed, its allOf merged and everything malformed left out, and the references."""
        self.steps -= 1
        if not isinstance(schema, dict) or depth > DEEPEST or self.steps < 0:
            return {}, frozenset()
        plain = {key: value for key, value in schema.items() if key not in ("$ref", "allOf") and _sound(key, value)}
        refs = frozenset([schema["$ref"]]) if isinstance(schema.get("$ref"), str) else frozenset()
        for other in [self._target(ref) for ref in refs] + (schema["allOf"] if isinstance(schema.get("allOf"), list) else []):
            other, more = self._plain(other, depth + 1)
            refs |= more
            for key, value in other.items():
                if key == "properties":
                    plain[key] = {**value, **plain.get(key, {})}
                elif key == "required":
                    plain[key] = plain.get(key, []) + value
                elif key in ("minimum", "exclusiveMinimum", "minLength", "minItems"):
                    plain[key] = max(value, plain.get(key, value))
                elif key in ("maximum", "exclusiveMaximum", "maxLength", "maxItems"):
                    plain[key] = min(value, plain.get(key, value))
                else:
                    plain.setdefault(key, value)
        return plain, refs

    def _target(self, ref: str):
        target = self.root
        for step in ref.lstrip("#").strip("/").split("/") if ref.startswith("#") and ref != "#" else []:
            target = target.get(step.replace("~1", "/").replace("~0", "~")) if isinstance(target, dict) else None
        return target if ref.startswith("#") else None

    def _fits(self, schema, value, depth: int = 0) -> bool:
        """Whether the value is valid, as far as this small validator goes."""
        if schema is False:
            return False
        plain, _ = self._plain(schema, depth)
        if depth > DEEPEST or not plain:
            return True
        kinds = _types(plain)
        if kinds and not any(_is(kind, value) for kind in kinds) or "enum" in plain and not any(_same(value, member) for member in plain["enum"]) or "const" in plain and not _same(value, plain["const"]):
            return False
        if "not" in plain and isinstance(plain["not"], (dict, bool)) and self._fits(plain["not"], value, depth + 1):
            return False
        branches = [[self._fits(branch, value, depth + 1) for branch in plain[key]] for key in ("anyOf", "oneOf") if plain.get(key)]
        if not all(map(any, branches)) or plain.get("oneOf") and sum(branches[-1]) != 1:
            return False
        if isinstance(value, str):
            return plain.get("minLength", 0) <= len(value) <= plain.get("maxLength", math.inf) and ("pattern" not in plain or bool(re.search(plain["pattern"], value[:LONGEST])))
        if isinstance(value, list):
            distinct = not plain.get("uniqueItems") or all(not _same(one, other) for n, one in enumerate(value) for other in value[:n])
            return plain.get("minItems", 0) <= len(value) <= plain.get("maxItems", math.inf) and distinct and all(self._fits(plain.get("items"), item, depth + 1) for item in value)
        if isinstance(value, dict):
            fields, extra = plain.get("properties", {}), plain.get("additionalProperties")
            return all(name in value for name in plain.get("required", [])) and all(self._fits(fields.get(name, extra), item, depth + 1) for name, item in value.items())
        if isinstance(value, (int, float)) and not isinstance(value, bool):
            step = plain.get("multipleOf", 0)
            return (plain.get("minimum", -math.inf) <= value <= plain.get("maximum", math.inf) and plain.get("exclusiveMinimum", -math.inf) < value < plain.get("exclusiveMaximum", math.inf)
                    and (step <= 0 or abs(value / step - round(value / step)) < 1e-9))
        return True

    def _neutral(self, schema, depth: int = 0):
        """The value that says least and still fits."""
        plain, _ = self._plain(schema, depth)
        if depth > DEEPEST or self.steps < 0:
            return None
        members = sorted(plain.get("enum", []), key=lambda member: NEUTRAL.index(str(member).lower()) if str(member).lower() in NEUTRAL else len(NEUTRAL))
        offers = [plain[key] for key in ("const", "default") if key in plain] + [None] + members
        for branch in plain.get("anyOf", []) + plain.get("oneOf", []):
            offers.append(self._neutral({"allOf": [{key: value for key, value in plain.items() if key not in ("anyOf", "oneOf")}, branch]}, depth + 1))
        for kind in _types(plain) or ["string", "number", "object", "array"]:
            offers += EMPTIES[kind](self, plain, depth)
        fitting = (value for value in offers if self._fits(plain, value))
        return next(fitting, next((value for value in offers if value is not None), None))

    def _strings(self, plain: dict, depth: int) -> list:
        least = min(plain.get("minLength", 0), 10_000)
        words = [EMPTY.get(plain.get("format"), ""), "", "not said", "unknown", "none"]
        return words + [word.ljust(least, ".")[:max(0, plain.get("maxLength", 10_000))] for word in words[2:]] + plain.get("examples", []) + ([_example(plain["pattern"])] if "pattern" in plain else [])

    def _numbers(self, plain: dict, depth: int) -> list:
        low, high = plain.get("minimum", plain.get("exclusiveMinimum")), plain.get("maximum", plain.get("exclusiveMaximum"))
        step = plain.get("multipleOf") if plain.get("multipleOf", 0) > 0 else 1
        first = math.floor(low / step) if low is not None else 0
        offers = [low] if low is not None else []
        offers += [0, first * step, (first + 1) * step, high, (low + high) / 2 if low is not None and high is not None else None]
        offers += [(math.ceil(high / step) - 1) * step, math.floor(high / step) * step] if high is not None else []
        return [int(value) if float(value).is_integer() else value for value in offers if value is not None and math.isfinite(value)]

    def _lists(self, plain: dict, depth: int) -> list:
        count = min(plain.get("minItems", 0), 100)
        if count < 1:
            return [[]]
        item = self._neutral(plain.get("items"), depth + 1)
        members = self._plain(plain.get("items"))[0].get("enum", [])
        many = [item + n if isinstance(item, (int, float)) else f"{item} {n + 1}" if isinstance(item, str) else item for n in range(count)]
        return [[], [item] * count, members[:count], many]

    def _records(self, plain: dict, depth: int) -> list:
        fields = _fields(plain)
        return [{name: self._neutral(fields[name], depth + 1) for name in plain.get("required", [])}]

    # --- Filling ---

    def _object(self, plain: dict, seen: frozenset, depth: int) -> dict:
        """An object: what was said for each field, in the order of their kinds, and neutral values where a field is required."""
        fields, found = _fields(plain), {}
        numbers = [name for name, field in fields.items() if {"integer", "number"} & set(_types(self._plain(field)[0]))]
        for name in sorted(fields, key=lambda name: self._rank(name, fields[name], name in plain.get("required", []))):
            value = self._said(fields[name], name, seen, depth + 1, name in plain.get("required", []) or numbers == [name])
            if value is not ABSENT:
                found[name] = value
        self.found = bool(found)
        for name in plain.get("required", []):
            if name not in found:
                found[name] = self._neutral(fields[name], 1)
        return {name: found[name] for name in fields if name in found}

    def _rank(self, name: str, schema, required: bool) -> tuple:
        plain, _ = self._plain(schema)
        kind = "enum" if "enum" in plain else _kind(name, plain)
        if kind == "other" and {"integer", "number"} & set(_types(plain)):
            kind = "number"
        return [key for key, _ in (("enum", ""), *KINDS)].index(kind), not required

    def _said(self, schema, name: str, seen: frozenset, depth: int, needed: bool):
        """What was said for one field, or ABSENT. A reference inside itself is not followed again: the same words would fill it for ever."""
        plain, refs = self._plain(schema)
        if refs & seen or depth > DEEPEST or self.steps < 0 or "const" in plain:
            return ABSENT
        seen, mark = seen | refs, len(self.used)
        for branch in plain.get("anyOf", []) + plain.get("oneOf", []):
            value = self._said({"allOf": [{key: rest for key, rest in plain.items() if key not in ("anyOf", "oneOf")}, branch]}, name, seen, depth + 1, needed)
            if value is not ABSENT and self._fits(plain, value):
                return value
            del self.used[mark:]
        kinds = _types(plain)
        if "object" in kinds:
            value = self._object(plain, seen, depth)
            if self.found and self._fits(plain, value):
                return value
            del self.used[mark:]
        if "array" in kinds:
            value = self._list(plain, name, seen, depth)
            if value and self._fits(plain, value):
                return value
            del self.used[mark:]
        for value, *span in self._offers(plain, name, needed):
            if not isinstance(value, (dict, list)) and self._fits(plain, value) and not (isinstance(value, float) and not math.isfinite(value)):
                self.used += span
                return int(value) if isinstance(value, float) and value.is_integer() and "number" not in kinds else value
        return ABSENT

    def _list(self, plain: dict, name: str, seen: frozenset, depth: int) -> list:
        """Everything said that fits as an item, in the order it was said."""
        items, most = self._plain(plain.get("items"))[0], min(plain.get("maxItems", 50), 50)
        if "enum" in items:
            found = sorted({span: value for value, *spans in self._members(items) for span in spans}.items())
            return [value for _, value in found][:most] if not plain.get("uniqueItems") else list(dict.fromkeys(value for _, value in found))[:most]
        if {"integer", "number"} & set(_types(items)):
            return [value for value, span in self._counted(name, True, in_order=True) if self._fits(items, value)][:most]
        if "object" in _types(items):
            value = self._said(plain.get("items"), name, seen, depth + 1, False)
            return [] if value is ABSENT else [value]
        kind = _kind(name, plain)
        value, *spans = next(self._captured("people" if kind == "person" else "list"), (self.words if kind == "whole" else "",))
        self.used += spans
        return [piece for piece in (part.strip() for part in re.split(r",|\band\b|&|그리고|하고 ", value)) if piece and self._fits(items, piece)][:most]

    def _offers(self, plain: dict, name: str, needed: bool):
        """Values for one field, the likeliest first, each with the stretch of text it was said in where there is one."""
        kind = _kind(name, plain)
        if self.about_voice and self.hearing and kind in ("feeling", "reason", "measure", "span"):
            yield from self._measured(kind, name, plain)
        if kind == "feeling" and re.search(VALENCE, f"{_plainly(name)} {plain.get('description', '')}", re.I) and "enum" in plain and not self.about_voice:
            yield from self._moods(plain)
        yield from self._members(plain, name)
        if "enum" in plain and kind != "language":
            return
        if "boolean" in _types(plain):
            yield from self._yes_or_no(name, needed)
        if kind in ("moment", "date", "time", "span", "colour", "language"):
            yield from getattr(self, f"_{kind}")(_plainly(name), plain)
        if {"integer", "number"} & set(_types(plain)):
            yield from self._counted(f"{name} {plain.get('description', '')}", needed)
        if kind in CAPTURES:
            yield from self._captured(kind)
        if "string" in _types(plain) or not _types(plain):
            yield from self._stated(name)
            if self.words.strip() and (kind == "whole" or kind == "text" and (needed or re.search(r"text|message|note|query|sentence|내용|문장", _plainly(name)))):
                yield (self.words.strip(),)

    def _matches(self, pattern: str, anew: bool = True):
        """Where a pattern is found in stretches that fill no field yet (or in all)."""
        for found in re.finditer(pattern, self.text, re.I | re.M):
            if not anew or not any(found.start() < end and start < found.end() for start, end in self.used):
                yield found

    def _members(self, plain: dict, name: str = ""):
        """The choices that were said, the first said first."""
        numbers = dict((value, span) for value, span in reversed(list(self._counted("", True)))) if any(not isinstance(member, str) for member in plain.get("enum", ())) else {}
        found = [(span, member) for member in plain.get("enum", ()) if not isinstance(member, (str, bool)) and _is("number", member) and (span := numbers.get(member))]
        for member in plain.get("enum", ()):
            if isinstance(member, str) and (len(member) > 2 or member.lower() in ("on", "off", "no") or member.lower() not in EMPTY_WORDS):
                found += [(match.span(), member) for match in _alike(member).finditer(self.text)]
        lead = "from $" if re.search(r"\b(?:from|source)\b", _plainly(name)) else r"(?:to|into) $" if re.search(r"\b(?:to|target)\b", _plainly(name)) else ""
        for span, member in sorted(found, key=lambda item: (not re.search(lead, self.text[:item[0][0]], re.I), item[0][0], -item[0][1])):
            yield member, span

    def _captured(self, kind: str):
        for pattern in CAPTURES[kind]:
            for found in self._matches(pattern, anew=False):
                start, end = self._trimmed(*found.span(1))
                if end > start and not any(start < until and since < end for since, until in self.used if kind not in ("text", "reason")):
                    particle = end < found.end() and re.fullmatch("[가-힣]+", self.text[end:found.end()])
                    yield self.text[start:end], (found.start(), found.end() if particle and kind != "text" else end)

    def _trimmed(self, start: int, end: int) -> tuple[int, int]:
        """A stretch without what fills other fields at its ends, and without the small words left there."""
        before = None
        while before != (start, end) and start < end:
            before = start, end
            for since, until in self.used:
                start, end = (until if since <= start < until else start), (since if since < end <= until and since > start else end)
            lead = re.match(r"(?:[\s,.;]|\b(?:for|to|at|on|in|with|please)\b(?=\s*$))+", self.text[start:end])
            tail = re.search(r"(?:[\s,.;!?]|\b(?:a|the|for|to|at|on|in|into|with|and|please|from|by)\b)+$", self.text[start:end], re.I)
            start, end = start + (lead.end() if lead else 0), end - (len(tail[0]) if tail else 0)
        return start, end

    def _stated(self, name: str):
        """A field called by its own name: "subject is hello"."""
        words = _plainly(name)
        if words:
            for found in self._matches(rf"\b{re.escape(words)}(?: is| of|:| should be) {_x(4)}"):
                yield found[1], found.span()

    def _yes_or_no(self, name: str, needed: bool):
        words = [word for word in _plainly(name).split() if word not in GENERIC | {"with", "has", "have", "include", "is", "want", "wants", "should", "needs", "allow", "extra"}]
        found = [_alike(word).search(self.text) for word in words]
        if words and all(found):
            last = found[-1]
            yield not (re.search(NOT, self.text[:last.start()], re.I) or re.match(r"\S{0,1}\s?(?:없이|빼|말고|free\b)", self.text[last.end():])), last.span()
        if re.search(r"\b(?:on|power|state|enabled?|active)\b", _plainly(name)):
            switch = [(found.span(), value) for value, word in ((True, "on"), (False, "off")) for found in _alike(word).finditer(self.text)]
            yield from ((value, span) for span, value in sorted(switch))
        if needed or re.search(r"confirm|agree|accept|answer|correct|consent", name, re.I):
            for found in self._matches(r"(?P<yes>\b(?:yes|yeah|yep|sure|of course|correct)\b|^\W*네\b|그래)|\b(?:no|nope|not)\b|아니"):
                yield bool(found["yes"]), found.span()

    def _counted(self, hint: str, needed: bool, in_order: bool = False):
        """Plain numbers: first the one beside a word that goes with the field; any other only where the field needs one."""
        near = [pattern for names, pattern in NEAR.items() if re.search(names, _plainly(hint))] + [rf"\b{word}" for word in _plainly(hint).split() if word not in GENERIC and len(word) > 2]
        found = list(self._matches(NUMBER))
        def distance(match):
            gaps = [max(word.start() - match.end(), match.start() - word.end(), 0) for pattern in near for word in re.finditer(pattern, self.text, re.I)]
            return min((gap for gap in gaps if gap < 20), default=99)
        for match in found if in_order else sorted(found, key=distance):
            if needed or distance(match) < 99:
                value = _number(match[0])
                yield value, match.span()
                if re.match(r"\s?(?:percent|%|퍼센트)", self.text[match.end():]):
                    yield value / 100, match.span()

    def _time(self, name: str, plain: dict, anew: bool = True):
        patterns = TIMES if self.counts else TIMES + (rf"\bfor (?P<h>{HOUR})\b",)
        found = sorted((match for pattern in patterns for match in self._matches(pattern, anew and not re.search("minute", name))), key=lambda match: (match.start(), -match.end()))
        for match in found:
            hour, minute = self._clock(match)
            if hour > 23 or minute > 59:
                continue
            short, am = f"{hour:02}:{minute:02}", f"{(hour + 11) % 12 + 1}:{minute:02} {'AM' if hour < 12 else 'PM'}"
            if re.search(r"\b(?:hour|minute)\b", name):
                yield (minute if "minute" in name else hour), match.span()
            hint = f"{plain.get('description', '')} {plain.get('examples', '')}"
            ways = [am, short, f"{short}:00"] if re.search(r"12.?hour|\b[ap]\.?m\b", hint, re.I) else [f"{short}:00", short] if plain.get("format") == "time" or "HH:MM:SS" in hint else [short, f"{short}:00"]
            for way in ways + [am, am.zfill(8), short.replace(":", "")]:
                yield way, match.span()

    def _clock(self, match: re.Match) -> tuple[int, int]:
        said, given = match[0].lower(), match.groupdict()
        if not given.get("h"):
            return (0, 0) if re.search("midnight|자정", said) else (12, 0)
        hour, minute = int(_number(given["h"])), int(_number((given.get("m") or "0").replace("oh ", "")))
        if given.get("half"):
            minute = 30
        if given.get("past"):
            minute = 30 if given["past"].lower() == "half" else 15 if "quarter" in given["past"].lower() else int(_number(given["past"]))
            hour, minute = (hour, minute) if given["way"].lower() == "past" else (hour - 1, 60 - minute)
        morning = re.search(r"a\.? ?m\b|morning|오전|아침|새벽", said)
        later = re.search(r"p\.? ?m\b|afternoon|evening|night|오후|저녁|밤", said) or not morning and re.search(r"\btonight\b|\bevening\b|\bafternoon\b|저녁|오후", self.text, re.I)
        return (hour + 12 if later and 0 < hour < 12 else 0 if morning and hour == 12 else hour), minute

    def _date(self, name: str, plain: dict):
        for found in self._matches(DATE):
            words = found["date"] or found["korean"]
            yield words, found.span()

    def _moment(self, name: str, plain: dict):
        """Day and time in one field: ISO 8601 where a full date was said, else the words of the day before the time."""
        day, clock = next(iter(self._date(name, plain)), ("", None)), next(((value, span) for value, span in self._time(name, {}) if ":" in str(value)), ("", None))
        spans = [span for _, span in (day, clock) if span]
        if re.fullmatch(r"\d{4}-\d\d-\d\d", day[0]) and clock[0]:
            yield f"{day[0]}T{clock[0]}:00", *spans
        elif spans:
            yield f"{day[0]} {clock[0]}".strip(), *spans

    def _span(self, name: str, plain: dict):
        """A length of time, in the unit of the field."""
        found = list(self._matches(SPAN))[:2]
        if not found:
            return
        seconds = sum(((0.5 if "half" in match["n"].lower() else 1 if match["n"].lower() in ("a", "an") else _number(match["n"])) + (0.5 if match["half"] else 0)) * UNITS[match["unit"].lower()] for match in found)
        spans = [match.span() for match in found]
        if "string" in _types(plain):
            if plain.get("format") == "duration" or "ISO 8601" in plain.get("description", ""):
                yield f"PT{seconds / 60:.0f}M" if seconds % 60 == 0 else f"PT{seconds:.0f}S", *spans
            yield " ".join(re.sub("^(?:for|in) ", "", match[0], flags=re.I) for match in found), *spans
            return
        unit = next((length for word, length in UNITS.items() if re.search(rf"\b{word}", f"{name} {plain.get('description', '')}".lower())), None)
        value = seconds / (unit or UNITS[found[0]["unit"].lower()])
        yield (int(value) if value.is_integer() else round(value, 3)), *spans
        yield round(value), *spans

    def _colour(self, name: str, plain: dict):
        for found in self._matches("|".join(_alike(colour).pattern for colour in COLOURS)):
            colour = next((colour for colour in COLOURS if _alike(colour).fullmatch(found[0])), found[0])
            yield from (((COLOURS.get(colour), found.span()),) if re.search("hex|#", str(plain), re.I) else ((colour, found.span()), (COLOURS.get(colour), found.span())))

    def _language(self, name: str, plain: dict):
        where = "from" if re.search(r"source|from", name) else "to|into|in"
        for lead in (rf"\b(?:{where}) ", r"(?<!from )", ""):
            for found in self._matches(lead + "(?:" + "|".join(rf"(?P<{code}>{_alike(language).pattern})" for language, code in LANGUAGES.items()) + ")(?:로)?"):
                code = next(code for code in LANGUAGES.values() if found[code])
                language = next(language for language in LANGUAGES if LANGUAGES[language] == code)
                ways = (code, language) if re.search(r"\biso\b|\bcode\b", f"{name} {plain.get('description', '')}", re.I) else (language, language.capitalize(), code)
                for way in ways:
                    yield way, found.span()

    # --- What was measured ---

    def _measured(self, kind: str, name: str, plain: dict):
        voice = self.hearing.voice
        if kind == "reason":
            yield (facts.arousal(voice, self.korean),)
        elif kind == "feeling":
            yield from self._moods(plain)
            if math.isfinite(voice.pitch) and "enum" not in plain:
                yield from self._scaled(plain)
                yield (feelings.level(voice, self.korean),)
        else:
            value = next((measure(self.hearing) for pattern, measure in MEASURES if re.search(pattern, _plainly(name))), math.nan)
            if math.isfinite(value):
                yield from ((round(value, 2),), (round(value),), (f"{value:.2f}",))

    def _scaled(self, plain: dict):
        """The arousal on the scale asked for; on none up to a hundred, for that would be a percentage, and nothing here can give one."""
        arousal, low, high = feelings.arousal(self.hearing.voice), plain.get("minimum", 0), plain.get("maximum")
        value = arousal if high is None else low + (high - low) * min(1.0, max(0.0, (arousal + 2) / 4))   # an even voice is in the middle
        if high is None or high <= 10:
            yield (round(value, 2),)
            yield (round(value),)

    def _moods(self, plain: dict):
        """The choices by how near they are: in friendliness to the words, in arousal to the voice."""
        measured = self.hearing and math.isfinite(self.hearing.voice.pitch)
        arousal, (good, bad) = feelings.arousal(self.hearing.voice) if measured else 0.0, feelings.tone(self.words)
        friendly = (len(good) > len(bad)) - (len(good) < len(bad))
        ranks = [(member, rank) for member in plain.get("enum", ()) if isinstance(member, str) for rank in [next((rest for pattern, *rest in MOODS if re.search(pattern, member, re.I)), None)] if rank]
        if ranks and (measured or good or bad):
            member, _ = min(ranks, key=lambda item: (abs(item[1][0] - arousal) if item[1][0] is not None else 0) + 3 * abs(item[1][1] - friendly))
            yield (member,)


EMPTIES = {"string": _Form._strings, "number": _Form._numbers, "integer": _Form._numbers, "boolean": lambda *_: [False, True], "array": _Form._lists, "object": _Form._records, "null": lambda *_: [None]}


def _example(pattern: str) -> str:
    """A text of a simple pattern: the first of every class and choice, repeated as seldom as allowed."""
    def least(times: str) -> int:
        return int(re.match(r"\{(\d*)", times)[1] or 0) if times.startswith("{") else 0 if times and times in "?*" else 1

    def letters(text: str) -> str:
        return re.sub(rf"\\?([^\\]){TIMES_OVER}", lambda found: found[1] * least(found[2]), text)
    text = re.sub(r"\(\?[=!<][^()]*\)|[$^](?![^\[]*\])", "", pattern[:500])
    for escape, letter in ((r"\d", "0"), (r"\w", "a"), (r"\s", " "), (r"\b", ""), (r"\S", "a")):
        text = text.replace(escape, letter)
    text = re.sub(r"\[(\^?)\\?(.)(?:\\.|[^\]])*\]", lambda found: "a" if found[1] else found[2], text)
    for _ in range(DEEPEST):   # the innermost groups first
        text = re.sub(rf"\((?:\?:|\?P<\w+>)?([^()|]*)(?:\|[^()]*)?\){TIMES_OVER}", lambda found: (letters(found[1]) * least(found[2]))[:500], text)
    return letters(text.split("|")[0])


def _fields(plain: dict) -> dict:
    """The fields of an object, with those that are required and not described."""
    return {**plain.get("properties", {}), **{name: plain.get("additionalProperties", {}) for name in plain.get("required", []) if name not in plain.get("properties", {})}}


def _kind(name: str, plain: dict) -> str:
    for text in (plain.get("format", ""), _plainly(name), plain.get("title", ""), plain.get("description", "")):
        for kind, pattern in KINDS[:-1]:
            if text and re.search(pattern, text, re.I):
                return kind
    return "other"


def _types(plain: dict) -> list[str]:
    kinds = plain.get("type")
    kinds = [kind for kind in (kinds if isinstance(kinds, list) else [kinds]) if isinstance(kind, str) and kind in TYPES]
    return kinds or (["object"] if "properties" in plain else ["array"] if "items" in plain else [])


def _sound(key: str, value) -> bool:
    """Whether a keyword's value is of the shape that it must have."""
    if key not in SHAPES:
        return True
    if not isinstance(value, SHAPES[key]) or isinstance(value, bool) or isinstance(value, float) and not math.isfinite(value):
        return False
    try:
        return key == "required" and all(isinstance(name, str) for name in value) or key == "pattern" and bool(re.compile(value)) or key not in ("required", "pattern")
    except (re.error, OverflowError, RecursionError):
        return False


def _is(kind: str, value) -> bool:
    if isinstance(value, bool):
        return kind == "boolean"
    return isinstance(value, TYPES[kind]) and (kind != "integer" or float(value).is_integer())


def _same(one, other) -> bool:
    return one == other and isinstance(one, bool) == isinstance(other, bool)


def _number(words: str) -> float:
    """The number that digits, English or Korean number words say."""
    words = words.lower().strip().replace("minus ", "-")
    sign, words = (-1, words[1:]) if words.startswith("-") else (1, words)
    half, words = (0.5, words.removesuffix(" and a half")) if words.endswith(" and a half") else (0, words)
    if re.fullmatch(r"\d+(?:\.\d+)?", words):
        value = float(words) if "." in words else int(words)
    elif re.search("[가-힣]", words):
        value = _korean(words)
    else:
        whole, _, part = words.partition(" point ")
        value = 0
        for word in re.split(r"[ -]+", whole):
            value = max(value, 1) * 100 if word == "hundred" else value + ONES.get(word, TENS.get(word, 0))
        if part:
            value += float(f"0.{ONES.get(part, TENS.get(part, 0))}")
    return sign * (value + half)


def _korean(words: str) -> int:
    words, value = words.replace(" ", ""), 0
    if words.startswith("열"):
        words, value = words[1:], 10
    if not words or words in KOREAN:
        return value + KOREAN.get(words, 0)
    for part, unit in (("백", 100), ("십", 10)):
        before, found, rest = words.partition(part)
        if found:
            value, words = value + SINO.get(before, 1) * unit, rest
    return value + SINO.get(words, 0)
