/** Of milliseconds: two digits that count, upwards. */
export function twoDigits(ms: number): number {
  const ten = 10 ** Math.max(0, Math.floor(Math.log10(Math.max(1, ms))) - 1);
  return Math.ceil(ms / ten - 1e-6) * ten;
}
