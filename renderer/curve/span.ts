/** Of an axis, in its units. */
export type Span = { from: number; to: number };
export const axisKinds = { linear: 'Linear', log: 'Log' } as const;
export type AxisKind = keyof typeof axisKinds;

/** Between values and their place along an axis: 0 at `from`, 1 at `to`. A logarithm has no place for what is not above zero: NaN. */
export type Axis = { placeOf(value: number): number; valueAt(place: number): number };

/** Two numbers that are nearer than this, in parts of their size, can't be told apart on an axis. */
const finest = 1e-12;
const decades = 6;

export function axisOf(span: Span, kind: AxisKind): Axis {
  if (kind === 'log') {
    const { from, to } = aboveZero(span);
    const decadesOf = Math.log10(to / from);
    return {
      placeOf: (value) => (value > 0 ? Math.log10(value / from) / decadesOf : Number.NaN),
      valueAt: (place) => from * 10 ** (place * decadesOf),
    };
  }
  const { from } = span;
  const length = span.to - from;
  return { placeOf: (value) => (value - from) / length, valueAt: (place) => from + place * length };
}

/** Of values that are all the same, a span with them in the middle. */
export function opened({ from, to }: Span): Span {
  const size = Math.max(Math.abs(from), Math.abs(to));
  if (to - from > size * finest) return { from, to };
  const half = size === 0 ? 0.5 : size * 0.05;
  return { from: from - half, to: to + half };
}

/** Some room at both ends, so that nothing lies on the frame. */
export function padded(span: Span, kind: AxisKind, part = 0.05): Span {
  const axis = axisOf(opened(span), kind);
  return { from: axis.valueAt(-part), to: axis.valueAt(1 + part) };
}

/** `factor` below 1 shows less. `at`: the place, 0 to 1, that stays where it is. */
export function zoomed(span: Span, kind: AxisKind, factor: number, at: number): Span {
  return part(span, kind, at - at * factor, at + (1 - at) * factor);
}

/** By parts of what is seen. */
export function panned(span: Span, kind: AxisKind, by: number): Span {
  return part(span, kind, by, 1 + by);
}

/** From one place to another, in whichever order; the span as it is where that would be too small to tell its ends apart, or no number. */
export function part(span: Span, kind: AxisKind, one: number, other: number): Span {
  const axis = axisOf(span, kind);
  const [from, to] = [axis.valueAt(Math.min(one, other)), axis.valueAt(Math.max(one, other))];
  const size = Math.max(Math.abs(from), Math.abs(to));
  return Number.isFinite(from) && Number.isFinite(to) && to - from > size * finest ? { from, to } : span;
}

function aboveZero({ from, to }: Span): Span {
  if (!(to > 0)) return { from: 0.1, to: 1 };
  return { from: from > 0 && from < to ? from : to / 10 ** decades, to };
}
