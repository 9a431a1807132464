import { expect, test } from 'vitest';
import type { Ask } from '../../../core/contract/client.ts';
import { ExporterError } from '../../../core/contract/errors.ts';
import { createAnswering } from '../../../renderer/explorer/answering.ts';
import { mostAsked } from '../../../renderer/frame/line.ts';
import type { ToFrame } from '../../../renderer/frame/talk.ts';

/** The page's end with an exporter that answers with what it was asked, or with `told`. */
function scene(told?: unknown) {
  const asked: unknown[] = [];
  const read: { route: string; query: unknown; signal: AbortSignal }[] = [];
  const posted: ToFrame[] = [];
  const transferred: unknown[] = [];
  const around: unknown[] = [];
  let held: Promise<unknown> | null = null;
  const exporter: { ask: Ask } = Object.assign({
    async ask(command: string, request: unknown) {
      asked.push([command, request]);
      await held;
      if (told instanceof Error) throw told;
      return told ?? { kind: 'dataset' };
    },
  });
  const answering = createAnswering({
    ...{ file: 'runs/a.h5', ask: exporter.ask },
    async readData(route, query, signal) {
      read.push({ route, query, signal });
      await held;
      return { header: { dtype: 'uint8', shape: [2] }, bytes: new Uint8Array(new ArrayBuffer(18), 16) };
    },
    post(message, transfer) {
      posted.push(message);
      transferred.push(...transfer);
    },
    onShown: () => around.push('shown'),
    onTrouble: (sentence, whole) => around.push({ sentence, whole }),
    onBeyond: (sentence) => around.push(sentence),
  });
  return { answering, asked, read, posted, transferred, around, hold: (until: Promise<unknown>) => (held = until) };
}

test('each question is asked of the one file that is open, whatever the frame asks', async () => {
  const { answering, asked, read, posted } = scene();
  answering.take({ id: 1, ask: 'entity', path: '/x' });
  answering.take({ id: 2, ask: 'attributes', path: '/x' });
  answering.take({ id: 3, ask: 'value', path: '/x', selection: '0:3' });
  answering.take({ id: 4, ask: 'slice', path: '/x', selection: '0,:' });
  answering.take({ id: 5, ask: 'entity', path: '/x', file: '/etc/passwd' });
  answering.take({ id: 6, ask: 'exploreFolder', path: '/' });
  answering.take({ id: 7, ask: 'applySettings', path: '/' });
  await expect.poll(() => posted.length).toBe(4);
  expect(asked).toEqual([
    ['exploreEntity', { file: 'runs/a.h5', path: '/x' }],
    ['exploreAttributes', { file: 'runs/a.h5', path: '/x' }],
    ['exploreValue', { file: 'runs/a.h5', path: '/x', selection: '0:3' }],
  ]);
  expect(read).toMatchObject([{ route: '/data/slice', query: { file: 'runs/a.h5', dataset: '/x', selection: '0,:' } }]);
});

test('numbers are handed over, not copied, with where they begin', async () => {
  const { answering, posted, transferred } = scene();
  answering.take({ id: 1, ask: 'slice', path: '/x' });
  await expect.poll(() => posted.length).toBe(1);
  expect(posted[0]).toMatchObject({ id: 1, ok: true, answer: { dtype: 'uint8', shape: [2], from: 16 } });
  expect(transferred).toEqual([expect.any(ArrayBuffer)]);
});

test('what the exporter refuses is said in its words, without its code', async () => {
  const { answering, posted } = scene(new ExporterError('READ_FAILED', 'a.h5 is cut short at 4 MB.'));
  answering.take({ id: 1, ask: 'entity', path: '/' });
  await expect.poll(() => posted).toEqual([{ id: 1, ok: false, message: 'a.h5 is cut short at 4 MB.' }]);
});

test('more at a time than our own frame asks is refused, and so is an id that is still being answered', async () => {
  const { answering, posted, asked, hold } = scene();
  const until = Promise.withResolvers<void>();
  hold(until.promise);
  for (let id = 1; id <= mostAsked + 1; id++) answering.take({ id, ask: 'entity', path: '/' });
  answering.take({ id: 1, ask: 'entity', path: '/' });
  expect(asked).toHaveLength(mostAsked);
  expect(posted).toMatchObject([
    { id: mostAsked + 1, ok: false },
    { id: 1, ok: false },
  ]);
  until.resolve();
  await expect.poll(() => posted.length).toBe(mostAsked + 2);
});

test('a slice that nobody waits for is not read on, and after the stop nothing is answered', async () => {
  const { answering, read, posted, hold } = scene();
  const until = Promise.withResolvers<void>();
  hold(until.promise);
  answering.take({ id: 1, ask: 'slice', path: '/x' });
  answering.take({ id: 2, ask: 'slice', path: '/y' });
  answering.take({ cancel: 1 });
  expect(read.map(({ signal }) => signal.aborted)).toEqual([true, false]);
  answering.stop();
  expect(read.map(({ signal }) => signal.aborted)).toEqual([true, true]);
  until.resolve();
  await until.promise;
  await Promise.resolve();
  expect(posted).toEqual([]);
});

test('lists that are cut short are said around the frame', async () => {
  const group = scene({ kind: 'group', children: [], beyond: 7 });
  group.answering.take({ id: 1, ask: 'entity', path: '/many' });
  await expect.poll(() => group.around).toEqual([expect.stringContaining('/many has 7 more members')]);
  const paths = scene({ paths: ['/a'], beyond: 3 });
  paths.answering.take({ id: 1, ask: 'paths' });
  await expect.poll(() => paths.around).toEqual([expect.stringContaining('3 more are not searched')]);
});

test('that the explorer is drawn, and that it is not any more, is heard', () => {
  const { answering, around } = scene();
  answering.take({ shown: true });
  answering.take({ trouble: 'It broke.', whole: true });
  expect(around).toEqual(['shown', { sentence: 'It broke.', whole: true }]);
});
