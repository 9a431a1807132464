/** `from` and `to` in steps of the numbers, from the first. */
export type PeakWidth = { from: number; to: number; width: number };

/**
 * Of the largest peak, at a share of its height over the least number: from the peak outwards, where the numbers first come down to it, on a straight line
 * between two of them. null where they are all the same, or do not come down within what is there.
 */
export function widthAt(numbers: Float64Array, share: number): PeakWidth | null {
  let [peak, lowest] = [-1, -1];
  for (const [at, value] of numbers.entries()) {
    if (!Number.isFinite(value)) continue;
    if (peak < 0 || value > (numbers[peak] ?? 0)) peak = at;
    if (lowest < 0 || value < (numbers[lowest] ?? 0)) lowest = at;
  }
  const [high, low] = [numbers[peak] ?? 0, numbers[lowest] ?? 0];
  if (!(high > low)) return null;
  const level = low + (high - low) * share;
  const [from, to] = [crossing(numbers, peak, level, -1), crossing(numbers, peak, level, 1)];
  return from === null || to === null ? null : { from, to, width: to - from };
}

function crossing(numbers: Float64Array, peak: number, level: number, step: 1 | -1): number | null {
  for (let at = peak + step; at >= 0 && at < numbers.length; at += step) {
    const [here, before] = [numbers[at] ?? Number.NaN, numbers[at - step] ?? Number.NaN];
    if (Number.isNaN(here)) return null;
    if (here <= level) return at - step + step * ((before - level) / (before - here));
  }
  return null;
}
