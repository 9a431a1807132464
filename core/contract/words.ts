/** "1 pulse", "2 pulses". */
export function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}

/** "A, B and 3 more": a sentence for a person holds so many names. */
export function listed(names: readonly string[], most: number): string {
  const first = names.slice(0, most).join(', ');
  return names.length <= most ? first : `${first} and ${names.length - most} more`;
}

/** 0.25 ms, 12 ms, 4.2 s, 3.5 min, 2.1 h, 12 days. */
export function duration(ms: number): string {
  if (ms < 1) return `${round(ms, 2)} ms`;
  if (ms < 1000) return `${round(ms, ms < 10 ? 1 : 0)} ms`;
  if (ms < 120_000) return `${round(ms / 1000, 1)} s`;
  if (ms < 7_200_000) return `${round(ms / 60_000, 1)} min`;
  if (ms < 172_800_000) return `${round(ms / 3_600_000, 1)} h`;
  return `${round(ms / 86_400_000, 0)} days`;
}

function round(value: number, digits: number): string {
  return String(Number(value.toFixed(digits)));
}
