import type { CaptureSummary, ChannelOutcome } from '../../contract/api.ts';
import type { GroupPulse } from '../../contract/group.ts';
import { pulseLines } from '../group-lines.ts';
import { localOnlyLines, reasonLines } from '../reasons.ts';

/** Of so many pulses it is kept why channels are not there; a verdict comes soon after the captures. */
const pulsesMost = 50;

/** Each exporter says why what it missed is not there; the leader's verdict only knows that it is not. */
export function createReasons() {
  const known = new Map<string, Map<string, ChannelOutcome>>();
  let before: ChannelOutcome[] = [];
  let localOnlyTold = false;

  return {
    missed({ pulse }: CaptureSummary, missed: readonly ChannelOutcome[]): void {
      const key = `${pulse.timestampNs} ${pulse.pulseId}`;
      const outcomes = known.get(key) ?? new Map<string, ChannelOutcome>();
      for (const outcome of missed) outcomes.set(outcome.channel, outcome);
      known.set(key, outcomes);
      const [oldest] = known.keys();
      if (known.size > pulsesMost && oldest !== undefined) known.delete(oldest);
    },
    /** A pulse with its reasons below; where one is not known, with who missed it. */
    lines(pulse: GroupPulse, columns: number): string[] {
      const outcomes = known.get(`${pulse.pulse.timestampNs} ${pulse.pulse.pulseId}`);
      const whys = pulse.missed.flatMap(({ channel }) => outcomes?.get(channel) ?? []);
      const explained = new Set(whys.map(({ channel }) => channel));
      const missed = pulse.missed.filter(({ channel }) => !explained.has(channel));
      const stays = localOnlyLines(pulse.localOnly, localOnlyTold);
      localOnlyTold ||= stays.length > 0;
      const lines = [...pulseLines({ ...pulse, missed }, columns), ...reasonLines(whys, before), ...stays];
      before = whys;
      return lines;
    },
  };
}
