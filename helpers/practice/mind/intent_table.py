"""The intents that the phrase book knows, with the words that ask for them.

Each kind lists patterns, English before Korean. In them a word in angle brackets is short for
the choice that stands for it in SHORT: <who> for anybody who may be heard, <it> for a recording.
"""

import re
from dataclasses import dataclass
from functools import cached_property

from helpers.practice.mind import languages

SHORT = {
    "<start>": r"^\W*(?:(?:please|now|then|just|kindly|always|also|and|first|finally|next"
    r"|can you|could you|would you|will you|you should|i want you to)[\s,]+)*",
    "<who>": r"(?:he|she|they|it|i|we|you|this|that|someone|somebody|anyone|anybody|people"
    r"|(?:the|this|that|my) (?:speaker|caller|person|man|woman|voice|recording|clip|audio|file"
    r"|message|boy|girl|child))",
    "<it>": r"(?:(?:this|that|the|my|your|whole|entire|voice|spoken|audio|sound) ?)*"
    r"(?:recording|clip|audio|file|message|memo|speech|sound|voice|it|this|that)",
    "<mood>": r"(?:excited|tired|calm|happy|sad|angry|nervous|bored|upset|worried|cheerful"
    r"|afraid|scared|annoyed|anxious|relaxed|stressed|emotional)",
    "<any>": r"[^.?!]*",  # whatever stands between, within a sentence
    "<is>": r"(?:is|are|am|was|were|does|do|did|sounds?)",
    "<each>": r"(?:each|every|words?|sentences?|lines?|says?|said|starts?)",
    "<doubt>": r"(?:not (?:so |very )?(?:sure|certain)|unsure|uncertain|doubt\w*|misheard"
    r"|unclear|guess\w*)",
    "<gap>": r"(?:paus\w+|breaks?|silences?|gaps?)",
    "<sex>": r"(?:man|male|woman|female|boy|girl)",
    "<language>": rf"(?:{languages.ENGLISH}|{languages.KOREAN})",
}


@dataclass(frozen=True)
class Kind:
    """One kind of intent: its name, and the patterns that ask for it.

    `weak`: counts only where nothing else is asked. `of_text`: may be about a written text too.
    """

    name: str
    patterns: tuple[str, ...]
    weak: bool = False
    of_text: bool = False

    @cached_property
    def pattern(self) -> re.Pattern:
        """All the patterns as one."""
        text = "|".join(self.patterns)
        for short, meaning in SHORT.items():
            text = text.replace(short, meaning)
        return re.compile(text, re.IGNORECASE)


CANNOT = {  # what only a language model, or nobody, can do: as verbs in English, nouns in Korean
    "translate": ("translate", "번역"),
    "rewrite": ("correct or rewrite the words", "고쳐 쓰기"),
    "yes_or_no": ("answer yes or no", "예, 아니요 답"),
    "speaker": ("judge who speaks", "말하는 사람 알아맞히기"),
    "judge": ("judge how good it is", "평가"),
    "notes": ("make a list, a title or notes", "목록이나 제목 만들기"),
    "create": ("invent anything", "글짓기"),
    "explain": ("explain anything or look behind the words", "설명이나 판단"),
    "act": ("do anything beyond this conversation", "대화 밖의 일"),
}

