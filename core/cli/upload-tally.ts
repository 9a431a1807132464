import type { UploadFacts, UploadsFacts } from '../contract/uploads.ts';
import { counted } from '../contract/words.ts';

const settledStates = ['accepted', 'partly-refused', 'refused'] as const;
type Settled = (typeof settledStates)[number];

/** One that is sent again is so soon or never; of older files only the count is kept. */
const recentMost = 1000;

/** What became of the files of one run. */
export function createUploadTally() {
  const ended: Record<Settled, number> = { accepted: 0, 'partly-refused': 0, refused: 0 };
  const recent = new Map<string, Settled>();
  let localOnly = 0;
  let left: UploadsFacts | null = null;

  return {
    count({ captureId, state }: Pick<UploadFacts, 'captureId' | 'state'>): void {
      const settled = settledStates.find((each) => each === state);
      if (settled === undefined) return;
      const before = recent.get(captureId);
      if (before !== undefined) ended[before] -= 1;
      ended[settled] += 1;
      recent.set(captureId, settled);
      const [oldest] = recent.keys();
      if (recent.size > recentMost && oldest !== undefined) recent.delete(oldest);
    },
    /** A file that is not to go there. */
    stays(): void {
      localOnly += 1;
    },
    now(uploads: UploadsFacts | null): void {
      left = uploads;
    },
    /** No channel was refused. What still waits for the Gateway is as safe as it was: it is sent at the next start. */
    noneRefused: () => ended.refused + ended['partly-refused'] === 0,
    /** Empty where files are not uploaded. */
    sentence(): string {
      if (left === null) return '';
      const waiting = left.queued + left.waiting;
      const when = left.held === undefined ? 'at the next start' : `once they are released: held by ${left.held.by}`;
      const parts = [
        `${counted(ended.accepted + ended['partly-refused'], 'file')} in the Gateway`,
        ...(ended['partly-refused'] > 0 ? [`${ended['partly-refused']} of them not whole`] : []),
        ...(ended.refused > 0 ? [`${ended.refused} refused`] : []),
        ...(localOnly > 0 ? [`${localOnly} local only`] : []),
        ...(waiting > 0 ? [`${waiting} still to be sent, ${when}`] : []),
      ];
      return ` ${parts.join(', ')}.`;
    },
  };
}
