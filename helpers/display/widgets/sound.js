// From a microphone's stream to blocks of samples, and from samples to a file that a page can play.

const BLOCK = 2048;             // samples that the audio thread hands over at once, about 45 ms
const LARGE_BLOCK = 16384;      // where there is no audio thread: a page that is busy for longer than such a block loses the next
const LAST = 500;               // ms in which the rest is handed over
const HEADER = 44;              // bytes of a WAV file before its samples
const TAP = `registerProcessor("tap", class extends AudioWorkletProcessor {
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

// Mono samples from `source` go to `hear`, block by block; the function that comes back ends that, when the last block has been heard.
async function tap(context, source, hear) {
  const url = URL.createObjectURL(new Blob([TAP], { type: "text/javascript" }));
  try {
    await context.audioWorklet.addModule(url);
  } catch {                     // an old browser, or a server whose rules forbid it
    return oldTap(context, source, hear);
  } finally {
    URL.revokeObjectURL(url);
  }
  const node = new AudioWorkletNode(context, "tap", { numberOfOutputs: 0, channelCount: 1, channelCountMode: "explicit" });
  const last = new Promise(done => { node.port.onmessage = ({ data }) => data ? hear(data) : done(); });
  source.connect(node);
  return () => {
    node.port.postMessage("end");
    return Promise.race([last, after(LAST)]);
  };
}

function oldTap(context, source, hear) {
  const node = context.createScriptProcessor(LARGE_BLOCK, 1, 1);
  let done = () => {};
  node.onaudioprocess = event => {
    hear(event.inputBuffer.getChannelData(0).slice());
    done();
  };
  source.connect(node).connect(context.destination);
  return () => Promise.race([new Promise(next => { done = next; }), after(LAST)]);
}

const after = ms => new Promise(done => setTimeout(done, ms));

function wav(pcm, rate) {
  const size = pcm.reduce((sum, block) => sum + block.byteLength, 0), header = new DataView(new ArrayBuffer(HEADER));
  for (const [at, word] of [[0, "RIFF"], [8, "WAVEfmt "], [36, "data"]]) [...word].forEach((letter, i) => header.setUint8(at + i, letter.charCodeAt(0)));
  for (const [at, bits, value] of [[4, 32, 36 + size], [16, 32, 16], [20, 16, 1], [22, 16, 1], [24, 32, rate], [28, 32, rate * 2], [32, 16, 2], [34, 16, 16], [40, 32, size]]) header[`setUint${bits}`](at, value, true);
  return new Blob([header, ...pcm], { type: "audio/wav" });
}

const decibels = power => power > 0 ? 10 * Math.log10(power) : -120;
