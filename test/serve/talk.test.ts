import { describe, expect, test } from 'vitest';
import { mostPending } from '../../core/contract/wire.ts';
import { randomOf } from '../fakes/random.ts';
import { stepped, unavailable } from './events.ts';
import { hasEvent, isAnswerTo, openPage } from './page.ts';
import { stage } from './stage.ts';

async function talking() {
  const scene = await stage();
  const page = openPage(scene.served);
  await page.opened;
  return { ...scene, page };
}

test('a page that is ready gets a snapshot first, then what happens', async () => {
  const { page, feed } = await talking();
  feed.emit(unavailable(1));
  expect(page.heard).toEqual([]);
  page.say({ subscribe: true });
  await page.hear(hasEvent('snapshot'));
  feed.emit(stepped('7'));
  await page.hear(hasEvent('capture/stepped'));
  expect(page.heard).toEqual([
    { batch: 1, events: [{ type: 'snapshot', state: feed.state() }] },
    { batch: 2, events: [stepped('7')] },
  ]);
});

test('commands go through the door, and each answer finds its question, in the order they end', async () => {
  const { page, hold, release, asked } = await talking();
  hold('captureNow');
  page.say({ id: 8, command: 'captureNow', request: { waitForEnd: true } });
  page.say({ id: 3, command: 'stopSchedule', request: {} });
  await page.hear(isAnswerTo(3));
  release('captureNow', { ok: false, failure: { code: 'BUSY', message: 'Not now.' } });
  await page.hear(isAnswerTo(8));
  expect(page.heard).toEqual([
    { id: 3, result: { ok: true, value: { command: 'stopSchedule', request: {} } } },
    { id: 8, result: { ok: false, failure: { code: 'BUSY', message: 'Not now.' } } },
  ]);
  expect(asked[0]).toEqual({ command: 'captureNow', request: { waitForEnd: true } });
});

test('a command at work goes on when its page closes; its answer is for nobody', async () => {
  const { page, hold, release, asked, served } = await talking();
  hold('captureNow');
  page.say({ id: 1, command: 'captureNow', request: {} });
  await expect.poll(() => asked).toHaveLength(1);
  page.socket.terminate();
  await expect.poll(() => served.counts().pages).toBe(0);
  release('captureNow');
  const other = openPage(served);
  await other.opened;
  other.say({ id: 1, command: 'stopSchedule', request: {} });
  expect(await other.hear(isAnswerTo(1))).toMatchObject({ result: { value: { command: 'stopSchedule' } } });
});

test('two pages see the same, and one that goes disturbs the other in nothing', async () => {
  const { page, feed, served } = await talking();
  const other = openPage(served);
  await other.opened;
  for (const each of [page, other]) each.say({ subscribe: true });
  await Promise.all([page, other].map((each) => each.hear(hasEvent('snapshot'))));
  page.socket.terminate();
  feed.emit(stepped('7'));
  expect(await other.hear(hasEvent('capture/stepped'))).toBeDefined();
});

test('too many commands at a time are refused by that name, and the others are answered', async () => {
  const { page, hold, release, asked } = await talking();
  hold('captureNow');
  for (let id = 0; id <= mostPending; id++) page.say({ id, command: 'captureNow', request: {} });
  expect(await page.hear(isAnswerTo(mostPending))).toMatchObject({ result: { failure: { code: 'BUSY' } } });
  release('captureNow');
  await page.hear(isAnswerTo(mostPending - 1));
  expect(asked).toHaveLength(mostPending);
});

test('an answer that JSON cannot say costs that line, which says so, and nothing else', async () => {
  const { page, served, door } = await talking();
  door.dispatch = async () => ({ ok: true, value: 5n });
  page.say({ id: 1, command: 'captureNow', request: {} });
  expect(await page.closed).toEqual({ code: 1011, reason: expect.stringContaining('JSON') });
  await openPage(served).opened;
});

describe('what is no message', () => {
  const random = randomOf(7);
  const some = <T>(from: readonly T[]): T | undefined => from[Math.floor(random() * from.length)];
  const pieces = [
    '{',
    '}',
    '[',
    ']',
    '"',
    ':',
    ',',
    'null',
    'true',
    '1e999',
    '-1',
    '"id"',
    '"command"',
    '"captureNow"',
    '\u0000',
    '💥',
    '__proto__',
  ];
  const texts = Array.from({ length: 500 }, () => Array.from({ length: Math.floor(random() * 12) }, () => some(pieces)).join(''));
  const wrong = [
    ...[
      '',
      ' ',
      'null',
      '7',
      '"x"',
      '[]',
      '{}',
      '{"subscribe":false}',
      '{"taken":-1}',
      '{"taken":1.5}',
      '{"id":1}',
      '{"id":"1","command":"x","request":{}}',
    ],
    ...[
      '{"id":1,"command":7,"request":{}}',
      '{"id":1,"command":"captureNow","request":{},"more":1}',
      '['.repeat(100_000),
      `"${'x'.repeat(900_000)}"`,
    ],
    `{"id":1,"command":"${'x'.repeat(101)}","request":{}}`,
  ];

  test('is answered with a sentence, counted, and reaches nobody; the line holds', async () => {
    const { page, served, asked } = await talking();
    for (const text of [...wrong, ...texts]) page.socket.send(text);
    for (let n = 0; n < 300; n++) page.socket.send(Buffer.from(Array.from({ length: n }, () => Math.floor(random() * 256))));
    page.say({ id: 1, command: 'stopSchedule', request: {} });
    await page.hear(isAnswerTo(1));
    expect(served.counts().malformed).toBe(wrong.length + texts.length + 300);
    expect(asked).toEqual([{ command: 'stopSchedule', request: {} }]);
    expect(page.heard.find(isAnswerTo(null))).toMatchObject({ result: { ok: false, failure: { code: 'BAD_REQUEST' } } });
  });

  test('of more than a megabyte ends the line, and is not read to its end', async () => {
    const { page, served, asked } = await talking();
    page.socket.send(`{"id":1,"command":"captureNow","request":"${'x'.repeat(1_000_000)}"}`);
    expect(await page.closed).toMatchObject({ code: 1009 });
    expect(asked).toEqual([]);
    await openPage(served).opened;
  });

  test.each(Array.from({ length: 50 }, (_, seed) => seed))(
    'nor a frame of a WebSocket: bytes by chance %i end that line only',
    async (seed) => {
      const { page, served } = await talking();
      const byChance = randomOf(seed);
      const raw = Reflect.get(page.socket, '_socket');
      if (!isWritable(raw)) throw new Error('ws keeps its socket elsewhere');
      raw.write(Buffer.from(Array.from({ length: 2000 }, () => Math.floor(byChance() * 256))));
      raw.end();
      await page.closed;
      const other = openPage(served);
      await other.opened;
      other.say({ id: 1, command: 'stopSchedule', request: {} });
      await other.hear(isAnswerTo(1));
    },
  );
});

function isWritable(value: unknown): value is { write(bytes: Buffer): void; end(): void } {
  return typeof value === 'object' && value !== null && 'write' in value && 'end' in value;
}
