// Records the microphone as it is, plays the recording from the page's own memory, and sends it to
// Python while it is made.

const SEND_SECONDS = 0.5;       // of sound in a message
const TAIL = 200;               // ms after Stop in which what was said before it still arrives
const DEAF = 5000;              // ms until a microphone that sends nothing is given up
const QUIET = -50;              // dB of full scale, that of display/microphone.py
const LOUD = -0.5;              // dB of full scale
const QUIET_SECONDS = 3;        // of quiet before that is said
const REPORT_SECONDS = 10;      // between two words to a screen reader
const METER_RANGE = 60;         // dB from one end to the other
const NAME = local("my recording");
// These are made for calls, and change what is recorded.
const AS_IT_IS = { echoCancellation: false, noiseSuppression: false, autoGainControl: false };

// The elements that a microphone adds to a file picker, by name.
function microphoneElements(drop) {
  const key = make("button", { type: "button", className: "recorder-key" });
  const bar = make("span");
  const meter = make("span", {
    className: "recorder-meter",
    attributes: {
      role: "meter", "aria-label": local("Sound level"), "aria-valuemin": 0, "aria-valuemax": 100,
    },
  }, bar);
  const clock = make("span", { className: "recorder-clock" });
  const line = make("div", { className: "recorder-line" }, key, meter, clock);
  const advice = make("p", { className: "recorder-warning", hidden: true });
  const summary = make("summary", { textContent: local("Or choose a recording from a file") });
  const instead = make("details", {}, summary, drop);
  return { key, bar, meter, clock, line, advice, instead };
}

