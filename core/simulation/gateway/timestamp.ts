/** A time as the Gateway compares it: microseconds since 1970, in the file's own offset and in UTC. */
export type ReadTime = { localUs: number; utcUs: number };

/** Python's "%Y-%m-%dT%H:%M:%S%z", with ".%f" where the Gateway takes fractions: digits need no padding, the offset no colon. */
const pattern =
  /^(\d{4})-(1[0-2]|0?[1-9])-(3[01]|[12]\d|[0 ]?[1-9])[Tt](2[0-3]|[01]?\d):([0-5]?\d):([0-5]?\d)(\.\d{1,6})?(Z|([+-])([01]\d|2[0-3]):?([0-5]\d)(?::?([0-5]\d)(?:\.\d{1,6})?)?)$/;

/** null where the Gateway cannot read it, or has fractions of a second refused. */
export function readTimestamp(text: string, fractions: boolean): ReadTime | null {
  const found = pattern.exec(text);
  if (found === null || (found[7] !== undefined && !fractions)) return null;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = found.slice(1, 7).map(Number);
  const at = new Date(Date.UTC(year, month - 1, day, hour, minute, second));
  if (year < 1 || at.getUTCDate() !== day) return null;
  const [, , , , , , , fraction = '', , sign = '+', hours = '0', minutes = '0', seconds = '0'] = found;
  const localUs = at.getTime() * 1000 + Number(fraction.slice(1).padEnd(6, '0'));
  const offsetUs = (Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)) * 1_000_000;
  return { localUs, utcUs: localUs - (sign === '-' ? -offsetUs : offsetUs) };
}

/** YYYYMMDDHHMMSS in the file's own offset; three digits of milliseconds more where the Gateway has them. */
export function recordIdOf({ localUs }: ReadTime, milliseconds: boolean): string {
  const digits = new Date(Math.floor(localUs / 1000)).toISOString().replace(/\D/g, '');
  return milliseconds ? digits : digits.slice(0, 14);
}

/** Of what the Gateway's database holds: milliseconds. */
export function storedUs({ utcUs }: ReadTime): number {
  return Math.floor(utcUs / 1000) * 1000;
}
