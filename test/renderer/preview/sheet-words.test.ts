import { expect, test } from 'vitest';
import { nextTile } from '../../../renderer/preview/move-tiles.ts';
import { hasFile, newerWords, newestOf, versionOf } from '../../../renderer/preview/newer.ts';
import { placesOf } from '../../../renderer/preview/places.ts';
import { provenanceOf } from '../../../renderer/preview/provenance.ts';
import { referenceQuery } from '../../../renderer/preview/reference-search.ts';
import { sampleWords } from '../../../renderer/preview/sample-words.ts';
import { scalarRows } from '../../../renderer/preview/scalars.ts';
import { scalarsCsv } from '../../../renderer/preview/scalars-csv.ts';
import { firstSettings, settingsFrom, shownOf } from '../../../renderer/preview/sheet-settings.ts';
import { comparedWith, referencePulse } from '../../../renderer/preview/use-reference.ts';
import { allCaptured, capture, pulseNo } from '../states.ts';
import { channelOf, missingOf, numberOf, previewOf, sample } from './previews.ts';

const factsOf = (change: Partial<typeof sample>, attempt = 1) => {
  const channel = channelOf('T', { sample: { ...sample, ...change } });
  const preview = previewOf(1, [channel]);
  return provenanceOf(channel, { ...preview, files: preview.files.map((file) => ({ ...file, attempt })) });
};

test('each value says where it comes from, when it was sampled, how far off, its alarm and who captured it', () => {
  expect(factsOf({}).map(({ name, says }) => `${name}: ${says}`)).toEqual([
    'Source: kafka:cam-1/0@17',
    expect.stringMatching(/^Sample: \d\d:\d\d:\d\d\.\d{3} UTC$/),
    'Offset: +0.4 ms',
    'Alarm: not told',
    'Exporter: laser-1',
  ]);
});

test('an alarm, an age of more than ten seconds and another pulse’s reading stand out', () => {
  const facts = factsOf({ match: 'last', offsetMs: -1_991_000, pulseId: '17', alarm: { severity: 'MINOR', status: 'HIGH' } }, 2);
  expect(facts.filter(({ isAbnormal }) => isAbnormal).map(({ name, says }) => `${name}: ${says}`)).toEqual([
    'Age: 33 min 11 s',
    'Of pulse: 17',
    'Alarm: MINOR, HIGH',
  ]);
  expect(facts.at(-1)?.says).toBe('laser-1, attempt 2');
  expect(factsOf({ match: 'last', offsetMs: -900 }).some(({ isAbnormal }) => isAbnormal)).toBe(false);
  expect(sampleWords({ ...sample, match: 'last', offsetMs: -60_000, alarm: { severity: 'NO_ALARM', status: null } })).toBe('60 s old');
  expect(sampleWords(sample)).toBeNull();
});

const kept = (number: number, more = {}) => capture(number, allCaptured, { file: `${number}.h5`, ...more });

test('a paused screen says how many newer pulses have a file here, each once', () => {
  const captures = [kept(5), kept(4, { captureId: '9', attempt: 2 }), kept(4), kept(3, { removedAt: '2026' }), kept(2), kept(1)];
  expect(newerWords(captures, pulseNo(1))).toBe('3 newer pulses');
  expect(newerWords(captures, pulseNo(4))).toBe('1 newer pulse');
  expect(newerWords(captures, pulseNo(5))).toBeNull();
  expect(newestOf(captures)).toBe('5');
  expect(hasFile(kept(1, { verdict: null }))).toBe(false);
});

test('a pulse is read anew when one of its captures has ended or its file is gone', () => {
  const before = versionOf([kept(1)], pulseNo(1));
  expect(versionOf([kept(2), kept(1)], pulseNo(1))).toBe(before);
  expect(versionOf([kept(1, { captureId: '9', verdict: null }), kept(1)], pulseNo(1))).toBe(before);
  expect(versionOf([kept(1, { captureId: '9' }), kept(1)], pulseNo(1))).not.toBe(before);
  expect(versionOf([kept(1, { removedAt: '2026' })], pulseNo(1))).not.toBe(before);
});

