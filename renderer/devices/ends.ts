const hourMs = 3_600_000;

/** How long a device is out of service. null: until somebody returns it. 'at': until a time that is given. */
export const ends = [
  { title: 'Until it is returned', afterMs: null },
  { title: 'For 1 hour', afterMs: hourMs },
  { title: 'For 4 hours', afterMs: 4 * hourMs },
  { title: 'For 8 hours', afterMs: 8 * hourMs },
  { title: 'For 1 day', afterMs: 24 * hourMs },
  { title: 'Until a time…', afterMs: 'at' },
] as const;

/** ISO 8601; null where it has none, undefined where it makes no sense. `at`: as an input for local time gives it, meant as UTC. */
export function endOf(title: string, at: string, nowMs: number): string | null | undefined {
  const afterMs = ends.find((end) => end.title === title)?.afterMs;
  if (afterMs === undefined || afterMs === null) return afterMs;
  const endMs = afterMs === 'at' ? Date.parse(`${at}Z`) : nowMs + afterMs;
  return Number.isNaN(endMs) || endMs <= nowMs ? undefined : new Date(endMs).toISOString();
}
