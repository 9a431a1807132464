import { describe, expect, test } from 'vitest';
import { causesShown, missingShown } from '../../core/contract/report.ts';
import { type FateGround, fateOf } from '../../core/report/fate.ts';
import { type Asking, createFold } from '../../core/report/fold.ts';
import type { FoundPulse } from '../../core/report/found.ts';
import { standingOf } from '../../core/report/standing.ts';
import { expectedOf, idOf } from './gateways.ts';
import { announced, attemptOf, failedOf, found, missedOne, partialOf, pulseAt, uploadOf } from './pulses.ts';

const head = { from: '2026-11-21T00:00:00.000Z', to: '2026-11-22T00:00:00.000Z', exporter: 'north', madeAt: '2026-11-22T06:00:00.000Z' };
const ground: FateGround = { exporter: 'north', gateway: { digits: 0 } };
const asking: Asking = { host: 'gateway.example', sentence: 'All of them were asked for.', failure: null };
const notThere = (n: number) =>
  standingOf(null, { pulse: pulseAt(n), recordId: idOf(n), names: ['A', 'B'], least: 2, removedAt: null }, asking.host);

/** Every partial capture misses channel B. */
function folded(pulses: readonly FoundPulse[]) {
  const fold = createFold(head);
  for (const pulse of pulses) {
    const ids = pulse.attempts.map(({ captureId }) => captureId);
    fold.add(fateOf(pulse, Object.fromEntries(ids.map((id) => [id, [missedOne('B')]])), ground));
  }
  return fold;
}
const many = (count: number, of: (n: number) => FoundPulse = (n) => found(n)) => Array.from({ length: count }, (_, n) => of(n));

describe('the verdict on a day', () => {
  test('all captured complete, and whole in the Gateway: arrived', () => {
    const fold = folded(many(3));
    for (const n of [0, 1, 2]) fold.asked(expectedOf(n), { as: 'whole' });
    const { verdict, sentence, causes, missing, captures, uploads, gateway } = fold.report(asking, []);
    expect([verdict, sentence]).toEqual(['arrived', 'All 3 pulses were captured complete, and all of them are whole in the Gateway.']);
    expect([causes, missing]).toEqual([[], []]);
    expect([captures, uploads]).toMatchObject([{ announced: 3, complete: 3 }, { accepted: 3 }]);
    expect(gateway).toMatchObject({ expected: 3, asked: 3, whole: 3 });
  });

  test('all captured, and the Gateway not asked: arrived as far as it was answered then', () => {
    expect(folded(many(2)).report(null, [])).toMatchObject({
      verdict: 'arrived',
      sentence: expect.stringContaining('was not asked again'),
    });
  });

  test('one not captured whole: missing', () => {
    const report = folded([...many(2), found(5, [partialOf(5)])]).report(null, []);
    expect(report).toMatchObject({ verdict: 'missing', sentence: 'Of 3 pulses 1 lacks something: 1 not captured whole.' });
  });

  test('one still to be sent: missing', () => {
    const waiting = found(1, [attemptOf(1, { upload: uploadOf({ state: 'waiting' }) })]);
    expect(folded([waiting]).report(null, [])).toMatchObject({ verdict: 'missing', uploads: { waiting: 1 } });
  });

  test('one that the Gateway does not have: missing, and the journal did not know', () => {
    const fold = folded(many(2));
    fold.asked(expectedOf(1), notThere(1));
    const report = fold.report(asking, []);
    expect(report).toMatchObject({ verdict: 'missing', gateway: { notThere: 1 }, missing: [{ pulse: pulseAt(1) }] });
    expect(report.sentence).toBe('Of 2 pulses 1 lacks something: 1 of the 1 asked for not whole in the Gateway.');
  });

  test.each<[string, FoundPulse[], Asking | null, string[]]>([
    ['no pulse announced', [], null, []],
    ['a Gateway that does not answer', many(1), { ...asking, failure: { code: 'GATEWAY_UNREACHABLE', message: 'Nobody answers.' } }, []],
    ['a pulse of the group without a verdict', [found(1, [attemptOf(1)], announced(1))], null, []],
    ['announcements that are not kept any more', [found(1, [attemptOf(1, { ofGroup: true })])], null, []],
    ['a note on what cannot be told', many(1), null, ['Something is not known.']],
  ])('nothing known to be missing, but %s: unknown', (_, pulses, asked, notes) => {
    expect(folded(pulses).report(asked, notes).verdict).toBe('unknown');
  });

  test('entries of the journal that make no sense are told, and nothing is certain then', () => {
    const fold = folded(many(1));
    fold.unreadable(2);
    expect(fold.report(null, [])).toMatchObject({ verdict: 'unknown', notes: [expect.stringContaining('2 entries')] });
  });

  test('what is known to be missing outweighs a Gateway that does not answer', () => {
    const away: Asking = { ...asking, failure: { code: 'GATEWAY_UNREACHABLE', message: 'Nobody answers.' } };
    expect(folded([found(1, [failedOf(1)])]).report(away, []).verdict).toBe('missing');
  });
});

