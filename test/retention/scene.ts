import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Clock } from '../../core/clock.ts';
import type { ExporterEvent } from '../../core/contract/api.ts';
import type { UploadState } from '../../core/contract/uploads.ts';
import { openJournal } from '../../core/journal/open-journal.ts';
import type { Journal } from '../../core/journal/port.ts';
import { createRetention, type RetentionPorts } from '../../core/retention/retention.ts';
import { settle } from '../journal/settled.ts';

export const dayMs = 86_400_000;
export const startMs = Date.parse('2026-11-22T10:00:00.000Z');
/** Of each file. */
export const fileBytes = 1000;

/** Time that passes only when it is told to; who sleeps wakes at its time. */
export function steppedClock(): Clock & { pass(ms: number): void } {
  let nowMs = startMs;
  const sleepers = new Set<() => void>();
  return {
    wallMs: () => nowMs,
    monotonicMs: () => nowMs,
    pass(ms) {
      nowMs += ms;
      for (const look of sleepers) look();
    },
    sleep: (ms, signal) =>
      new Promise((resolve) => {
        const untilMs = nowMs + ms;
        const look = () => {
          if (nowMs < untilMs && !signal.aborted) return;
          sleepers.delete(look);
          resolve();
        };
        sleepers.add(look);
        signal.addEventListener('abort', look);
        look();
      }),
  };
}

type Removed = Extract<ExporterEvent, { type: 'files/removed' }>;

/** Retention over real files in a folder of the test's own, and a journal that knows them. */
export function scene(limits: RetentionPorts['limits'] = {}, journal: Journal = openJournal({ file: ':memory:' }), at?: string) {
  const dataFolder = at ?? mkdtempSync(join(tmpdir(), 'exporter-retention-'));
  const clock = steppedClock();
  const events: Removed[] = [];
  const troubles: unknown[] = [];
  const sight = { isThere: true };
  let removedBytes = 0;
  const retention = createRetention({
    ...{ journal, clock, limits, dataFolder, isInSight: async () => sight.isThere },
    onRemoved: (bytes) => {
      removedBytes += bytes;
    },
    emit: (event) => events.push(event),
    onTrouble: (error) => troubles.push(error),
  });
  onTestFinished(async () => {
    await retention.stop();
    await journal.close();
    rmSync(dataFolder, { recursive: true, force: true });
  });
  return {
    ...{ dataFolder, clock, events, troubles, retention, journal, sight },
    removedBytes: () => removedBytes,
    /** A file of pulse n, uploaded so many days ago; answers its capture. */
    async file(n: number, upload: UploadState | null, daysAgo = 0): Promise<string> {
      const file = nameOf(n);
      mkdirSync(dirname(join(dataFolder, file)), { recursive: true });
      writeFileSync(join(dataFolder, file), new Uint8Array(fileBytes));
      const sentAt = new Date(startMs - daysAgo * dayMs).toISOString();
      return settle(journal, n - 1000, { upload, file, bytes: fileBytes, at: sentAt, sentAt });
    },
    /** The numbers of those that are there. */
    here: (upTo = 20) => Array.from({ length: upTo }, (_, n) => n).filter((n) => existsSync(join(dataFolder, nameOf(n)))),
    async until(fits: () => boolean): Promise<void> {
      while (!fits()) await new Promise((resolve) => setImmediate(resolve));
    },
  };
}

export const nameOf = (n: number) => `2026/11/22/${String(n).padStart(6, '0')}_1_north_1.h5`;
