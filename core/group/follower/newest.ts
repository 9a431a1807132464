import type { GroupPulse, PulseUpload } from '../../contract/group.ts';
import type { UploadEntry, VerdictEntry } from '../protocol.ts';
import { pulseKey } from '../pulse-key.ts';
import { remember } from '../remember.ts';
import { judgedPulse } from './group-pulse.ts';

type Newest = { verdictSeq: number; uploadSeq: number; upload: PulseUpload | null };

/** Older pulses have been back-filled long ago. */
const pulsesMost = 5000;

/** What is announced of a pulse more than once may come in another order, where one of it had to be asked for again: the newest counts. */
export function createNewest() {
  const pulses = new Map<string, Newest>();

  return {
    /** Another leader counts anew. */
    begin: () => pulses.clear(),
    /** As it is known now; null where something newer was told already. */
    verdict(entry: VerdictEntry): GroupPulse | null {
      const key = pulseKey(entry.pulse);
      const known = pulses.get(key) ?? { verdictSeq: 0, uploadSeq: 0, upload: null };
      if (known.verdictSeq > entry.seq) return null;
      const isNewer = known.uploadSeq < entry.seq;
      const upload = isNewer ? entry.upload : known.upload;
      remember(pulses, key, { verdictSeq: entry.seq, uploadSeq: isNewer ? entry.seq : known.uploadSeq, upload }, pulsesMost);
      return judgedPulse({ ...entry, upload });
    },
    /** Whether it is news. */
    upload({ pulse, seq, upload }: UploadEntry): boolean {
      const key = pulseKey(pulse);
      const known = pulses.get(key) ?? { verdictSeq: 0, uploadSeq: 0, upload: null };
      if (known.uploadSeq > seq) return false;
      remember(pulses, key, { ...known, uploadSeq: seq, upload }, pulsesMost);
      return true;
    },
  };
}
