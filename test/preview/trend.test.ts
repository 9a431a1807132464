import { describe, expect, it } from 'vitest';
import type { TrendPage } from '../../core/contract/preview.ts';
import { fromFacts, toFacts } from '../../core/pulses/pulse.ts';
import { useFiles } from '../hdf5/files.ts';
import { captured, endWith, pulseNumber, startOf } from '../journal/samples.ts';
import { previewing } from './stage.ts';

const files = useFiles();

describe('a trend', () => {
  it('goes by the time of the pulses, page by page, also where old ones were captured later', async () => {
    const { journal, commands } = previewing(files.folder());
    for (const at of [3, 4, 1, 2, 4, 5]) {
      const [begun] = await journal.begin([startOf(pulseNumber(at))]);
      await journal.finish(begun?.captureId ?? '', endWith([captured('A')]));
    }
    const [fromNs, toNs] = [pulseNumber(0), pulseNumber(9)].map((pulse) => toFacts(pulse).timestampNs);
    const ids: bigint[] = [];
    let after: string | null = null;
    do {
      const request = { channel: 'A', quantity: 'value', fromNs: fromNs ?? '', toNs: toNs ?? '', limit: 2 } as const;
      const page: TrendPage = await commands.trend({ ...request, ...(after !== null && { after }) });
      ids.push(...page.points.map(({ pulse }) => fromFacts(pulse).pulseId));
      expect(page.captures).toBe(6);
      after = page.next;
    } while (after !== null);
    expect(ids).toEqual([1, 2, 3, 4, 4, 5].map((at) => pulseNumber(at).pulseId));
  });
});
