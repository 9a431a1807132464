import { type Series, seriesOf } from '../../../renderer/curve/series.ts';

/** Of points by hand. */
export function curve(x: readonly number[], y: readonly number[]): Series {
  return seriesOf(Float64Array.from(y), Float64Array.from(x));
}

export function bell({
  points,
  from,
  to,
  centre,
  fwhm,
  height,
  floor,
}: Record<'points' | 'from' | 'to' | 'centre' | 'fwhm' | 'height' | 'floor', number>): Series {
  const x = Float64Array.from({ length: points }, (_, at) => from + ((to - from) * at) / (points - 1));
  return seriesOf(
    x.map((each) => floor + height * 2 ** -(((2 * (each - centre)) / fwhm) ** 2)),
    x,
  );
}
