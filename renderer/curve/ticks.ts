import { readable } from '../devices/value-words.ts';
import { type AxisKind, axisOf, type Span } from './span.ts';

export type Tick = { value: number /** 0 to 1 along the axis. */; place: number; label: string };

/** At numbers that end in 1, 2 or 5, not more of them than `most`. Of a logarithm its decades, where there are two of them at least. */
export function ticksOf(span: Span, kind: AxisKind, most: number): Tick[] {
  const axis = axisOf(span, kind);
  const [from, to] = [axis.valueAt(0), axis.valueAt(1)];
  const found = kind === 'log' ? (decadesIn(from, to, most) ?? evenly(from, to, most)) : evenly(from, to, most);
  return found.values.map((value) => ({ value, place: axis.placeOf(value), label: labelOf(value, found.step) }));
}

type Found = { values: number[]; step: number | null };

function evenly(from: number, to: number, most: number): Found {
  const step = niceStep((to - from) / Math.max(1, most));
  const values: number[] = [];
  // By counting: adding up steps would not come to 0.3.
  for (let at = Math.ceil(from / step); at * step <= to && values.length <= most; at++) values.push(at * step);
  return { values, step };
}

function decadesIn(from: number, to: number, most: number): Found | null {
  const first = Math.ceil(Math.log10(from) - 1e-9);
  const count = Math.floor(Math.log10(to) + 1e-9) - first + 1;
  if (count < 2) return null;
  const every = Math.ceil(count / Math.max(1, most));
  return { values: Array.from({ length: Math.ceil(count / every) }, (_, at) => 10 ** (first + at * every)), step: null };
}

/** The smallest number of the form 1, 2 or 5 times a power of ten that is not below. */
export function niceStep(least: number): number {
  const power = 10 ** Math.floor(Math.log10(least));
  const factor = [1, 2, 5, 10].find((each) => each * power >= least * (1 - 1e-9)) ?? 10;
  return factor * power;
}

/** As many decimals as tell one tick from the next. */
function labelOf(value: number, step: number | null): string {
  const size = Math.abs(value);
  if (size === 0 && step !== null && step < 1e-6) return '0';
  if (step === null || (size !== 0 && (size >= 1e6 || step < 1e-6))) return readable(Number(value.toPrecision(12)).toExponential());
  const decimals = Math.max(0, -Math.floor(Math.log10(step) + 1e-9));
  const text = value.toFixed(decimals);
  return Number(text) === 0 ? (0).toFixed(decimals) : text.replace('-', '−');
}