FORMS = (  # how an answer is wanted: looked for in the whole instruction, beside the kinds below
    Kind(
        "subtitles",
        (
            r"\bsub-?titles?\b",
            r"\bcaption(?:s|ed|ing)?\b",
            r"\.?\bsrt\b(?: (?:file|format))?",
            r"(?:자막|캡션)(?: ?파일)?",
        ),
    ),
    Kind(
        "times",
        (
            r"(?:\b(?:with|and|add|include|including|plus) )?"
            r"(?:the |all )?\btime ?-?(?:stamps?|codes?)\b",
            r"\b(?:with|and|add|show|include)\b[^.?!]{0,20}\btimes?\b"
            r"(?: (?:of|for|at)\b[^.?!,]*| next to it)?",
            r"\bwhen (?:is|was|are|were|does|do|did)\b<any>\b<each>\b<any>",
            r"\bwhen\b<any>\b(?:they|it|each|words?) (?:was|were|is|are) (?:said|spoken)",
            r"\b(?:at )?(?:what|which) (?:second|time|moment)s?\b<any>\b<each>\b<any>",
            r"\b(?:start|end|starting)(?: and end)? times?\b(?: (?:of|for)\b[^.?!,]*)?",
            r"타임 ?(?:스탬프|코드)\S*",
            r"(?:시간|시각)[을를도]? ?(?:과 함께|와 함께|같이|함께|표시|넣|붙|적)\S*",
            r"(?:시간|시각)(?:과|이랑|하고) (?:함께|같이)",
            r"(?:낱말|단어|문장|말)(?:마다|별로?)<any>(?:몇 초|언제|시간|시각)\S*",
            r"초 단위로",
        ),
    ),
    Kind(
        "mark_doubt",
        (
            r"\b(?:mark|flag|highlight|underline|point out|show|indicate|star|bracket)\w*\b<any>"
            r"\b<doubt>\b[^.?!,]*?(?=\bin the\b|[.?!,]|$)",
            r"\bquestion marks?\b<any>\b<doubt>\b",
            r"\b(?:which|what) (?:words?|parts?)\b<any>\b<doubt>\b<any>",
            r"(?:확실하지 ?않|확실치 ?않|불확실|자신 ?없|의심스|애매|못 ?알아들)"
            r"\S* ?(?:낱말|단어|말|부분|곳|데)"
            r"<any>?(?:표시|밝혀|알려|어떤|뭐|무엇|어디)\S*",
        ),
    ),
    Kind(
        "answer_in",
        (
            r"\b(?:answer|reply|respond|tell me)\b(?: \w+){0,2} in (?:<language>)\b",
            r"(?:<language>)로 (?:대답|답)\S*",
        ),
    ),
    Kind(
        "translate",
        (
            r"\btranslat\w+\b(?:[^.?!,:]{0,40}?\b(?:in)?to (?:<language>)\b)?",
            r"\bput (?:it|this|that) (?:in)?to (?:<language>)\b",
            r"\bwhat (?:would|is|does)\b<any>\bin (?:<language>)\b",
            r"\b(?:the |a )?<language> (?:version|translation)\b(?: of what <who> (?:says?|said))?",
            r"\b(?:in|into) (?:<language>)\b",
            r"(?:<language>)로 ?(?:번역|통역|옮|바꿔|바꾸)\S*",
            r"(?:<language>)로(?= |$)",
            r"번역|통역",
        ),
    ),
    Kind(
        "notes",
        (r"\b(?:as|in) (?:a |an )?(?:bullet(?:s| points?| list)|list|table|outline)\b",),
    ),
    Kind(
        "yes_or_no",
        (
            r"(?:\b(?:answer|say|reply|just)(?: \w+){0,2} )?\byes(?: or |/|, )no\b",
            r"(?:예|네)[,/ ]*(?:아니요|아니오)(?:로|라고)?(?:만)?(?: ?(?:대답|답|말)\S*)?",
        ),
    ),
)

