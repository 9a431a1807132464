const firstMs = 250;
const longestMs = 10_000;

/** How long to wait before the next try, milliseconds: longer each time, and by chance, so that many pages don't come back at one moment. `chance`: 0 to 1. */
export function backOffMs(failures: number, chance: number): number {
  const whole = Math.min(longestMs, firstMs * 2 ** Math.max(0, failures - 1));
  return Math.round(whole * (0.5 + chance / 2));
}
