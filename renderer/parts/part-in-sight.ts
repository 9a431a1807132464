export type Part = { from: number; to: number };

/** Drawn beyond what is seen, so that nothing is empty while scrolling. */
const beyond = 8;

/** Of so many lines of the same height those in sight; `to` is not with it. */
export function partInSight(lines: number, lineHeight: number, scrollTop: number, height: number): Part {
  const from = Math.max(0, Math.floor(scrollTop / lineHeight) - beyond);
  const to = Math.min(lines, Math.ceil((scrollTop + height) / lineHeight) + beyond);
  return { from: Math.min(from, to), to };
}
