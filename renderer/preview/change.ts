/** Beyond this it is bold, and framed. */
export const limitSigmas = 3;
/** Fewer captures tell nothing about how much a value wanders. */
export const leastCaptures = 5;

export type Change = {
  delta: number /** null from nothing. */;
  percent: number | null /** null where σ is not known. */;
  sigmas: number | null;
};

/** `spread`: σ of the channel; null where it is not known. */
export function changeOf(value: number | null, reference: number | null, spread: number | null): Change | null {
  if (value === null || reference === null || !Number.isFinite(value) || !Number.isFinite(reference)) return null;
  const delta = value - reference;
  return {
    delta,
    percent: reference === 0 ? null : (100 * delta) / Math.abs(reference),
    sigmas: spread === null || spread === 0 ? null : delta / spread,
  };
}

export function isFar(change: Change | null): boolean {
  return change !== null && change.sigmas !== null && Math.abs(change.sigmas) > limitSigmas;
}

/** σ of what a channel was over the last captures; null where too few are known. */
export function spreadOf(trend: readonly (number | null)[]): number | null {
  const known = trend.filter((each) => each !== null && Number.isFinite(each));
  if (known.length < leastCaptures) return null;
  const mean = known.reduce<number>((sum, each) => sum + (each ?? 0), 0) / known.length;
  const squares = known.reduce<number>((sum, each) => sum + ((each ?? 0) - mean) ** 2, 0);
  return Math.sqrt(squares / (known.length - 1));
}

/** +34.78, −0.10. */
export function percentWords(percent: number | null): string {
  if (percent === null) return 'from 0';
  const size = Math.abs(percent);
  const digits = size >= 9999.5 ? size.toExponential(1).replace('e+', ' × 10^') : size >= 999.5 ? size.toFixed(0) : size.toFixed(2);
  return `${percent > 0 && Number(digits) !== 0 ? '+' : percent < 0 && Number(digits) !== 0 ? '−' : ''}${digits}`;
}
