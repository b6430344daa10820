"""What the answers of a compatible server lack, said once (docs/protocol.md §12).

Nothing is spent to find it out: answers that came anyway are looked at.
"""

from helpers.engine.guard.meter import Meter
from helpers.engine.guard.settlement import tells_audio
from helpers.engine.notice import notice


class FirstAnswers:
    """Says once, of each thing, what the answers of a compatible server lack."""

    def __init__(self) -> None:
        self._said: set[str] = set()

    def look(self, meter: Meter) -> None:
        """Print what an answer that has come shows for the first time."""
        news = [remark for remark in _of_answer(meter) if remark not in self._said]
        self._said.update(news)
        if news:
            notice(" · ".join(["this server", *news]))


def _of_answer(meter: Meter) -> list[str]:
    if meter.sound_at is None:
        return []
    found = []
    if meter.sound_at:
        found.append(f"the sound is in choices[{meter.sound_at}]")
    if not meter.said:
        found.append("the words of the sound are in content")
    if not meter.audio_ids:
        found.append("no audio ids: for a next turn send the transcript back as content")
    if meter.usage and not tells_audio(meter.usage.get("completion_tokens_details")):
        found.append("its count does not tell audio from text: the sound was measured")
    return found
