import { expect, test } from 'vitest';
import { createFactsReader, settledFacts } from '../../core/capture/facts-reader.ts';
import { systemClock } from '../../core/clock.ts';
import { failure } from '../../core/contract/errors.ts';
import type { FactsFound } from '../../core/pulses/facts.ts';
import { pulse } from '../fakes/facility.ts';

const { signal } = new AbortController();
const ok = (value: string) => ({ ok: true, value }) as const;
const gone = { ok: false, failure: failure('PV_UNKNOWN', 'The active area could not be read.') } as const;

function reading(...found: FactsFound[]) {
  const readFacts = async () => found.shift() ?? { activeArea: gone, activeExperiment: gone };
  return createFactsReader({ readFacts, sleep: systemClock.sleep, settled: () => ({}) });
}

test('a fact that cannot be read is written as it was last, and the other as it is now', async () => {
  const facts = reading({ activeArea: ok('EA1'), activeExperiment: ok('1') }, { activeArea: gone, activeExperiment: ok('2') });
  expect(await facts.read(pulse, signal)).toEqual({ metadata: { activeArea: 'EA1', activeExperiment: '1' }, failure: null });
  const second = await facts.read(pulse, signal);
  expect(second.metadata).toEqual({ activeArea: 'EA1', activeExperiment: '2' });
  expect(second.failure).toEqual(failure('PV_UNKNOWN', 'The active area could not be read. Area "EA1" and experiment "2" were written.'));
});

test('a fact that was never read is unknown, and that is said', async () => {
  const { metadata, failure: why } = await reading({ activeArea: gone, activeExperiment: ok('2') }).read(pulse, signal);
  expect(metadata).toEqual({ activeArea: 'unknown', activeExperiment: '2' });
  expect(why?.message).toContain('"unknown"');
});

test('an intake that fails as a whole costs both facts, but not the pulse', async () => {
  const readFacts = () => Promise.reject(new Error('the thread is gone'));
  const facts = createFactsReader({ readFacts, sleep: systemClock.sleep, settled: () => ({}) });
  expect(await facts.read(pulse, signal)).toMatchObject({
    metadata: { activeArea: 'unknown', activeExperiment: 'unknown' },
    failure: { message: expect.stringContaining('the thread is gone') },
  });
});

test('what a person set goes before what would be read', async () => {
  const facts = reading({ activeArea: ok('EA1'), activeExperiment: ok('1') });
  facts.set({ activeArea: 'EA2', activeExperiment: '9' });
  expect(await facts.read(pulse, signal)).toEqual({ metadata: { activeArea: 'EA2', activeExperiment: '9' }, failure: null });
});

test('of what a person set in part, the other fact is still read', async () => {
  const facts = reading({ activeArea: gone, activeExperiment: ok('7') });
  facts.set({ activeArea: 'EA2' });
  expect(facts.fixed()).toBeNull();
  expect(await facts.read(pulse, signal)).toEqual({ metadata: { activeArea: 'EA2', activeExperiment: '7' }, failure: null });
});

test('what the settings say of every pulse is known without asking, also while the intake is busy', async () => {
  const fixed = { kind: 'fixed', value: 'EA1' } as const;
  const settled = () => settledFacts({ activeArea: fixed, activeExperiment: fixed });
  const facts = createFactsReader({ readFacts: () => new Promise(() => {}), sleep: systemClock.sleep, settled });
  expect(await facts.readWithin(1, pulse, signal)).toEqual({ metadata: { activeArea: 'EA1', activeExperiment: 'EA1' }, failure: null });
  facts.set({ activeArea: 'EA2' });
  expect(await facts.read(pulse, signal)).toEqual({ metadata: { activeArea: 'EA2', activeExperiment: 'EA1' }, failure: null });
  expect(settledFacts(undefined)).toEqual({});
});
