// The sound of one reply in this page, whether it is in view or not. Pieces are put end to end on
// one audio clock, so that nothing is resampled, lost or cut between them.

const RATE = 24000;        // samples a second, of the sound and of the clock
// A second has so many times that a computer writes exactly. Pieces come in their length; beside
// them the browser would interpolate between two samples.
const STEPS = 64;
const LEAD = 0.4;          // s before the first sound: after a hold-up of 0.5 s there is no gap yet
const SHORT_LEAD = 0.1;    // s, where the whole reply is here already
const CLOSE = 512;         // samples: a piece that would have to begin sooner comes too late
const TICK = 100;          // ms between two looks at the clock
const REPORT = 500;        // ms between two reports to Python, where the state stays
const HUNGRY = 1000;       // ms without sound before that is said
// ms without any view, as after "Clear outputs", before it stops: nothing may sound that cannot be
// stopped
const ALONE = 2000;

class Playback extends EventTarget {
  page = Math.random().toString(36).slice(2);   // a page that was loaded anew is another page
  words = "";
  peaks = new Peaks(RATE / 50);
  facts = {};
  base = null;             // the place in the reply of the first sample that this page has
  have = 0;                // the place after the last one
  next = 0;                // when that one ends, in samples of the clock
  spans = [];              // what is being played or still to come: from, at, length
  gaps = 0;
  pausedByHand = false;
  state = "waiting";
  hungrySince = 0;
  reportedAt = 0;
  heard = 0;
  views = 0;

  constructor(model) {
    super();
    this.model = model;
    this.context = new AudioContext({ sampleRate: RATE });
    this.out = this.context.createGain();
    this.out.connect(this.context.destination);
    model.on("change:muted", () => this.setVolume());
    this.setVolume();
    this.context.onstatechange = () => this.look();
    this.timer = setInterval(() => this.look(), TICK);
    model.on("msg:custom", (news, buffers) => this.receive(news, buffers));
    model.send({ event: "ready", page: this.page });
  }

  // One message of Python: the fields that display/live_player.py sends.
  receive(news, buffers) {
    if (news.over) { this.dispatchEvent(new Event("over")); return; }
    if (news.words && news.after <= this.words.length) {
      this.words = this.words.slice(0, news.after) + news.words;
    }
    if (this.state !== "stopped" && buffers?.length) this.schedule(news.at, buffers[0]);
    for (const name of ["first", "arrived", "total", "broken", "written"]) {
      this.facts[name] = news[name] ?? this.facts[name];
    }
    this.look();
  }

  // Put a piece behind the last one; what is here already is left out.
  schedule(at, data) {
    const bytes = data.buffer.slice(data.byteOffset, data.byteOffset + data.byteLength);
    this.base ??= this.have = this.heard = at;
    const samples = new Int16Array(bytes).subarray(Math.max(0, this.have - at));
    if (!samples.length) return;
    const floats = new Float32Array(samples.length);
    for (let i = 0; i < samples.length; i++) floats[i] = samples[i] / 32768;
    this.peaks.add(floats);
    this.keepAhead();
    const buffer = this.context.createBuffer(1, floats.length, RATE);
    buffer.copyToChannel(floats, 0);
    const node = this.context.createBufferSource();
    node.buffer = buffer;
    node.connect(this.out);
    node.start(this.next / RATE);
    this.spans.push({ from: this.have, at: this.next, length: floats.length });
    this.have += floats.length;
    this.next += floats.length;
  }

  // Where the last piece has ended, or nearly: leave a little time before the next one.
  keepAhead() {
    const now = Math.ceil(this.context.currentTime * RATE);
    if (this.next >= now + CLOSE) return;
    if (this.next) this.gaps++;
    const lead = this.facts.total ? SHORT_LEAD : LEAD;
    this.next = Math.ceil((now / RATE + lead) * STEPS) / STEPS * RATE;
  }

  // Where we are: the place of the sample that is played now.
  position() {
    const now = Math.floor(this.context.currentTime * RATE);
    while (this.spans.length && this.spans[0].at + this.spans[0].length <= now) {
      const done = this.spans.shift();
      this.heard = done.from + done.length;
    }
    const current = this.spans[0];
    if (current && current.at < now) this.heard = current.from + now - current.at;
    return this.heard;
  }

  // Look at the clock, report to Python, and let the views show it.
  look() {
    if (this.state === "stopped") return;
    const before = this.state, heard = this.position(), now = performance.now();
    this.state = this.stateAt(heard, now);
    this.hungrySince = heard < this.have ? 0 : this.hungrySince || now;
    if (this.state !== before || now - this.reportedAt > REPORT) {
      this.reportedAt = now;
      this.model.send({ event: "at", page: this.page, heard, state: this.state });
    }
    this.dispatchEvent(new Event("look"));
  }

  stateAt(heard, now) {
    if (this.base === null) return this.pausedByHand ? "paused" : "waiting";
    if (this.facts.total !== undefined && heard >= this.facts.total) {
      return this.hasLeftTheLoudspeaker(now) ? "ended" : "playing";
    }
    if (this.context.state !== "running") return this.pausedByHand ? "paused" : "blocked";
    if (heard < this.have) return "playing";
    return this.hungrySince && now - this.hungrySince > HUNGRY ? "hungry" : this.state;
  }

  // Whether the last sample has left the loudspeaker, not only the clock.
  hasLeftTheLoudspeaker(now) {
    this.finishedAt ??= now + 1000 * (this.context.outputLatency || 0) + 100;
    return now >= this.finishedAt;
  }

  toggle() {
    const plays = this.state === "waiting" ? !this.pausedByHand : this.context.state === "running";
    this.pausedByHand = plays;
    (plays ? this.context.suspend() : this.context.resume()).then(() => this.look());
  }

  get muted() { return this.model.get("muted"); }

  // Muted, the clock goes on: words and waveform run as before.
  setVolume() {
    this.out.gain.value = this.muted ? 0 : 1;
    this.dispatchEvent(new Event("look"));
  }

  toggleMuted() {
    this.model.set("muted", !this.muted);
    this.model.save_changes();
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
