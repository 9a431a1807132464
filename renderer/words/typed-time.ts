/** As a person types it, in UTC: 2026-11-21 06:00. ms since 1970; a 30th of February is no time, and is not taken for one in March. */
export function timeIn(text: string): number | null {
  const ms = /^\d{4}-\d\d-\d\d \d\d:\d\d$/.test(text.trim()) ? Date.parse(`${text.trim().replace(' ', 'T')}:00Z`) : Number.NaN;
  return Number.isNaN(ms) || typed(new Date(ms).toISOString()) !== text.trim() ? null : ms;
}

/** Of an ISO time, to the minute. */
export function typed(at: string): string {
  return at.slice(0, 16).replace('T', ' ');
}
