import { samePulse } from '../contract/same-pulse.ts';
import type { RecordFacts } from '../contract/uploads.ts';
import { remember } from '../group/remember.ts';
import type { Journal } from '../journal/port.ts';
import { fromFacts, type Pulse } from '../pulses/pulse.ts';
import { decideRecord, plainRecord, recordSpan } from '../pulses/record-rule.ts';
import type { GatewaySettings } from '../settings/gateway.ts';

type RecordsPorts = {
  journal: Pick<Journal, 'recordHolder'>;
  /** As settings have it now. */
  gateway(): Pick<GatewaySettings, 'millisecondTimestamps'> | undefined;
};

/** Which pulse has a record: decided where a pulse is chosen, alone or by the leader of a group. */
export type Records = {
  /** `before`: as it was decided when the pulse was chosen first, which holds; null where it never was. */
  of(pulse: Pulse, before: RecordFacts | null): Promise<RecordFacts>;
  /** It was not begun after all: its record is another's, unless the journal knows of it. */
  giveBack(pulse: Pulse): void;
};

/** More pulses than one range has: they are all decided before the journal has the first. */
const holdersMost = 10_000;

export function createRecords({ journal, gateway }: RecordsPorts): Records {
  /** By span, those that may not stand in the journal yet; of two at once the first to come here has it. */
  const holders = new Map<string, Pulse>();

  return {
    async of(pulse, before) {
      if (before !== null) return before;
      const settings = gateway();
      if (settings === undefined) return plainRecord;
      const digits = settings.millisecondTimestamps ? 3 : 0;
      const span = recordSpan(pulse.timestampNs, digits);
      const key = `${span.fromNs} ${span.toNs}`;
      const kept = holders.has(key) ? null : await journal.recordHolder(pulse, span);
      const holder = holders.get(key) ?? (kept === null ? pulse : fromFacts(kept));
      remember(holders, key, holder, holdersMost);
      return decideRecord(pulse, digits, samePulse(holder, pulse) ? null : holder);
    },
    giveBack(pulse) {
      for (const [key, holder] of holders) if (samePulse(holder, pulse)) holders.delete(key);
    },
  };
}
