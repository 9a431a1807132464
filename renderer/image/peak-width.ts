/** `from` and `to` in steps of the numbers, from the first. */
export type PeakWidth = { from: number; to: number; width: number };

/**
 * Of the largest peak, at a share of its height over the least number: from the peak outwards, where the numbers first come down to it, on a straight line
 * between two of them; the end of the numbers, or one that is none, ends it too. null where they are all the same.
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
  return { from, to, width: to - from };
}

function crossing(numbers: Float64Array, peak: number, level: number, step: 1 | -1): number {
  let at = peak;
  for (;;) {
    const [here, next] = [numbers[at] ?? level, numbers[at + step] ?? Number.NaN];
    if (Number.isNaN(next)) return at;
    if (next <= level) return at + step * ((here - level) / (here - next));
    at += step;
  }
}
