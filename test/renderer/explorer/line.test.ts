import { MessageChannel } from 'node:worker_threads';
import { expect, onTestFinished, test } from 'vitest';
import { createLine, mostAsked, type Port } from '../../../renderer/frame/line.ts';

/** The frame's line, and what arrives of it at the page around. */
function scene() {
  const said: unknown[] = [];
  const themes: unknown[] = [];
  const listeners: ((event: { data: unknown }) => void)[] = [];
  const port: Port = {
    postMessage: (message) => said.push(structuredClone(message)),
    addEventListener: (_, listener) => listeners.push(listener),
    start: () => undefined,
  };
  const line = createLine(port, (message) => themes.push(message));
  const answer = (data: unknown) => {
    for (const listener of listeners) listener({ data });
  };
  return { line, said, themes, answer };
}
const entity = { ask: 'entity', path: '/' } as const;

test('an answer reaches who asked, and a refusal as its sentence', async () => {
  const { line, said, answer } = scene();
  const [one, other] = [line.ask(entity), line.ask({ ask: 'paths' })];
  expect(said).toEqual([
    { id: 1, ask: 'entity', path: '/' },
    { id: 2, ask: 'paths' },
  ]);
  answer({ id: 2, ok: false, message: 'The file is gone.' });
  answer({ id: 1, ok: true, answer: 'found' });
  await expect(other).rejects.toThrow('The file is gone.');
  expect(await one).toMatchObject({ answer: 'found' });
});

test('no more than a few are asked at a time; the rest wait for their turn', async () => {
  const { line, said, answer } = scene();
  const all = Array.from({ length: mostAsked + 3 }, () => line.ask(entity));
  expect(said).toHaveLength(mostAsked);
  answer({ id: 4, ok: true, answer: 4 });
  expect(said).toHaveLength(mostAsked + 1);
  for (let id = 1; id <= mostAsked + 3; id++) answer({ id, ok: true, answer: id });
  expect((await Promise.all(all)).map(({ answer }) => answer)).toEqual(all.map((_, at) => at + 1));
});

test('more than can wait are refused with a sentence', async () => {
  const { line } = scene();
  for (let n = 0; n < mostAsked + 5000; n++) line.ask(entity).catch(() => undefined);
  await expect(line.ask(entity)).rejects.toThrow('5000 questions wait already');
});

test('what nobody waits for any more is cancelled: said where it was asked, and never asked where it was not', async () => {
  const { line, said } = scene();
  const [asked, waiting] = [new AbortController(), new AbortController()];
  const first = line.ask(entity, asked.signal);
  for (let n = 1; n < mostAsked; n++) line.ask(entity).catch(() => undefined);
  const last = line.ask(entity, waiting.signal);
  waiting.abort(new Error('entity changed'));
  asked.abort(new Error('entity changed'));
  await expect(first).rejects.toThrow('entity changed');
  await expect(last).rejects.toThrow('entity changed');
  expect(said.filter((message) => JSON.stringify(message).includes('cancel'))).toEqual([{ cancel: 1 }]);
  expect(said).toHaveLength(mostAsked + 1);
  await expect(line.ask(entity, AbortSignal.abort(new Error('too late')))).rejects.toThrow('too late');
});

test('what is no message of the page is passed by; a theme is heard', async () => {
  const { line, themes, answer } = scene();
  const asked = line.ask(entity);
  answer({ id: 1, ok: true, answer: 'false friend', extra: 1 });
  answer({ id: 99, ok: true, answer: 'nobody asked' });
  answer({ theme: 'dark' });
  answer({ id: 1, ok: true, answer: 'found' });
  expect(await asked).toMatchObject({ answer: 'found' });
  expect(themes).toEqual([{ theme: 'dark' }]);
});

test('over a real port numbers come as their bytes', async () => {
  const { port1, port2 } = new MessageChannel();
  onTestFinished(() => port1.close());
  port1.on('message', ({ id }: { id: number }) => {
    const bytes = new Float64Array([1, 2]).buffer;
    port1.postMessage({ id, ok: true, answer: null, bytes }, [bytes]);
  });
  const port: Port = {
    postMessage: (message) => port2.postMessage(message),
    addEventListener: (_, listener) => void port2.on('message', (data) => listener({ data })),
    start: () => port2.start(),
  };
  const line = createLine(port, () => undefined);
  const { bytes } = await line.ask({ ask: 'slice', path: '/a' });
  expect(new Float64Array(bytes ?? new ArrayBuffer(0))).toEqual(new Float64Array([1, 2]));
});
