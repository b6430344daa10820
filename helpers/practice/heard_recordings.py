"""What was heard and measured of recordings; the same recording is listened to once."""

import hashlib
import threading
from collections import OrderedDict
from dataclasses import replace
from functools import partial

from helpers.practice.cancellation import Cancellation
from helpers.practice.ears.mel import RATE
from helpers.practice.ears.workers import Ears, workers_usual
from helpers.practice.mind.hearing import Hearing
from helpers.practice.protocol.rules import Recording
from helpers.speech import prosody

MOST = 64  # recordings that are remembered, so that a second question does not listen again

listeners = Ears(workers_usual())
_heard: OrderedDict[str, Hearing] = OrderedDict()  # by the sha256 of the bytes
_heard_lock = threading.Lock()
# One lock for each of so many groups of recordings: a class sends the same recording thirty times,
# and twenty-nine wait for the first hearing.
_listening = [threading.Lock() for _ in range(MOST)]


def hear(recording: Recording, cancellation: Cancellation) -> Hearing:
    """What the ears make of a recording, and what is measured of it; raises Cancelled, Refusal."""
    key = hashlib.sha256(recording.data).hexdigest()
    with _listening[int(key, 16) % len(_listening)]:
        cancellation.check()
        with _heard_lock:
            known = _heard.get(key)
        hearing = known or _listen(recording, cancellation)
    _remember(key, hearing)
    return replace(hearing, measure=partial(_measured, recording))


def _listen(recording: Recording, cancellation: Cancellation) -> Hearing:
    mono = recording.mono()
    heard = listeners.listen(mono, cancellation, recording.seconds)
    return Hearing(heard, prosody.measure(mono, RATE))


def _measured(recording: Recording, start: float, end: float) -> prosody.Prosody:
    """What is measured of the part from `start` to `end`, in seconds."""
    mono = recording.mono()
    last = min(mono.size, round(min(end, recording.seconds) * RATE))
    return prosody.measure(mono[round(start * RATE) : last], RATE)


def _remember(key: str, hearing: Hearing) -> None:
    """Keep a hearing as the newest of MOST."""
    with _heard_lock:
        _heard[key] = hearing
        _heard.move_to_end(key)
        while len(_heard) > MOST:
            _heard.popitem(last=False)
