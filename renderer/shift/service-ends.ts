/** Shifts begin at 00, 08 and 16 UTC. */
export const shiftHours = [0, 8, 16] as const;
const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
export const shiftMs = 8 * hourMs;

export type ServiceEnd = { key: string; title: string /** ISO 8601; null: until a person returns it. */; until: string | null };

/** When a device may come back by itself; only what is still to come. */
export function serviceEnds(nowMs: number): ServiceEnd[] {
  const shiftEnd = Math.floor(nowMs / shiftMs + 1) * shiftMs;
  const morning = Math.floor(nowMs / dayMs + 1) * dayMs + 8 * hourMs;
  return [
    { key: 'none', title: 'Until somebody returns it', until: null },
    { key: 'shift', title: `End of this shift, ${clock(shiftEnd)} UTC`, until: iso(shiftEnd) },
    { key: 'morning', title: `Tomorrow ${clock(morning)} UTC`, until: iso(morning) },
  ];
}

/** Of a moment near now: its time alone where it is of the same day in UTC. */
export function whenOf(at: string, nowMs: number): string {
  const today = iso(nowMs).slice(0, 10);
  return at.startsWith(today) ? at.slice(11, 16) : `${at.slice(0, 10)} ${at.slice(11, 16)}`;
}

function clock(ms: number): string {
  return iso(ms).slice(11, 16);
}

function iso(ms: number): string {
  return new Date(ms).toISOString();
}
