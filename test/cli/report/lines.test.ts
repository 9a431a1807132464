import { expect, test } from 'vitest';
import { reportLines } from '../../../core/cli/report/lines.ts';
import type { DayReport, MissingCause } from '../../../core/contract/report.ts';
import { pulseAt } from '../../report/pulses.ts';

const nothing = { partial: 0, empty: 0, failed: 0, notCaptured: 0, open: 0, shareOnly: 0, localOnly: 0, supersededFiles: 0 };
const report = (changes: Partial<DayReport> = {}): DayReport => ({
  ...{ from: '2026-11-21T00:00:00.000Z', to: '2026-11-22T00:00:00.000Z', exporter: 'north', madeAt: '2026-11-22T06:00:00.000Z' },
  ...{ verdict: 'arrived', sentence: 'All 3 pulses were captured complete.', captures: { announced: 3, complete: 3, ...nothing } },
  uploads: { accepted: 3, partlyRefused: 0, refused: 0, waiting: 0, withdrawn: 0, notQueued: 0 },
  ...{ gateway: null, causes: [], causesBeyond: 0, missing: [], missingBeyond: 0, notes: [] },
  ...changes,
});
const cause = (changes: Partial<MissingCause> = {}): MissingCause => ({
  ...{ stage: 'capture', code: 'missing', what: 'CAM-3', sentence: 'CAM-3: no message.', channels: ['CAM-3'], channelCount: 1 },
  ...{ pulses: 24, first: pulseAt(1), last: pulseAt(40) },
  ...changes,
});

test('a day on which all arrived is a few lines, and says once that times are UTC', () => {
  expect(reportLines(report())).toEqual([
    'Did it arrive? Pulses from 2026-11-21 00:00:00 to 2026-11-22 00:00:00; all times are UTC.',
    'Exporter north; report made 2026-11-22 06:00:00.',
    '',
    'ARRIVED. All 3 pulses were captured complete.',
    '',
    'Captures  3 pulses announced: 3 complete',
    'Files     3 accepted by the Gateway',
    'Gateway   not asked',
  ]);
});

test('a day that is not over says so', () => {
  expect(reportLines(report({ madeAt: '2026-11-21T14:00:00.000Z' }))[0]).toContain('to 2026-11-22 00:00:00, which is not over yet;');
});

test('causes come first, with how often, what, when and why', () => {
  const causes = [cause(), cause({ what: '', code: 'DISK_FULL', channels: [], channelCount: 0, pulses: 1, sentence: 'The disk is full.' })];
  const lines = reportLines(report({ verdict: 'missing', causes, notes: ['Something is not known.'] }));
  expect(lines.slice(4, 11)).toEqual([
    'Note: Something is not known.',
    '',
    'Causes, those of the most pulses first',
    '     24 pulses  capture: missing, CAM-3  12:01:00.000 to 12:40:00.000',
    '                CAM-3: no message.',
    '       1 pulse  capture: DISK_FULL, the whole pulse  12:01:00.000',
    '                The disk is full.',
  ]);
  expect(lines.findIndex((line) => line.startsWith('Captures'))).toBeGreaterThan(10);
});

test('of a range of several days each time has its day', () => {
  const [, when] = reportLines(report({ to: '2026-11-23T00:00:00.000Z', causes: [cause()] })).filter((line) => line.includes('CAM-3'));
  expect(reportLines(report({ to: '2026-11-23T00:00:00.000Z', causes: [cause()] })).join('\n')).toContain(
    '2026-11-21 12:01:00.000 to 2026-11-21 12:40:00.000',
  );
  expect(when).toBeDefined();
});

test('it stays a page, however much is missing', () => {
  const causes = Array.from({ length: 300 }, (_, n) => cause({ what: `CAM-${n}` }));
  const missing = Array.from({ length: 200 }, (_, n) => ({ pulse: pulseAt(n), at: '', reasons: [cause(), cause({ what: 'B' })] }));
  const lines = reportLines(report({ causes, causesBeyond: 5, missing, missingBeyond: 1000 }));
  expect(lines.length).toBeLessThan(110);
  expect(lines).toContain('  … and 270 more causes; --json has them');
  expect(lines).toContain('  … and 1170 more pulses');
  expect(lines).toContain('  12:00:00.000  pulse 423648000000  capture: missing, CAM-3; capture: missing, B: CAM-3');
});

test('what the Gateway has is said with which were asked for and what kept it from answering', () => {
  const asked = { host: 'gateway.example', expected: 1440, asked: 52, whole: 50, inPart: 1, notThere: 1, cannotTell: 0 };
  const gateway = { ...asked, sentence: 'Asked for: 2 of 2 in doubt, and 50 spread over the range.', failure: null };
  expect(reportLines(report({ gateway }))).toContain(
    'Gateway   gateway.example: 52 of 1440 pulses asked for: 50 whole, 1 in part, 1 not there. Asked for: 2 of 2 in doubt, and 50 spread over the range.',
  );
  const failure = { code: 'GATEWAY_UNREACHABLE', message: 'Nobody answers.' } as const;
  expect(reportLines(report({ gateway: { ...gateway, failure } })).join()).toContain('Nobody answers. [GATEWAY_UNREACHABLE]');
});
