import { expect, test } from 'vitest';
import { createPictures } from '../../../renderer/preview/pictures.ts';
import { smallHeader } from './previews.ts';

const first = () => 0;
const { signal } = new AbortController();

function bytesOf(...numbers: number[]): Uint8Array<ArrayBuffer> {
  return new Uint8Array(new Float32Array(numbers).buffer);
}

test('a thumbnail is read once, and is there at once from then on', async () => {
  const asked: unknown[] = [];
  const pictures = createPictures(async (route, query) => {
    asked.push([route, query]);
    return { header: smallHeader, bytes: bytesOf(3, 4) };
  });
  const of = { file: 'a.h5', channel: 'CAM' };
  expect(pictures.thumbnailAtOnce(of)).toBeUndefined();
  expect([...(await pictures.thumbnail(of, first, signal)).values]).toEqual([3, 4]);
  await pictures.thumbnail(of, first, signal);
  expect(asked).toEqual([['/data/thumbnail', { ...of, width: 240, height: 180 }]]);
  expect(pictures.thumbnailAtOnce(of)?.figures.sum).toBe(1000);
});

test('no more than four are asked for at a time, and one that fails gives its place to the next', async () => {
  let now = 0;
  let most = 0;
  const waiting: (() => void)[] = [];
  const pictures = createPictures(async () => {
    now += 1;
    most = Math.max(most, now);
    await new Promise<void>((resolve) => waiting.push(resolve));
    now -= 1;
    throw new Error('gone');
  });
  const all = Promise.allSettled(
    Array.from({ length: 9 }, (_, at) => pictures.thumbnail({ file: 'a.h5', channel: String(at) }, first, signal)),
  );
  let isOver = false;
  all.then(
    () => {
      isOver = true;
    },
    () => undefined,
  );
  while (!isOver) {
    waiting.splice(0).forEach((go) => void go());
    await Promise.resolve();
  }
  expect(most).toBe(4);
  expect((await all).every(({ status }) => status === 'rejected')).toBe(true);
});

test('the traces of a file are parted by their channels', async () => {
  const channels = [
    { channel: 'A', count: 100, values: 2, least: 1, most: 2 },
    { channel: 'B', count: 1, values: 1, least: 3, most: 3 },
  ];
  const pictures = createPictures(async () => ({ header: { channels }, bytes: bytesOf(1, 2, 3) }));
  const traces = await pictures.traces('a.h5', first, signal);
  expect([...(traces.get('A')?.points ?? [])]).toEqual([1, 2]);
  expect([...(traces.get('B')?.points ?? [])]).toEqual([3]);
});

test('an answer that is no picture is refused with a sentence', async () => {
  const pictures = createPictures(async () => ({ header: {}, bytes: bytesOf() }));
  await expect(pictures.thumbnail({ file: 'a.h5', channel: 'CAM' }, first, signal)).rejects.toMatchObject({ code: 'INTERNAL' });
});
