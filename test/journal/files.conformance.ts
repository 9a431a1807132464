import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { uploadStates } from '../../core/contract/uploads.ts';
import type { Journal } from '../../core/journal/port.ts';
import { at, captured, endWith, missing, pulseNumber, startOf } from './samples.ts';
import { settle, uploadEnd } from './settled.ts';

const later = '2026-11-23T10:00:00.000Z';

/** What every journal does with files that may go, and with what it may forget. `open` gives an empty one. */
export function fileConformance(name: string, open: () => Promise<Journal>): void {
  describe(`files in a journal ${name}`, () => {
    let journal: Journal;
    beforeEach(async () => {
      journal = await open();
    });
    afterEach(() => journal.close());

    const namesAfter = async (after = '', limit = 100) => (await journal.uploadedFiles(after, limit)).files.map(({ file }) => file);

    test('gives of all files those that are whole in the Gateway', async () => {
      for (const [n, upload] of [null, ...uploadStates].entries()) await settle(journal, n, { upload });
      await settle(journal, 50, { upload: null, file: null });
      const accepted = uploadStates.indexOf('accepted') + 1;
      expect(await journal.uploadedFiles('', 100)).toEqual({
        files: [{ file: `${accepted}.h5`, bytes: 10, pulseMs: expect.any(Number), uploadedMs: Date.parse(at) }],
        lastFile: null,
      });
      expect(await journal.countUploaded('', 100)).toEqual({ files: 1, bytes: 10, lastFile: null });
    });

    test('gives none of which a channel was left out: nobody else has it', async () => {
      const id = await settle(journal, 1, { upload: 'refused' });
      const without = { channels: ['B'], by: 'Ann' };
      await journal.leaveOut(id, without);
      await journal.beginUpload(id, at, without);
      await journal.endUpload(id, uploadEnd());
      expect(await journal.uploadOf(id)).toMatchObject({ state: 'accepted' });
      expect(await namesAfter()).toEqual([]);
    });

    test('gives them page by page, oldest pulse first, looking at no more than asked for', async () => {
      for (const n of [3, 1, 2]) await settle(journal, n, { upload: 'accepted', bytes: n });
      await settle(journal, 0, { upload: 'queued' });
      expect(await journal.uploadedFiles('', 2)).toMatchObject({ files: [{ file: '1.h5' }], lastFile: '1.h5' });
      expect(await journal.uploadedFiles('1.h5', 2)).toMatchObject({ files: [{ file: '2.h5' }, { file: '3.h5' }], lastFile: '3.h5' });
      expect(await journal.uploadedFiles('3.h5', 2)).toEqual({ files: [], lastFile: null });
      expect(await journal.countUploaded('', 3)).toEqual({ files: 2, bytes: 3, lastFile: '2.h5' });
      expect(await journal.countUploaded('2.h5', 3)).toEqual({ files: 1, bytes: 3, lastFile: null });
    });

    test('counts the age of a file from its upload', async () => {
      await settle(journal, 1, { upload: 'accepted', sentAt: later });
      expect((await journal.uploadedFiles('', 1)).files[0]?.uploadedMs).toBe(Date.parse(later));
    });

    test('a file that was removed says when, and is as captured and as uploaded as before', async () => {
      const id = await settle(journal, 1, { upload: 'accepted' });
      await settle(journal, 2, { upload: 'accepted' });
      await journal.keep('removing', ['1.h5']);
      expect(await journal.filesRemoved(['1.h5', 'unknown.h5'], later)).toEqual([id]);
      expect(await journal.kept('removing')).toEqual([]);
      expect(await journal.get(id)).toMatchObject({ removedAt: later, file: '1.h5', verdict: 'partial', upload: 'accepted' });
      expect((await journal.list(1))[0]).not.toHaveProperty('removedAt');
      expect((await journal.earlier(pulseNumber(1))).captured).toEqual(['A', 'B']);
      expect(await namesAfter()).toEqual(['2.h5']);
      expect(await journal.filesRemoved(['1.h5'], at), 'once').toEqual([]);
      await expect(journal.retryUpload(id)).rejects.toMatchObject({ code: 'BAD_REQUEST' });
    });

    test('keeps facts by key until they are replaced', async () => {
      expect(await journal.kept('holder')).toBeNull();
      await journal.keep('holder', { by: 'Ann' });
      await journal.keep('holder', { by: 'Bob' });
      expect(await journal.kept('holder')).toEqual({ by: 'Bob' });
      expect(await journal.kept('removing')).toBeNull();
      expect(await journal.groupKept('epoch')).toBeNull();
    });

    test('tells of its oldest captures what says whether they may be forgotten', async () => {
      const first = await settle(journal, 1, { upload: 'accepted' });
      const removed = await settle(journal, 2, { upload: 'accepted' });
      await journal.filesRemoved(['2.h5'], later);
      const [open] = await journal.begin([startOf(pulseNumber(3))]);
      const { captures, newestId } = await journal.oldestCaptures('0', 10);
      expect(newestId).toBe(Number(open?.captureId));
      expect(captures).toEqual([
        { captureId: first, startedAt: at, isFinished: true, hasFile: true, hasDetails: true, upload: 'accepted', isCut: false },
        { captureId: removed, startedAt: at, isFinished: true, hasFile: false, hasDetails: true, upload: 'accepted', isCut: false },
        { captureId: open?.captureId, startedAt: at, isFinished: false, hasFile: false, hasDetails: false, upload: null, isCut: false },
      ]);
      expect((await journal.oldestCaptures(first, 1)).captures).toMatchObject([{ captureId: removed }]);
    });

    test('forgets a capture whole, or its details, and is right about all others', async () => {
      const [gone, here, other] = [
        await settle(journal, 1, { upload: 'accepted' }),
        await settle(journal, 2, { upload: 'accepted' }),
        await settle(journal, 3, { upload: 'accepted' }),
      ];
      await journal.filesRemoved(['1.h5'], later);
      await journal.prune({ whole: [gone], details: [here] });
      expect(await journal.get(gone)).toBeNull();
      expect(await journal.uploadOf(gone)).toBeNull();
      expect(await journal.get(here)).toMatchObject({ counts: { captured: 2 }, file: '2.h5', upload: 'accepted', outcomes: [] });
      expect(await journal.uploadAttempts(here)).toEqual([]);
      expect(await namesAfter(), 'and may still be removed').toEqual(['2.h5', '3.h5']);
      expect((await journal.get(other))?.outcomes).toHaveLength(2);
      expect(await journal.uploadAttempts(other)).toHaveLength(1);
      const [again] = await journal.begin([startOf(pulseNumber(2))]);
      expect(again, 'no two files of a pulse have one name').toMatchObject({ attempt: 2 });
      expect(Number(again?.captureId)).toBeGreaterThan(Number(other));
    });

    test('never forgets what is not finished, not sent, refused, or has its file here, whatever is asked for', async () => {
      const [open] = await journal.begin([startOf(pulseNumber(90))]);
      const ids = [open?.captureId ?? ''];
      for (const [n, upload] of (['queued', 'sending', 'waiting', 'refused', 'partly-refused'] as const).entries())
        ids.push(await settle(journal, n, { upload }));
      const here = await settle(journal, 50, { upload: 'accepted' });
      await journal.prune({ whole: [...ids, here, '999'], details: ids });
      for (const id of ids.slice(1)) expect((await journal.get(id))?.outcomes, id).toHaveLength(2);
      expect(await journal.get(ids[0] ?? '')).not.toBeNull();
      expect((await journal.get(here))?.outcomes).toHaveLength(2);
      await journal.finish(ids[0] ?? '', endWith([captured('A'), missing('B')], { verdict: 'failed', file: null }));
    });
  });
}