test('a reference is found by digits of its ID, by a time of that day, or by a day and a time', () => {
  expect(referenceQuery('423 648', null)).toMatchObject({ search: { text: '423648' } });
  const day = { pulseId: '1', timestampNs: String(BigInt(Date.parse('2026-11-23T12:00:00Z')) * 1_000_000n) };
  const ten = String(BigInt(Date.parse('2026-11-23T09:44:00Z')) * 1_000_000n);
  expect(referenceQuery('9:44', day)).toMatchObject({ ok: true, search: { fromNs: ten, toNs: String(BigInt(ten) + 59_999_999_999n) } });
  expect(referenceQuery('2026-11-23 09:44', null)).toMatchObject({ search: { fromNs: ten } });
  expect(referenceQuery('yesterday', day)).toMatchObject({ ok: false });
});

test('what another version has kept in the browser is taken as far as it is understood', () => {
  expect(settingsFrom(null)).toEqual(firstSettings);
  expect(settingsFrom({ scale: 'one', range: 'huge', reference: { kind: 'pulse', pulse: { pulseId: '1', timestampNs: 'x' } } })).toEqual({
    ...firstSettings,
    scale: 'one',
  });
  const reference = { kind: 'pulse', pulse: pulseNo(3) } as const;
  expect(settingsFrom(JSON.parse(JSON.stringify({ ...firstSettings, reference }))).reference).toEqual(reference);
  expect(shownOf({ show: 'difference', reference: { kind: 'none' } })).toBe('pulse');
});

test('the pulse before is that before the shown one, and a chosen one stays', () => {
  const neighbours = { previous: pulseNo(3) };
  expect(referencePulse({ kind: 'previous' }, neighbours)).toEqual(pulseNo(3));
  expect(referencePulse({ kind: 'previous' }, null)).toBeNull();
  expect(referencePulse({ kind: 'pulse', pulse: pulseNo(1) }, neighbours)).toEqual(pulseNo(1));
  expect(referencePulse({ kind: 'none' }, neighbours)).toBeNull();
});

test('while the next pulse is read, the one that is still shown keeps what it is compared with', () => {
  const [before, now] = [previewOf(1, []), previewOf(2, [])];
  expect(comparedWith(before, now, false)).toBe(before);
  expect(comparedWith(before, null, false)).toBe(before);
  expect(comparedWith(before, now, true)).toBe(now);
  expect(comparedWith(before, null, true), 'it is compared with none any more').toBeNull();
});

test('arrow keys go among tiles as they stand, and not beyond their edges', () => {
  const boxes = [0, 1, 2, 3, 4].map((at) => ({ left: (at % 3) * 100, top: Math.floor(at / 3) * 80 }));
  const to = (at: number, key: string) => nextTile(boxes, at, key);
  expect([to(0, 'ArrowRight'), to(2, 'ArrowRight'), to(0, 'ArrowLeft'), to(4, 'ArrowRight')]).toEqual([1, 3, null, null]);
  expect([to(1, 'ArrowDown'), to(2, 'ArrowDown'), to(4, 'ArrowUp'), to(0, 'ArrowUp')]).toEqual([4, 4, 1, null]);
  expect([to(3, 'Home'), to(0, 'End'), to(0, 'a')]).toEqual([0, 4, null]);
});

test('the table for other programs has all digits, and a line for what is missing, each as long as its head', () => {
  const big = '18446744073709551615';
  const preview = previewOf(2, [numberOf('A', 2, { text: big })], [missingOf('M', { sentence: 'None' })]);
  const reference = previewOf(1, [numberOf('A', 1)]);
  const lines = scalarsCsv(preview, reference, scalarRows(placesOf(preview, reference, null).values, new Map()));
  const cells = lines.map((line) => line.trimEnd().split(','));
  expect(new Set(cells.map(({ length }) => length)).size).toBe(1);
  const at = (name: string) => cells[0]?.indexOf(name) ?? -1;
  const of = (channel: string) => cells.find((line) => line[at('channel')] === channel);
  expect(of('A')?.[at('value')]).toBe(big);
  expect(of('A')?.[at('reference_pulse_id')]).toBe('1001');
  expect(of('M')?.[at('outcome')]).toBe('missing');
});
