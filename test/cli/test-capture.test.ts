import { expect, test } from 'vitest';
import { parseTestArguments } from '../../core/cli/test-capture/arguments.ts';
import { isWhole, testLines } from '../../core/cli/test-capture/lines.ts';
import { runTestCapture } from '../../core/cli/test-capture/run.ts';
import { channel, summary } from '../renderer/test-capture/found.ts';

test('devices, pulses and a report are read as they are meant', () => {
  const wanted = parseTestArguments(['--settings', 'f.json', '--devices', 'a, b', '--pulses', '100', '--report', 'r.html']);
  expect(wanted).toMatchObject({
    ...{ settings: 'f.json', report: 'r.html', json: null },
    request: { devices: ['a', 'b'], sources: [], pulses: { kind: 'laser' }, until: { pulses: 100 }, upload: false },
  });
});

test('without devices it is all of the settings, and with topics or PVs only what is on them', () => {
  expect(parseTestArguments(['--simulate']).request).toMatchObject({ devices: null, until: { pulses: 20 } });
  expect(parseTestArguments(['--simulate', '--topics', 't', '--pvs', 'A:B,C', '--clock', '500', '--seconds', '9']).request).toMatchObject({
    ...{ devices: [], pulses: { kind: 'clock', everyMs: 500 }, until: { seconds: 9 } },
    sources: [
      { kind: 'kafka', topic: 't' },
      { kind: 'archiver', pv: 'A:B' },
      { kind: 'archiver', pv: 'C' },
    ],
  });
});

test.each([
  [['--devices', 'a'], /--settings FILE/],
  [['--settings', 'f', '--simulate'], /exclude each other/],
  [['--simulate', '--pulses', '1', '--seconds', '1'], /exclude each other/],
  [['--simulate', '--pulses', '0'], /--pulses needs a whole number/],
  [['--simulate', '--clock', '10'], /--clock needs a whole number from 50/],
  [['--simulate', '--nonsense'], /test-capture --help/],
])('%j is refused with what is possible', (args, sentence) => {
  expect(() => parseTestArguments(args)).toThrow(sentence);
});

test('a value that changes rarely does not make a test fail; a device that is silent does', () => {
  const held = channel('HELD', { samples: 0 });
  const report = { ...summary(), found: [held], notes: [] };
  expect(isWhole(report)).toBe(true);
  expect(isWhole({ ...report, found: [{ ...held, captured: { of: 10, captured: 9, sentence: 'It is gone.' } }] })).toBe(false);
  expect(isWhole({ ...report, found: [{ ...held, captured: null }] })).toBe(false);
});

test('where nothing of the settings is tested, nothing is said to be captured', () => {
  const report = { ...summary({ captured: 0 }), found: [channel('new-topic', { captured: null })], notes: [] };
  expect(testLines(report).at(-1)).toBe('done: 100 pulses looked at, and nothing captured: none of these is a channel of the settings.');
});

test('a report that has nowhere to go is refused before the test, not behind it', async () => {
  const complaints: string[] = [];
  const output = { env: {}, version: 'test', say: () => undefined, complain: (line: string) => complaints.push(line) };
  const args = ['--simulate', '--report', 'no-such-folder/r.html'];
  expect(await runTestCapture(args, output, new AbortController().signal)).toBe(2);
  expect(complaints).toEqual([expect.stringMatching(/There is no folder .*no-such-folder for the report/)]);
});
