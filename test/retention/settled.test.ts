import { expect, test } from 'vitest';
import type { OldCapture } from '../../core/journal/files-port.ts';
import { forgettable, newestKept } from '../../core/retention/settled.ts';

const old: OldCapture = {
  ...{ captureId: '1', startedAt: '2025-01-01T00:00:00.000Z', isFinished: true, hasFile: false, hasDetails: true },
  ...{ upload: 'accepted', isCut: false },
};
const when = { beforeMs: Date.parse('2026-01-01T00:00:00.000Z'), newestId: 1_000_000 };

test.each<[what: string, changes: Partial<OldCapture>, forgotten: 'whole' | 'details' | null]>([
  ['whose file was removed', {}, 'whole'],
  ['that never had a file', { upload: null }, 'whole'],
  ['whose file is here', { hasFile: true }, 'details'],
  ['whose file is here and goes to no Gateway', { hasFile: true, upload: null }, 'details'],
  ['whose devices another has', { hasFile: true, upload: 'withdrawn' }, 'details'],
  ['whose details are forgotten already', { hasFile: true, hasDetails: false }, null],
  ['that is young', { startedAt: '2026-01-01T00:00:00.000Z' }, null],
  ['that has not ended', { isFinished: false }, null],
  ['of which a channel was left out', { isCut: true }, null],
  ['that waits for the Gateway', { upload: 'waiting' }, null],
  ['that is queued', { upload: 'queued' }, null],
  ['that is being sent', { upload: 'sending' }, null],
  ['that was refused', { upload: 'refused' }, null],
  ['that was refused in part', { upload: 'partly-refused' }, null],
  ['among the newest, however old', { captureId: String(when.newestId - newestKept + 1) }, null],
  ['just before the newest', { captureId: String(when.newestId - newestKept) }, 'whole'],
])('of an old capture %s', (_, changes, forgotten) => {
  expect(forgettable({ ...old, ...changes }, when)).toBe(forgotten);
});
