// The lowest and the highest sample of each block of a sound; blocks grow as the sound does.

const COLUMNS = 1120;      // of the waveform at most, whatever the length

class Peaks {
  low = [];
  high = [];
  count = 0;               // samples so far

  constructor(block) { this.block = block; }

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
    const pairs = (values, pick) => values.filter((_, i) => i % 2 === 0)
      .map((value, i) => pick(value, values[2 * i + 1] ?? value));
    this.low = pairs(this.low, Math.min);
    this.high = pairs(this.high, Math.max);
    this.block *= 2;
  }
}
