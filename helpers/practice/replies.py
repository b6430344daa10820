"""The shapes of answers, and how tokens are counted (api-facts.md §3 and §6)."""

import base64
import bisect
import itertools
import math
import re
import secrets
import struct
import time

import numpy as np

from .. import catalogue, codec
from .rules import Accepted
from .voice import RATE

FINGERPRINT = "fp_practice"
HEARD, SPOKEN = catalogue.tokens_per_second("in"), catalogue.tokens_per_second("out")
SAMPLES_PER_TOKEN = RATE // SPOKEN
AUDIO_ID_SECONDS = 3600        # api-facts.md §5
FIRST_BURST, BURST = 5, 10     # transcript tokens that come together in a stream (api-facts.md §4)


def text_tokens(text: str) -> int:
    """About how many tokens `text` has: words and marks, long words in pieces, Hangul by two syllables. An estimate that gives the captured counts of §6."""
    count = 0
    for piece in re.findall(r"[가-힣]+|[^\W_가-힣]+|[^\w\s]|_", text):
        count += math.ceil(len(piece) / 2) if "가" <= piece[0] <= "힣" else math.ceil(len(piece) / 9)
    return count


def spoken_text_tokens(transcript: str) -> int:
    """Text tokens of a spoken answer: its words, two, and two for every burst in which they come (§4)."""
    words = text_tokens(transcript)
    return words + 2 + 2 * (1 + math.ceil(max(0, words - FIRST_BURST) / BURST))


def audio_tokens_heard(seconds: float) -> int:
    return math.floor(HEARD * seconds + 1e-6)


def prompt_tokens(accepted: Accepted) -> tuple[int, int]:
    """(text, audio) tokens of a request: 3, 4 for each message, 4 for each recording, and the words (§6)."""
    words = 3
    for message in accepted.body["messages"]:
        content = message.get("content")
        parts = [{"type": "text", "text": content}] if isinstance(content, str) else content or []
        words += 4 + sum(text_tokens(part.get("text") or "") for part in parts if part.get("type") == "text")
    words += 4 * len(accepted.recordings)
    return words, sum(audio_tokens_heard(recording.seconds) for recording in accepted.recordings)


def most_tokens(body: dict) -> int:
    """The most tokens the answer may have."""
    return body.get("max_completion_tokens") or body.get("max_tokens") or catalogue.limit("output_tokens")


def cut(transcript: str, audio: int, most: int) -> tuple[str, int, int]:
    """Transcript, its tokens and the audio tokens that fit into `most` together: the sound is cut where the tokens end, the words in proportion. Some sound is always left."""
    words = spoken_text_tokens(transcript)
    if words + audio <= most:
        return transcript, words, audio
    kept = prefix(transcript, math.floor(text_tokens(transcript) * most / (words + audio)))
    words = min(spoken_text_tokens(kept), most - 1)
    return kept, words, min(audio, most - words)


def prefix(text: str, most: int) -> str:
    """The first words of `text` that have at most `most` tokens."""
    words = text.split(" ")
    reached = list(itertools.accumulate(text_tokens(word) for word in words))
    return " ".join(words[:bisect.bisect_right(reached, most)])


def audio_bytes(mono: np.ndarray, format: str) -> bytes:
    """The answer's sound in the format asked for; a WAV with the header sizes that the API writes (§6)."""
    data = codec.encode(mono, RATE, format)
    if format == "wav":
        unknown = struct.pack("<I", 0xFFFFFFFF)
        data = data[:4] + unknown + data[8:40] + unknown + data[44:]
    return data


def completion(accepted: Accepted, created: int, text: str, mono: np.ndarray | None) -> dict:
    """The whole answer, keys in the API's order (§3). `mono` is the speech, 24 kHz, None for a text answer."""
    most, finish = most_tokens(accepted.body), "stop"
    message = {"role": "assistant", "content": text, "refusal": None}
    if mono is None:
        audio, words = 0, text_tokens(text)
        if words > most:
            message["content"], words, finish = prefix(text, most), most, "length"
    else:
        asked = math.ceil(mono.size / SAMPLES_PER_TOKEN)
        whole = spoken_text_tokens(text) + asked
        text, words, audio = cut(text, asked, most)
        finish, mono = "length" if whole > most else "stop", mono[:audio * SAMPLES_PER_TOKEN]
        mono = np.pad(mono, (0, audio * SAMPLES_PER_TOKEN - mono.size))   # sound ends on a whole token: 50 ms
        done = int(time.time())
        message["content"] = None
        message["audio"] = {"id": audio_id(done), "data": base64.b64encode(audio_bytes(mono, accepted.format)).decode("ascii"), "expires_at": done + AUDIO_ID_SECONDS, "transcript": text}
    message["annotations"] = []
    return {"id": "chatcmpl-" + letters(29), "object": "chat.completion", "created": created, "model": accepted.body["model"],
            "choices": [{"index": 0, "message": message, "finish_reason": finish}], "usage": usage(prompt_tokens(accepted), (words, audio)),
            "service_tier": "default", "system_fingerprint": FINGERPRINT}


def usage(prompt: tuple[int, int], reply: tuple[int, int]) -> dict:
    """The `usage` of an answer from (text, audio) tokens in and out."""
    return {"prompt_tokens": sum(prompt), "completion_tokens": sum(reply), "total_tokens": sum(prompt) + sum(reply),
            "prompt_tokens_details": {"cached_tokens": 0, "audio_tokens": prompt[1], "text_tokens": prompt[0], "image_tokens": 0},
            "completion_tokens_details": {"reasoning_tokens": 0, "audio_tokens": reply[1], "accepted_prediction_tokens": 0, "rejected_prediction_tokens": 0, "text_tokens": reply[0]}}


def audio_id(stamp: int) -> str:
    """`audio_` and 32 hex digits, the first eight the time."""
    return f"audio_{stamp:08x}{secrets.token_hex(12)}"


def letters(count: int) -> str:
    """Random letters and digits, as the API's ids have them."""
    return "".join(secrets.choice("0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ") for _ in range(count))


def model_entry(model: catalogue.Model) -> dict:
    """One entry of `GET /v1/models` (§1.1)."""
    return {"id": model.name, "object": "model", "created": 0, "owned_by": "practice", "shutdown_date": model.ends and str(model.ends)}
