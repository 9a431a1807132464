import { expect, onTestFinished, test } from 'vitest';
import { openJournal } from '../../core/journal/open-journal.ts';
import { fromFacts } from '../../core/pulses/pulse.ts';
import { captured, endWith, pulseNumber, startOf } from './samples.ts';

const pulses = 60;

test('captures that are sampled are of every kind of attempt, spread over the time, and the same page by page', async () => {
  const journal = openJournal({ file: ':memory:' });
  onTestFinished(() => journal.close());
  for (let at = 1; at <= pulses; at++)
    for (const { captureId } of await journal.begin([startOf(pulseNumber(at)), startOf(pulseNumber(at))]))
      await journal.finish(captureId, endWith([captured('A')]));
  const span = { fromNs: String(pulseNumber(0).timestampNs), toNs: String(pulseNumber(pulses).timestampNs) };
  for (const every of [2, 4, 7]) {
    const { captures: whole } = await journal.capturesIn({ ...span, every, limit: 200 });
    expect(Math.abs(whole.length - (2 * pulses) / every), `1 in ${every}`).toBeLessThan(3);
    expect(new Set(whole.map(({ attempt }) => attempt)), `1 in ${every}`).toEqual(new Set([1, 2]));
    const thirds = whole.map(({ pulse }) => Math.floor((Number(fromFacts(pulse).pulseId - pulseNumber(1).pulseId) * 3) / pulses));
    expect(new Set(thirds), `1 in ${every}`).toEqual(new Set([0, 1, 2]));
    const paged: string[] = [];
    for (let after = {}; ; ) {
      const { captures } = await journal.capturesIn({ ...span, every, limit: 5, ...after });
      const last = captures.at(-1);
      if (last === undefined) break;
      paged.push(...captures.map(({ captureId }) => captureId));
      after = { after: { captureId: last.captureId, timestampNs: last.pulse.timestampNs } };
    }
    expect(paged).toEqual(whole.map(({ captureId }) => captureId));
  }
});
