import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { CaptureDetails, ChannelOutcome } from '../../core/contract/api.ts';
import type { FileContents } from '../../core/hdf5/contents.ts';
import { filesOfPulse } from '../../core/preview/pulse-files.ts';
import { previewOf, type ReadFile } from '../../core/preview/pulse-preview.ts';
import { fromFacts } from '../../core/pulses/pulse.ts';

const pulse = { pulseId: '423648000010', timestampNs: '1764000000000000000' };
const sample = { source: 'kafka:a/0@1', sampleTimestampNs: null, offsetMs: 0, match: null, pulseId: null, alarm: null };
const outcome = (channel: string, code: ChannelOutcome['code'], sentence: string): ChannelOutcome => ({
  channel,
  device: channel,
  code,
  sentence,
});

function contents(exporter: string, attempt: number, values: Record<string, number>, missed: ChannelOutcome[] = []): FileContents {
  const channels = Object.entries(values).map(([channel, number]) => ({
    ...{ channel, type: 'scalar', kind: 'number' as const, dtype: 'float64', shape: [], units: null, xUnits: null },
    ...{ text: String(number), number, sample, attributes: {} },
  }));
  return { pulse, exporter, attempt, metadata: { activeArea: `of ${attempt}`, activeExperiment: 'E' }, missed, channels };
}

const read = (file: string, found: FileContents): ReadFile => ({ ok: true, file, bytes: 10, contents: found });
const deviceOf = (channel: string) => `device of ${channel}`;

function capture(captureId: string, file: string | null, outcomes: ChannelOutcome[], more: Partial<CaptureDetails> = {}): CaptureDetails {
  return {
    ...{ captureId, pulse, attempt: 1, mode: 'live', step: 'kept', verdict: 'partial', expected: 2, captured: 1, counts: {} },
    ...{ file, bytes: 10, phases: {}, startedAt: '', failure: null, outcomes },
    ...more,
  };
}

test('files of several exporters are one pulse, each value with whose it is; of a channel in two files the later attempt counts', () => {
  const files = [
    read('b.h5', contents('two', 2, { A: 2 })),
    read('a.h5', contents('one', 1, { A: 1, B: 5 })),
    read('/other/c.h5', contents('three', 1, { C: 9 })),
  ];
  const { channels, metadata, files: told } = previewOf({ pulse, captures: [capture('7', 'a.h5', [])], files, more: 0, deviceOf });
  expect(channels.map(({ channel, number, exporter, device }) => [channel, number, exporter, device])).toEqual([
    ['A', 2, 'two', 'device of A'],
    ['B', 5, 'one', 'device of B'],
    ['C', 9, 'three', 'device of C'],
  ]);
  expect(metadata?.activeArea).toBe('of 2');
  expect(told.find(({ file }) => file === 'a.h5')).toMatchObject({ captureId: '7', exporter: 'one' });
});

test('what is missing has the journal’s sentence before the file’s, and what another file has is not missing', () => {
  const files = [
    read('a.h5', contents('one', 1, { A: 1 }, [outcome('B', 'missing', 'short'), outcome('C', 'missing', 'of the file')])),
    read('c.h5', contents('two', 1, { C: 3 })),
  ];
  const { missing } = previewOf({
    pulse,
    captures: [capture('7', 'a.h5', [outcome('B', 'late', 'whole sentence'), outcome('A', 'captured', '')])],
    files,
    more: 0,
    deviceOf,
  });
  expect(missing).toEqual([outcome('B', 'late', 'whole sentence')]);
});

test('files that cannot be read, are gone or were removed are each told; one of another pulse is left out', () => {
  const failure = { code: 'READ_FAILED', message: 'broken' } as const;
  const stranger = { ...contents('one', 1, { Z: 1 }), pulse: { ...pulse, pulseId: '1' } };
  const captures = [capture('7', 'gone.h5', []), capture('8', 'removed.h5', [], { removedAt: '2026-11-23T10:00:00.000Z', attempt: 2 })];
  const preview = previewOf({
    pulse,
    captures,
    files: [{ ok: false, file: 'x.h5', bytes: 0, failure }, read('z.h5', stranger)],
    more: 0,
    deviceOf,
  });
  expect(preview.unread).toEqual([{ file: 'x.h5', failure }]);
  expect(preview.channels).toEqual([]);
  expect(preview.away).toEqual([expect.stringContaining('gone.h5'), expect.stringContaining('attempt 2 was removed')]);
});

test('files of a pulse are found by their names in the data folder and in those that the settings allow', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'exporter-pulse-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const [own, other] = [join(folder, 'own'), join(folder, 'other')];
  const day = '2025/11/24';
  for (const root of [own, other]) mkdirSync(join(root, day), { recursive: true });
  writeFileSync(join(own, day, '160000_423648000010_one_1.h5'), '');
  writeFileSync(join(own, day, '160000_423648000010_one_1.h5.part'), '');
  writeFileSync(join(own, day, '160000_4236480000101_one_1.h5'), '');
  writeFileSync(join(other, day, '160000_423648000010_two_3.h5'), '');
  expect(await filesOfPulse(fromFacts(pulse), own, [other, join(own, 'not-there')])).toEqual({
    files: [`${day}/160000_423648000010_one_1.h5`, join(other, day, '160000_423648000010_two_3.h5')],
    more: 0,
  });
});

test('of more files than are read of one pulse it is told how many are not shown', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'exporter-pulse-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  mkdirSync(join(folder, '2025/11/24'), { recursive: true });
  for (let at = 1; at <= 203; at++) writeFileSync(join(folder, '2025/11/24', `160000_423648000010_e${at}_1.h5`), '');
  const { files, more } = await filesOfPulse(fromFacts(pulse), folder, []);
  expect([files.length, more]).toEqual([200, 3]);
  const { away } = previewOf({ pulse, captures: [], files: [read('a.h5', contents('one', 1, { A: 1 }))], more, deviceOf });
  expect(away).toEqual([expect.stringMatching(/^3 more files of this pulse: .* “HDF5 files”/)]);
});
