import { describe, expect, test } from 'vitest';
import type { ChannelOutcome } from '../../core/contract/api.ts';
import type { KeptAttempt } from '../../core/journal/report-port.ts';
import { type CapturedAs, fateOf } from '../../core/report/fate.ts';
import { announced, attemptOf, failedOf, found, missedOne, partialOf, pulseAt, uploadOf } from './pulses.ts';

const ground = { exporter: 'north', gateway: { digits: 0 } } as const;
const fate = (pulse: Parameters<typeof fateOf>[0], missed: Record<string, ChannelOutcome[]> = {}) => fateOf(pulse, missed, ground);
const said = ({ reasons }: ReturnType<typeof fate>) => reasons.map(({ stage, code, what }) => `${stage} ${code} ${what}`.trim());

describe('of a pulse that one exporter captured alone', () => {
  const owed = attemptOf(1, { captureId: '9', attempt: 2, verdict: null, counts: {}, expected: 0, file: null, upload: null });
  test.each<[string, KeptAttempt[], CapturedAs, string[]]>([
    ['all channels captured: complete', [attemptOf(1)], 'complete', []],
    ['a channel missing: partial, with its cause', [partialOf(1)], 'partial', ['capture missing device of B']],
    ['partial, and what it lacks is owed: partial', [partialOf(1), owed], 'partial', ['capture missing device of B']],
    [
      'what the first attempt lacks is in the second: complete',
      [partialOf(1), attemptOf(1, { captureId: '2', attempt: 2, expected: 1, counts: { captured: 1 } })],
      'complete',
      [],
    ],
    [
      'nothing left to capture for the second attempt: complete',
      [attemptOf(1), attemptOf(1, { captureId: '2', attempt: 2, verdict: 'empty', expected: 0, counts: {}, file: null, upload: null })],
      'complete',
      [],
    ],
    [
      'a second attempt that fails takes nothing away',
      [partialOf(1), failedOf(1, { captureId: '2' })],
      'partial',
      ['capture missing device of B'],
    ],
    [
      'no channel captured: empty',
      [attemptOf(1, { verdict: 'empty', counts: { missing: 2 }, file: null, upload: null })],
      'empty',
      ['capture missing device of B'],
    ],
    ['no file could be made: failed, with the failure', [failedOf(1)], 'failed', ['capture DISK_FULL']],
    ['begun and not ended: not captured', [owed], 'notCaptured', ['capture unfinished']],
    ['other exporters had its devices: what became of it is not known here', [attemptOf(1, { superseded: true })], 'open', []],
    [
      'all devices out of service: complete, nothing was expected',
      [attemptOf(1, { verdict: 'empty', expected: 0, counts: { skipped: 2 }, file: null, upload: null })],
      'complete',
      [],
    ],
  ])('%s', (_, attempts, as, reasons) => {
    const result = fate(found(1, attempts), { 1: [missedOne('B')] });
    expect([result.capturedAs, said(result)]).toEqual([as, reasons]);
  });

  test('channels that are out of service are not missed', () => {
    expect(fate(found(1, [attemptOf(1, { counts: { captured: 2, skipped: 3 } })])).reasons).toEqual([]);
  });

  test('a source that does not answer is one cause for all its channels', () => {
    const failure = { code: 'ARCHIVER_UNREACHABLE', message: 'No answer.' } as const;
    const missed = ['B', 'C', 'D'].map((channel) => missedOne(channel, 'unreachable', { failure }));
    const { reasons } = fate(found(1, [partialOf(1, { expected: 4 })]), { 1: missed });
    expect(reasons).toMatchObject([{ code: 'unreachable', what: 'ARCHIVER_UNREACHABLE', channels: ['B', 'C', 'D'] }]);
  });

  test('what the journal has forgotten is still known to be missing', () => {
    expect(fate(found(1, [partialOf(1)])).reasons).toMatchObject([
      { channels: [], sentence: expect.stringContaining('1 of its channels') },
    ]);
  });
});

describe('of a pulse of a group', () => {
  const verdict = (changes: object = {}) => ({ verdict: 'partial', expected: 10, captured: 8, missed: [], ...changes });
  const share = attemptOf(1, { ofGroup: true });

  test('the verdict over all exporters counts, and not this one’s share', () => {
    const result = fate(found(1, [share], announced(1, { verdict: verdict({ verdict: 'complete', captured: 10 }) })));
    expect(result).toMatchObject({ capturedAs: 'complete', shareOnly: false, reasons: [], expected: { least: 10 } });
  });

  test('what others missed is named with them, and of its own channels their sentence is known', () => {
    const missed = [
      { channel: 'B', code: 'missing', exporter: 'north' },
      { channel: 'X', code: 'stale', exporter: 'south' },
      { channel: 'Y', code: 'lost', exporter: 'east' },
      { channel: 'Z', code: 'lost', exporter: 'east' },
    ];
    const result = fate(found(1, [partialOf(1, { ofGroup: true })], announced(1, { verdict: verdict({ missed }) })), {
      1: [missedOne('B')],
    });
    expect(said(result)).toEqual(['capture missing device of B', 'capture stale X', 'capture lost east']);
    expect(result.reasons[1]?.sentence).toContain('exporter south');
    expect(result.reasons[2]?.channels).toEqual(['Y', 'Z']);
  });

  test('without a verdict it is open, also where nothing of it was captured here', () => {
    expect(fate(found(1, [share], announced(1)))).toMatchObject({ capturedAs: 'open', expected: { least: 2 } });
    expect(fate(found(1, [], announced(1)))).toMatchObject({ capturedAs: 'open', expected: null });
  });

  test('of which the announcement is not kept any more only the share is known', () => {
    expect(fate(found(1, [share]))).toMatchObject({ capturedAs: 'complete', shareOnly: true });
  });

  test('a verdict of another version that cannot be read leaves it open', () => {
    expect(fate(found(1, [share], announced(1, { verdict: { verdict: 'splendid' } }))).capturedAs).toBe('open');
  });

  test('what others’ files lack in the Gateway is told, and the newer news of it', () => {
    const upload = (state: string, refused: object[] = []) => ({ upload: { state, sentence: 'So it stands.', files: [], refused } });
    const told = (early: object, late: object | null) =>
      said(fate(found(1, [share], announced(1, { verdict: { ...verdict({ verdict: 'complete' }), ...early }, upload: late }))));
    const refused = [{ channel: 'X', exporter: 'south', sentence: 'X: why.' }];
    expect(told(upload('waiting'), null)).toEqual(['upload waiting']);
    expect(told(upload('waiting'), upload('accepted'))).toEqual([]);
    expect(told(upload('waiting'), upload('partly-refused', refused))).toEqual(['upload refused X']);
  });
});

