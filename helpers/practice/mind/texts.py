"""The written words of messages: which they are, in which language, what stands in quotes."""

import re

QUOTED = (
    r'["“「『]([^"“”「」『』]+)["”」』]'  # in double or Korean quotation marks
    r"|(?<!\w)['‘](.+?)['’](?!\w)"  # in single ones, which are no apostrophes
)
WHOLLY_QUOTED = r'^(?:"([^"]*)"|“([^“”]*)”|「([^「」]*)」|\'(.*)\'|‘(.*)’)$'
HANGUL = "[가-힣ㄱ-ㆎᄀ-ᇿ]"


def text_of(message: dict) -> str:
    """The written words of a message."""
    content = message.get("content")
    if isinstance(content, str):
        return content.strip()
    parts = [part for part in content or [] if part.get("type") == "text"]
    return "\n".join(part.get("text") or "" for part in parts).strip()


def is_korean(text: str) -> bool:
    """Whether `text` is Korean rather than in Latin letters; a syllable weighs two letters."""
    return len(re.findall(HANGUL, text)) * 2 > len(re.findall("[A-Za-z]", text))


def unquoted(text: str) -> str:
    """Text without the quotation marks round the whole of it."""
    found = re.match(WHOLLY_QUOTED, text, re.DOTALL)
    return text if not found else next(inner for inner in found.groups() if inner is not None)


def quoted(instruction: str) -> str:
    """What the instruction puts in quotation marks; empty where it puts nothing there."""
    found = re.search(QUOTED, instruction)
    return (found[1] or found[2]).strip() if found else ""
