"""Korean in Kokoro's symbols, for its Japanese voices: none was trained on Korean.

Whisper base heard one letter in eight of twelve sentences wrong; of espeak-ng's own phonemes,
which do without most rules of pronunciation, more than one in four.
"""

from helpers.practice.voice.korean_pronunciation import syllables

LAX = {"ㄱ": "ɡ", "ㄷ": "d", "ㅂ": "b", "ㅈ": "ʥ"}  # voiced everywhere: plain ones sound tense
TENSE = {"ㄲ": "ʔk", "ㄸ": "ʔt", "ㅃ": "ʔp", "ㅉ": "ʔʨ"}
ASPIRATED = {"ㅋ": "kʰ", "ㅌ": "tʰ", "ㅍ": "pʰ", "ㅊ": "ʨʰ"}
OTHERS = {"ㄴ": "n", "ㅁ": "m", "ㄹ": "ɾ", "ㅎ": "h", "ㅇ": "", "ㅅ": "s", "ㅆ": "ʔs"}
ONSETS = {**LAX, **TENSE, **ASPIRATED, **OTHERS}
SOUNDS = {
    "ㅏ": "a", "ㅐ": "ɛ", "ㅑ": "ja", "ㅒ": "jɛ", "ㅓ": "ʌ", "ㅔ": "e", "ㅕ": "jʌ", "ㅖ": "je",
    "ㅗ": "o", "ㅘ": "wa", "ㅙ": "wɛ", "ㅚ": "we", "ㅛ": "jo", "ㅜ": "u", "ㅝ": "wʌ", "ㅞ": "we",
    "ㅟ": "wi", "ㅠ": "ju", "ㅡ": "ɯ", "ㅢ": "ɯi", "ㅣ": "i",
}  # fmt: skip
CODAS = {"": "", "ㄱ": "k", "ㄴ": "n", "ㄷ": "t", "ㄹ": "l", "ㅁ": "m", "ㅂ": "p", "ㅇ": "ŋ"}
SOFT = "ㅣㅑㅕㅛㅠㅒㅖㅟ"  # before these vowels ㅅ is ɕ


def korean_symbols(word: str) -> str:
    """A word of Hangul as it is said."""
    said = ""
    for onset, vowel, coda in syllables(word):
        sound = ONSETS[onset]
        if onset in "ㅅㅆ" and vowel in SOFT:
            sound = sound.replace("s", "ɕ")
        if onset == "ㄹ" and said.endswith("l"):
            sound = "l"
        said += sound + SOUNDS[vowel] + CODAS[coda]
    return said
