import { expect, test } from 'vitest';
import { protocolVersion } from '../../../core/group/protocol.ts';
import { seededRandom } from '../../../core/group/wire/memory-lane.ts';
import { gathered, order } from './gathered.ts';
import { openPulse, reportOf } from './member.ts';
import { pulse } from './world.ts';

const random = seededRandom(4);
const below = (most: number): number => Math.floor(random() * most);

/** What follower `one` of this world says of each kind, right but for its number. */
function rightMessages({ world, one }: Awaited<ReturnType<typeof gathered>>): unknown[] {
  const from = { v: protocolVersion, from: 'one', session: one.session() };
  const counts = { announced: 1, received: 1, backFilled: 0, givenUp: 0, superseded: 0 };
  const setupId = world.entries('setup')[0]?.setupId ?? null;
  return [
    {
      ...from,
      session: null,
      kind: 'hello',
      version: '1.0.0',
      run: 'run-1',
      last: null,
      setupId,
      open: [openPulse(pulse(1), 'working', ['D01'])],
      trouble: null,
    },
    { ...from, kind: 'beat', working: [pulse(1)], counts, setupId, trouble: null },
    { ...from, kind: 'progress', pulse: pulse(1), step: 'collecting', decided: 1, expected: 4 },
    { ...from, kind: 'report', report: reportOf(pulse(1), one.share()) },
    { ...from, kind: 'replay', first: 1, last: 4 },
    { ...from, kind: 'ask', pulses: [pulse(1), pulse(2)] },
    { ...from, kind: 'command', id: 'a', command: 'captureNow', request: {} },
    { ...from, kind: 'bye' },
  ];
}

const oddValues: unknown[] = [
  null,
  true,
  -1,
  1e300,
  0.5,
  '',
  '9'.repeat(20),
  '-1',
  'x'.repeat(3000),
  [],
  {},
  [[[]]],
  { v: protocolVersion },
  '__proto__',
  '\u0000',
];

/** One place of it, however deep, is something else, gone, or twice. */
function mutated(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || random() < 0.15) return oddValues[below(oddValues.length)];
  if (Array.isArray(value)) {
    const at = below(value.length + 1);
    if (at === value.length) return [...value, ...value];
    return value.map((each, index) => (index === at ? mutated(each) : each));
  }
  const entries = Object.entries(value);
  const at = below(entries.length + 1);
  if (at === entries.length) return { ...value, unknown: oddValues[below(oddValues.length)] };
  if (random() < 0.2) return Object.fromEntries(entries.toSpliced(at, 1));
  return Object.fromEntries(entries.map(([key, each], index) => [key, index === at ? mutated(each) : each]));
}

function garbled(text: string): string {
  const at = below(text.length);
  return random() < 0.5 ? text.slice(0, at) : text.slice(0, at) + String.fromCharCode(below(0x10000)) + text.slice(at + 1);
}

test('20,000 mutated messages never throw; each is counted or answers to what it still says, and the group goes on', async () => {
  const group = await gathered(['one', 'two']);
  const { world, one, two } = group;
  world.leader.announce(order);
  const right = rightMessages(group);
  let n = 1000;
  for (let nth = 0; nth < 20_000; nth++) {
    const message = { ...Object(right[below(right.length)]), n: n++ };
    const text = JSON.stringify(random() < 0.8 ? mutated(message) : message) ?? '';
    world.say(below(20) === 0 ? `peer-${below(2000)}` : 'peer-one', random() < 0.2 ? garbled(text) : text);
    if (nth % 500 === 0) world.pass(250);
  }
  const { ignored } = world.leader.facts();
  expect(ignored['malformed']).toBeGreaterThan(10_000);
  expect(ignored['other-version']).toBeGreaterThan(10);
  expect((ignored['forged'] ?? 0) + (ignored['replayed'] ?? 0)).toBeGreaterThan(100);
  expect(world.notices()).not.toContain('INTERNAL');

  world.pass(1000);
  one.hello({ run: 'run-9' });
  one.beat();
  two.hello();
  two.beat();
  world.pass(250);
  const { devices } = world.leader.announce({ ...order, pulse: pulse(7) });
  const before = world.entries('verdict').length;
  world.leader.ownReported(reportOf(pulse(7), devices));
  for (const each of [one, two]) each.report(reportOf(pulse(7), each.share()));
  expect(world.entries('verdict').slice(before)).toMatchObject([{ pulse: pulse(7), verdict: 'complete', captured: 12 }]);
});

test('messages that are no JSON objects are malformed, and nothing is answered', async () => {
  const { world } = await gathered([]);
  const half = JSON.stringify({ v: protocolVersion, kind: 'hello' });
  for (const text of ['', 'null', '[]', '"x"', '1', '{', '{}', '{"v":"1"}', half, '\u0000'.repeat(1000)]) world.say('peer-x', text);
  expect(world.leader.facts().ignored).toEqual({ malformed: 10 });
  expect(world.heard.answers).toEqual([]);
});

test('a name like a property of every object is only a name', async () => {
  const { world, one } = await gathered(['one']);
  one.tell({ kind: 'report', report: reportOf(pulse(1), ['__proto__', 'constructor', 'toString']) });
  expect(world.answersTo('peer-one', 'counted')).toHaveLength(1);
});

test('hello over and over from one connection is welcomed four times a second, for the setup is large', async () => {
  const { world, one } = await gathered(['one']);
  world.pass(1000);
  const before = world.answersTo('peer-one', 'welcome').length;
  for (let nth = 0; nth < 1000; nth++) one.hello();
  expect(world.answersTo('peer-one', 'welcome').length - before).toBe(4);
  expect(world.leader.facts().ignored).toEqual({ replayed: 996 });
});
