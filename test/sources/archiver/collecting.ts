import type { Clock } from '../../../core/clock.ts';
import type { SourceFacts } from '../../../core/contract/api.ts';
import type { Pulse } from '../../../core/pulses/pulse.ts';
import { type ChannelSettings, channelSchema } from '../../../core/settings/channel.ts';
import type { ArchiverSettings } from '../../../core/settings/sources.ts';
import { createArchiverSource } from '../../../core/sources/archiver/source.ts';
import type { Answer, Source } from '../../../core/sources/port.ts';

/** Time goes on only by sleeping, so that what is waited for can be counted. */
export type FakeClock = Clock & { slept: number[] };

export function fakeClock(): FakeClock {
  let now = 0;
  const slept: number[] = [];
  return {
    slept,
    wallMs: () => 1_795_345_300_000 + now,
    monotonicMs: () => now,
    sleep: async (ms) => {
      slept.push(ms);
      now += ms;
    },
  };
}

export const pulse: Pulse = { pulseId: 17_953_452_885n, timestampNs: 1_795_345_288_500_000_000n };

/** Nanoseconds since 1970, so many milliseconds from the pulse. */
export function at(offsetMs: number): bigint {
  return pulse.timestampNs + BigInt(Math.round(offsetMs * 1e6));
}

export function channel(
  name: string,
  match: ChannelSettings['match'],
  more: Partial<ChannelSettings> & { pv?: string } = {},
): ChannelSettings {
  const { pv = `SIM:${name}`, ...others } = more;
  return channelSchema.parse({ name, type: 'scalar', source: { kind: 'archiver', pv }, match, ...others });
}

export const nearest = (toleranceMs: number): ChannelSettings['match'] => ({ kind: 'nearest', toleranceMs });
export const last = (maxAgeMs: number): ChannelSettings['match'] => ({ kind: 'last', maxAgeMs });

export type Collecting = { source: Source; states: SourceFacts[]; clock: FakeClock };

export function sourceOf(settings: ArchiverSettings): Collecting {
  const states: SourceFacts[] = [];
  const clock = fakeClock();
  const source = createArchiverSource({
    settings,
    clock,
    listener: { stateChanged: (facts) => states.push(facts), topicsCounted: () => undefined },
  });
  return { source, states, clock };
}

export async function collected(source: Source, channels: readonly ChannelSettings[], waitMs = 0): Promise<Map<string, Answer>> {
  const answers: Answer[] = [];
  for await (const batch of source.collect({ pulse, channels, waitMs }, new AbortController().signal)) answers.push(...batch);
  const byChannel = new Map(answers.map((answer) => [answer.channel, answer]));
  if (byChannel.size !== answers.length) throw new Error('A channel was answered twice.');
  return byChannel;
}
