import { expect, test } from 'vitest';
import type { OutcomeCode } from '../../../core/contract/api.ts';
import type { Report } from '../../../core/group/protocol.ts';
import type { Ground } from '../../../core/group/tally/share.ts';
import { createTally } from '../../../core/group/tally/tally.ts';

/** Device A has two channels, B and C one each. */
const ground: Ground = {
  devices: ['A', 'B', 'C'],
  owners: new Map([
    ['A', 'one'],
    ['B', 'one'],
    ['C', 'two'],
  ]),
  channels: new Map([
    ['A', 2],
    ['B', 1],
    ['C', 1],
  ]),
  skipped: new Set(),
};

function report(captureId: string, codes: Record<string, OutcomeCode>, more: Partial<Report> = {}): Report {
  const outcomes = Object.entries(codes).map(([channel, code]) => ({ channel, device: channel.slice(0, 1), code }));
  return {
    pulse: { pulseId: '1', timestampNs: '1' },
    captureId,
    attempt: 1,
    file: `${captureId}.h5`,
    verdict: 'complete',
    outcomes,
    ...more,
  };
}

const whole = report('c1', { A1: 'captured', A2: 'captured', B1: 'captured' });

test('before anything is reported all is expected and nothing decided', () => {
  expect(createTally(ground).totals()).toMatchObject({
    expected: 4,
    captured: 0,
    shares: [
      { exporter: 'one', state: 'waiting', devices: 2, expected: 3, decided: 0, verdict: null },
      { exporter: 'two', state: 'waiting', devices: 1, expected: 1, decided: 0, verdict: null },
    ],
  });
});

test('progress shows how far a share is, never more than is left of it', () => {
  const tally = createTally(ground);
  expect(tally.progressed('one', 2)).toBe(true);
  expect(tally.progressed('one', 2)).toBe(false);
  expect(tally.totals().shares[0]).toMatchObject({ state: 'taking', decided: 2 });
  tally.progressed('one', 99);
  expect(tally.totals().shares[0]).toMatchObject({ decided: 3 });
  expect(tally.progressed('nobody', 1)).toBe(false);
});

test('the verdict is complete when every expected channel is captured', () => {
  const tally = createTally(ground);
  tally.report('one', whole);
  expect(tally.complete()).toBe(false);
  tally.report('two', report('c2', { C1: 'captured' }));
  expect(tally.complete()).toBe(true);
  expect(tally.totals()).toMatchObject({ verdict: 'complete', expected: 4, captured: 4, counts: { captured: 4 }, missed: [] });
});

test('it is partial with one missed, which is named with its exporter', () => {
  const tally = createTally(ground);
  tally.report('one', report('c1', { A1: 'captured', A2: 'late', B1: 'captured' }));
  tally.report('two', report('c2', { C1: 'captured' }));
  expect(tally.totals()).toMatchObject({
    verdict: 'partial',
    counts: { captured: 3, late: 1 },
    missed: [{ channel: 'A2', code: 'late', exporter: 'one' }],
  });
});

test('it is empty when nothing was captured, and failed when a file failed on top of it', () => {
  const [empty, failed] = [createTally(ground), createTally(ground)];
  for (const tally of [empty, failed])
    tally.report('one', report('c1', { A1: 'missing', A2: 'missing', B1: 'missing' }, { verdict: 'empty' }));
  empty.report('two', report('c2', { C1: 'missing' }, { verdict: 'empty', file: null }));
  failed.report('two', report('c2', { C1: 'missing' }, { verdict: 'failed', file: null }));
  expect(empty.totals().verdict).toBe('empty');
  expect(failed.totals()).toMatchObject({ verdict: 'failed', shares: [{ verdict: 'empty' }, { verdict: 'failed', files: [] }] });
});

test('what a failed attempt missed and a later one captured counts', () => {
  const tally = createTally(ground);
  tally.report('one', whole);
  tally.report('two', report('c2', { C1: 'missing' }, { verdict: 'failed', file: null }));
  expect(tally.report('two', report('c3', { C1: 'captured' }, { attempt: 2 }))).toEqual({ supersededBy: [], gained: 1 });
  expect(tally.totals()).toMatchObject({ verdict: 'complete', shares: [{}, { verdict: 'complete', files: ['c3.h5'] }] });
});

test('skipped channels are not expected, so not missed', () => {
  const tally = createTally({ ...ground, skipped: new Set(['C']) });
  expect(tally.totals().expected).toBe(3);
  tally.report('one', whole);
  tally.report('two', report('c2', { C1: 'skipped' }, { verdict: 'empty', file: null }));
  expect(tally.totals()).toMatchObject({ verdict: 'complete', expected: 3, captured: 3, counts: { captured: 3, skipped: 1 }, missed: [] });
  expect(tally.missingOf('two', new Set(['C']))).toEqual([]);
  expect(tally.missingOf('two', new Set())).toEqual(['C']);
});