describe('causes and pulses', () => {
  test('a cause is one line for all its pulses, with the first and the last', () => {
    const { causes } = folded([
      found(3, [partialOf(3)]),
      found(7, [partialOf(7)]),
      found(9, [failedOf(9)]),
      found(11, [partialOf(11)]),
    ]).report(null, []);
    expect(causes).toMatchObject([
      {
        stage: 'capture',
        code: 'missing',
        what: 'device of B',
        channels: ['B'],
        pulses: 3,
        first: pulseAt(3),
        last: pulseAt(11),
        sentence: 'B: missing.',
      },
      { code: 'DISK_FULL', what: '', pulses: 1, first: pulseAt(9), last: pulseAt(9) },
    ]);
  });

  test('a pulse whose file waits is not told again because the Gateway lacks it', () => {
    const fold = folded([found(1, [attemptOf(1, { upload: uploadOf({ state: 'waiting' }) })])]);
    fold.asked(expectedOf(1, { explained: true, lacking: true }), notThere(1));
    const { missing, causes, gateway } = fold.report(asking, []);
    expect(missing.map(({ reasons }) => reasons.map(({ stage }) => stage))).toEqual([['upload']]);
    expect([causes.length, gateway?.notThere]).toEqual([1, 1]);
  });

  test('a pulse that lacks something twice is one pulse', () => {
    const fold = folded([found(1, [partialOf(1)])]);
    fold.asked(expectedOf(1, { lacking: true }), notThere(1));
    const { missing, missingBeyond } = fold.report(asking, []);
    expect(missing.map(({ reasons }) => reasons.map(({ stage }) => stage))).toEqual([['capture', 'gateway']]);
    expect(missingBeyond).toBe(0);
  });

  test('of a bad day only so many pulses are listed, those the Gateway lacks among them, and the rest is counted', () => {
    const fold = folded(many(1000, (n) => found(n, [partialOf(n)])));
    fold.asked(expectedOf(1500), notThere(1500));
    const { missing, missingBeyond, causes } = fold.report(asking, []);
    expect([missing.length, missingBeyond]).toEqual([missingShown, 1001 - missingShown]);
    expect(missing.at(-1)).toMatchObject({ pulse: pulseAt(1500) });
    expect(causes[0]).toMatchObject({ pulses: 1000 });
  });

  test('causes are bounded as well, and what is beyond is counted', () => {
    const fold = createFold(head);
    for (let n = 0; n < causesShown + 7; n += 1) fold.add(fateOf(found(n, [partialOf(n)]), { [n]: [missedOne(`CH-${n}`)] }, ground));
    expect(fold.report(null, [])).toMatchObject({ causesBeyond: 7, causes: { length: causesShown } });
  });

  test('the report is safe for JSON', () => {
    const fold = folded([found(1, [partialOf(1)])]);
    fold.asked(expectedOf(1), notThere(1));
    const report = fold.report(asking, []);
    expect(JSON.parse(JSON.stringify(report))).toEqual(report);
  });
});
