import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { ChannelOutcome } from '../../core/contract/api.ts';
import { statsPulses } from '../../core/contract/device-stats.ts';
import type { CaptureEnd, Journal } from '../../core/journal/port.ts';
import { toFacts } from '../../core/pulses/pulse.ts';
import { captured, endWith, missing, pulseNumber, startOf } from './samples.ts';

/** What every journal tells of how channels do. `open` gives an empty one. */
export function deviceStatsConformance(name: string, open: () => Promise<Journal>): void {
  describe(`of channels, a journal ${name}`, () => {
    let journal: Journal;
    beforeEach(async () => {
      journal = await open();
    });
    afterEach(() => journal.close());

    async function take(n: number, outcomes: readonly ChannelOutcome[], changes: Partial<CaptureEnd> = {}): Promise<string> {
      const [begun] = await journal.begin([startOf(pulseNumber(n))]);
      await journal.finish(begun?.captureId ?? '', endWith(outcomes, changes));
      return begun?.captureId ?? '';
    }
    const of = async (channel: string) => (await journal.deviceStats()).channels.find((each) => each.channel === channel);

    test('tells at how many pulses each was expected and captured, and of the newest reading', async () => {
      await take(1, [captured('A'), captured('B')]);
      await take(2, [{ ...captured('A'), offsetMs: 3, bytes: 16 }, missing('B')]);
      expect(await journal.deviceStats()).toEqual({
        pulses: 2,
        isMore: false,
        channels: [
          {
            ...{ channel: 'A', pulses: 2, captured: 2, latencyMs: { p50: 12.5, p95: 12.5 } },
            last: { pulse: toFacts(pulseNumber(2)), offsetMs: 3, ageMs: null, bytes: 16 },
          },
          {
            ...{ channel: 'B', pulses: 2, captured: 1, latencyMs: { p50: 12.5, p95: 12.5 } },
            last: { pulse: toFacts(pulseNumber(1)), offsetMs: -0.25, ageMs: null, bytes: 8 },
          },
        ],
      });
    });

    test('knows of the last reading by the time of its pulse, not by when it was captured', async () => {
      await take(5, [captured('A')]);
      await take(2, [captured('A')]);
      expect((await of('A'))?.last?.pulse).toEqual(toFacts(pulseNumber(5)));
    });

    test('gives the latency that half, and that nineteen of twenty, did not exceed', async () => {
      for (const n of Array.from({ length: 20 }, (_, at) => at + 1)) await take(n, [{ ...captured('A'), latencyMs: 21 - n }]);
      expect((await of('A'))?.latencyMs).toEqual({ p50: 10, p95: 19 });
    });

    test('counts a pulse once, as captured where a later attempt captured it', async () => {
      await take(1, [missing('A')]);
      await take(1, [captured('A')]);
      expect(await of('A')).toMatchObject({ pulses: 1, captured: 1 });
    });

    test('counts nothing as captured that is in no verified file, and nothing that was not expected', async () => {
      await take(1, [captured('A'), { ...captured('B'), code: 'skipped' }], { verdict: 'failed', file: null });
      expect(await of('A')).toMatchObject({ pulses: 1, captured: 0, latencyMs: null, last: null });
      expect(await of('B')).toBeUndefined();
    });

    test('leaves out what was superseded, also when it was asked before', async () => {
      const given = await take(1, [captured('A')]);
      expect((await journal.deviceStats()).pulses).toBe(1);
      await journal.supersede(given, 'south has them');
      expect(await journal.deviceStats()).toEqual({ pulses: 0, isMore: false, channels: [] });
    });

    test('looks at the newest captures only, and reads so many at a time that it does not hold up those that write', async () => {
      const many = Array.from({ length: 100 }, (_, at) => captured(`C${at}`));
      for (const n of Array.from({ length: statsPulses + 20 }, (_, at) => at + 1)) await take(n, many);
      const asked: [number, boolean][] = [];
      for (let question = 0; question < 8; question += 1) {
        const { pulses, isMore } = await journal.deviceStats();
        asked.push([pulses, isMore]);
      }
      const [filling, whole] = [
        [15, 30, 45, 60, 75, 90],
        [statsPulses, statsPulses],
      ];
      expect(asked).toEqual([...filling.map((pulses) => [pulses, true]), ...whole.map((pulses) => [pulses, false])]);
      expect((await of('C0'))?.last?.pulse).toEqual(toFacts(pulseNumber(statsPulses + 20)));
    });
  });
}
