import type { ChannelOutcome } from '../contract/api.ts';
import type { Pulse } from '../pulses/pulse.ts';
import type { Source } from '../sources/port.ts';
import { lateOutcome } from './decide.ts';
import type { ExpectedChannel } from './expected.ts';

/** A device that is later than this after the settle time is as good as silent. */
export const lateReachMs = 6000;

/** The same channels, looked for among messages that came far after the settle time too: of the past that waits for nothing. */
export function reachingFar(expected: readonly ExpectedChannel[], settleMs: number): ExpectedChannel[] {
  return expected.map(({ device, channel }) => ({
    device,
    channel: { ...channel, settleMs: Math.max(channel.settleMs ?? 0, settleMs) + lateReachMs },
  }));
}

/**
 * A second look at what a live capture missed: a reading that is there now came after the settle time. Tells a slow device, for which the settle time
 * is too short, from a silent one. Nothing is kept of the readings.
 */
export async function lookForLate(
  source: Source,
  pulse: Pulse,
  missed: readonly ExpectedChannel[],
  signal: AbortSignal,
): Promise<ChannelOutcome[]> {
  const waiting = new Map(missed.map((expected) => [expected.channel.name, expected]));
  const late: ChannelOutcome[] = [];
  for await (const answers of source.collect({ pulse, channels: missed.map(({ channel }) => channel), waitMs: 0 }, signal)) {
    for (const answer of answers) {
      if (answer.kind !== 'reading' && answer.kind !== 'stale') continue;
      source.release(answer.reading.slots);
      const expected = waiting.get(answer.channel);
      if (answer.kind === 'reading' && expected !== undefined) late.push(lateOutcome(expected, pulse, answer.reading));
    }
  }
  return late;
}
