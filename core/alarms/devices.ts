import type { ChannelOutcome, ExporterEvent, ExporterState, OutcomeCode, PulseFacts } from '../contract/api.ts';
import type { DeviceFacts } from '../contract/devices.ts';
import { samePulse } from '../contract/same-pulse.ts';
import type { Cause } from './machines.ts';
import { createTogether, type Streak } from './together.ts';

type Missed = { channel: string; code: OutcomeCode; sentence: string };

export type DeviceStreaks = {
  /** Changed by this event? */
  follow(event: ExporterEvent, state: ExporterState): boolean;
  causes(state: ExporterState): Cause[];
};

/** Worst first, as everywhere. */
const order: readonly OutcomeCode[] = ['lost', 'unreachable', 'missing', 'undecodable', 'wrong-type', 'refused', 'stale', 'late'];

/** Follows which devices were not captured, pulse by pulse. What was captured long after its pulse says nothing of now. Bounded by the number of devices. */
export function createStreaks(): DeviceStreaks {
  const streaks = new Map<string, Streak>();
  let sentences = new Map<string, string>();
  const together = createTogether();
  let start: PulseFacts | null = null;
  let newest: PulseFacts | null = null;

  /** A pulse is followed once, or again while it is the newest: a later attempt may have what was missed. */
  function isNew(pulse: PulseFacts): boolean {
    return newest === null || BigInt(pulse.timestampNs) >= BigInt(newest.timestampNs);
  }

  function take(pulse: PulseFacts, missed: readonly Missed[], devices: readonly DeviceFacts[]): boolean {
    const again = newest !== null && samePulse(newest, pulse);
    const byChannel = new Map(missed.map((each) => [each.channel, each]));
    for (const { name, channels } of devices) {
      const worst = worstOf(channels.flatMap((channel) => byChannel.get(channel.name) ?? []));
      const before = streaks.get(name);
      if (worst === null) streaks.delete(name);
      else if (before === undefined) streaks.set(name, { ...worst, pulses: 1, first: pulse });
      else streaks.set(name, { ...before, ...worst, pulses: before.pulses + (again ? 0 : 1) });
    }
    start ??= pulse;
    newest = pulse;
    return true;
  }

  function ofOwn(outcomes: readonly ChannelOutcome[]): Missed[] {
    return outcomes.filter(({ code }) => order.includes(code)).map(({ channel, code, sentence }) => ({ channel, code, sentence }));
  }

  return {
    follow(event, { setup, group }) {
      const devices = setup?.devices ?? [];
      if (event.type === 'capture/finished') {
        sentences = new Map(event.missed.map(({ channel, sentence }) => [channel, sentence]));
        const { pulse, superseded, attempt } = event.capture;
        const alone = group === null || group.role === 'alone';
        return alone && superseded === undefined && isNew(pulse) && attempt === 1 ? take(pulse, ofOwn(event.missed), devices) : false;
      }
      if (event.type !== 'pulse/judged' || event.pulse.verdict === null || !isNew(event.pulse.pulse)) return false;
      const missed = event.pulse.missed.map(({ channel, code, exporter }) => {
        const sentence = sentences.get(channel) ?? `${channel}: ${code} at ${exporter}, whose screen says why.`;
        return { channel, code, sentence };
      });
      return take(
        event.pulse.pulse,
        missed.filter(({ code }) => order.includes(code)),
        devices,
      );
    },
    causes({ outOfService, sources, setup }) {
      const counting = [...streaks]
        .filter(([device, { code }]) => outOfService[device] === undefined && !(code === 'unreachable' && isAway(sources)))
        .map(([device, streak]) => ({ device, ...streak }));
      return together(counting, setup?.devices ?? [], start);
    },
  };
}

/** Then that is the cause, and is told once. */
function isAway(sources: ExporterState['sources']): boolean {
  return sources.some(({ state }) => state === 'unreachable');
}

function worstOf(missed: readonly Missed[]): { code: OutcomeCode; sentence: string } | null {
  const [worst] = [...missed].sort((left, right) => order.indexOf(left.code) - order.indexOf(right.code));
  return worst === undefined ? null : { code: worst.code, sentence: worst.sentence };
}
