import { expect, test } from 'vitest';
import { parseReportArguments } from '../../../core/cli/report/arguments.ts';

const nowMs = Date.UTC(2026, 10, 22, 6);
const parse = (...args: string[]) => parseReportArguments(args, nowMs);

test('without a range it is of yesterday, and asks as far as a gateway is named', () => {
  expect(parse('--settings', 'f.json')).toEqual({
    ...{ settings: 'f.json', out: null, range: { day: '2026-11-21' }, ask: null, json: false, help: false },
  });
});

test('a day, a shift, how many are asked for and where its files are can be said', () => {
  expect(parse('--settings', 'f', '--day', '2026-11-01', '--ask', 'all', '--json')).toMatchObject({
    range: { day: '2026-11-01' },
    ask: 'all',
    json: true,
  });
  const [from, to] = ['2026-11-21T06:00:00Z', '2026-11-21T14:00:00Z'];
  expect(parse('--simulate', '--from', from, '--to', to, '--out', 'dir')).toMatchObject({
    settings: null,
    range: { from, to },
    out: 'dir',
  });
});

test('help needs no settings', () => {
  expect(parse('--help').help).toBe(true);
  expect(parse('-h').help).toBe(true);
});

test.each([
  [[], /Give --settings FILE/],
  [['--settings', 'f', '--simulate'], /exclude each other/],
  [['--settings', 'f', '--from', 'x'], /belong together/],
  [['--settings', 'f', '--day', 'd', '--from', 'x', '--to', 'y'], /exclude each other/],
  [['--settings', 'f', '--ask', 'some'], /one of none, sample, all, not "some"/],
  [['--settings', 'f', '--pulses', '3'], /report --help/],
  [['--settings', 'f', '2026-11-21'], /report --help/],
])('%j is refused with what is possible', (args, message) => {
  expect(() => parse(...args)).toThrow(expect.objectContaining({ code: 'BAD_REQUEST', message: expect.stringMatching(message) }));
});
