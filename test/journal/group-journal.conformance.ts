import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Journal } from '../../core/journal/port.ts';
import { toFacts } from '../../core/pulses/pulse.ts';
import { captured, endWith, entry, firstMs, missing, planNumber, pulseEntry, pulseNumber, startOf, verdictOf } from './samples.ts';

/** What every journal keeps of a group, wherever it runs. `open` gives an empty one. */
export function groupJournalConformance(name: string, open: () => Promise<Journal>): void {
  describe(`of a group, a journal ${name}`, () => {
    let journal: Journal;
    beforeEach(async () => {
      journal = await open();
    });
    afterEach(() => journal.close());

    const seqsSince = async (atMs: number) => (await journal.entriesSince(atMs, 0, 1000)).entries.map(({ seq }) => seq);

    test('gives back what was announced exactly as it was, in the order it was kept', async () => {
      const entries = [entry(2, { kind: 'setup', facts: { Ä: [1, null, { deep: true }] } }), pulseEntry(1, 7), planNumber(3, 9)];
      await journal.keepEntries(entries);
      expect(await journal.entriesSince(0, 0, 10)).toEqual({ entries, lastId: 3, newestId: 3 });
    });

    test('keeps each announcement once: the same leader, epoch and number again changes nothing', async () => {
      const first = pulseEntry(1, 7);
      await journal.keepEntries([first, { ...first, facts: 'again' }]);
      await journal.keepEntries([{ ...first, atMs: 0 }, { ...first, leader: 'south' }, { ...first, epoch: first.epoch + 1 }, entry(2)]);
      const { entries } = await journal.entriesSince(0, 0, 10);
      expect(entries.map(({ leader, epoch, seq }) => [leader, epoch, seq])).toEqual([
        ['north', 1, 1],
        ['south', 1, 1],
        ['north', 2, 1],
        ['north', 1, 2],
      ]);
      expect(entries[0]).toEqual(first);
    });

    test('keeps nothing when it is given nothing, and has nothing then', async () => {
      await journal.keepEntries([]);
      expect(await journal.entriesSince(0, 0, 10)).toEqual({ entries: [], lastId: null, newestId: 0 });
      expect(await journal.openPulses(10)).toEqual({ pulses: [], plans: [] });
    });

    test('finds what was announced at or after a time, also where leaders disagree about the time', async () => {
      await journal.keepEntries([entry(1), entry(2), entry(3, { atMs: firstMs }), entry(4)]);
      expect(await seqsSince(firstMs + 2)).toEqual([2, 4]);
      expect(await seqsSince(firstMs + 1.5)).toEqual([2, 4]);
      expect(await seqsSince(firstMs + 4)).toEqual([4]);
      expect(await seqsSince(firstMs + 5)).toEqual([]);
    });

    test('gives what was announced page by page', async () => {
      await journal.keepEntries([1, 2, 3, 4, 5].map((seq) => entry(seq)));
      const seqs: number[] = [];
      for (let after: number | null = 0; after !== null; ) {
        const page = await journal.entriesSince(firstMs + 2, after, 2);
        expect(page.newestId).toBe(5);
        seqs.push(...page.entries.map(({ seq }) => seq));
        after = page.lastId;
      }
      expect(seqs).toEqual([2, 3, 4, 5]);
    });

    test('knows the pulses without a verdict, newest first, each once, with the plans they were announced with', async () => {
      const [first, second] = [planNumber(1, 5), planNumber(4, 6)];
      await journal.keepEntries([first, pulseEntry(2, 20, 5), pulseEntry(3, 30, 5), second, pulseEntry(5, 50, 6), verdictOf(6, 30)]);
      await journal.keepEntries([{ ...pulseEntry(1, 20, 8), epoch: 2 }]);
      const { pulses, plans } = await journal.openPulses(10);
      expect(pulses.map(({ epoch, seq }) => [epoch, seq])).toEqual([
        [2, 1],
        [1, 5],
      ]);
      expect(plans, 'that of epoch 2 is not kept').toEqual([second]);
      expect((await journal.openPulses(1)).pulses).toHaveLength(1);
      await journal.keepEntries([verdictOf(7, 20), verdictOf(8, 50)]);
      expect(await journal.openPulses(10)).toEqual({ pulses: [], plans: [] });
    });

    test('knows the newest that was announced of the uploads of a pulse, in whatever order it came, and where files are still to come', async () => {
      const told = (seq: number, n: number, state: string | null, kind = 'upload') => {
        return { ...verdictOf(seq, n), kind, facts: { seq, upload: state === null ? null : { state } } };
      };
      const of = (n: number) => journal.lastUploadOf(toFacts(pulseNumber(n)));
      const waiting = async () => (await journal.waitingUploads(10)).map(({ seq }) => seq);
      await journal.keepEntries([told(1, 10, 'waiting', 'verdict'), told(2, 20, 'waiting', 'verdict'), told(3, 30, null, 'verdict')]);
      expect(await of(7)).toBeNull();
      expect([(await of(10))?.seq, await waiting()]).toEqual([1, [2, 1]]);
      expect((await journal.waitingUploads(1)).map(({ seq }) => seq)).toEqual([2]);
      await journal.keepEntries([
        told(6, 10, 'accepted'),
        told(5, 10, 'waiting'),
        { ...told(4, 20, 'refused'), epoch: 2 },
        told(9, 20, 'waiting'),
      ]);
      expect([(await of(10))?.seq, (await of(20))?.seq, await waiting()]).toEqual([6, 4, []]);
    });

    test('takes two pulses with one ID and different times for two', async () => {
      const one = pulseEntry(1, 7);
      const restarted = { ...pulseEntry(2, 7), pulse: { pulseId: one.pulse?.pulseId ?? '', timestampNs: '18446744073709551615' } };
      await journal.keepEntries([one, restarted, verdictOf(3, 7)]);
      expect((await journal.openPulses(10)).pulses).toEqual([restarted]);
    });

    test('keeps its epoch, setup, plan, last announcement and pins, each until it is replaced', async () => {
      for (const key of ['epoch', 'setup', 'plan', 'last', 'pins'] as const) {
        expect(await journal.groupKept(key)).toBeNull();
        await journal.keepGroup(key, { key, older: true });
        await journal.keepGroup(key, { key, list: [1, null, 'Ä'] });
      }
      expect(await journal.groupKept('epoch')).toEqual({ key: 'epoch', list: [1, null, 'Ä'] });
      expect(await journal.groupKept('pins')).toEqual({ key: 'pins', list: [1, null, 'Ä'] });
      await journal.keepGroup('epoch', null);
      expect(await journal.groupKept('epoch')).toBeNull();
    });

    test('says of a superseded capture who has its devices, and no longer counts what is in its file', async () => {
      const begun = await journal.begin([startOf(pulseNumber(1)), startOf(pulseNumber(1))]);
      const [first = '', second = ''] = begun.map(({ captureId }) => captureId);
      await journal.finish(first, endWith([captured('A'), captured('B')]));
      await journal.finish(second, endWith([captured('B')]));
      expect(await journal.get(first)).not.toHaveProperty('superseded');
      await journal.supersede(first, 'Exporter south has its devices.');
      expect(await journal.get(first)).toMatchObject({ superseded: 'Exporter south has its devices.', step: 'kept', captured: 2 });
      expect((await journal.list(10)).map(({ superseded }) => superseded)).toEqual([undefined, 'Exporter south has its devices.']);
      expect((await journal.earlier(pulseNumber(1))).captured).toEqual(['B']);
      await expect(journal.supersede('999', 'x')).rejects.toMatchObject({ code: 'NOT_FOUND' });
    });

    test('knows of which announced pulses a report was never answered, also after another leader has judged', async () => {
      const [told, lone] = [pulseNumber(1), pulseNumber(2)];
      const [[first], [other]] = [await journal.begin([startOf(told)]), await journal.begin([startOf(lone)])];
      await journal.keepEntries([pulseEntry(1, 1)]);
      const facts = { pulseId: String(told.pulseId), timestampNs: String(told.timestampNs) };
      expect(await journal.unanswered(10)).toEqual([]);
      await journal.finish(first?.captureId ?? '', endWith([captured('A')]));
      await journal.finish(other?.captureId ?? '', endWith([captured('A')]));
      expect(await journal.unanswered(10)).toEqual([facts]);
      expect(await journal.unanswered(0)).toEqual([]);
      await journal.counted(first?.captureId ?? '');
      expect(await journal.unanswered(10)).toEqual([]);
      await journal.uncount(facts);
      expect(await journal.unanswered(10)).toEqual([facts]);
      await journal.supersede(first?.captureId ?? '', 'south');
      expect(await journal.unanswered(10)).toEqual([]);
    });

    test('can supersede a capture that is still being taken, which then ends as usual', async () => {
      const [begun] = await journal.begin([startOf(pulseNumber(1))]);
      const id = begun?.captureId ?? '';
      await journal.supersede(id, 'Exporter south has its devices.');
      await journal.finish(id, endWith([captured('A')]));
      expect(await journal.get(id)).toMatchObject({ superseded: 'Exporter south has its devices.', step: 'kept' });
      expect((await journal.earlier(pulseNumber(1))).captured).toEqual([]);
    });

    test('gives every attempt at a pulse with its outcomes, unfinished and superseded ones too, oldest first', async () => {
      const pulse = pulseNumber(1);
      const begun = await journal.begin([startOf(pulse), startOf(pulseNumber(2)), startOf(pulse), startOf(pulse)]);
      const [first = '', , second = '', third = ''] = begun.map(({ captureId }) => captureId);
      await journal.finish(second, endWith([{ ...captured('A'), tookMs: 1.25 }, missing('B')]));
      await journal.finish(first, endWith([captured('A')]));
      await journal.supersede(first, 'south');
      const found = await journal.capturesOf(pulse);
      expect(found.map(({ captureId, attempt, verdict, superseded }) => ({ captureId, attempt, verdict, superseded }))).toEqual([
        { captureId: first, attempt: 1, verdict: 'partial', superseded: 'south' },
        { captureId: second, attempt: 2, verdict: 'partial', superseded: undefined },
        { captureId: third, attempt: 3, verdict: null, superseded: undefined },
      ]);
      expect(found[1]).toEqual(await journal.get(second));
      expect(found[1]?.outcomes).toEqual([{ ...captured('A'), tookMs: 1.25 }, missing('B')]);
      expect(found[2]?.outcomes).toEqual([]);
      expect(await journal.capturesOf(pulseNumber(3))).toEqual([]);
    });

    test('keeps notes about the group and its plan', async () => {
      await journal.note({ at: 'then', by: 'Ada', what: 'plan', facts: { pins: { CAM: 'north' } } });
      await journal.note({ at: 'then', by: 'Ada', what: 'group', facts: { role: 'leader' } });
      expect((await journal.notes(2)).map(({ what }) => what)).toEqual(['group', 'plan']);
    });
  });
}