test('captured wins over whatever else is said of a channel, else the newer', () => {
  const tally = createTally(ground);
  tally.report('one', report('c1', { A1: 'captured', A2: 'missing', B1: 'captured' }));
  tally.report('one', report('c2', { A1: 'missing', A2: 'late' }));
  expect(tally.totals().shares[0]).toMatchObject({ captured: 2, expected: 3, verdict: 'partial' });
  expect(tally.totals().missed).toEqual([{ channel: 'A2', code: 'late', exporter: 'one' }]);
});

test('the same report twice counts once, also of a device that is captured whole', () => {
  const tally = createTally(ground);
  expect(tally.report('one', whole).gained).toBe(3);
  expect(tally.report('one', whole)).toEqual({ supersededBy: [], gained: 0 });
  expect(tally.totals().shares[0]).toMatchObject({ captured: 3, expected: 3, files: ['c1.h5'] });
});

test('two attempts of one device count both, whichever comes first', () => {
  const tally = createTally(ground);
  tally.report('one', report('c2', { A2: 'captured' }, { attempt: 2 }));
  tally.report('one', report('c1', { A1: 'captured', A2: 'missing', B1: 'captured' }));
  expect(tally.totals().shares[0]).toMatchObject({ captured: 3, expected: 3, state: 'reported', verdict: 'complete' });
});

test('a file counts as a whole or not at all: with a device of another’s in it, it is superseded', () => {
  const tally = createTally(ground);
  expect(tally.report('two', report('c9', { B1: 'captured' }))).toEqual({ supersededBy: ['one'], gained: 0 });
  expect(tally.report('two', report('c2', { B1: 'captured', C1: 'captured' }))).toEqual({ supersededBy: ['one'], gained: 0 });
  expect([...tally.unreportedOf('two')]).toEqual(['C']);
  expect(tally.report('two', report('c3', { C1: 'captured' }))).toEqual({ supersededBy: [], gained: 1 });
  expect(tally.totals()).toMatchObject({
    captured: 1,
    shares: [{ state: 'waiting' }, { state: 'reported', captured: 1, files: ['c3.h5'] }],
  });
});

test('what a report did not capture of another’s device does not matter', () => {
  const tally = createTally(ground);
  expect(tally.report('two', report('c2', { B1: 'missing', C1: 'captured' }))).toEqual({ supersededBy: [], gained: 1 });
  expect(tally.totals()).toMatchObject({ captured: 1, shares: [{ state: 'waiting' }, { state: 'reported', captured: 1 }] });
});

test('what was released goes to whom it is given, and is no longer of the one that had it', () => {
  const tally = createTally(ground);
  tally.report('one', report('c1', { B1: 'captured' }));
  expect(tally.release('one')).toBe(1);
  expect(tally.release('one')).toBe(0);
  expect([...tally.unowned()]).toEqual(['A']);
  expect(tally.claim('two', ['A', 'B'])).toEqual(['A']);
  expect(tally.claim('three', ['A'])).toEqual([]);
  expect(tally.report('one', report('c3', { A1: 'captured', A2: 'captured' })).supersededBy).toEqual(['two']);
  tally.report('two', report('c2', { A1: 'captured', A2: 'captured', C1: 'captured' }));
  expect(tally.totals()).toMatchObject({
    verdict: 'complete',
    captured: 4,
    shares: [
      { devices: 1, captured: 1 },
      { devices: 2, captured: 3 },
    ],
  });
});

test('one that has lost all is shown as lost', () => {
  const tally = createTally(ground);
  tally.release('two');
  tally.claim('one', ['C']);
  expect(tally.totals().shares).toMatchObject([
    { exporter: 'one', devices: 3 },
    { exporter: 'two', state: 'lost', devices: 0, expected: 0 },
  ]);
});

test('nobody’s devices become those of the first that reports them', () => {
  const tally = createTally({ ...ground, owners: new Map() });
  expect(tally.totals()).toMatchObject({ expected: 4, shares: [] });
  expect(tally.complete()).toBe(false);
  tally.report('one', whole);
  expect(tally.report('two', report('c2', { B1: 'captured' })).supersededBy).toEqual(['one']);
  tally.report('two', report('c3', { C1: 'captured' }));
  expect(tally.complete()).toBe(true);
  expect(tally.totals()).toMatchObject({ verdict: 'complete', captured: 4 });
});

test('a report without outcomes, or of devices that the pulse never had, changes nothing', () => {
  const tally = createTally(ground);
  expect(tally.report('one', report('c1', {}, { verdict: 'failed', file: null }))).toEqual({ supersededBy: [], gained: 0 });
  expect(tally.report('one', report('c2', { Z1: 'captured' }))).toEqual({ supersededBy: [], gained: 0 });
  expect(tally.totals()).toMatchObject({ expected: 4, captured: 0 });
});
