/** Ticks lie at start + k × every on the monotonic clock, so that they never drift, however late each is served. */
export type Tick = { index: number; atMs: number };

export function firstTick(startMs: number): Tick {
  return { index: 0, atMs: startMs };
}

/** The next tick after `tick` that is not over yet, and how many were missed in between because nobody could look. */
export function tickAfter(tick: Tick, startMs: number, everyMs: number, nowMs: number): { tick: Tick; missed: number } {
  const index = Math.max(tick.index + 1, Math.ceil((nowMs - startMs) / everyMs));
  return { tick: { index, atMs: startMs + index * everyMs }, missed: index - tick.index - 1 };
}

/** What an "every N pulses" schedule makes of the newest ID. `wanted` is the first ID that was still to come. */
export type IdDue = {
  /** The last step of the grid that has happened: the one to take. */
  take: bigint;
  /** Steps before it that went by between two looks. */
  missed: { count: number; first: bigint; last: bigint } | null;
  next: bigint;
};

/** Null while the wanted one has not happened. */
export function idDue(wanted: bigint, newestId: bigint, every: number): IdDue | null {
  if (newestId < wanted) return null;
  const step = BigInt(every);
  const over = (newestId - wanted) / step;
  const take = wanted + over * step;
  const missed = over === 0n ? null : { count: Number(over), first: wanted, last: take - step };
  return { take, missed, next: take + step };
}
