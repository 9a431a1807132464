import { expect, test } from 'vitest';
import { stillOwn } from '../../core/capture/still-own.ts';
import { systemClock } from '../../core/clock.ts';
import { openJournal } from '../../core/journal/open-journal.ts';
import { fromFacts } from '../../core/pulses/pulse.ts';

const at = '2026-11-22T10:00:00.000Z';
const pulse = fromFacts({ pulseId: '7', timestampNs: '1795344851000000000' });

async function journalWith(devices: string[] | null, ...captures: ('finished' | 'whole' | 'superseded' | 'unfinished')[]) {
  const journal = openJournal({ file: ':memory:' });
  for (const how of captures) {
    const [row] = await journal.begin([{ pulse, mode: 'live', metadata: null, devices, at }]);
    const captureId = row?.captureId ?? '';
    if (how === 'unfinished') continue;
    const code = how === 'whole' ? ('captured' as const) : ('unreachable' as const);
    const outcomes = [{ channel: 'A-1', device: 'A', code, sentence: '' }];
    await journal.finish(captureId, { verdict: 'partial', expected: 1, file: null, bytes: 0, phases: {}, failure: null, outcomes, at });
    if (how === 'superseded') await journal.supersede(captureId, 'laser-2');
  }
  return journal;
}

async function own(journal: Awaited<ReturnType<typeof journalWith>>) {
  return (await stillOwn(await journal.unfinished(), journal, systemClock)).map(({ attempt, devices }) => ({ attempt, devices }));
}

test('what was reported in part is still its own: the devices it had reported are taken again', async () => {
  const journal = await journalWith(['A'], 'finished', 'unfinished');
  expect(await own(journal)).toEqual([{ attempt: 2, devices: ['A'] }]);
});

test('of what was reported whole nothing is owed: what was ordered besides is ended, and names no file', async () => {
  const journal = await journalWith(['A'], 'whole', 'unfinished');
  await journal.step('2', 'writing', { file: '2026/11/22/100000_7_laser-1_2.h5' });
  expect(await own(journal)).toEqual([]);
  expect(await journal.get('2')).toMatchObject({ verdict: 'failed', file: null, failure: { code: 'SUPERSEDED' } });
});

test('its share of a pulse that was never reported may be in other hands: it is ended, and the leader is asked', async () => {
  const journal = await journalWith(['A'], 'unfinished');
  expect(await own(journal)).toEqual([]);
  expect(await journal.unfinished()).toEqual([]);
  expect(await journal.get('1')).toMatchObject({ verdict: 'failed', failure: { code: 'SUPERSEDED' } });
});

test('a report that was superseded gives no claim', async () => {
  const journal = await journalWith(['A'], 'superseded', 'unfinished');
  expect(await own(journal)).toEqual([]);
});

test('what it captured alone was its own, and is taken again whole', async () => {
  const journal = await journalWith(null, 'unfinished');
  expect(await own(journal)).toEqual([{ attempt: 1, devices: null }]);
});
