const thin = '\u2009';

/** Thin spaces help to read; they are never copied: see PulseId. */
export function grouped(digits: string): string {
  return digits.replace(/\B(?=(\d{3})+(?!\d))/g, thin);
}

/** UTC, to the second: 10:48:00. */
export function clockOf(timestampNs: string): string {
  return isoOf(timestampNs).slice(11, 19);
}

export function isoOf(timestampNs: string): string {
  return new Date(Number(BigInt(timestampNs) / 1_000_000n)).toISOString();
}

/** 0.04 s, 3.1 s, 1 min 12 s, 2 h 5 min, 3 days. */
export function duration(ms: number): string {
  if (ms < 0) return `−${duration(-ms)}`;
  if (ms < 0.5) return '0 s';
  if (ms < 100) return `${(ms / 1000).toFixed(3)} s`;
  if (ms < 9950) return `${(ms / 1000).toFixed(1)} s`;
  const seconds = Math.round(ms / 1000);
  if (seconds < 100) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 100) return `${minutes} min ${seconds % 60} s`;
  const hours = Math.floor(minutes / 60);
  return hours < 48 ? `${hours} h ${minutes % 60} min` : `${Math.floor(hours / 24)} days`;
}

/** Clocks may differ a little: what is to come in a moment is now. */
export function agoWords(ms: number): string {
  return ms < 1000 ? 'just now' : `${duration(ms)} ago`;
}

/** Of an offset: +0.4 ms, −1.2 s. */
export function signed(ms: number): string {
  const sign = ms > 0 ? '+' : ms < 0 ? '−' : '';
  const size = Math.abs(ms);
  return size < 1000 ? `${sign}${size < 10 ? size.toFixed(1) : Math.round(size)} ms` : `${sign}${duration(size)}`;
}

/** Of time that is still to come, as on a clock: 0:57, 12:03. */
export function countdown(ms: number): string {
  const seconds = Math.max(0, Math.ceil(ms / 1000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

const units = ['B', 'kB', 'MB', 'GB', 'TB'] as const;

export function bytes(count: number): string {
  let size = count;
  let unit = 0;
  while (size >= 999.5 && unit < units.length - 1) {
    size /= 1000;
    unit += 1;
  }
  return `${unit === 0 || size >= 99.5 ? Math.round(size) : size.toFixed(1)} ${units[unit]}`;
}

export function counted(count: number, one: string, many = `${one}s`): string {
  return `${grouped(String(count))} ${count === 1 ? one : many}`;
}
