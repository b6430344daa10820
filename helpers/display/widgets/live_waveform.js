// The waveform of a playback on the scale of the card's picture (display/waveform.py): what was
// heard is full, what is to come is pale, a line stands between them.

const NARROWEST = 6;       // seconds that the waveform is wide at least
const EXPONENT = 0.6;      // of the drawn level

const companded = level => Math.sign(level) * Math.abs(level) ** EXPONENT;

function drawWaveform(canvas, playback) {
  const scale = window.devicePixelRatio || 1;
  const width = canvas.width = Math.round(canvas.clientWidth * scale);
  const height = canvas.height = Math.round(canvas.clientHeight * scale);
  const { low, high, block, count } = playback.peaks, base = playback.base ?? 0;
  const whole = playback.facts.total - base || Math.max(NARROWEST * RATE, count);
  const columns = whole / block, line = (playback.heard - base) / whole * width;
  const pen = canvas.getContext("2d"), style = getComputedStyle(canvas);
  pen.fillStyle = style.getPropertyValue("--listen-wave");
  for (let x = 0; x < width; x++) {
    const from = Math.floor(x / width * columns);
    const to = Math.max(from + 1, Math.floor((x + 1) / width * columns));
    if (from >= low.length) break;
    const top = Math.max(companded(Math.max(...high.slice(from, to))), 1 / height);
    const bottom = Math.min(companded(Math.min(...low.slice(from, to))), -1 / height);
    pen.globalAlpha = x < line ? 1 : 0.45;
    pen.fillRect(x, (1 - top) / 2 * height, 1, (top - bottom) / 2 * height);
  }
  if (playback.base === null) return;
  pen.globalAlpha = 1;
  pen.fillStyle = style.color;
  pen.fillRect(Math.min(line, width - 2 * scale), 0, 2 * scale, height);
}
