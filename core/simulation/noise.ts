/** Mixes whole numbers into 32 well-spread bits: the same in every process, with no state, so that any pulse can be asked for in any order. */
export function hash(...parts: readonly number[]): number {
  let h = 0x9e3779b9;
  for (const part of parts) {
    // Pulse numbers are larger than 32 bits: both halves count.
    h = mix(h ^ (part >>> 0));
    h = mix(h ^ Math.floor(part / 0x1_0000_0000));
  }
  return h >>> 0;
}

export function hashText(text: string): number {
  let h = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
  return mix(h) >>> 0;
}

/** 0 <= unit < 1 */
export function unit(...parts: readonly number[]): number {
  return hash(...parts) / 0x1_0000_0000;
}

/** About normal, mean 0, standard deviation 1, never beyond 3.5: the sum of twelve evenly spread bytes is near enough for a simulation. */
export function bell(...parts: readonly number[]): number {
  const a = hash(...parts, 1);
  const b = hash(...parts, 2);
  const c = hash(...parts, 3);
  let sum = 0;
  for (let shift = 0; shift < 32; shift += 8) sum += ((a >>> shift) & 255) + ((b >>> shift) & 255) + ((c >>> shift) & 255);
  return (sum - 12 * 127.5) / 256;
}

/** A long strip of noise is made once and cut at another place for each pulse: hashing every pixel of every frame would cost seconds. */
export function noiseStrip(seed: number, length: number, deviation: number): Float32Array {
  const strip = new Float32Array(length);
  let state = hash(seed, length) | 1;
  for (let i = 0; i < length; i++) {
    state = xorshift(state);
    const sum = (state & 255) + ((state >>> 8) & 255) + ((state >>> 16) & 255) + (state >>> 24);
    strip[i] = ((sum - 510) / 147.8) * deviation;
  }
  return strip;
}

function xorshift(state: number): number {
  let x = state;
  x ^= x << 13;
  x ^= x >>> 17;
  x ^= x << 5;
  return x >>> 0;
}

function mix(value: number): number {
  let h = value | 0;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
}