KINDS = (  # of each clause the first whose pattern is found counts
    Kind(
        "before",
        (
            r"\bwhat did i (?:just )?(?:say|ask|tell)\b.*\b(?:before|earlier|first|last|previous)",
            r"\bremember what i\b",
            r"\bwhat have i (?:said|asked|told)",
            r"\bwhat (?:was|were) my (?:first|last|previous|earlier)\b",
            r"(?:제가|내가).*(?:아까|전에|방금|처음).*(?:말|했|물)",
            r"(?:아까|전에|방금|처음).*(?:제가|내가).*(?:말|했|물)",
        ),
        of_text=True,
    ),
    Kind(
        "language",
        (
            r"\b(?:what|which) (?:language|tongue)\b",
            r"\blanguage (?:is|was|does|do)\b",
            r"\b(?:is|was) (?:<it>|<who>)(?: in)? (?:<language>)\b",
            r"\b(?:does|do|is|are) <who> (?:speak|speaking|talk|talking) (?:<language>)\b",
            r"\b(?:identify|detect|name) the language\b",
            r"(?:무슨|어느|어떤) (?:언어|나라 ?말|나라 ?언어)",
            r"(?:<language>)(?:인가|예요|이에요|입니까|야\?|이야\?)",
        ),
    ),
    Kind(
        "speech",
        (
            r"\b(?:is|are|was) there (?:any |some |a |really )*"
            r"(?:speech|voices?|talking|words|one|body"
            r"|person|human|speaking)\b(?! (?:in|of) (?:each|every))",
            r"\b(?:is|are|was|does|do|did|has|can you hear) (?:there )?(?:any|some)(?:one|body)\b"
            r"<any>\b(?:say\w*|said|speak\w*|talk\w*)",
            r"\b(?:is|was) (?:<it>) (?:empty|silent|blank|just (?:noise|silence|music))\b",
            r"\b(?:do|can) you hear (?:a|any) (?:voice|speech|words)\b",
            r"\b(?:contains?|has|have) (?:any )?speech\b",
            r"(?:말소리|사람 ?(?:목소리|소리))[이가]? ?(?:있|들리|들려|나)",
            r"(?:말|목소리|음성)[이가은는]? ?(?:있|들어 ?있)(?:나|어|습|기)",
            r"말을 ?하기는",
            r"빈 ?(?:녹음|파일)|비어 ?있|아무 ?(?:말|소리)도",
        ),
    ),
    Kind(
        "confidence",
        (
            r"\bhow (?:sure|certain|confident|reliable|accurate|correct)\b",
            r"\bhow (?:well|much|clearly)\b<any>"
            r"\b(?:hear|heard|understand|understood|catch|get|make out)\b",
            r"\b(?:are|were) you (?:really |quite |absolutely )?(?:sure|certain|confident)\b",
            r"\b(?:did|could|can|do) you (?:really )?(?:understand|catch|get|hear|make out)"
            r" (?:it all|all|every\w*|each)\b",
            r"\b(?:confidence|reliability|accuracy|certainty)\b|\bhow clear (?:is|was)\b",
            r"\b(?:is|was|are) (?:the|this|your) transcript(?:ion)?\b<any>\b(?:correct|right)\b",
            r"\b(?:which|what) (?:parts?|words?)\b<any>\b(?:not|n't|could you)\b<any>"
            r"\b(?:hear|catch|get)\b",
            r"\b(?:which|what) (?:parts?|words?)\b<any>\bunderst(?:and|ood)\b",
            r"\b(?:which|what) (?:parts?|words?)\b<any>\b(?:hard|difficult|easy)\b",
            r"\b(?:were|are) you able to (?:understand|catch|hear|get|make out)\b",
            r"\bdid you (?:get|catch|understand) (?:that|it|this)\b",
            r"못 ?(?:알아)?들|(?:잘|제대로) 안 들",
            r"(?:얼마나|어느 정도) ?(?:확실|정확|자신|믿|잘 (?:들|알아))",
            r"(?:다|모두|전부|잘|제대로) ?(?:알아들|들었|들린|이해)",
            r"(?:확실|정확)(?:한가|해요|합니까|하나요|한지)|자신 ?있(?:나|어|습)|확신|신뢰도",
            r"정확도",
        ),
    ),
    Kind(
        "pauses",
        (
            r"\b(?:where|when|how long|which|what|list|show|find)\b<any>\b<gap>\b",
            r"\b(?:longest|first|last|shortest)\b<any>\b<gap>\b",
            r"\b(?:is|are) there (?:a |any |some )?(?:long )?<gap>\b",
            r"끊(?:긴|기는|어진)<any>(?:곳|데|부분|있)",
            r"\b(?:does|do|did) <who> (?:pause|stop|hesitate)\b|^\W*for how long\b",
            r"(?:어디|어느|언제|첫|처음|가장 긴|제일 긴|마지막|얼마나)"
            r"<any>(?:쉬|쉼|멈추|멈춤|멈추는|끊|침묵)",
            r"(?:쉼|쉬는 ?(?:곳|데|부분|구간|시간)|멈춤|침묵)<any>(?:어디|언제|있|얼마)",
        ),
    ),
    Kind(
        "word_count",
        (
            r"\bhow many words\b",
            r"\bcount (?:all |up )?(?:the |its |my )?words\b",
            r"\b(?:number of words|word count)\b",
            r"(?:낱말|단어)(?:가|는|이|은)? ?(?:모두 |총 )?(?:몇|얼마나)",
            r"몇 ?(?:낱말|단어)|(?:낱말|단어) ?(?:수|개수)|(?:낱말|단어)[를을]? ?세",
        ),
    ),
    Kind(
        "speaker",
        (
            r"\bwho(?:'s| is| was| are)?\b<any>\b(?:speak\w*|talk\w*|this|that|it|call\w*)\b",
            r"\b<sex>\b<any>\bor\b<any>\b<sex>\b",
            r"\bhow old\b|\bwhat age\b|\b(?:age|gender|sex|accent|dialect|identity) of\b",
            r"\b(?:what|which)(?: kind of)? (?:accent|dialect|gender)\b",
            r"\bhow many (?:people|speakers|voices|persons)\b",
            r"\b(?:identify|name|recogni[sz]e|label|separate)"
            r" (?:the |all )?(?:speakers?|voices?)\b",
            r"누가 ?(?:말|이야기|얘기)|누구(?:예요|인가|입니까|의? ?목소리|야)",
            r"(?:남자|여자|남성|여성)(?:예요|인가|입니까|야|이에요|의 목소리)",
            r"몇 ?(?:명|사람|살)|나이|억양|사투리|성별",
        ),
    ),
    Kind(
        "judge",
        (
            r"\b(?:rate|grade|score|judge|assess|evaluate|criticise|review)\b<any>"
            r"\b(?:my|the|this|her|his|their|it|me)\b",
            r"\bpronunciation\b",
            r"\b(?:is|was|are|how is|how's|how was|how good is)\b<any>"
            r"\bmy (?:english|korean|accent|grammar|speech)\b",
            r"\b(?:any good|good enough|native)\b",
            r"발음|평가|점수|채점|잘(?:했|하)나요",
        ),
    ),
    Kind(
        "rewrite",
        (
            r"\b(?:clean|tidy|polish|smooth|fix|touch)(?:ed|ing)? (?:it |this |that |them )?up\b",
            r"\b(?:polish|correct|fix|improve|edit|proof-?read|rephrase|paraphrase|re-?write|reword|simplify)\b"
            r"(?! (?:answer|words?)\b)",
            r"\b(?:remove|drop|delete|leave out|take out|cut)\b<any>"
            r"\b(?:ums?|uhs?|fillers?|filler words|mistakes|hesitations|repetitions)\b",
            r"\b(?:more|less|sound) (?:\w+ )?"
            r"(?:formal|polite|friendly|professional|natural|casual)\b",
            r"\bas (?:an? )?(?:e-?mail|letter|memo|essay|article)\b",
            r"다듬|고쳐|교정|수정|바로잡|맞춤법|문법",
            r"(?:더 )?(?:공손|정중|자연스럽|격식)\S*",
        ),
    ),
    Kind(
        "notes",
        (
            r"\b(?:action|to-?do) items?\b|\bto-?do list\b",
            r"\b(?:title|headline|key ?words?|hashtags?|tags|outline|agenda|minutes of|topics)\b",
            r"\b(?:make|write|take|give me) (?:a list|notes|a table)\b|\bbullet points?\b",
            r"목록|제목|키워드|핵심어|해시태그|회의록|할 ?일|표로",
        ),
    ),
    Kind(
        "feelings",
        (
            r"\bfeel(?:s|ing|ings)?\b|\bmoods?\b|\bemotion\w*|\bsentiment",
            r"\b(?:what|which) tone\b|\btone of\b",
            r"\bhow (?:do|does|did|is|are) \w+(?: \w+)? sound",
            r"\bhow <mood>",
            r"\b(?:is|are|was|am|do|does|did)\b<any>\b<mood>\b[^.!]*(?:\?|$)",
            r"\bwhether\b<any>\b<mood>\b",
            r"감정|기분|느낌|심정",
            r"(?:슬픈|기쁜|화난|피곤한|신난|우울한|행복한)(?:가| ?(?:목소리|사람|상태))",
            r"(?:화났|신났|지쳤)(?:어|나|습|을)",
            r"(?:슬퍼|기뻐|화나|행복해|피곤해|우울해) ?(?:보이|들리|하)|화가 ?[나났]",
        ),
        of_text=True,
    ),
    Kind(
        "summarise",
        (
            r"\bsummari[sz]\w*|\bsum (?:it |this |that |everything )?up\b|^\W*summary",
            r"\b(?:a|an|one|the|short|spoken|brief|sentence) summary\b",
            r"\b(?:short|shorter|brief) version\b|\bessence\b|\brecap\b",
            r"\bgist\b|\btl;?dr\b|\bin a nutshell\b|\bin (?:brief|short)\b|\bnutshell\b",
            r"\b(?:main|key) (?:points?|ideas?|message)\b|\bmake it short(?:er)?\b",
            r"<start>(?:shorten|condense|boil)\b",
            r"요약|간추|줄여|(?:짧게|간단히|간략히) ?(?:정리|말)|핵심|요점",
        ),
        of_text=True,
    ),
    Kind(
        "repeat",
        (
            r"\brepeat\b|\bsay (?:that|it|this|what i said)(?: back| again)\b",
            r"\bsay what i said\b",
            r"따라 ?(?:하|해|말)|다시 (?:한 ?번 )?말해|되풀이|반복|한 말을 (?:그대로 )?말해",
        ),
        of_text=True,
    ),
    Kind(
        "read_aloud",
        (
            r"<start>(?:recite|narrate|pronounce|voice)\b",
            r"\b(?:read|say|speak)\b.*\b(?:aloud|out loud)\b",
            r"<start>speak (?:any|every|each|all|the|this|what\w*|these|exactly|only)\b",
            r"<start>say\b(?!\s+the\W*$)(?!.*\b(?:again|how|whether|if|which|everything|all|your|answers?)\b)",
            r"<start>read (?:me|out|exactly)\b",
            r"소리 ?내어|낭독|읽어|읽으|말해 ?(?:주|줘|봐)|말씀해|소리로 ?(?:들려|말|바꿔)",
        ),
        of_text=True,
    ),
    Kind(
        "create",
        (
            r"\b(?:poem|joke|story|song|lyrics|haiku|rhyme|essay|limerick|riddle)\b",
            r"<start>(?:compose|invent|imagine|make up|sing|draw|paint)\b",
            r"농담|(?:답장|답신|메일)[을를]? ?(?:써|쓰|작성)",
            r"(?:시|노래|이야기|소설|편지)[를을] ?(?:한 ?\S+ )?(?:써|쓰|지어|짓|불러|만들)",
            r"지어 ?(?:내|줘|주)",
        ),
        of_text=True,
    ),
    Kind(
        "explain",
        (
            r"\bwhy\b|\bexplain\b|\bwhat (?:does|do|did)\b<any>\bmean\b",
            r"\b(?:is|are|was)\b<any>\b(?:true|right|correct|wrong|false|lying|a lie)\b",
            r"\b(?:do|would) you (?:agree|think|believe|recommend)\b|\bwhat should i\b",
            r"\badvice\b",
            r"(?:^|\s)왜(?:\s|$)|무슨 뜻|이유|사실(?:인가|이에요|입니까)|어떻게 생각|조언",
        ),
    ),
    Kind(
        "speed",
        (
            r"\bhow (?:fast|quick|quickly|slow|slowly)\b",
            r"\b<is>\b<any>\b(?:fast|quick|quickly|slow|slowly)\b",
            r"\bspeed\b|\bpace\b|\b(?:speech|speaking|talking) rate\b|\brate of\b|\btempo\b",
            r"\bsyllables?\b|음절",
            r"얼마나 ?(?:빠|빨|느)|빠르기|속도",
            r"(?:빠른|느린)(?:가| ?편)|빠르나|느리나",
            r"(?:너무 )?(?:빨리|천천히|빠르게|느리게) ?(?:말|이야기|얘기)\S*나",
        ),
    ),
    Kind(
        "pitch",
        (
            r"\bhow (?:high|low|deep)\b",
            r"\b<is>\b<any>\b(?:high|low|deep)\b",
            r"\bpitch\b",
            r"(?:톤|음)[이가은는]? ?(?:높|낮)",
            r"음높이|목소리(?:의)? 높이|얼마나 (?:높|낮)|(?:높은|낮은)(?:가| ?편)|(?:높|낮)나",
        ),
    ),
    Kind(
        "loudness",
        (
            r"\bhow (?:loud|quiet|noisy|soft)\b",
            r"\b<is>\b<any>\b(?:loud|quiet|loudly|quietly|noisy|shouting|whispering)\b",
            r"\bloudness\b|\bvolume\b|\bdecibels?\b|\b(?:sound|audio|recording) level\b",
            r"얼마나 ?(?:크|큰|커|작)|음량|(?:소리|목소리)(?:의)? 크기",
            r"시끄러(?:운|워|웠)|소리가 (?:큰|작은)(?:가| ?편)|데시벨",
        ),
    ),
    Kind(
        "length",
        (
            r"\bhow long\b|\blength\b|\bduration\b|\bhow many (?:seconds|minutes|pauses)\b",
            r"\bpauses?\b",
            r"\b(?:longer|shorter) than\b|\blast (?:more|longer|less|over)\b",
            r"길이|얼마나 (?:길|긴)|몇 ?초|몇 ?분|쉬는|쉼|멈추|멈춤",
        ),
    ),
    Kind(
        "transcribe",
        (
            r"\btranscri(?:be|pt|ption)|\bwrit(?:e|ing)\b.*\b(?:down|out)\b|\bin writing\b",
            r"\btype (?:up|out|it|this|that)\b|\b(?:in)?to text\b|\bas text\b",
            r"\b(?:full|whole) text\b|\bthe text of (?:<it>)\b",
            r"\bspeech[- ]to[- ]text\b|\bword[- ](?:for|by)[- ]word\b",
            r"\bwhat are the words|\b(?:the|exact) (?:exact )?words\b",
            r"\b(?:write|type|note|jot|put)\b<any>\b(?:hear|said|says?|words?)\b(?! count)",
            r"받아 ?(?:적|쓰|써)|전사|녹취록?|글로 (?:옮|적|써|바꿔)|(?:텍스트|문자|글자)로",
            r"(?:들리는|들은|말한|하는|있는) ?(?:대로|그대로|것을|걸|말을|내용을)? ?(?:써|적|쓰)",
            r"(?:그대로|모두|다|을|를|해서|하고) ?적어|적어 ?(?:주|줘|봐)|^\W*적어",
        ),
    ),
    Kind("read_aloud", (r"<start>read\b",), weak=True, of_text=True),
    Kind(
        "describe",
        (
            r"\bwhat(?:'s| is| are| was)? (?:there )?(?:in|on) (?:this|the|that|it|my)\b",
            r"\bdescri(?:be|ption)|\banaly[sz]e",
            r"\bwhat(?:'s| is| was) (?:this|that)\b(?!.*\babout)",
            r"\babout (?:this|the|that|my) (?:clip|audio|voice|speaker|sound)",
            r"\btell me (?:more |everything |all )?(?:you can |you know )?"
            r"about (?:this|the|that|my) recording",
            r"\bwhat (?:do|can|did) you (?:hear|notice)",
            r"\bwhat(?:'s| is)? (?:happen|going on)\w*|목소리[가는] ?(?:어떤|어때|어떻)",
            r"녹음.*(?:무엇|뭐(?!라고)|뭔|내용|어떤)|들리(?:나|는)|무슨 소리|설명|묘사|분석",
            r"어떤 (?:소리|목소리)",
        ),
    ),
    Kind(
        "heard",
        (
            r"\bwhat(?:'s|'re)?\b.*\b(?:say|says|said|saying|talk|talks|talking|mentioned?|want\w*)\b",
            r"\b(?:can|could|do|did) you (?:hear|understand)\b",
            r"\bwhat(?:'s| is| was) (?:this|it|that) about\b",
            r"\b(?:recording|clip|audio|message) (?:is )?about\b",
            r"\bwhat are the (?:\w+ )?words\b",
            r"\bwhat <who> (?:says?|said|is saying)\b",
            r"뭐라고|무슨 (?:말|이야기|얘기|내용)|무엇을 말|뭘 말|알아들",
            r"말(?:한|하는) (?:것|게|거)",
        ),
    ),
    Kind("reply", (r"\b(?:answer|reply|respond|react)\b|대답|답해|답변",)),
    Kind("reply", (r"\blisten\b|들어 ?(?:보|봐)",), weak=True),
    Kind(
        "act",
        (
            r"<start>(?:send|e-?mail|call|phone|book|order|buy|save|delete|open|search|google"
            r"|look up|play|remind)\b",
            r"(?:보내|주문해|예약해|저장해|삭제해|검색해|전화해) ?(?:주|줘)",
        ),
    ),
)
