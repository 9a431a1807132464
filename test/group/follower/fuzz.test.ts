import { expect, test } from 'vitest';
import { protocolVersion } from '../../../core/group/protocol.ts';
import { randomOf } from '../../fakes/random.ts';
import { createScene } from './scene.ts';
import { metadata, pulseOf, record, type ScriptedLeader } from './scripted-leader.ts';

const messages = 20_000;

/** One of each kind that a leader sends, as it would be right. */
function rightMessages(north: ScriptedLeader): unknown[] {
  const head = { v: protocolVersion, leader: 'north', epoch: 3 };
  const pulse = pulseOf(1);
  return [
    ...north.log.map(({ entry }) => entry),
    { ...head, kind: 'beat', seq: 4, pulses: 1, leaving: false },
    { ...head, kind: 'welcome', session: 's', seq: 4, pulses: 1, setup: north.log[0]?.entry, plan: north.log[1]?.entry, lostAfterMs: 5000 },
    { v: protocolVersion, kind: 'refused', failure: { code: 'MEMBER_LOST', message: 'Who are you?' } },
    { ...head, kind: 'ack', n: 3 },
    { ...head, kind: 'counted', captureId: 'capture-1', pulse },
    { ...head, kind: 'superseded', captureId: 'capture-1', pulse, by: 'west has them.' },
    {
      ...head,
      kind: 'replayed',
      entries: [{ entry: north.log[2]?.entry, ageMs: 5, yours: ['CAM-1'] }],
      gone: { from: 1, to: 9, pulses: 2 },
    },
    { ...head, kind: 'tasks', tasks: [{ pulse, metadata, record, devices: ['CAM-1'], waitMs: 0 }], given: [pulse] },
    { ...head, kind: 'result', id: 'run-1-1', result: { ok: true, value: 7 } },
  ];
}

const strange = [null, true, -1, 0, 1, 2.5, 1e300, '', 'north', 'south', '18446744073709551616', [], [[]], {}, { v: protocolVersion }];

/** Something of it is left out, another thing, or cut off. */
function spoilt(message: unknown, random: () => number): string {
  const pick = <T>(all: readonly T[]): T | undefined => all[Math.floor(random() * all.length)];
  const spoil = (value: unknown, depth: number): unknown => {
    if (typeof value !== 'object' || value === null || (depth > 0 && random() < 0.2)) return pick(strange);
    const entries = Object.entries(value);
    const at = Math.floor(random() * entries.length);
    const changed = entries.flatMap(([key, inner], n): [string, unknown][] => {
      if (n !== at) return [[key, inner]];
      return random() < 0.2 ? [] : [[random() < 0.1 ? `${key}s` : key, spoil(inner, depth + 1)]];
    });
    return Array.isArray(value) ? changed.map(([, inner]) => inner) : Object.fromEntries(changed);
  };
  const text = JSON.stringify(random() < 0.9 ? spoil(message, 0) : message) ?? '';
  return random() < 0.1 ? text.slice(0, Math.floor(random() * text.length)) : text;
}

test(`${messages} announcements and answers out of shape never throw, and each that cannot be read is counted`, async () => {
  const random = randomOf(4);
  const { joined, wire, run, follower, notices, codes } = createScene();
  const north = await joined();
  north.pulse(1);
  north.verdict(1, 'complete');
  await run(100);
  const right = rightMessages(north);
  const inject = [wire.injectAnnounced, wire.injectAnswered];
  for (let n = 0; n < messages; n++) {
    const say = inject[n % 2] ?? wire.injectAnswered;
    say('east', random() < 0.9 ? 'north' : 'south', spoilt(right[Math.floor(random() * right.length)], random));
    if (n % 500 === 0) await run(250);
  }
  expect(codes().filter((code) => code === 'INTERNAL' || code === 'JOURNAL_FAILED')).toEqual([]);
  expect(notices.length).toBeLessThan(messages);
  const { ignored } = follower.facts();
  expect(ignored.malformed).toBeGreaterThan(messages / 2);
  expect(ignored.forged).toBeGreaterThan(100);
  expect(ignored['other-version']).toBeGreaterThan(100);
});

test('what is no JSON, or of another version, is counted by its reason and changes nothing', async () => {
  const { joined, wire, run, follower, own } = createScene();
  const north = await joined();
  const before = follower.facts();
  const entry = { ...north.pulse(1, {}, true), seq: 3 };
  for (const text of ['', '{', 'null', '[]', '"beat"', JSON.stringify({ ...entry, seq: 0 }), JSON.stringify({ ...entry, more: 1 })])
    wire.injectAnnounced('east', 'north', text);
  wire.injectAnnounced('east', 'north', JSON.stringify({ ...entry, v: entry.v + 1 }));
  await run(0);
  expect(follower.facts()).toEqual({ ...before, ignored: { malformed: 7, 'other-version': 1 } });
  expect(own.orders).toEqual([]);
});
