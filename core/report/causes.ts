import type { PulseFacts } from '../contract/api.ts';
import { causesShown, type MissingCause, type MissingPulse, missingShown } from '../contract/report.ts';
import { causeKey, type Reason, toMissingReason } from './reason.ts';

/** Names of a cause that are kept, to count them. */
const namesMost = 2000;

type Cause = { reason: Reason; channels: Set<string>; pulses: number; first: PulseFacts; last: PulseFacts };

export type Causes = {
  add(pulse: PulseFacts, reasons: readonly Reason[]): void;
  /** Those of the most pulses first. */
  shown(): MissingCause[];
  /** Reasons there was no room for, once for each pulse. */
  beyond(): number;
};

/** One entry for all pulses that lack the same for the same cause. */
export function createCauses(): Causes {
  const causes = new Map<string, Cause>();
  let beyond = 0;

  function add(pulse: PulseFacts, reason: Reason): void {
    const key = causeKey(reason);
    const known = causes.get(key);
    if (known === undefined && causes.size >= causesShown) {
      beyond += 1;
      return;
    }
    const cause = known ?? { reason, channels: new Set(), pulses: 0, first: pulse, last: pulse };
    causes.set(key, cause);
    for (const channel of reason.channels) if (cause.channels.size < namesMost) cause.channels.add(channel);
    cause.pulses += 1;
    // What the Gateway answers does not come in the order of the pulses.
    if (isBefore(pulse, cause.first)) cause.first = pulse;
    if (isBefore(cause.last, pulse)) cause.last = pulse;
  }

  return {
    add: (pulse, reasons) => {
      for (const reason of reasons) add(pulse, reason);
    },
    shown: () =>
      [...causes.values()]
        .map(({ reason, channels, pulses, first, last }) => ({
          ...toMissingReason({ ...reason, channels: [...channels] }),
          ...{ pulses, first, last },
        }))
        .sort((a, b) => b.pulses - a.pulses || b.channelCount - a.channelCount),
    beyond: () => beyond,
  };
}

/** Missing pulses; what the Gateway lacks has room of its own, so that a bad day of captures does not hide it. */
export function createMissing(at: (pulse: PulseFacts) => string) {
  const half = missingShown / 2;
  const found = { journal: new Map<string, MissingPulse>(), gateway: new Map<string, MissingPulse>() };
  let pulses = 0;

  return {
    /** `isNew`: nothing of it was said to be missing before. */
    add(pulse: PulseFacts, reasons: readonly Reason[], from: keyof typeof found, isNew: boolean): void {
      if (isNew) pulses += 1;
      const key = JSON.stringify(pulse);
      const before = found.journal.get(key) ?? found.gateway.get(key);
      if (before !== undefined) before.reasons.push(...reasons.map(toMissingReason));
      else if (found[from].size < (from === 'gateway' ? half : missingShown))
        found[from].set(key, { pulse, at: at(pulse), reasons: reasons.map(toMissingReason) });
    },
    count: () => pulses,
    shown(): MissingPulse[] {
      const journal = [...found.journal.values()].slice(0, missingShown - found.gateway.size);
      return [...journal, ...found.gateway.values()].sort((a, b) => (isBefore(a.pulse, b.pulse) ? -1 : 1));
    },
  };
}

/** Of one report all times have as many digits. */
function isBefore(a: PulseFacts, b: PulseFacts): boolean {
  return a.timestampNs < b.timestampNs;
}
