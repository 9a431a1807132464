import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { samePulse } from '../../core/contract/same-pulse.ts';
import type { Journal } from '../../core/journal/port.ts';
import { at, captured, endWith, missing, pulseNumber, startOf } from './samples.ts';

/** What every journal does, wherever it runs. `open` gives an empty one. */
export function journalConformance(name: string, open: () => Promise<Journal>): void {
  describe(`a journal ${name}`, () => {
    let journal: Journal;
    beforeEach(async () => {
      journal = await open();
    });
    afterEach(() => journal.close());

    const begin = async (n: number): Promise<string> => {
      const [begun] = await journal.begin([startOf(pulseNumber(n))]);
      expect(begun).toBeDefined();
      return begun?.captureId ?? '';
    };

    test('numbers the attempts at a pulse from 1, and a pulse is its ID and its time together', async () => {
      const pulse = pulseNumber(1);
      const again = { ...pulse, timestampNs: pulse.timestampNs + 1n };
      const begun = await journal.begin([startOf(pulse), startOf(pulse), startOf(again)]);
      expect(begun.map(({ attempt }) => attempt)).toEqual([1, 2, 1]);
      expect(new Set(begun.map(({ captureId }) => captureId)).size).toBe(3);
    });

    test('begins nothing when it is given nothing', async () => {
      expect(await journal.begin([])).toEqual([]);
    });

    test('shows a capture that has begun as unfinished, with its newest step, file and metadata, oldest first', async () => {
      const first = await begin(1);
      const second = await begin(2);
      await journal.step(first, 'collecting', { metadata: { activeArea: 'EA1', activeExperiment: 'Ä 12' } });
      await journal.step(first, 'writing', { file: '2026/a.h5' });
      await journal.step(first, 'verifying');
      const unfinished = await journal.unfinished();
      expect(unfinished.map(({ captureId, step, file }) => ({ captureId, step, file }))).toEqual([
        { captureId: first, step: 'verifying', file: '2026/a.h5' },
        { captureId: second, step: 'chosen', file: null },
      ]);
      const [one] = unfinished;
      expect(one).toMatchObject({ attempt: 1, mode: 'live', startedAt: at, metadata: { activeArea: 'EA1', activeExperiment: 'Ä 12' } });
      expect(one && samePulse(one.pulse, pulseNumber(1))).toBe(true);
    });

    test('shows a finished capture with every outcome and all its facts, in the order given', async () => {
      const id = await begin(1);
      const outcomes = [captured('Z'), missing('A'), captured('M')];
      await journal.finish(id, endWith(outcomes));
      expect(await journal.unfinished()).toEqual([]);
      expect(await journal.get(id)).toEqual({
        captureId: id,
        pulse: { pulseId: String(pulseNumber(1).pulseId), timestampNs: String(pulseNumber(1).timestampNs) },
        attempt: 1,
        mode: 'live',
        step: 'kept',
        verdict: 'partial',
        expected: 3,
        captured: 2,
        counts: { captured: 2, missing: 1 },
        file: '2026/11/22/100000_1_north_1.h5',
        bytes: 4096,
        phases: { collectMs: 80, totalMs: 160.5 },
        startedAt: at,
        failure: null,
        outcomes,
      });
    });

    test('keeps why a capture failed', async () => {
      const id = await begin(1);
      const failure = { code: 'DISK_FULL', message: 'The disk of /data is full.', facts: { free: 0 } } as const;
      await journal.finish(id, endWith([captured('A')], { verdict: 'failed', file: null, bytes: 0, failure }));
      expect(await journal.get(id)).toMatchObject({ step: 'failed', verdict: 'failed', failure });
    });

    test('refuses a step or an end for a capture that has ended or never began, and changes nothing', async () => {
      const id = await begin(1);
      await journal.finish(id, endWith([captured('A')]));
      const before = await journal.get(id);
      await expect(journal.step(id, 'writing')).rejects.toMatchObject({ code: 'JOURNAL_FAILED' });
      await expect(journal.finish(id, endWith([missing('A')]))).rejects.toThrow(/ended already or was never begun/);
      await expect(journal.finish('999', endWith([missing('A')]))).rejects.toMatchObject({ code: 'JOURNAL_FAILED' });
      expect(await journal.get(id)).toEqual(before);
    });

    test('amends single outcomes of a finished capture and counts again', async () => {
      const id = await begin(1);
      await journal.finish(id, endWith([captured('A'), missing('B')]));
      await journal.amend(id, [
        { ...captured('B'), code: 'late' },
        { ...missing('C'), code: 'lost' },
      ]);
      const amended = await journal.get(id);
      expect(amended?.outcomes.map(({ channel, code }) => [channel, code])).toEqual([
        ['A', 'captured'],
        ['B', 'late'],
        ['C', 'lost'],
      ]);
      expect(amended?.counts).toEqual({ captured: 1, late: 1, lost: 1 });
      await expect(journal.amend('999', [captured('A')])).rejects.toMatchObject({ code: 'NOT_FOUND' });
    });

    test('knows which channels of a pulse stand in a kept file, over all its attempts', async () => {
      const [pulse, other] = [pulseNumber(1), pulseNumber(2)];
      const ends = [
        endWith([captured('A'), missing('B'), missing('C')]),
        endWith([captured('B'), missing('C')]),
        endWith([captured('C')], { verdict: 'failed', file: null }),
      ];
      for (const end of ends) {
        const [begun] = await journal.begin([startOf(pulse)]);
        await journal.finish(begun?.captureId ?? '', end);
      }
      expect(await journal.earlier(pulse)).toEqual({ captured: ['A', 'B'], metadata: null, record: null });
      expect(await journal.earlier(other)).toEqual({ captured: [], metadata: null, record: null });
    });

    test('gives the metadata of the oldest kept file of a pulse, else of the oldest attempt, for the next attempt to repeat', async () => {
      const pulse = pulseNumber(1);
      const metadataOf = (n: number) => ({ activeArea: `EA${n}`, activeExperiment: `${n}` });
      const begun = await journal.begin([1, 2, 3].map((n) => ({ ...startOf(pulse), metadata: metadataOf(n) })));
      expect((await journal.earlier(pulse)).metadata).toEqual(metadataOf(1));
      await journal.finish(begun[0]?.captureId ?? '', endWith([missing('A')], { verdict: 'empty', file: null }));
      await journal.finish(begun[1]?.captureId ?? '', endWith([captured('A')]));
      expect((await journal.earlier(pulse)).metadata).toEqual(metadataOf(2));
    });

    test('lists captures newest first, page by page', async () => {
      const ids: string[] = [];
      for (let n = 0; n < 5; n += 1) ids.unshift(await begin(n));
      const first = await journal.list(2);
      expect(first.map(({ captureId }) => captureId)).toEqual(ids.slice(0, 2));
      const rest = await journal.list(10, first.at(-1)?.captureId);
      expect(rest.map(({ captureId }) => captureId)).toEqual(ids.slice(2));
      expect(await journal.list(-1), 'less than nothing is nothing').toEqual([]);
    });

    test('recalls the newest captures that have ended with what became of each channel, and none that is under way', async () => {
      const ids: string[] = [];
      for (const n of [1, 2, 3]) {
        const id = await begin(n);
        await journal.finish(id, endWith([captured('A'), missing('B')]));
        ids.push(id);
      }
      await begin(4);
      const recalled = await journal.recall(2);
      expect(recalled.map(({ captureId }) => captureId)).toEqual(ids.slice(1).reverse());
      expect(recalled[0]).toMatchObject({ verdict: 'partial', captured: 1, codes: { A: 'captured', B: 'missing' } });
    });

    test('recalls fewer captures of very many channels', async () => {
      const many = Array.from({ length: 6000 }, (_, n) => captured(`C${n}`));
      for (const n of [1, 2, 3, 4]) await journal.finish(await begin(n), endWith(many));
      expect(await journal.recall(60)).toHaveLength(2);
    });

    test('answers null for a capture it does not have, and refuses what is no capture ID', async () => {
      expect(await journal.get('999')).toBeNull();
      await expect(journal.get('nonsense')).rejects.toMatchObject({ code: 'BAD_REQUEST' });
      await expect(journal.list(1, "1' OR 1=1")).rejects.toMatchObject({ code: 'BAD_REQUEST' });
    });

    test('keeps notes with who, when and what, newest first', async () => {
      await journal.note({ at, by: 'Ada', what: 'schedule', facts: { every: 60 } });
      await journal.note({ at, by: 'exporter', what: 'lost', facts: { pulseId: '7', nested: { list: [1, null] } } });
      expect(await journal.notes(10)).toEqual([
        { at, by: 'exporter', what: 'lost', facts: { pulseId: '7', nested: { list: [1, null] } } },
        { at, by: 'Ada', what: 'schedule', facts: { every: 60 } },
      ]);
      expect(await journal.notes(1)).toHaveLength(1);
    });

    test('keeps which devices are out of service until they return', async () => {
      const service = { reason: 'new lens', by: 'Ada', since: at, until: null };
      await journal.setOutOfService('CAM-1', service);
      await journal.setOutOfService('__proto__', { ...service, until: at });
      await journal.setOutOfService('CAM-1', { ...service, reason: 'still no lens' });
      expect(Object.entries(await journal.outOfService())).toEqual([
        ['CAM-1', { ...service, reason: 'still no lens' }],
        ['__proto__', { ...service, until: at }],
      ]);
      await journal.setOutOfService('CAM-1', null);
      expect(Object.keys(await journal.outOfService())).toEqual(['__proto__']);
    });

    test('has no metadata until they are set, and then the last that were set', async () => {
      expect(await journal.metadata()).toEqual({});
      await journal.setMetadata({ activeExperiment: '9' });
      expect(await journal.metadata()).toEqual({ activeExperiment: '9' });
      await journal.setMetadata({ activeArea: 'EA1', activeExperiment: '1' });
      await journal.setMetadata({ activeArea: 'EA2', activeExperiment: '' });
      expect(await journal.metadata()).toEqual({ activeArea: 'EA2', activeExperiment: '' });
    });

    test('answers calls in the order in which they were made', async () => {
      const id = await begin(1);
      const order: string[] = [];
      await Promise.all([
        journal.step(id, 'writing', { file: 'a.h5' }).then(() => order.push('step')),
        journal.finish(id, endWith([captured('A')])).then(() => order.push('finish')),
        journal.earlier(pulseNumber(1)).then(({ captured: channels }) => order.push(`captured ${channels}`)),
      ]);
      expect(order).toEqual(['step', 'finish', 'captured A']);
    });

    test('keeps 1,500 outcomes of one capture', async () => {
      const id = await begin(1);
      const outcomes = Array.from({ length: 1500 }, (_, n) => (n % 3 === 0 ? missing(`C-${n}`) : captured(`C-${n}`)));
      await journal.finish(id, endWith(outcomes));
      expect((await journal.get(id))?.outcomes).toEqual(outcomes);
      expect((await journal.earlier(pulseNumber(1))).captured).toHaveLength(1000);
    });

    test('closes once however often it is asked, and refuses what comes later', async () => {
      await journal.close();
      await journal.close();
      await expect(journal.unfinished()).rejects.toMatchObject({ code: 'JOURNAL_FAILED' });
    });
  });
}
