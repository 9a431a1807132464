import { expect, test } from 'vitest';
import type { DayReport, MissingPulse } from '../../../core/contract/report.ts';
import { missingRuns } from '../../../renderer/shift/missing-runs.ts';
import { htmlFile, reportFileName } from '../../../renderer/shift/report-file.ts';
import { dayFrom, firstFields, requestOf, type SpanFields, spanTitle } from '../../../renderer/shift/report-span.ts';
import { channelsText, figuresOf, whenText } from '../../../renderer/shift/report-words.ts';
import { pulseNo } from '../states.ts';

const captures = {
  announced: 4,
  complete: 3,
  partial: 1,
  empty: 0,
  failed: 0,
  notCaptured: 0,
  open: 0,
  shareOnly: 0,
  localOnly: 1,
  supersededFiles: 0,
};
const report: DayReport = {
  ...{ from: '2026-11-22T08:00:00.000Z', to: '2026-11-22T16:00:00.000Z', exporter: 'laser 1', madeAt: '2026-11-22T16:05:00.000Z' },
  ...{ verdict: 'missing', sentence: '', captures, gateway: null, causes: [], causesBeyond: 0, missing: [], missingBeyond: 7, notes: [] },
  uploads: { accepted: 2, partlyRefused: 0, refused: 1, waiting: 1, withdrawn: 0, notQueued: 0 },
};
const fields: SpanFields = { kind: 'day', day: '2026-11-22', from: '2026-11-22 06:00', to: '2026-11-22 07:30' };

test('a report is of a day, of one of the three shifts, or of any time', () => {
  expect(requestOf(fields, 'none')).toEqual({ ask: 'none', day: '2026-11-22' });
  expect(requestOf({ ...fields, kind: 'shift-16' }, 'all')).toEqual({
    ask: 'all',
    from: '2026-11-22T16:00:00.000Z',
    to: '2026-11-23T00:00:00.000Z',
  });
  expect(requestOf({ ...fields, kind: 'free' }, 'none')).toMatchObject({
    from: '2026-11-22T06:00:00.000Z',
    to: '2026-11-22T07:30:00.000Z',
  });
});

test.each([
  [{ day: '2026-02-30' }, 'no day'],
  [{ day: '22/11/2026' }, 'no day'],
  [{ kind: 'free', from: '2026-11-22T06:00' }, 'no time'],
  [{ kind: 'free', to: '' }, 'no time'],
  [{ kind: 'free', to: '2026-11-22 06:00' }, 'ends before'],
] as const)('%j is refused with a sentence', (change, sentence) => {
  expect(requestOf({ ...fields, ...change }, 'none')).toEqual({ wrong: expect.stringContaining(sentence) });
});

test('the first choice is the shift that runs now', () => {
  expect(firstFields(Date.parse('2026-11-22T10:30:59Z'))).toEqual({
    ...{ kind: 'shift-8', day: '2026-11-22', from: '2026-11-22 08:00', to: '2026-11-22 10:30' },
  });
  expect(firstFields(Date.parse('2026-11-22T00:00:00Z')).kind).toBe('shift-0');
});

test('one goes from day to day over the ends of months', () => {
  expect([dayFrom('2026-11-30', 1), dayFrom('2026-03-01', -1), dayFrom('no day', 1)]).toEqual(['2026-12-01', '2026-02-28', 'no day']);
});

test('its title has both days only where it goes over midnight', () => {
  expect(spanTitle('2026-11-22T16:00:00.000Z', '2026-11-23T00:00:00.000Z')).toBe('2026-11-22, 16:00 to 24:00 UTC');
  expect(spanTitle('2026-11-22T22:00:00.000Z', '2026-11-23T06:00:00.000Z')).toBe('2026-11-22, 22:00 to 2026-11-23, 06:00 UTC');
});

test('the large numbers are pulses, how many are complete, how many lack something, and what is in the Gateway', () => {
  expect(figuresOf(report).map(({ title, value, says }) => [title, value, says])).toEqual([
    ['Pulses', '4', '1 local only'],
    ['Complete', '75.0', '3 of 4'],
    ['Lack something', '7', '1 partial'],
    ['Files in the Gateway', '2', '1 refused, 1 waiting'],
  ]);
  const gateway = { host: 'g', expected: 4, asked: 3, whole: 2, inPart: 0, notThere: 1, cannotTell: 0, sentence: '', failure: null };
  expect(figuresOf({ ...report, gateway }).at(-1)).toMatchObject({
    title: 'Whole in the Gateway',
    value: '2',
    says: 'of 3 asked; 4 expected',
  });
  expect(figuresOf({ ...report, captures: { ...captures, announced: 0 } })[1]).toMatchObject({ value: '–', unit: '' });
});

test('of many channels the first are named, and how many more', () => {
  expect(channelsText({ channels: ['A', 'B'], channelCount: 2 })).toBe('A, B');
  expect(channelsText({ channels: [...'ABCDEFGH'], channelCount: 30 })).toBe('A, B, C, D, E, F, 24 more');
});

test('one pulse has its time, several have from and to', () => {
  const of = { first: pulseNo(1), last: pulseNo(3) };
  expect(whenText({ ...of, pulses: 1 }, (ns) => ns.slice(0, 12))).toBe('179500000100');
  expect(whenText({ ...of, pulses: 2 }, (ns) => ns.slice(0, 12))).toBe('179500000100 to 179500000300');
});

test('a saved report needs nothing beside it, and its name sorts by time', () => {
  expect(reportFileName(report, 'html')).toBe('report-2026-11-22-0800-laser_1.html');
  const file = htmlFile('Report <1>', '<article>all</article>', ['p { color: var(--ink) }']);
  expect(file).toContain('<title>Report &lt;1&gt;</title>');
  expect(file).toContain('<style>p { color: var(--ink) }</style>');
  expect(file).toContain('<article>all</article>');
  expect(file).not.toMatch(/src=|href=|<script/);
});

test('pulses in a row that lack the same are one line of the logbook', () => {
  const lacking = (number: number, what: string, channelCount = 1): MissingPulse => ({
    ...{ pulse: pulseNo(number), at: '' },
    reasons: [{ stage: 'capture', code: 'missing', what, sentence: `${what} at ${number}`, channels: [what], channelCount }],
  });
  const all = [lacking(1, 'CAM-1'), lacking(2, 'CAM-1'), lacking(3, 'WFS'), lacking(4, 'CAM-1'), lacking(5, 'CAM-1', 2)];
  expect(missingRuns(all).map(({ first, last, pulses }) => [first.pulse.pulseId, last.pulse.pulseId, pulses])).toEqual([
    ['1001', '1002', 2],
    ['1003', '1003', 1],
    ['1004', '1004', 1],
    ['1005', '1005', 1],
  ]);
});
