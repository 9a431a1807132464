import type { AxisKind, Span } from './span.ts';

/** As a person types a number, with a true minus or not; a sentence where the two are no range. */
export function rangeOf(from: string, to: string, kind: AxisKind): Span | { wrong: string } {
  const [low, high] = [numberIn(from), numberIn(to)];
  if (low === null || high === null) return { wrong: `“${low === null ? from : to}” is no number.` };
  if (low >= high) return { wrong: 'The range of y begins above its end.' };
  return kind === 'log' && low <= 0 ? { wrong: 'A logarithmic axis begins above zero.' } : { from: low, to: high };
}

function numberIn(text: string): number | null {
  const number = text.trim() === '' ? Number.NaN : Number(text.trim().replace('−', '-'));
  return Number.isFinite(number) ? number : null;
}
