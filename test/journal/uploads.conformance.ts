import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Journal } from '../../core/journal/port.ts';
import type { UploadEnd } from '../../core/journal/uploads-port.ts';
import { at, captured, endWith, missing, pulseNumber, startOf } from './samples.ts';
import { uploadEnd } from './settled.ts';

const nowMs = 1_795_341_700_000;

const waitingEnd = (retryAtMs: number) =>
  uploadEnd({ state: 'waiting', status: null, accepted: [], retryAtMs, earlier: { unknownEnd: true, arrived: [] } });

/** What every journal does with files for the Gateway. `open` gives an empty one. */
export function uploadConformance(name: string, open: () => Promise<Journal>): void {
  describe(`uploads in a journal ${name}`, () => {
    let journal: Journal;
    beforeEach(async () => {
      journal = await open();
    });
    afterEach(() => journal.close());

    async function finished(
      n: number,
      { upload = true, file = `${n}.h5` }: { upload?: boolean; file?: string | null } = {},
    ): Promise<string> {
      const [begun] = await journal.begin([startOf(pulseNumber(n))]);
      const captureId = begun?.captureId ?? '';
      await journal.finish(captureId, endWith([captured('A'), missing('B')], { file, upload }));
      return captureId;
    }
    const dueId = async (ms = nowMs) => (await journal.dueUpload(ms))?.captureId ?? null;

    test('queues a file with the end of its capture, and only where that is wanted and there is one', async () => {
      await finished(1, { upload: false });
      await finished(2, { file: null });
      const id = await finished(3);
      expect(await journal.uploadCounts()).toEqual({ queued: 1, waiting: 0, nextRetryMs: null });
      expect(await journal.dueUpload(nowMs)).toMatchObject({
        ...{ captureId: id, file: '3.h5', bytes: 4096, channels: ['A'], state: 'queued', attempts: 0, failures: 0 },
        ...{ pulse: { pulseId: String(pulseNumber(3).pulseId) }, earlier: { unknownEnd: false, arrived: [] } },
      });
      expect((await journal.get(id))?.upload).toBe('queued');
    });

    test('gives the file of a share when the leader has counted it, and not before', async () => {
      const [begun] = await journal.begin([{ ...startOf(pulseNumber(1)), devices: ['A'] }]);
      const captureId = begun?.captureId ?? '';
      await journal.finish(captureId, endWith([captured('A')], { upload: true }));
      expect(await dueId()).toBe(null);
      const alone = await finished(2);
      expect(await dueId(), 'one that was captured alone does not wait for it').toBe(alone);
      await journal.counted(captureId);
      expect(await dueId()).toBe(captureId);
    });

    test('gives the oldest first, and one that waits not before its time', async () => {
      const [first, second] = [await finished(1), await finished(2)];
      expect(await dueId()).toBe(first);
      expect(await journal.beginUpload(first, at)).toBe(true);
      expect(await dueId(), 'the first is being sent').toBe(second);
      await journal.endUpload(first, waitingEnd(nowMs + 0.5));
      expect(await dueId()).toBe(second);
      expect(await dueId(nowMs + 1)).toBe(first);
      expect(await journal.uploadCounts()).toEqual({ queued: 1, waiting: 1, nextRetryMs: nowMs + 1 });
    });

    test('keeps every attempt with what the Gateway said, and what the next one is to know', async () => {
      const id = await finished(1);
      await journal.beginUpload(id, at);
      await journal.endUpload(id, waitingEnd(nowMs));
      expect(await journal.dueUpload(nowMs)).toMatchObject({ failures: 1, attempts: 1, earlier: { unknownEnd: true, arrived: [] } });
      await journal.beginUpload(id, at);
      const refused = [{ channel: 'A', reasons: ['data has wrong shape'] }];
      const leftOut = [{ channel: 'A', sentence: 'A: why.' }];
      await journal.endUpload(id, uploadEnd({ state: 'refused', accepted: [], refused, leftOut, words: 'no', sentence: 'None.' }));
      expect(await dueId()).toBeNull();
      expect(await journal.uploadOf(id)).toMatchObject({ state: 'refused', attempts: 2, sentence: 'None.', refused: leftOut });
      expect(await journal.uploadAttempts(id)).toMatchObject([
        { attempt: 1, state: 'waiting', status: null, tookMs: 12 },
        { attempt: 2, at, state: 'refused', status: 201, words: 'no', accepted: [], refused, alreadyPresent: [], superseded: null },
      ]);
    });

    test('one that was being sent when the exporter ended has an unknown end, and is queued again', async () => {
      const id = await finished(1);
      await journal.beginUpload(id, at);
      expect(await journal.recoverUploads()).toBe(1);
      expect(await journal.recoverUploads()).toBe(0);
      expect(await journal.dueUpload(nowMs)).toMatchObject({ captureId: id, state: 'queued', earlier: { unknownEnd: true } });
      expect(await journal.uploadAttempts(id)).toMatchObject([
        { tookMs: null, sentence: expect.stringContaining('ended while it was sent') },
      ]);
    });

    test('one whose capture is superseded is taken out; one on its way says so, and is not sent again', async () => {
      const [queued, sending, sent] = [await finished(1), await finished(2), await finished(3)];
      for (const id of [sending, sent]) await journal.beginUpload(id, at);
      await journal.endUpload(sent, uploadEnd());
      for (const id of [queued, sending, sent]) await journal.supersede(id, 'south has them');
      expect(await dueId()).toBeNull();
      expect(await journal.beginUpload(queued, at)).toBe(false);
      await journal.endUpload(sending, waitingEnd(nowMs));
      const states = await Promise.all([queued, sending, sent].map(async (id) => (await journal.uploadOf(id))?.state));
      expect(states).toEqual(['withdrawn', 'withdrawn', 'accepted']);
      expect(await journal.uploadAttempts(sent)).toMatchObject([{ superseded: 'south has them' }]);
      expect(await journal.uploadCounts()).toEqual({ queued: 0, waiting: 0, nextRetryMs: null });
    });

    test('never queues the file of a capture that was superseded before its end', async () => {
      const [begun] = await journal.begin([startOf(pulseNumber(1))]);
      await journal.supersede(begun?.captureId ?? '', 'south has them');
      await journal.finish(begun?.captureId ?? '', endWith([captured('A')], { upload: true }));
      expect(await journal.uploadOf(begun?.captureId ?? '')).toBeNull();
    });

    test('a person can have one sent again that was refused, and none that arrived', async () => {
      const [refused, arrived] = [await finished(1), await finished(2)];
      for (const id of [refused, arrived]) await journal.beginUpload(id, at);
      await journal.endUpload(refused, uploadEnd({ state: 'refused' }));
      await journal.endUpload(arrived, uploadEnd());
      await journal.retryUpload(refused);
      expect(await journal.dueUpload(nowMs)).toMatchObject({ captureId: refused, failures: 0 });
      await journal.retryUpload(refused);
      await expect(journal.retryUpload(arrived)).rejects.toMatchObject({ code: 'BAD_REQUEST' });
      await expect(journal.retryUpload('99')).rejects.toMatchObject({ code: 'NOT_FOUND' });
    });

    const settled = async (id: string, state: UploadEnd['state'], changes: Partial<UploadEnd> = {}) => {
      await journal.beginUpload(id, at, (await journal.dueUpload(nowMs))?.without ?? null);
      await journal.endUpload(id, uploadEnd({ state, ...changes }));
    };
    const none = { unknownEnd: false, arrived: [] };

    test('channels that a person leaves out are known at the next attempts, until they are taken in again', async () => {
      const id = await two();
      await settled(id, 'refused', { earlier: none });
      await journal.leaveOut(id, { channels: ['B', 'B'], by: 'Ann' });
      expect(await journal.dueUpload(nowMs)).toMatchObject({ channels: ['A', 'B'], without: { channels: ['B'], by: 'Ann' }, failures: 0 });
      expect(await journal.beginUpload(id, at), 'who has read it before sends it whole no more').toBe(false);
      await settled(id, 'refused', { earlier: none });
      expect(await journal.uploadDetails(id)).toMatchObject({
        state: 'refused',
        without: ['B'],
        attemptsMade: [{ attempt: 1 }, { attempt: 2 }],
      });
      await journal.leaveOut(id, { channels: [], by: 'Bob' });
      expect(await journal.dueUpload(nowMs)).toMatchObject({ without: null, state: 'queued' });
    });

    test.each<[what: string, channels: string[], end: Partial<UploadEnd> & Pick<UploadEnd, 'state'>, sentence: string]>([
      ['a channel that is not in it', ['C'], { state: 'refused', earlier: none }, 'has no channel C'],
      ['all of them', ['A', 'B'], { state: 'refused', earlier: none }, 'no channel left'],
      ['one that has arrived', ['A'], { state: 'partly-refused' }, 'brought A'],
      ['one of a file that is in the Gateway', ['A'], { state: 'accepted' }, 'is in the Gateway already'],
    ])('%s cannot be left out, and that is said', async (_, channels, end, sentence) => {
      const id = await two();
      await settled(id, end.state, end);
      const message = expect.stringContaining(sentence);
      await expect(journal.leaveOut(id, { channels, by: 'Ann' })).rejects.toMatchObject({ code: 'BAD_REQUEST', message });
      expect(await journal.uploadOf(id)).toMatchObject({ state: end.state });
    });

    test('of one that is on its way, or does not count, nothing is left out; and where there is none, that is said', async () => {
      const [sending, withdrawn] = [await two(), await two(2)];
      await journal.beginUpload(sending, at);
      await journal.supersede(withdrawn, 'south has them');
      const leaveOut = (id: string) => journal.leaveOut(id, { channels: ['B'], by: 'Ann' });
      await expect(leaveOut(sending)).rejects.toMatchObject({ code: 'BAD_REQUEST', message: expect.stringContaining('being sent now') });
      await expect(leaveOut(withdrawn)).rejects.toMatchObject({ code: 'BAD_REQUEST', message: expect.stringContaining('does not count') });
      await expect(leaveOut('99')).rejects.toMatchObject({ code: 'NOT_FOUND' });
      await expect(journal.uploadDetails('99')).rejects.toMatchObject({ code: 'NOT_FOUND' });
    });

    test('lists uploads newest first, page by page, of the states asked for', async () => {
      const ids = [await finished(1), await finished(2), await finished(3)];
      await settled(ids[0] ?? '', 'refused');
      const listed = async (request: Parameters<Journal['listUploads']>[0]) =>
        (await journal.listUploads(request)).map(({ captureId }) => captureId);
      expect(await listed({ limit: 2 })).toEqual([ids[2], ids[1]]);
      expect(await listed({ limit: 2, before: ids[1] ?? '' })).toEqual([ids[0]]);
      expect(await listed({ limit: 9, states: ['refused', 'waiting'] })).toEqual([ids[0]]);
    });

    async function two(n = 1): Promise<string> {
      const [begun] = await journal.begin([startOf(pulseNumber(n))]);
      const captureId = begun?.captureId ?? '';
      await journal.finish(captureId, endWith([captured('A'), captured('B')], { file: `${n}.h5`, upload: true }));
      return captureId;
    }
  });
}
