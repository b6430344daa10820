// The live player of helpers/live.py: pieces of sound are put end to end on one audio clock, so that nothing is resampled, lost or cut between them.

const RATE = 24000;      // samples a second, of the sound and of the clock
const STEPS = 64;        // a second has so many times that a computer writes exactly: pieces come in their length, and beside them the browser would reckon between two samples
const LEAD = 0.4;        // seconds before the first sound: a page that is held up for half a second still has no gap
const SHORT_LEAD = 0.1;  // where the whole reply is here already
const CLOSE = 512;       // samples: a piece that would have to begin sooner than that comes too late
const COLUMNS = 1120;    // of the waveform at most, whatever the length
const TICK = 100;        // milliseconds between two looks at the clock
const HUNGRY = 1000;     // milliseconds without sound before that is said
const ALONE = 2000;      // milliseconds without any view, as after "Clear outputs", before it stops: nothing may sound that cannot be stopped
const NARROWEST = 6;     // seconds that the waveform is wide at least

const clock = seconds => seconds < 59.95 ? `${seconds.toFixed(1)} s` : `${Math.floor(Math.round(seconds) / 60)} min ${String(Math.round(seconds) % 60).padStart(2, "0")} s`;

// The lowest and the highest sample of each block; blocks grow as the sound does.
class Peaks {
  low = []; high = []; block = RATE / 50; count = 0;

  add(samples) {
    for (const sample of samples) {
      const column = Math.floor(this.count / this.block);
      if (column === this.low.length) { this.low.push(sample); this.high.push(sample); }
      else if (sample < this.low[column]) this.low[column] = sample;
      else if (sample > this.high[column]) this.high[column] = sample;
      this.count++;
    }
    while (this.low.length > COLUMNS) this.merge();
  }

  merge() {
    const pairs = (values, pick) => values.filter((_, i) => i % 2 === 0).map((value, i) => pick(value, values[2 * i + 1] ?? value));
    this.low = pairs(this.low, Math.min);
    this.high = pairs(this.high, Math.max);
    this.block *= 2;
  }
}

// The sound of one reply in this page, whether it is in view or not.
class Playback extends EventTarget {
  page = Math.random().toString(36).slice(2);   // a page that was loaded anew is another page
  words = ""; peaks = new Peaks(); facts = {};
  base = null;      // the place in the reply of the first sample that this page has
  have = 0;         // the place after the last one
  next = 0;         // when that one ends, in samples of the clock
  spans = [];       // what is being played or still to come: from, at, length
  gaps = 0; byHand = false; state = "waiting"; hungry = 0; reported = 0; heard = 0; views = 0;

  constructor(model) {
    super();
    this.model = model;
    this.context = new AudioContext({ sampleRate: RATE });
    this.out = this.context.createGain();
    this.out.connect(this.context.destination);
    this.context.onstatechange = () => this.look();
    this.timer = setInterval(() => this.look(), TICK);
    model.on("msg:custom", (news, buffers) => this.take(news, buffers));
    model.send({ event: "ready", page: this.page });
  }

  take(news, buffers) {
    if (news.over) { this.dispatchEvent(new Event("over")); return; }
    if (news.words && news.after <= this.words.length) this.words = this.words.slice(0, news.after) + news.words;
    if (this.state !== "stopped" && buffers?.length) this.put(news.at, buffers[0]);
    for (const name of ["first", "arrived", "total", "broken", "written"]) this.facts[name] = news[name] ?? this.facts[name];
    this.look();
  }

  // Put a piece behind the last one; what is here already is left out.
  put(at, data) {
    let samples = new Int16Array(data.buffer.slice(data.byteOffset, data.byteOffset + data.byteLength));
    this.base ??= this.have = this.heard = at;
    samples = samples.subarray(Math.max(0, this.have - at));
    if (!samples.length) return;
    const buffer = this.context.createBuffer(1, samples.length, RATE), floats = buffer.getChannelData(0), now = Math.ceil(this.context.currentTime * RATE);
    for (let i = 0; i < samples.length; i++) floats[i] = samples[i] / 32768;
    this.peaks.add(floats);
    if (this.next < now + CLOSE) {
      if (this.next) this.gaps++;
      this.next = Math.ceil((now / RATE + (this.facts.total ? SHORT_LEAD : LEAD)) * STEPS) / STEPS * RATE;
    }
    const node = this.context.createBufferSource();
    node.buffer = buffer;
    node.connect(this.out);
    node.start(this.next / RATE);
    this.spans.push({ from: this.have, at: this.next, length: samples.length });
    this.have += samples.length;
    this.next += samples.length;
  }

