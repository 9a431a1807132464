import { readable } from '../devices/value-words.ts';

/** Enough to tell one point of a long curve from the next. */
const digits = 8;

/** A true minus sign; what is no number is said so. */
export function numberWords(value: number | null, most = digits): string {
  if (value === null) return '–';
  if (Number.isNaN(value)) return 'no number';
  if (!Number.isFinite(value)) return value > 0 ? '∞' : '−∞';
  return readable(String(value), most);
}

export function withUnits(value: number | null, units: string | null, most = digits): string {
  const words = numberWords(value, most);
  return units === null || value === null || !Number.isFinite(value) ? words : `${words} ${units}`;
}
