"""What the tests of the voice share: sentences, and how samples are compared."""

import hashlib

import numpy as np

SENTENCE = {
    "en": "Please leave a message after the tone.",
    "ko": "안녕하세요. 만나서 반갑습니다.",
    "es": "Buenos días. Quisiera una mesa.",
}
LONG_TEXTS = (
    "word " * 20_000,
    "[" * 100_000,
    "[a](" * 25_000,
    "가" * 33_000,
    '."' * 50_000,
    "a" * 100_000,
    "?! " * 33_000,
)


def print_of(mono: np.ndarray) -> str:
    return hashlib.sha256(mono.tobytes()).hexdigest()
