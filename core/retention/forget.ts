import type { Clock } from '../clock.ts';
import type { FileJournal, OldCapture } from '../journal/files-port.ts';
import { forgettable } from './settled.ts';

type ForgetPorts = {
  journal: Pick<FileJournal, 'oldestCaptures' | 'prune'>;
  clock: Clock;
  /** `limits.keepJournalDays` of the settings. */
  keepDays: number;
  onTrouble(error: unknown): void;
};

const dayMs = 86_400_000;
/** Captures in one transaction: of 150 channels each, some 10 ms. */
const atOnce = 50;
/** Captures come first. */
const pauseMs = 200;

/**
 * Lets the journal forget what is old and settled, at the start and once a day. Its file does not shrink: SQLite writes what is new where the old was, so
 * no VACUUM is needed, which would hold up captures.
 */
export function startForgetting({ journal, clock, keepDays, onTrouble }: ForgetPorts): { stop(): Promise<void> } {
  const leaving = new AbortController();
  const { signal } = leaving;
  const running = run();

  async function run(): Promise<void> {
    while (!signal.aborted) {
      await forgetOld(clock.wallMs() - keepDays * dayMs).catch(onTrouble);
      await clock.sleep(dayMs, signal);
    }
  }

  async function forgetOld(beforeMs: number): Promise<void> {
    for (let after: string | null = '0'; after !== null && !signal.aborted; ) {
      const { captures, newestId }: { captures: OldCapture[]; newestId: number } = await journal.oldestCaptures(after, atOnce);
      const found = Map.groupBy(captures, (capture) => forgettable(capture, { beforeMs, newestId }));
      const idsOf = (what: 'whole' | 'details') => (found.get(what) ?? []).map(({ captureId }) => captureId);
      const pruned = { whole: idsOf('whole'), details: idsOf('details') };
      if (pruned.whole.length + pruned.details.length > 0) {
        await journal.prune(pruned);
        await clock.sleep(pauseMs, signal);
      }
      const last = captures.at(-1);
      // They are in the order of their begin.
      const isOver = captures.length < atOnce || last === undefined || Date.parse(last.startedAt) >= beforeMs;
      after = isOver ? null : last.captureId;
    }
  }

  return {
    async stop() {
      leaving.abort();
      await running;
    },
  };
}
