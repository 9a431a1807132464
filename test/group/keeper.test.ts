import { expect, test } from 'vitest';
import { ExporterError, type Failure } from '../../core/contract/errors.ts';
import { createKeeper, keeperMost } from '../../core/group/keeper.ts';
import type { AnnouncementLog } from '../../core/group/log/port.ts';
import { type Entry, protocolVersion, type VerdictEntry } from '../../core/group/protocol.ts';

function entry(seq: number): VerdictEntry {
  const pulse = { pulseId: String(seq), timestampNs: String(seq) };
  return {
    ...{
      v: protocolVersion,
      kind: 'verdict',
      leader: 'laser-1',
      epoch: 1,
      seq,
      at: '2026-11-22T10:00:00.000Z',
      pulse,
      shares: [],
      missed: [],
      upload: null,
      counts: {},
    },
    announced: { leader: 'laser-1', epoch: 1, seq, mode: 'live', localOnly: null },
    ...{ verdict: 'complete', expected: 1, captured: 1 },
  };
}

/** A log that takes entries only while it is there. */
function aLog() {
  const kept: Entry[] = [];
  const state = { away: false };
  const log: AnnouncementLog = {
    async append(entries) {
      if (state.away) throw new ExporterError('KAFKA_UNREACHABLE', 'The broker does not answer.');
      kept.push(...entries);
    },
    async *since() {
      yield kept;
    },
    close: () => Promise.resolve(),
  };
  return { log, kept, state };
}

/** Sleeps until it is woken. */
function aClock() {
  let wake = () => {};
  return {
    sleep: (_ms: number, signal: AbortSignal) =>
      new Promise<void>((resolve) => {
        wake = resolve;
        signal.addEventListener('abort', () => resolve(), { once: true });
      }),
    wake: () => wake(),
  };
}

const soon = () => new Promise((resolve) => setImmediate(resolve));
const numbers = (entries: readonly Entry[]) => entries.map(({ seq }) => seq);

test('announcements are kept in the order they were made', async () => {
  const { log, kept } = aLog();
  const keeper = createKeeper(log, 'The topic', aClock(), () => undefined);
  keeper.keep([entry(1), entry(2)]);
  keeper.keep([entry(3)]);
  await keeper.close();
  expect(numbers(kept)).toEqual([1, 2, 3]);
});

test('while the log is away they wait, it is told once, and they are kept when it is back', async () => {
  const { log, kept, state } = aLog();
  const clock = aClock();
  const told: Failure[] = [];
  const keeper = createKeeper(log, 'The topic', clock, (why) => told.push(why));
  state.away = true;
  keeper.keep([entry(1)]);
  await soon();
  keeper.keep([entry(2)]);
  clock.wake();
  await soon();
  expect(kept).toEqual([]);
  expect(told).toMatchObject([{ code: 'KAFKA_UNREACHABLE' }]);
  state.away = false;
  clock.wake();
  await soon();
  expect(numbers(kept)).toEqual([1, 2]);
  state.away = true;
  keeper.keep([entry(3)]);
  await soon();
  expect(told).toHaveLength(2);
  await keeper.close();
});

test('of a log that stays away so many wait, and those given up are counted', async () => {
  const { log, state } = aLog();
  const told: Failure[] = [];
  const keeper = createKeeper(log, 'The topic', aClock(), (why) => told.push(why));
  state.away = true;
  keeper.keep(Array.from({ length: keeperMost + 7 }, (_, at) => entry(at + 1)));
  expect(keeper.lost()).toBe(7);
  expect(told).toMatchObject([{ code: 'BUSY' }]);
  await keeper.close();
});

test('closing does not wait for a log that is away', async () => {
  const { log, state } = aLog();
  const keeper = createKeeper(log, 'The topic', aClock(), () => undefined);
  state.away = true;
  keeper.keep([entry(1)]);
  await soon();
  await keeper.close();
  keeper.keep([entry(2)]);
  expect(keeper.lost()).toBe(0);
});
