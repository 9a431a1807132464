import { pollAfterMs, slowestPollMs } from './cadence.ts';
import type { Chooser, Seen } from './chooser.ts';
import { firstTick, type IdDue, idDue, tickAfter } from './due.ts';
import type { Pulse } from './pulse.ts';
import type { ScheduleClock } from './schedule-ports.ts';

/** Takes the newest pulse at each tick, the first at once. Ends when `count` pulses were given, or with the signal. */
export async function everySeconds(
  everyMs: number,
  count: number,
  chooser: Chooser,
  clock: ScheduleClock,
  signal: AbortSignal,
): Promise<void> {
  const startMs = clock.monotonicMs();
  let tick = firstTick(startMs);
  let left = count;
  while (!signal.aborted && left > 0) {
    await clock.sleep(Math.max(0, tick.atMs - clock.monotonicMs()), signal);
    if (signal.aborted) return;
    const seen = await chooser.look(signal);
    if (signal.aborted) return;
    const next = tickAfter(tick, startMs, everyMs, clock.monotonicMs());
    tick = next.tick;
    if (seen === null) continue;
    if (next.missed > 0 && seen.step !== 'same') chooser.missed(next.missed, seen.before ?? seen.pulse, seen.pulse);
    if (chooser.take(seen.pulse)) left -= 1;
  }
}

/** Takes each pulse whose ID is a whole number of steps from the first one's, the first at once; where that ID was left out, the next pulse after it. */
export async function everyPulses(
  every: number,
  count: number,
  chooser: Chooser,
  clock: ScheduleClock,
  signal: AbortSignal,
): Promise<void> {
  let wanted: bigint | null = null;
  let left = count;
  while (!signal.aborted && left > 0) {
    const seen = await chooser.look(signal);
    if (signal.aborted) return;
    if (seen !== null) {
      if (wanted === null || seen.step === 'new-run') wanted = seen.pulse.pulseId;
      const due = idDue(wanted, seen.pulse.pulseId, every);
      if (due !== null) {
        wanted = due.next;
        const pulse = await choose(due, BigInt(every), seen, chooser, signal);
        if (signal.aborted) return;
        if (chooser.take(pulse)) left -= 1;
      }
    }
    const toGo = seen === null || wanted === null ? null : wanted - seen.pulse.pulseId;
    if (left > 0) await clock.sleep(seen === null ? slowestPollMs : pollAfterMs(chooser.cadence(), toGo), signal);
  }
}

async function choose(
  { take, missed }: IdDue,
  step: bigint,
  { pulse, before }: Seen,
  chooser: Chooser,
  signal: AbortSignal,
): Promise<Pulse> {
  if (before === null || (missed === null && take === pulse.pulseId)) return pulse;
  const between = await chooser.pulsesAfter(before, pulse, signal);
  if (missed !== null) {
    const steps = between?.filter(
      ({ pulseId }) => pulseId >= missed.first && pulseId <= missed.last && (pulseId - missed.first) % step === 0n,
    );
    const [first, last] = [steps?.at(0), steps?.at(-1)];
    if (steps === undefined) chooser.missed(missed.count, before, pulse);
    else if (first !== undefined && last !== undefined) chooser.missed(steps.length, first, last);
  }
  return between?.find(({ pulseId }) => pulseId >= take) ?? pulse;
}
