"""Subtitles under a sound: the player, and the lines, marked as they are heard.

Plain HTML. Where a page runs no script, in a notebook not trusted, the lines stand there with
their times, and nothing is marked.
"""

import html

from helpers.display.card import MOST_SECONDS, card
from helpers.display.figure import BLUE, Figure
from helpers.language import translated
from helpers.sound import Sound
from helpers.speech.subtitles import Cue, shown
from helpers.units import clock

MARK = f"box-shadow:inset 4px 0 {BLUE};background:rgba(46,125,185,.2)"
# Marks the line that is heard, for eyes and for screen readers, and keeps it in sight.
FOLLOW = (
    "const now=this.currentTime,list=this.closest('figure').querySelector('ol');"
    "for(const line of list.children){"
    "const heard=now>=line.dataset.start&&now<line.dataset.end;"
    "if(heard===line.hasAttribute('aria-current'))continue;"
    "line.toggleAttribute('aria-current',heard);"
    "if(heard){line.setAttribute('aria-current','true');"
    f"line.style.cssText+=';{MARK}';"
    "list.scrollTop=line.offsetTop-list.offsetTop-list.clientHeight/3}"
    "else{line.style.boxShadow=line.style.background=''}}"
)


def with_subtitles(sound: Sound, phrases: list[Cue]) -> Figure:
    """The card of `sound` with its subtitles below: `phrases` as (start, end, text) in seconds."""
    lines = [cue for cue in shown(phrases) if cue[0] < MOST_SECONDS]
    told = "\n".join(f"{clock(start)} {' '.join(text.split())}" for start, _, text in lines)
    below = _list(sound, lines)
    return Figure(card(sound, below, FOLLOW), f"{sound!r}\n{told}")


def _list(sound: Sound, lines: list[Cue]) -> str:
    """The lines; a list that scrolls takes the focus, and with it the arrow keys."""
    name = translated(f"Subtitles of {html.escape(sound.label)}")
    items = "".join(_line(*line) for line in lines)
    return (
        f'<ol tabindex="0" aria-label="{name}" style="position:relative;list-style:none;'
        f'max-height:11em;overflow:auto;margin:.6em 0 0;padding:0">{items}</ol>'
    )


def _line(start: float, end: float, text: str) -> str:
    """keep-all: Korean breaks between words."""
    return (
        f'<li data-start="{start:.3f}" data-end="{end:.3f}" dir="auto" style="margin:0;'
        'padding:.15em .7em;text-align:start;overflow-wrap:break-word;word-break:keep-all">'
        f"<small>{clock(start)}</small> {html.escape(text)}</li>"
    )