  // Where we are: the place of the sample that is played now.
  position() {
    const now = Math.floor(this.context.currentTime * RATE);
    while (this.spans.length && this.spans[0].at + this.spans[0].length <= now) {
      const done = this.spans.shift();
      this.heard = done.from + done.length;
    }
    if (this.spans.length && this.spans[0].at < now) this.heard = this.spans[0].from + now - this.spans[0].at;
    return this.heard;
  }

  look() {
    if (this.state === "stopped") return;
    const before = this.state, heard = this.position(), now = performance.now();
    if (this.base === null) this.state = this.byHand ? "paused" : "waiting";
    else if (this.facts.total !== undefined && heard >= this.facts.total) this.state = this.finish(now) ? "ended" : "playing";
    else if (this.context.state !== "running") this.state = this.byHand ? "paused" : "blocked";
    else if (heard < this.have) this.state = "playing";
    else if (this.hungry && now - this.hungry > HUNGRY) this.state = "hungry";
    this.hungry = heard < this.have ? 0 : this.hungry || now;
    if (this.state !== before || now - this.reported > 500) {
      this.reported = now;
      this.model.send({ event: "at", page: this.page, heard, state: this.state });
    }
    this.dispatchEvent(new Event("look"));
  }

  // Whether the last sample has left the loudspeaker, not only the clock.
  finish(now) {
    this.finished ??= now + 1000 * (this.context.outputLatency || 0) + 100;
    return now >= this.finished;
  }

  toggle() {
    const plays = this.state === "waiting" ? !this.byHand : this.context.state === "running";
    this.byHand = plays;
    (plays ? this.context.suspend() : this.context.resume()).then(() => this.look());
  }

  enter() { this.views++; }

  leave() {
    if (!--this.views) this.alone = setTimeout(() => { if (!this.views) this.stop(); }, ALONE);
  }

  stop() {
    this.state = "stopped";
    this.close();
    this.model.send({ event: "stop" });
    this.dispatchEvent(new Event("look"));
  }

  close() {
    clearInterval(this.timer);
    clearTimeout(this.alone);
    if (this.context.state !== "closed") this.context.close();
  }
}

const SAYS = { waiting: "Waiting for the first sound", playing: "Playing", paused: "Paused", blocked: "Press Play: the browser waits for you", hungry: "Waiting for more sound", stopped: "Stopped", ended: "Heard to the end" };

function element(name, properties, ...children) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
}

