import { describe, expect, test } from 'vitest';
import { linesFor, nothingTold } from '../../core/cli/lines.ts';
import { printJson, printLines } from '../../core/cli/print.ts';
import { size } from '../../core/cli/size.ts';
import type { CaptureSummary, ChannelOutcome } from '../../core/contract/api.ts';
import { failure } from '../../core/contract/errors.ts';
import { initialState } from '../../core/contract/state.ts';

const capture: CaptureSummary = {
  ...{ captureId: '7', pulse: { pulseId: '17953448512', timestampNs: '1795344851200000000' }, attempt: 1, mode: 'live' },
  ...{ step: 'kept', verdict: 'complete', expected: 3, captured: 3, counts: { captured: 3 }, file: '2026/11/22/a.h5' },
  ...{ bytes: 1_234_567, phases: { totalMs: 210 }, startedAt: '', failure: null },
};
const finished = (more: Partial<CaptureSummary>, missed: ChannelOutcome[] = []) =>
  linesFor({ type: 'capture/finished', capture: { ...capture, ...more }, missed });

describe('a capture is one line', () => {
  test('with time, pulse, share, verdict, size, duration and file', () => {
    expect(finished({})).toEqual(['10:54:11.200Z  pulse 17953448512        3/3  complete    1.2 MB   210 ms  2026/11/22/a.h5']);
  });
  test('which tells that it is a further attempt', () => expect(finished({ attempt: 2 })?.[0]).toContain('(attempt 2)'));
  test('which says why there is no file', () => {
    const why = failure('DISK_FULL', 'The disk is full.');
    expect(finished({ verdict: 'failed', file: null, failure: why })?.[0]).toMatch(/failed.*no file: The disk is full\. \[DISK_FULL\]$/);
  });
  test('which says that nothing was left to capture', () => {
    expect(finished({ verdict: 'empty', expected: 0, captured: 0, file: null })?.[0]).toContain('nothing is left to capture');
  });
  test('with its reasons below', () => {
    const missed: ChannelOutcome = { channel: 'CAM-1', device: 'CAM-1', code: 'missing', sentence: 'CAM-1: no message.' };
    expect(finished({ verdict: 'partial', captured: 2 }, [missed])?.slice(1)).toEqual(['    missing     CAM-1: no message.']);
  });
  test('which says that its file stays here, and below it why, if that was not told before', () => {
    const localOnly = 'Pulse 2 is in the same second as pulse 1.';
    const [first, second] = finished({ localOnly }) ?? [];
    expect([first, second]).toEqual([expect.stringMatching(/a\.h5 {2}local only$/), `    local only  ${localOnly}`]);
    const event = { type: 'capture/finished', capture: { ...capture, localOnly }, missed: [] } as const;
    expect(linesFor({ ...event, missed: [] }, { ...nothingTold, localOnly: true })).toEqual([first]);
    expect(finished({ localOnly, file: null, verdict: 'empty' })?.join()).not.toContain('local only');
  });
  test('with a note where it was kept although something failed', () => {
    const why = failure('ARCHIVER_BUSY', 'The area was not read.');
    expect(finished({ failure: why })?.at(-1)).toContain('The area was not read.');
  });
});

test('steps and starts are not told to people', () => {
  expect(linesFor({ type: 'capture/stepped', captureId: '7', step: 'writing' })).toBeNull();
  expect(linesFor({ type: 'capture/started', capture })).toBeNull();
});

test('what was skipped, owed, recovered and lost is told with its pulses', () => {
  const { pulse } = capture;
  expect(linesFor({ type: 'pulses/skipped', count: 1, first: pulse, last: pulse, reason: 'why' })).toEqual([
    '  1 skipped (pulse 17953448512): why',
  ]);
  expect(linesFor({ type: 'capture/held', captureId: '7', pulse, failure: failure('DISK_LOW', 'why') })?.[0]).toContain(
    '17953448512 is owed',
  );
  expect(linesFor({ type: 'recovery/finished', adopted: 0, retaken: 0, lost: [] })).toBeNull();
  expect(linesFor({ type: 'recovery/finished', adopted: 1, retaken: 2, lost: [pulse] })).toEqual([
    '  after the last stop: 1 finished file found, 2 pulses taken again',
    '  lost, because the sources no longer hold them: 17953448512',
  ]);
});

test.each([
  [0, '0.0 kB'],
  [999_000, '999.0 kB'],
  [84_000_000, '84.0 MB'],
  [2_000_000_000, '2.00 GB'],
])('%d bytes are %s', (bytes, text) => expect(size(bytes)).toBe(text));

describe('printing', () => {
  test('as JSON is one fact a line', () => {
    const written: string[] = [];
    printJson({ write: (text) => written.push(text) })({ type: 'snapshot', state: initialState });
    expect(written.map((line) => JSON.parse(line))).toEqual([{ type: 'snapshot', state: initialState }]);
    expect(written[0]?.endsWith('\n')).toBe(true);
  });

  test('on a terminal shows how far a capture is, within the width, and wipes it for the next line', () => {
    const written: string[] = [];
    const print = printLines({ write: (text) => written.push(text), isTTY: true, columns: 30 });
    print({ type: 'snapshot', state: initialState });
    print({ type: 'capture/started', capture: { ...capture, verdict: null, step: 'collecting' } });
    expect(written.at(-1)).toBe('  pulse 17953448512: collecti');
    print({ type: 'capture/finished', capture, missed: [] });
    expect(written.at(-1)).toBe('');
    expect(written.filter((text) => text.startsWith('\r'))).toHaveLength(3);
  });

  test('to a file has no control characters', () => {
    const written: string[] = [];
    const print = printLines({ write: (text) => written.push(text) });
    print({ type: 'capture/started', capture: { ...capture, verdict: null } });
    print({ type: 'capture/finished', capture, missed: [] });
    expect(written.filter((text) => text.includes('\r') || text.includes('\u001b'))).toEqual([]);
  });
});
