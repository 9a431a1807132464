import type { PulseFacts } from '../contract/api.ts';
import type { PulseUpload } from '../contract/group.ts';
import type { Journal } from '../journal/port.ts';
import type { UploadLog } from './leader/recall.ts';
import { entryOf } from './log/kept-entry.ts';

/** From the announcements that this exporter's journal has kept, whoever led. */
export function uploadLogOf(journal: Pick<Journal, 'lastUploadOf' | 'waitingUploads'>): UploadLog {
  return {
    async last(pulse) {
      const kept = await journal.lastUploadOf(pulse);
      return (kept && uploadIn(kept.facts)?.upload) ?? null;
    },
    waiting: async (limit) => (await journal.waitingUploads(limit)).flatMap(({ facts }) => uploadIn(facts) ?? []),
  };
}

function uploadIn(facts: unknown): { pulse: PulseFacts; upload: PulseUpload } | null {
  const entry = entryOf(facts);
  if (entry?.kind !== 'verdict' && entry?.kind !== 'upload') return null;
  const { pulse, upload } = entry;
  return upload === null ? null : { pulse, upload };
}