function microphone({ model, el }) {
  const picker = filePicker({ model, el });
  const { box, drop, begin, send, ask, say, warn, refresh } = picker;
  const { key, bar, meter, clock, line, advice, instead } = microphoneElements(drop);
  const limit = model.get("seconds");
  const whole = limit === 1 ? local("1 second") : local("{number} seconds", { number: limit });
  let current = null;           // the recording that goes on
  box.setAttribute("aria-label", local("Record with the microphone"));
  box.prepend(line, advice);
  box.append(instead);

  function become(state, label, words) {
    box.dataset.state = state;
    key.textContent = label;
    key.setAttribute("aria-disabled", state === "starting" || state === "stopping");
    clock.textContent = words;
  }

  function showLevel(power) {
    const share = Math.min(1, Math.max(0, 1 + decibels(power) / METER_RANGE));
    const percent = Math.round(share * 100);
    bar.style.transform = `scaleX(${percent / 100})`;
    meter.setAttribute("aria-valuenow", percent);
    const words = decibels(power) < QUIET ? local("very quiet") : local("sound arrives");
    meter.setAttribute("aria-valuetext", words);
  }

  function advise(words) {
    if (advice.textContent === words) return;
    advice.textContent = words;
    advice.hidden = !words;
    if (words) say(words);
  }

  // The browser's red light goes out.
  function release(label = local("Record"), words = local("up to {limit}", { limit: whole })) {
    clearTimeout(current?.deaf);
    current?.stream?.getTracks().forEach(track => track.stop());
    current?.context?.close();
    current = null;
    showLevel(0);
    advise("");
    become("idle", label, words);
  }

  function refuse(error) {
    release();
    warn(refusal(error));
    instead.open = true;
  }

  async function start() {
    const recording = current = {
      pcm: [], samples: 0, unsent: [], sent: 0, reported: 0, loudest: 0, peak: 0,
    };
    const allow = local("if the browser asks, allow the microphone");
    become("starting", local("Starting …"), allow);
    warn("");
    box.querySelectorAll("audio").forEach(player => player.pause());
    try {
      await open(recording);
    } catch (error) {
      if (current === recording) refuse(error);
    }
  }

  async function open(recording) {
    recording.context = new AudioContext();
    const stream = await navigator.mediaDevices.getUserMedia({ audio: AS_IT_IS });
    if (current !== recording) return stream.getTracks().forEach(track => track.stop());
    recording.stream = stream;
    for (const track of stream.getTracks()) {
      track.onended = () => finish(recording, local("The microphone was switched off."));
    }
    await recording.context.resume();
    recording.rate = recording.context.sampleRate;
    recording.source = recording.context.createMediaStreamSource(stream);
    const hearBlock = block => hear(recording, block);
    recording.end = await capture(recording.context, recording.source, hearBlock);
    recording.deaf = setTimeout(() => {
      if (current === recording && !recording.samples) refuseDeaf();
    }, DEAF);
  }

  function refuseDeaf() { refuse(new DOMException("", "NotReadableError")); }

  function hear(recording, block) {
    if (current !== recording) return;
    if (!recording.samples) {
      recording.id = begin({ name: NAME, rate: recording.rate });
      become("recording", local("Stop"), "");
      say(local("Recording, {limit} at most", { limit: whole }));
    }
    // a file was chosen meanwhile, or it was taken back in another view
    if (!pageUploads.has(recording.id)) return release();
    const room = limit * recording.rate - recording.samples, samples = block.subarray(0, room);
    if (!recording.ending && samples.length) watch(recording, samples);
    const pcm = pcm16(samples);
    recording.pcm.push(pcm);
    recording.unsent.push(pcm);
    recording.samples += pcm.length;
    const unsent = recording.samples - recording.sent;
    if (unsent >= SEND_SECONDS * recording.rate) sendUnsent(recording);
    const over = local("The time of {limit} is over.", { limit: whole });
    if (room <= block.length) finish(recording, over);
  }

  // The level, the time and, where something seems wrong, what to do: to be seen, and now and then
  // to be heard.
  function watch(recording, samples) {
    const power = samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length;
    const seconds = recording.samples / recording.rate;
    recording.loudest = Math.max(recording.loudest, power);
    recording.peak = samples.reduce(
      (most, sample) => Math.max(most, Math.abs(sample)), recording.peak);
    showLevel(power);
    const soFar = { seconds: Math.floor(seconds), limit: whole };
    clock.textContent = local("Recording, {seconds} of {limit}", soFar);
    adviseOn(recording, seconds);
    if (seconds < recording.reported + REPORT_SECONDS) return;
    recording.reported += REPORT_SECONDS;
    const reported = { seconds: recording.reported, limit: whole };
    say(local("Recording, {seconds} of {limit}", reported));
  }

  function adviseOn(recording, seconds) {
    if (decibels(recording.peak ** 2) > LOUD) {
      advise(local("This is too loud: move away from the microphone a little."));
    } else if (seconds > QUIET_SECONDS) {
      const quiet = decibels(recording.loudest) < QUIET;
      const nothing = local(
        "Nothing is heard yet: is the right microphone chosen, is it muted?");
      advise(quiet ? nothing : "");
    }
  }

  function sendUnsent(recording) {
    const at = recording.sent * 2;      // bytes
    send({ type: "slice", id: recording.id, at }, joined(recording.unsent).buffer);
    recording.sent = recording.samples;
    recording.unsent = [];
  }

  async function finish(recording, why = "") {
    if (current !== recording || recording.ending) return;
    if (!recording.samples) return refuseDeaf();
    recording.ending = true;
    const stopped = performance.now();
    become("stopping", local("Stopping …"), clock.textContent);
    if (!why) await after(TAIL);
    await recording.end();
    if (current !== recording) return;
    sendUnsent(recording);
    const size = recording.samples * 2, sound = wav(recording.pcm, recording.rate);
    const own = pageUploads.get(recording.id);
    Object.assign(own, { size, sound, blob: sound.slice(HEADER) });
    const waited = (performance.now() - stopped) / 1000;     // s
    ask({ type: "end", id: recording.id, size, waited });
    release(local("Record again"), why || undefined);
    if (why) say(why);
    refresh();
  }

  key.onclick = () => {
    if (!current) start();
    else if (box.dataset.state === "recording") finish(current);
  };
  release();
  if (!navigator.mediaDevices?.getUserMedia) {
    line.hidden = key.hidden = instead.open = true;
    advise(refusal(new DOMException("", "NotSupportedError")));
  }

  return () => {
    if (current?.id) send({ type: "cancel", id: current.id });
    release();
    picker();
  };
}