describe('of its files', () => {
  test.each([
    ['accepted', {}, { accepted: 1 }, []],
    ['partly-refused', { leftOut: [{ channel: 'B', sentence: 'B: why.' }] }, { partlyRefused: 1 }, ['upload refused B']],
    ['refused', { failure: { code: 'GATEWAY_REFUSED', message: 'No.' } }, { refused: 1 }, ['upload GATEWAY_REFUSED']],
    ['waiting', {}, { waiting: 1 }, ['upload waiting']],
    ['queued', {}, { waiting: 1 }, ['upload waiting']],
    ['sending', {}, { waiting: 1 }, ['upload waiting']],
    ['withdrawn', {}, { withdrawn: 1 }, []],
  ] as const)('%s is counted, and what is not there has a reason', (state, changes, files, reasons) => {
    const {
      leftOut = [],
      failure = null,
    }: { leftOut?: readonly { channel: string; sentence: string }[]; failure?: null | { code: 'GATEWAY_REFUSED'; message: string } } =
      changes;
    const result = fate(found(1, [attemptOf(1, { upload: uploadOf({ state, leftOut: [...leftOut], failure }) })]));
    expect([result.files, said(result)]).toEqual([files, reasons]);
  });

  test('one that was never queued is missing where a gateway is named, and not where there is none', () => {
    const pulse = found(1, [attemptOf(1, { upload: null })]);
    expect([fate(pulse).files, said(fate(pulse))]).toEqual([{ notQueued: 1 }, ['upload not-queued']]);
    const without = fateOf(pulse, {}, { exporter: 'north', gateway: null });
    expect([without.files, without.reasons]).toEqual([{}, []]);
  });

  test('those of superseded captures do not count', () => {
    const other = attemptOf(1, { captureId: '2', superseded: true, upload: uploadOf({ state: 'withdrawn' }) });
    expect(fate(found(1, [attemptOf(1), other]))).toMatchObject({ supersededFiles: 1, files: { accepted: 1, withdrawn: 1 }, reasons: [] });
  });

  test('those of a pulse that stays local are neither missed nor expected in the Gateway', () => {
    const record = { digits: 0, localOnly: 'Another pulse of its second has the record.' };
    const result = fate(found(1, [attemptOf(1, { record, upload: null })]));
    expect(result).toMatchObject({ localOnly: true, expected: null, reasons: [], files: {} });
    expect(fate(found(1, [], announced(1, { facts: { record } })))).toMatchObject({ localOnly: true });
  });
});

describe('in the Gateway', () => {
  test('all that was captured is expected, but for what was left out', () => {
    const leftOut = [{ channel: 'B', sentence: 'B: why.' }];
    const { expected } = fate(found(1, [attemptOf(1, { upload: uploadOf({ state: 'partly-refused', leftOut }) })]));
    expect(expected).toEqual({
      pulse: pulseAt(1),
      digits: 0,
      least: 1,
      leftOut: ['B'],
      inDoubt: true,
      explained: false,
      lacking: true,
      removedAt: null,
    });
  });

  test.each([
    ['accepted', false, false],
    ['accepted', true, true],
    ['waiting', false, true],
  ] as const)('a file that is %s, with an unknown end: %s, is in doubt: %s', (state, unknownEnd, inDoubt) => {
    expect(fate(found(1, [attemptOf(1, { upload: uploadOf({ state, unknownEnd }) })])).expected?.inDoubt).toBe(inDoubt);
  });

  test('files that were removed here are known to be, where none is left', () => {
    const removedAt = '2026-11-25T00:00:00.000Z';
    const gone = attemptOf(1, { removedAt });
    expect(fate(found(1, [gone])).expected?.removedAt).toBe(removedAt);
    expect(fate(found(1, [gone, attemptOf(1, { captureId: '2' })])).expected?.removedAt).toBeNull();
  });

  test('a pulse of which nothing was captured is not expected', () => {
    expect(fate(found(1, [failedOf(1)])).expected).toBeNull();
  });
});
