"""An ear at the loudspeaker: all that an AudioContext sends there, sample by sample."""

import base64

import numpy as np

LISTEN = """(() => {
  const code = `registerProcessor("tap", class extends AudioWorkletProcessor {
    block = new Float32Array(4096); at = 0; began = 0;
    process([input]) {
      const samples = input[0] ?? new Float32Array(128);
      if (!this.began && samples.some(Boolean)) this.began = Date.now();
      this.block.set(samples, this.at);
      this.at += 128;
      if (this.at === 4096) {
        this.port.postMessage([this.began, this.block.slice()]);
        this.at = 0;
      }
      return true;
    }
  })`;
  const connect = AudioNode.prototype.connect;
  window.taps = [];
  window.AudioContext = class extends AudioContext {
    constructor(options) {
      super(options);
      if (window.silenced) this.suspend();   // as a browser does that waits for a click
      const tap = this.tap = { context: this, blocks: [], began: 0, sources: [] };
      window.taps.push(tap);
      const blob = new Blob([code], { type: "text/javascript" });
      this.audioWorklet.addModule(URL.createObjectURL(blob)).then(() => {
        tap.node = new AudioWorkletNode(this, "tap");
        tap.node.port.onmessage = ({ data: [began, block] }) => {
          tap.began = began;
          tap.blocks.push(block);
        };
        connect.call(tap.node, this.destination);
        tap.sources.forEach(source => connect.call(source, tap.node));
      });
    }
  };
  AudioNode.prototype.connect = function (target, ...rest) {
    const tap = this.context.tap;
    if (tap && target instanceof AudioDestinationNode) {
      tap.sources.push(this);
      if (tap.node) connect.call(this, tap.node);
    }
    return connect.call(this, target, ...rest);
  };
})()"""
TAKE = """tap => {
  const whole = new Float32Array(tap.blocks.length * 4096);
  tap.blocks.forEach((block, i) => whole.set(block, i * 4096));
  const bytes = new Uint8Array(whole.buffer);
  let text = "";
  for (let at = 0; at < bytes.length; at += 32768) {
    text += String.fromCharCode(...bytes.subarray(at, at + 32768));
  }
  return { sound: btoa(text), began: tap.began, state: tap.context.state };
}"""


def heard(page, number: int = 0) -> tuple[np.ndarray, float, str]:
    """What the page's AudioContext of this number has sent, the first being 0.

    float32 samples at 24 kHz; when the first that is not zero was played, in seconds since 1970;
    the state of the context.
    """
    taken = page.evaluate(f"() => ({TAKE})(window.taps[{number}])")
    samples = np.frombuffer(base64.b64decode(taken["sound"]), "<f4")
    return samples, taken["began"] / 1000, taken["state"]


def differing(played: np.ndarray, sent: np.ndarray) -> tuple[int, int]:
    """Samples of `sent`, int16, that were lost or changed; and samples of silence put in.

    Both are laid upon each other where they begin; silence counts before the end of `sent`.
    """
    start = np.flatnonzero(played)[0] if played.any() else 0
    wanted = sent.astype(np.float32) / 32768
    played = played[start:]
    same = np.zeros(sent.size, bool)
    length = min(sent.size, played.size)
    same[:length] = played[:length] == wanted[:length]
    end = int(np.flatnonzero(played)[-1]) + 1 if played.any() else 0
    return int((~same).sum()), max(0, end - sent.size)
