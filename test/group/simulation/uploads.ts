import type { PulseFacts } from '../../../core/contract/api.ts';
import type { PulseUpload } from '../../../core/contract/group.ts';
import type { UploadLog } from '../../../core/group/leader/recall.ts';
import type { Entry, FileUploadTold } from '../../../core/group/protocol.ts';
import { pulseKey } from '../../../core/group/pulse-key.ts';
import type { Store } from './captures.ts';

export type VirtualUpload = { told: FileUploadTold; settlesMs: number };

const lastsMs = 20_000;
/** Share of files of which the Gateway leaves a channel out. */
const refusing = 0.1;

/** A Gateway that takes each file some virtual time after its capture is counted. What it took outlives a restart of the exporter. */
export function createUploads(store: Store, random: () => number, monotonicMs: () => number) {
  function settle({ pulse, file }: FileUploadTold): FileUploadTold {
    const left = random() < refusing ? [{ channel: 'PM-1', sentence: 'It is not in the manifest.' }] : [];
    return { pulse, file, state: left.length > 0 ? 'partly-refused' : 'accepted', sentence: '', refused: left };
  }

  return {
    of(pulse: PulseFacts): FileUploadTold[] {
      const own = store.captures.filter((capture) => pulseKey(capture.order.pulse) === pulseKey(pulse) && !capture.superseded);
      return own.flatMap(({ report, order }) => {
        if (!report?.file) return [];
        const state = order.record.localOnly === null ? 'queued' : 'withdrawn';
        return store.uploads.get(report.captureId)?.told ?? { pulse, file: report.file, state, sentence: '', refused: [] };
      });
    },
    tick(told: (upload: FileUploadTold) => void): void {
      for (const { report, order, counted, superseded } of store.captures) {
        if (!report?.file || !counted || superseded || order.record.localOnly !== null) continue;
        const upload = store.uploads.get(report.captureId);
        const queued: FileUploadTold = { pulse: order.pulse, file: report.file, state: 'queued', sentence: '', refused: [] };
        if (upload === undefined) store.uploads.set(report.captureId, { told: queued, settlesMs: monotonicMs() + random() * lastsMs });
        else if (upload.told.state === 'queued' && upload.settlesMs <= monotonicMs()) {
          upload.told = settle(upload.told);
          told(upload.told);
        }
      }
    },
  };
}

/** As the journal answers. */
export function uploadLogIn(entries: readonly Entry[]): UploadLog {
  const last = new Map<string, { pulse: PulseFacts; upload: PulseUpload }>();
  // One that had to be asked for again is kept behind newer ones.
  for (const entry of entries.toSorted((a, b) => a.epoch - b.epoch || a.seq - b.seq))
    if ((entry.kind === 'verdict' || entry.kind === 'upload') && entry.upload !== null)
      last.set(pulseKey(entry.pulse), { pulse: entry.pulse, upload: entry.upload });
  return {
    last: async (pulse) => last.get(pulseKey(pulse))?.upload ?? null,
    waiting: async (limit) => [...last.values()].filter(({ upload }) => upload.state === 'waiting').slice(-limit),
  };
}
