import { expect, test } from 'vitest';
import type { UploadApi, UploadFacts } from '../../../core/contract/uploads.ts';
import { createLoader } from '../../../renderer/uploads/loader.ts';
import type { UploadPages } from '../../../renderer/uploads/pages.ts';
import { uploadsChanged } from '../../../renderer/uploads/uploads-changed.ts';
import { allCaptured, capture, stateWith } from '../states.ts';

function stage(count: number) {
  const uploads = Array.from(
    { length: count },
    (_, n): UploadFacts => ({
      ...{
        captureId: String(count - n),
        pulse: { pulseId: '1', timestampNs: '0' },
        file: 'a.h5',
        bytes: 1,
        state: 'accepted',
        retryAt: null,
      },
      ...{ attempts: 1, sentence: '', failure: null, refused: [] },
    }),
  );
  const asked: Parameters<UploadApi['listUploads']>[0][] = [];
  const waiting: (() => void)[] = [];
  const told: UploadPages[] = [];
  const troubles: (string | null)[] = [];
  const fails = { now: false };
  const list: UploadApi['listUploads'] = async (request) => {
    asked.push(request);
    if (fails.now) throw new Error('The line is lost.');
    const { before, limit } = request;
    return uploads.filter(({ captureId }) => before === undefined || Number(captureId) < Number(before)).slice(0, limit);
  };
  const loader = createLoader({
    list,
    filter: 'all',
    onPages: (pages) => told.push(pages),
    onTrouble: (sentence) => troubles.push(sentence),
    later(run) {
      waiting.push(run);
      return () => waiting.splice(waiting.indexOf(run), 1);
    },
  });
  return { loader, asked, waiting, told, troubles, fails };
}

const settled = () => new Promise<void>((resolve) => setImmediate(resolve));

test('what changes many times is asked for once, and once more after a rest', async () => {
  const { loader, asked, waiting, told } = stage(3);
  loader.changed();
  await settled();
  for (let n = 0; n < 20; n++) loader.changed();
  await settled();
  expect(asked).toHaveLength(1);
  expect(told.at(-1)).toMatchObject({ ended: true, uploads: [{ captureId: '3' }, { captureId: '2' }, { captureId: '1' }] });
  waiting.shift()?.();
  await settled();
  expect(asked).toHaveLength(2);
  waiting.shift()?.();
  await settled();
  expect(asked).toHaveLength(2);
});

test('who scrolls to the end gets more, and what is in sight is kept new', async () => {
  const { loader, asked, waiting, told } = stage(250);
  loader.changed();
  await settled();
  loader.saw(80, 100);
  await settled();
  loader.saw(180, 200);
  await settled();
  expect(told.at(-1)).toMatchObject({ ended: true });
  expect(told.at(-1)?.uploads).toHaveLength(250);
  loader.changed();
  waiting.shift()?.();
  await settled();
  expect(asked.slice(-2)).toEqual([{ limit: 100 }, { limit: 100, before: '71' }]);
  expect(told.at(-1)?.uploads).toHaveLength(250);
});

test('why it cannot be told is said until it can be again', async () => {
  const { loader, waiting, troubles, fails } = stage(3);
  fails.now = true;
  loader.changed();
  await settled();
  expect(troubles).toEqual(['The line is lost.']);
  fails.now = false;
  loader.changed();
  waiting.shift()?.();
  await settled();
  expect(troubles.at(-1)).toBeNull();
});

test('after its stop it asks and tells nothing', async () => {
  const { loader, asked, told } = stage(3);
  loader.changed();
  loader.stop();
  await settled();
  loader.changed();
  loader.saw(0, 100);
  await settled();
  expect(asked).toHaveLength(1);
  expect(told).toEqual([]);
});

test('only what is about uploads makes the list look again', () => {
  const queued = capture(1, allCaptured, { upload: 'queued' });
  const before = stateWith({ captures: [queued] });
  expect(uploadsChanged(before, before)).toBe(false);
  expect(uploadsChanged(stateWith({ captures: [capture(2, {}), queued] }), before)).toBe(false);
  expect(uploadsChanged(stateWith({ captures: [{ ...queued, upload: 'sending' }] }), before)).toBe(true);
  expect(uploadsChanged(stateWith({ captures: [capture(2, {}, { upload: 'queued' }), queued] }), before)).toBe(true);
});
