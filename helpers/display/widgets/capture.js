// From a microphone's stream to blocks of samples, and from samples to a file that a page can play.

const BLOCK = 2048;             // samples that the audio thread hands over at once, about 45 ms
// Samples, where there is no audio thread: a page that is busy for longer loses the next block.
const LARGE_BLOCK = 16384;
const LAST = 500;               // ms in which the rest is handed over
const HEADER = 44;              // bytes of a WAV file before its samples
const CAPTURE = `registerProcessor("capture", class extends AudioWorkletProcessor {
  constructor() {
    super();
    this.block = new Float32Array(${BLOCK});
    this.filled = 0;
    this.port.onmessage = () => { this.pass(); this.port.postMessage(null); this.ended = true; };
  }
  pass() {
    if (this.filled) this.port.postMessage(this.block.slice(0, this.filled));
    this.filled = 0;
  }
  process([[samples]]) {
    if (samples && !this.ended) {
      this.block.set(samples, this.filled);
      this.filled += samples.length;
      if (this.filled + samples.length > ${BLOCK}) this.pass();
    }
    return !this.ended;
  }
});`;

const after = ms => new Promise(done => setTimeout(done, ms));

const decibels = power => power > 0 ? 10 * Math.log10(power) : -120;

// Mono samples from `source` go to `hear`, block by block; the function that comes back ends that,
// when the last block has been heard.
async function capture(context, source, hear) {
  const url = URL.createObjectURL(new Blob([CAPTURE], { type: "text/javascript" }));
  try {
    await context.audioWorklet.addModule(url);
  } catch {                     // an old browser, or a server whose rules forbid it
    return captureInPage(context, source, hear);
  } finally {
    URL.revokeObjectURL(url);
  }
  const node = new AudioWorkletNode(context, "capture", {
    numberOfOutputs: 0, channelCount: 1, channelCountMode: "explicit",
  });
  const last = new Promise(done => {
    node.port.onmessage = ({ data }) => data ? hear(data) : done();
  });
  source.connect(node);
  return () => {
    node.port.postMessage("end");
    return Promise.race([last, after(LAST)]);
  };
}

function captureInPage(context, source, hear) {
  const node = context.createScriptProcessor(LARGE_BLOCK, 1, 1);
  let done = () => {};
  node.onaudioprocess = event => {
    hear(event.inputBuffer.getChannelData(0).slice());
    done();
  };
  source.connect(node).connect(context.destination);
  return () => Promise.race([new Promise(next => { done = next; }), after(LAST)]);
}

// Float samples in [-1, 1] as 16-bit integers.
function pcm16(samples) {
  return Int16Array.from(samples, sample => (
    Math.round(Math.max(-1, Math.min(1, sample)) * 32767)));
}

// Blocks of 16-bit samples as one.
function joined(blocks) {
  const whole = new Int16Array(blocks.reduce((sum, block) => sum + block.length, 0));
  let at = 0;
  for (const block of blocks) {
    whole.set(block, at);
    at += block.length;
  }
  return whole;
}

// A mono 16-bit WAV file.
function wav(blocks, rate) {
  const size = blocks.reduce((sum, block) => sum + block.byteLength, 0);
  const header = new DataView(new ArrayBuffer(HEADER));
  const words = [[0, "RIFF"], [8, "WAVEfmt "], [36, "data"]];
  const numbers = [
    [4, 32, 36 + size], [16, 32, 16], [20, 16, 1], [22, 16, 1], [24, 32, rate],
    [28, 32, rate * 2], [32, 16, 2], [34, 16, 16], [40, 32, size],
  ];
  for (const [at, word] of words) {
    [...word].forEach((letter, i) => header.setUint8(at + i, letter.charCodeAt(0)));
  }
  for (const [at, bits, value] of numbers) header[`setUint${bits}`](at, value, true);
  return new Blob([header, ...blocks], { type: "audio/wav" });
}