// One view of the playback. The buttons are the page's own; the words are no live region, because a screen reader would talk over the voice.
function view(playback, label, el) {
  const time = element("span", { className: "listen-time" }), canvas = element("canvas", { className: "listen-wave", role: "img" });
  canvas.setAttribute("aria-label", `Waveform of ${label}, drawn while it arrives`);
  const toggle = element("button", { type: "button", className: "listen-button" }), stop = element("button", { type: "button", className: "listen-button", textContent: "Stop" });
  const status = element("span", { className: "listen-status", role: "status" }), summary = element("summary", { textContent: "Transcript" }), words = element("p", { className: "listen-words", dir: "auto" });
  words.tabIndex = 0;   // a long transcript scrolls, also by keyboard
  words.setAttribute("role", "region");
  words.setAttribute("aria-label", `Transcript of ${label}`);
  const details = element("details", { open: true, hidden: true }, summary, words);
  const controls = element("div", { className: "listen-controls" }, toggle, stop, status);
  const figure = element("figure", { className: "listen", role: "group" }, element("figcaption", {}, element("b", { textContent: label, dir: "auto" }), time), canvas, controls, details);
  figure.setAttribute("aria-label", `Live player: ${label}`);
  figure.dataset.lmSuppressShortcuts = "true";   // in JupyterLab, Space and Enter are for the button that has the focus
  el.append(figure);
  toggle.onclick = () => playback.toggle();
  stop.onclick = () => playback.stop();
  const still = matchMedia("(prefers-reduced-motion: reduce)");
  let said = "", drawn = 0;

  function say(element, text) {
    if (element.textContent !== text) element.textContent = text;
  }

  function show() {
    const { state, facts } = playback, first = facts.first == null ? "" : ` · first sound after ${facts.first.toFixed(2)} s`;
    figure.dataset.state = state;
    figure.dataset.gaps = playback.gaps;
    figure.classList.toggle("listen-written", Boolean(facts.written));
    say(toggle, playback.byHand || state === "blocked" ? "Play" : "Pause");
    toggle.setAttribute("aria-label", `${toggle.textContent} ${label}`);
    stop.setAttribute("aria-label", `Stop ${label}`);
    say(status, facts.written && state !== "stopped" ? "Written: no sound was asked for" : (facts.broken && state === "playing" ? "Broken off: this is what had arrived" : SAYS[state]) + (["playing", "paused"].includes(state) ? first : ""));
    if (words.textContent !== playback.words) {
      const low = words.scrollHeight - words.scrollTop - words.clientHeight < 5;   // whoever scrolled up stays there
      words.textContent = playback.words;
      say(summary, facts.written ? "Text" : "Transcript");
    details.hidden = !playback.words;
      if (low) words.scrollTop = words.scrollHeight;
    }
    const urgent = state !== said || performance.now() - drawn > (still.matches ? 1000 : 0);
    if (urgent) {
      said = state;
      drawn = performance.now();
      say(time, playback.base === null ? "" : `${clock(playback.heard / RATE)} of ${clock(facts.arrived / RATE)}${facts.total === undefined ? " so far" : ""}`);
      draw(canvas, playback);
    }
  }

  // When the card takes this place, the focus goes to its player and not to nowhere.
  function over() {
    const area = figure.closest(".jp-OutputArea");
    if (!area || !figure.contains(document.activeElement)) return;
    const wait = new MutationObserver(() => {
      const player = area.querySelector("figure audio");
      if (player && !figure.isConnected) { wait.disconnect(); player.focus(); }
    });
    wait.observe(area, { childList: true, subtree: true });
    setTimeout(() => wait.disconnect(), 5000);
  }

  playback.addEventListener("look", show);
  playback.addEventListener("over", over);
  const resized = new ResizeObserver(() => draw(canvas, playback));
  resized.observe(canvas);
  playback.enter();
  show();
  return () => { playback.leave(); playback.removeEventListener("look", show); playback.removeEventListener("over", over); resized.disconnect(); };
}

// The waveform on the scale of the card's picture: what was heard is full, what is to come is pale, a line stands between them.
function draw(canvas, playback) {
  const scale = window.devicePixelRatio || 1, width = canvas.width = Math.round(canvas.clientWidth * scale), height = canvas.height = Math.round(canvas.clientHeight * scale);
  const pen = canvas.getContext("2d"), { low, high, block } = playback.peaks, style = getComputedStyle(canvas), base = playback.base ?? 0;
  const columns = (playback.facts.total - base || Math.max(NARROWEST * RATE, playback.peaks.count)) / block, level = value => Math.sign(value) * Math.abs(value) ** 0.6;
  const line = (playback.heard - base) / block / columns * width;
  pen.fillStyle = style.getPropertyValue("--listen-wave");
  for (let x = 0; x < width; x++) {
    const from = Math.floor(x / width * columns), to = Math.max(from + 1, Math.floor((x + 1) / width * columns));
    if (from >= low.length) break;
    const top = Math.max(level(Math.max(...high.slice(from, to))), 1 / height), bottom = Math.min(level(Math.min(...low.slice(from, to))), -1 / height);
    pen.globalAlpha = x < line ? 1 : 0.45;
    pen.fillRect(x, (1 - top) / 2 * height, 1, (top - bottom) / 2 * height);
  }
  if (playback.base === null) return;
  pen.globalAlpha = 1;
  pen.fillStyle = style.color;
  pen.fillRect(Math.min(line, width - 2 * scale), 0, 2 * scale, height);
}

export default () => {
  let playback;
  return {
    initialize({ model }) {
      if (!model.get("card")) playback = new Playback(model);
      return () => playback?.close();
    },
    render({ model, el }) {
      const card = () => { if (model.get("card")) el.innerHTML = `<div class="jp-RenderedHTMLCommon">${model.get("card")}</div>`; };
      const leave = playback && view(playback, model.get("label"), el);
      model.on("change:card", card);
      card();
      return leave;
    },
  };
};
