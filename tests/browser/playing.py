"""Players of sound in a page: do they play?"""

SHOWN = ".jp-NotebookPanel:not(.lm-mod-hidden) figure audio"
PLAY = """async players => Promise.all(players.map(async player => {
  const until = performance.now() + 10000, wait = () => new Promise(done => setTimeout(done, 50));
  while (!(player.readyState >= 1) && performance.now() < until) await wait();
  player.muted = true;
  try { await player.play(); } catch (error) { return `${player.title}: ${error}`; }
  const goesOn = () => player.currentTime < 0.15 && !player.ended;
  while (goesOn() && performance.now() < until) await wait();
  player.pause();
  const plays = player.duration > 0.2 && player.currentTime > 0 && player.title;
  return plays ? 'plays' : `${player.title}: ${player.duration} s, at ${player.currentTime}`;
}))"""


def played(page) -> list[str]:
    """For each player of the notebook in sight "plays", or what is wrong."""
    return page.eval_on_selector_all(SHOWN, PLAY)
