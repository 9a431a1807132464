import { describe, expect, onTestFinished, test } from 'vitest';
import { createRecords } from '../../core/capture/records.ts';
import type { RecordFacts } from '../../core/contract/uploads.ts';
import { openJournal } from '../../core/journal/open-journal.ts';
import type { Pulse } from '../../core/pulses/pulse.ts';
import { plainRecord } from '../../core/pulses/record-rule.ts';
import { startOf } from '../journal/samples.ts';

/** Ten a second. */
const tenth = (n: number): Pulse => ({ pulseId: BigInt(n), timestampNs: 1_795_341_600_000_000_000n + BigInt(n) * 100_000_000n });
const besides = (holder: number, n: number) => `Pulse ${n} is in the same second as pulse ${holder},`;

function stage(millisecondTimestamps = false) {
  const journal = openJournal({ file: ':memory:' });
  onTestFinished(() => journal.close());
  const settings: { gateway: { millisecondTimestamps: boolean } | undefined } = { gateway: { millisecondTimestamps } };
  let asked = 0;
  /** As another start of the same exporter. */
  const open = () =>
    createRecords({
      journal: {
        recordHolder(...question) {
          asked += 1;
          return journal.recordHolder(...question);
        },
      },
      gateway: () => settings.gateway,
    });
  const records = open();
  const begun = (pulse: Pulse, record: RecordFacts) => journal.begin([{ ...startOf(pulse), record }]);
  return { records, open, begun, settings, asked: () => asked };
}

describe('deciding which pulse is a record', () => {
  test('of ten pulses a second the first is one, and the others stay here because of it', async () => {
    const { records, asked } = stage();
    const decided = await Promise.all(Array.from({ length: 20 }, (_, n) => records.of(tenth(n), null)));
    expect(decided.map(({ localOnly }) => localOnly === null)).toEqual(Array.from({ length: 20 }, (_, n) => n % 10 === 0));
    expect(decided[7]?.localOnly).toContain(besides(0, 7));
    expect(decided[13]?.localOnly).toContain(besides(10, 13));
    const before = asked();
    await records.of(tenth(9), null);
    expect(asked(), 'a second that is known is not asked for').toBe(before);
  });

  test('with milliseconds each of them is one, and none stays here', async () => {
    const { records } = stage(true);
    for (let n = 0; n < 10; n++) expect(await records.of(tenth(n), null)).toEqual({ digits: 3, localOnly: null });
    const same = { pulseId: 99n, timestampNs: tenth(3).timestampNs + 999_999n };
    expect((await records.of(same, null)).localOnly).toContain('same millisecond as pulse 3');
  });

  test('without a Gateway all stand as they are, and the journal is not asked', async () => {
    const { records, settings, asked } = stage();
    settings.gateway = undefined;
    expect(await Promise.all([records.of(tenth(1), null), records.of(tenth(2), null)])).toEqual([plainRecord, plainRecord]);
    expect(asked()).toBe(0);
  });

  test('what was decided first holds, also when the settings are others by now', async () => {
    const { records, settings } = stage();
    const local = { digits: 0, localOnly: 'Pulse 0 has its record.' } as const;
    settings.gateway = { millisecondTimestamps: true };
    expect(await records.of(tenth(1), local)).toBe(local);
    expect(await records.of(tenth(1), plainRecord)).toBe(plainRecord);
  });

  test('a restart changes nothing: the journal knows who has the record, and who has not', async () => {
    const { records, begun, open } = stage();
    await begun(tenth(0), { digits: 0, localOnly: 'It is in the same second as another.' });
    await begun(tenth(1), await records.of(tenth(1), null));
    const again = open();
    expect((await again.of(tenth(2), null)).localOnly).toContain(besides(1, 2));
    expect(await again.of(tenth(1), null)).toEqual(plainRecord);
  });

  test('the record of a pulse that was not begun after all is the next one’s', async () => {
    const { records } = stage();
    await records.of(tenth(0), null);
    expect((await records.of(tenth(1), null)).localOnly).not.toBeNull();
    records.giveBack(tenth(0));
    expect(await records.of(tenth(2), null)).toEqual(plainRecord);
  });

  test('but one that stands in the journal keeps it', async () => {
    const { records, begun } = stage();
    await begun(tenth(0), await records.of(tenth(0), null));
    records.giveBack(tenth(0));
    expect((await records.of(tenth(1), null)).localOnly).toContain(besides(0, 1));
  });
});
