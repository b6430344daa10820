"""Would the API take this request? `accept(body)`, in process and free, raises `Refusal`."""

from helpers.practice.protocol.rules.recordings import Recording
from helpers.practice.protocol.rules.refusal import Refusal
from helpers.practice.protocol.rules.request import Accepted, accept

__all__ = ["Accepted", "Recording", "Refusal", "accept"]
