import { expect, test } from 'vitest';
import type { OutcomeCode } from '../../../core/contract/api.ts';
import { createTally } from '../../../core/group/tally/tally.ts';
import { seededRandom } from '../../../core/group/wire/memory-lane.ts';

const exporters = ['one', 'two', 'three'];
const devices = Array.from({ length: 12 }, (_, index) => `D${index}`);
const codes: OutcomeCode[] = ['captured', 'late', 'missing', 'skipped'];

test('whatever is reported, released and given in whatever order: each device has one owner at most and each channel counts once', () => {
  const random = seededRandom(7);
  const pick = <T>(list: readonly T[], otherwise: T): T => list[Math.floor(random() * list.length)] ?? otherwise;
  for (let round = 0; round < 300; round++) {
    const owners = new Map(devices.map((device) => [device, pick(exporters, 'one')]));
    const tally = createTally({ devices, owners, channels: new Map(devices.map((device) => [device, 2])), skipped: new Set() });
    for (let step = 0; step < 60; step++) {
      const who = pick(exporters, 'one');
      if (random() < 0.15) tally.release(who);
      else if (random() < 0.3)
        tally.claim(
          who,
          devices.filter(() => random() < 0.3),
        );
      else {
        const some = devices.filter(() => random() < 0.3);
        const outcomes = some.flatMap((device) =>
          ['a', 'b'].map((end) => ({ channel: `${device}${end}`, device, code: pick(codes, 'missing') })),
        );
        const pulse = { pulseId: '1', timestampNs: '1' };
        tally.report(who, { pulse, captureId: `${round}-${step}`, attempt: 1, file: null, verdict: 'partial', outcomes });
      }
      const { expected, captured, shares, missed, counts } = tally.totals();
      expect(captured).toBe(counts.captured ?? 0);
      expect(expected).toBe(24 - (counts.skipped ?? 0));
      expect(new Set(missed.map(({ channel }) => channel)).size).toBe(missed.length);
      expect(shares.reduce((sum, share) => sum + share.devices, tally.unowned().size)).toBe(devices.length);
      expect(tally.complete()).toBe(tally.unowned().size === 0 && shares.every(({ state }) => state === 'reported' || state === 'lost'));
    }
  }
});
