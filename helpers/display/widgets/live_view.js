// One view of a playback: waveform, buttons, status, words. The buttons are the page's own; the
// words are no live region, because a screen reader would talk over the voice.

const STILL = 1000;        // ms between two drawings, for those who want little motion
const FOCUS = 5000;        // ms in which the card takes the place of the player
const STATUS = {
  waiting: local("Waiting for the first sound"),
  playing: local("Playing"),
  paused: local("Paused"),
  blocked: local("Press Play: the browser waits for you"),
  hungry: local("Waiting for more sound"),
  stopped: local("Stopped"),
  ended: local("Heard to the end"),
};

function clock(seconds) {
  if (seconds < 59.95) return local("{seconds} s", { seconds: seconds.toFixed(1) });
  const whole = Math.round(seconds);
  const parts = { minutes: Math.floor(whole / 60), seconds: String(whole % 60).padStart(2, "0") };
  return local("{minutes} min {seconds} s", parts);
}

function statusOf({ state, facts, muted }) {
  if (facts.written && state !== "stopped") return local("Written: no sound was asked for");
  const broken = facts.broken && state === "playing";
  const playing = muted ? local("Playing without sound") : STATUS.playing;
  const known = state === "playing" ? playing : STATUS[state];
  const words = broken ? local("Broken off: this is what had arrived") : known;
  if (facts.first == null || !["playing", "paused"].includes(state)) return words;
  const first = local("first sound after {seconds} s", { seconds: facts.first.toFixed(2) });
  return `${words} · ${first}`;
}

function timeOf({ base, heard, facts }) {
  if (base === null) return "";
  const times = { heard: clock(heard / RATE), arrived: clock(facts.arrived / RATE) };
  const whole = facts.total !== undefined;
  return whole ? local("{heard} of {arrived}", times) : local("{heard} of {arrived} so far", times);
}

function say(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

// The elements of a view, by name.
function liveElements(label) {
  const button = properties => make("button", {
    type: "button", className: "listen-button", ...properties,
  });
  const time = make("span", { className: "listen-time" });
  const canvas = make("canvas", {
    className: "listen-wave",
    attributes: {
      role: "img",
      "aria-label": local("Waveform of {label}, drawn while it arrives", { label }),
    },
  });
  const toggle = button({});
  const stop = button({
    textContent: local("Stop"), attributes: { "aria-label": local("Stop {label}", { label }) },
  });
  const mute = button({});
  const status = make("span", { className: "listen-status", attributes: { role: "status" } });
  const controls = make("div", { className: "listen-controls" }, toggle, stop, mute, status);
  const summary = make("summary", { textContent: local("Transcript") });
  const words = make("p", {
    className: "listen-words",
    dir: "auto",
    tabIndex: 0,           // a long transcript scrolls, also by keyboard
    attributes: { role: "region", "aria-label": local("Transcript of {label}", { label }) },
  });
  const details = make("details", { open: true, hidden: true }, summary, words);
  const caption = make("figcaption", {}, make("b", { textContent: label, dir: "auto" }), time);
  const figure = make("figure", {
    className: "listen",
    attributes: {
      role: "group",
      "aria-label": local("Live player: {label}", { label }),
      [SHORTCUTS_REST]: "true",
    },
  }, caption, canvas, controls, details);
  return { figure, time, canvas, toggle, stop, mute, status, details, summary, words };
}

// Show the playback in `el`; the function that comes back ends that.
function liveView(playback, label, el) {
  const elements = liveElements(label);
  const { figure, time, canvas, toggle, stop, mute, status, details, summary, words } = elements;
  const motion = matchMedia("(prefers-reduced-motion: reduce)");
  let shownState = "", drawnAt = 0;
  el.append(figure);
  toggle.onclick = () => playback.toggle();
  stop.onclick = () => playback.stop();
  mute.onclick = () => playback.toggleMuted();

  function show() {
    const { state, facts } = playback;
    figure.dataset.state = state;
    figure.dataset.gaps = playback.gaps;
    figure.classList.toggle("listen-written", Boolean(facts.written));
    name(toggle, playback.pausedByHand || state === "blocked" ? "Play" : "Pause");
    name(mute, playback.muted ? "Unmute" : "Mute");
    say(status, statusOf(playback));
    showWords();
    if (state === shownState && performance.now() - drawnAt <= (motion.matches ? STILL : 0)) return;
    shownState = state;
    drawnAt = performance.now();
    say(time, timeOf(playback));
    drawWaveform(canvas, playback);
  }

  // What a button does; to a screen reader also to which sound.
  function name(button, verb) {
    say(button, local(verb));
    button.setAttribute("aria-label", local(`${verb} {label}`, { label }));
  }

  function showWords() {
    if (words.textContent === playback.words) return;
    const below = words.scrollHeight - words.scrollTop - words.clientHeight;
    words.textContent = playback.words;
    say(summary, playback.facts.written ? local("Text") : local("Transcript"));
    details.hidden = !playback.words;
    if (below < 5) words.scrollTop = words.scrollHeight;   // whoever scrolled up stays there
  }

  const passFocusOn = () => passFocusToCard(figure);
  const resized = new ResizeObserver(() => drawWaveform(canvas, playback));
  playback.addEventListener("look", show);
  playback.addEventListener("over", passFocusOn);
  resized.observe(canvas);
  playback.enter();
  show();
  return () => {
    playback.leave();
    playback.removeEventListener("look", show);
    playback.removeEventListener("over", passFocusOn);
    resized.disconnect();
  };
}

// When the card takes this place, the focus goes to its player and not to nowhere.
function passFocusToCard(figure) {
  const area = figure.closest(".jp-OutputArea");
  if (!area || !figure.contains(document.activeElement)) return;
  const wait = new MutationObserver(() => {
    const player = area.querySelector("figure audio");
    if (player && !figure.isConnected) {
      wait.disconnect();
      player.focus();
    }
  });
  wait.observe(area, { childList: true, subtree: true });
  setTimeout(() => wait.disconnect(), FOCUS);
}
