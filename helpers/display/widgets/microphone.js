// Records the microphone as it is, plays the recording from the page's own memory, and sends it to Python while it is made.

const SEND_SECONDS = 0.5;       // of sound in a message
const TAIL = 200;               // ms after Stop in which what was said before it still arrives from the device
const DEAF = 5000;              // ms until a microphone that sends nothing is given up
const QUIET = -50, LOUD = -0.5; // dB of full scale; QUIET is that of recorder.py
const REPORT_SECONDS = 10;      // between two words to a screen reader
const NAME = "my recording";
const AS_IT_IS = { echoCancellation: false, noiseSuppression: false, autoGainControl: false };   // these are made for calls, and change what is recorded

function refusal(error, place = location) {
  const instead = "or choose a recording below.", again = `and press Record again, ${instead}`;
  if (place.protocol === "vscode-webview:") return `VS Code gives notebooks no microphone: open this notebook in JupyterLab in a browser, ${instead}`;
  if (!window.isSecureContext) return `Browsers give the microphone only to https pages and to localhost, and this page is ${place.origin}: open the notebook at an https address, ${instead}`;
  if (error.name === "NotAllowedError" && /system/i.test(error.message)) return `The computer does not let this browser use the microphone: allow it in the system's privacy settings ${again}`;
  if (error.name === "NotAllowedError") return `The browser may not use the microphone: click the sign beside the address, allow the microphone ${again}`;
  if (error.name === "NotFoundError") return `No microphone was found: connect one or switch it on ${again}`;
  if (error.name === "NotReadableError" || error.name === "AbortError") return `The microphone sends nothing, perhaps because another program uses it: close that program ${again}`;
  if (error.name === "NotSupportedError") return `This browser gives pages no microphone: open the notebook in a current Chrome, Edge, Firefox or Safari, ${instead}`;
  return `The microphone could not be started (${error.name}): reload the page ${again}`;
}

