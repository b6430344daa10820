"""Does the practice engine speak, and does it hear? Tried, not asked."""

import json
import time
from typing import Any

import requests

from helpers.engine import catalogue
from helpers.engine.endpoint import keys, place, settings
from helpers.engine.endpoint.place import Place
from helpers.errors import CourseError
from helpers.paths import DATA, ROOT
from helpers.preflight import loading
from helpers.preflight.results import Result, ok, problem
from helpers.speech.error_rate import word_error_rate

SAMPLE = "alloy.wav"  # of data/; what is said in it stands in the manifest
SECONDS = 15.0  # for one answer
LEAST_SOUND = 0.3  # seconds; a spoken greeting is longer
MOST_WRONG = 0.3  # word error rate; Whisper base makes no mistake in this recording
EARS_ADVICE = (
    "Run python -m helpers.practice.ears.weights with a network (133 MB), or the kit's "
    "script without one."
)
BROKEN = 500  # the status behind which the engine hides what failed in it
RESTART = "Close other programs, run this again, and show the line to your teacher."


def check(there: Place | None = None) -> list[Result]:
    """Two results, voice and ears, of the engine at `there`: PRACTICE_URL's, else one started."""
    try:
        there = there or place.find("practice", settings.read(ROOT))
        return [_voice(there), _ears(there)]
    except requests.HTTPError as error:
        fact = f"It answers with error {error.response.status_code}."
        advice = loading.advice() if error.response.status_code == BROKEN else RESTART
        return [problem("practice engine", fact, advice, "engine error")]
    except (CourseError, requests.RequestException, ValueError, LookupError, TypeError) as error:
        fact = str(error) if isinstance(error, CourseError) else "It gives no answer."
        return [problem("practice engine", fact, RESTART, "no engine")]


def _voice(there: Place) -> Result:
    from helpers.sound import Sound

    started = time.monotonic()
    answer = _asked(there, "Read aloud: Good morning.")
    sound = Sound.from_message(answer.json()["choices"][0]["message"], format="wav")
    seconds = time.monotonic() - started
    if sound.seconds < LEAST_SOUND or abs(sound.samples()).max() == 0:
        return problem("voice", "The practice engine's answer is silent.", RESTART, "silent")
    name = answer.headers.get("x-practice-voice", "a voice")
    return ok("voice", f"the practice engine speaks with {name}, after {seconds:.1f} s")


def _ears(there: Place) -> Result:
    from helpers.sound import Sound

    started = time.monotonic()
    recording = Sound.load(DATA / SAMPLE, quiet=True).part()
    answer = _asked(there, "Transcribe this recording.", recording)
    ears = answer.headers.get("x-practice-ears", "none")
    if ears == "none":
        return problem("ears", "The practice engine has no ears.", EARS_ADVICE, "no ears")
    heard = answer.json()["choices"][0]["message"]["content"]
    said = json.loads((DATA / "manifest.json").read_text("utf-8"))[SAMPLE]["words"]
    if word_error_rate(said, heard) > MOST_WRONG:
        return problem("ears", "The ears do not understand a sample.", EARS_ADVICE, "bad ears")
    seconds = time.monotonic() - started
    return ok("ears", f"the practice engine hears with {ears}, after {seconds:.1f} s", ears)


def _asked(there: Place, words: str, recording: dict[str, Any] | None = None) -> requests.Response:
    """The answer to `words`, spoken; to `words` about a recording, written. Nothing is charged."""
    content: Any = [{"type": "text", "text": words}, recording] if recording else words
    body: dict[str, Any] = {
        "model": catalogue.default_model(),
        "modalities": ["text"] if recording else ["text", "audio"],
        "max_completion_tokens": 500,
        "messages": [{"role": "user", "content": content}],
    }
    if not recording:
        body["audio"] = {"voice": "alloy", "format": "wav"}
    with requests.Session() as session:
        session.trust_env = False  # no proxy stands before a practice engine
        session.headers["Authorization"] = keys.bearer(there.key)
        answer = session.post(f"{there.base_url}/chat/completions", json=body, timeout=SECONDS)
    answer.raise_for_status()
    return answer