function microphone({ model, el }) {
  const closePicker = picker({ model, el }), { box, drop, begin, send, ask, say, warn, refresh } = closePicker;
  const limit = model.get("seconds"), whole = limit === 1 ? "1 second" : `${limit} seconds`, upTo = `up to ${whole}`;
  const key = make("button", { type: "button", className: "recorder-key" });
  const bar = make("span"), meter = make("span", { className: "recorder-meter", attributes: { role: "meter", "aria-label": "Sound level", "aria-valuemin": 0, "aria-valuemax": 100 } }, bar);
  const clock = make("span", { className: "recorder-clock" });
  const advice = make("p", { className: "recorder-warning", hidden: true });
  const instead = make("details", {}, make("summary", { textContent: "Or choose a recording from a file" }), drop);
  box.setAttribute("aria-label", "Record with the microphone");
  const line = make("div", { className: "recorder-line" }, key, meter, clock);
  box.prepend(line, advice);
  box.append(instead);
  let take = null;              // the recording that goes on

  function become(state, label, words) {
    box.dataset.state = state;
    key.textContent = label;
    key.setAttribute("aria-disabled", state === "starting" || state === "stopping");
    clock.textContent = words;
  }

  function level(power) {
    const percent = Math.round(Math.min(1, Math.max(0, 1 + decibels(power) / 60)) * 100);      // 60 dB from one end to the other
    bar.style.transform = `scaleX(${percent / 100})`;
    meter.setAttribute("aria-valuenow", percent);
    meter.setAttribute("aria-valuetext", decibels(power) < QUIET ? "very quiet" : "sound arrives");
  }

  function advise(words) {
    if (advice.textContent === words) return;
    advice.textContent = words;
    advice.hidden = !words;
    if (words) say(words);
  }

  function release(label = "Record", words = upTo) {          // the browser's red light goes out
    clearTimeout(take?.deaf);
    take?.stream?.getTracks().forEach(track => track.stop());
    take?.context?.close();
    take = null;
    level(0);
    advise("");
    become("idle", label, words);
  }

  function refuse(error) {
    release();
    warn(refusal(error));
    instead.open = true;
  }

  async function start() {
    const mine = take = { pcm: [], samples: 0, unsent: [], sent: 0, reported: 0, loudest: 0, peak: 0 };
    become("starting", "Starting …", "if the browser asks, allow the microphone");
    warn("");
    box.querySelectorAll("audio").forEach(player => player.pause());
    try {
      mine.context = new AudioContext();
      const stream = await navigator.mediaDevices.getUserMedia({ audio: AS_IT_IS });
      if (take !== mine) return stream.getTracks().forEach(track => track.stop());
      mine.stream = stream;
      stream.getTracks().forEach(track => { track.onended = () => finish(mine, "The microphone was switched off."); });
      await mine.context.resume();
      mine.rate = mine.context.sampleRate;
      mine.source = mine.context.createMediaStreamSource(stream);
      mine.end = await tap(mine.context, mine.source, block => hear(mine, block));
      mine.deaf = setTimeout(() => { if (take === mine && !mine.samples) refuse(new DOMException("", "NotReadableError")); }, DEAF);
    } catch (error) {
      if (take === mine) refuse(error);
    }
  }

  function hear(mine, block) {
    if (take !== mine) return;
    if (!mine.samples) {
      mine.id = begin({ name: NAME, rate: mine.rate });
      become("recording", "Stop", "");
      say(`Recording, ${whole} at most`);
    }
    if (!own.has(mine.id)) return release();    // a file was chosen meanwhile, or it was taken back in another view
    const room = limit * mine.rate - mine.samples, samples = block.subarray(0, room);
    if (!mine.ending && samples.length) watch(mine, samples);
    const pcm = Int16Array.from(samples, sample => Math.round(Math.max(-1, Math.min(1, sample)) * 32767));
    mine.pcm.push(pcm);
    mine.unsent.push(pcm);
    mine.samples += pcm.length;
    if (mine.samples - mine.sent >= SEND_SECONDS * mine.rate) pass(mine);
    if (room <= block.length) finish(mine, `The time of ${whole} is over.`);
  }

  // The level, the time and, where something seems wrong, what to do: to be seen, and now and then to be heard.
  function watch(mine, samples) {
    const power = samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length, seconds = mine.samples / mine.rate;
    mine.loudest = Math.max(mine.loudest, power);
    mine.peak = samples.reduce((most, sample) => Math.max(most, Math.abs(sample)), mine.peak);
    level(power);
    clock.textContent = `Recording, ${Math.floor(seconds)} of ${whole}`;
    if (decibels(mine.peak ** 2) > LOUD) advise("This is too loud: move away from the microphone a little.");
    else if (seconds > 3) advise(decibels(mine.loudest) < QUIET ? "Nothing is heard yet: is the right microphone chosen, is it muted?" : "");
    if (seconds < mine.reported + REPORT_SECONDS) return;
    mine.reported += REPORT_SECONDS;
    say(`Recording, ${mine.reported} of ${whole}`);
  }

  function pass(mine) {
    const piece = new Int16Array(mine.samples - mine.sent);
    let at = 0;
    for (const block of mine.unsent) {
      piece.set(block, at);
      at += block.length;
    }
    send({ type: "slice", id: mine.id, at: mine.sent * 2 }, piece.buffer);
    mine.sent = mine.samples;
    mine.unsent = [];
  }

  async function finish(mine, why = "") {
    if (take !== mine || mine.ending) return;
    if (!mine.samples) return refuse(new DOMException("", "NotReadableError"));
    mine.ending = true;
    become("stopping", "Stopping …", clock.textContent);
    if (!why) await after(TAIL);
    await mine.end();
    if (take !== mine) return;
    pass(mine);
    const size = mine.samples * 2, sound = wav(mine.pcm, mine.rate);
    Object.assign(own.get(mine.id), { size, sound, blob: sound.slice(HEADER) });
    ask({ type: "end", id: mine.id, size });
    release("Record again", why || upTo);
    if (why) say(why);
    refresh();
  }

  key.onclick = () => {
    if (!take) start();
    else if (box.dataset.state === "recording") finish(take);
  };
  release();
  if (!navigator.mediaDevices?.getUserMedia) {
    line.hidden = key.hidden = instead.open = true;
    advise(refusal(new DOMException("", "NotSupportedError")));
  }

  return () => {
    if (take?.id) send({ type: "cancel", id: take.id });
    release();
    closePicker();
  };
}
