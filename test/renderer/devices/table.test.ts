import { describe, expect, test } from 'vitest';
import { between, linesOf, neighbour } from '../../../renderer/devices/lines.ts';
import type { Order } from '../../../renderer/devices/order.ts';
import type { DeviceRow } from '../../../renderer/devices/rows.ts';
import { stripOf, stripWords } from '../../../renderer/devices/strip.ts';
import { partInSight } from '../../../renderer/parts/part-in-sight.ts';
import { device } from '../states.ts';

const rowOf = (name: string, change: Partial<DeviceRow> = {}): DeviceRow => ({
  ...{ device: device(name, 'FE'), name, exporter: 'north', area: 'FE', type: 'scalar', sources: [`topic ${name.toLowerCase()}`] },
  ...{ last: { code: 'captured', partly: false }, strip: [], freshness: { state: 'unknown', sinceNs: null } },
  ...{ offsetMs: null, latencyMs: null, bytes: null, success: null, pinned: false, outOfService: null, elsewhere: false },
  values: [],
  isReading: false,
  manifest: { answer: 'agrees', word: 'agrees', sentence: '' },
  ...change,
});
const up: Order = { by: 'device', down: false };
const view = { text: '', order: up, by: 'none', abnormalOnly: false } as const;
const shown = (...given: Parameters<typeof linesOf>) =>
  linesOf(...given).map((line) => (line.kind === 'device' ? line.row.name : `# ${line.group.name}`));

describe('the table of devices', () => {
  const rows = [rowOf('CAM-10'), rowOf('CAM-2', { exporter: 'south', bytes: 5 }), rowOf('VAC-1', { area: 'CM', bytes: 9 })];

  test('sorts numbers in names as numbers, both ways', () => {
    expect(shown(rows, view)).toEqual(['CAM-2', 'CAM-10', 'VAC-1']);
    expect(shown(rows, { ...view, order: { by: 'device', down: true } })).toEqual(['VAC-1', 'CAM-10', 'CAM-2']);
  });

  test('puts what is not known last, whichever way it is sorted', () => {
    expect(shown(rows, { ...view, order: { by: 'bytes', down: false } })).toEqual(['CAM-2', 'VAC-1', 'CAM-10']);
    expect(shown(rows, { ...view, order: { by: 'bytes', down: true } })).toEqual(['VAC-1', 'CAM-2', 'CAM-10']);
  });

  test('sorted by outcome begins with what needs somebody', () => {
    const mixed = [
      rowOf('A'),
      rowOf('B', { last: { code: 'late', partly: false } }),
      rowOf('C', { last: { code: 'missing', partly: false } }),
    ];
    expect(shown(mixed, { ...view, order: { by: 'outcome', down: false } })).toEqual(['C', 'B', 'A']);
  });

  test('is filtered by every word, in names, areas, exporters and sources', () => {
    expect(shown(rows, { ...view, text: 'cam south' })).toEqual(['CAM-2']);
    expect(shown(rows, { ...view, text: 'topic VAC' })).toEqual(['VAC-1']);
    expect(shown(rows, { ...view, text: 'nothing' })).toEqual([]);
  });

  test('groups stand one below the other, each sorted', () => {
    expect(shown(rows, { ...view, by: 'exporter' })).toEqual(['# north', 'CAM-10', 'VAC-1', '# south', 'CAM-2']);
    expect(shown(rows, { ...view, by: 'source' })).toEqual(['# Kafka topics', 'CAM-2', 'CAM-10', 'VAC-1']);
  });

  test('keys go from one device to the next and stop at the ends; group lines are passed over', () => {
    const lines = linesOf(rows, { ...view, by: 'exporter' });
    expect(neighbour(lines, null, 'ArrowDown', 10)?.name).toBe('CAM-10');
    expect(neighbour(lines, 'VAC-1', 'ArrowDown', 10)?.name).toBe('CAM-2');
    expect(neighbour(lines, 'CAM-10', 'ArrowUp', 10)?.name).toBe('CAM-10');
    expect(neighbour(lines, 'CAM-10', 'PageDown', 10)?.name).toBe('CAM-2');
    expect(neighbour(lines, 'CAM-10', 'x', 10)).toBeUndefined();
  });

  test('a range is what stands between on the screen, in either direction', () => {
    const lines = linesOf(rows, view);
    expect(between(lines, 'VAC-1', 'CAM-2')).toEqual(['CAM-2', 'CAM-10', 'VAC-1']);
    expect(between(lines, 'gone', 'CAM-2')).toEqual(['CAM-2']);
  });

  test('draws some lines beyond those in sight and never more than there are', () => {
    expect(partInSight(1500, 26, 2600, 780)).toEqual({ from: 92, to: 138 });
    expect(partInSight(10, 26, 0, 780)).toEqual({ from: 0, to: 10 });
    expect(partInSight(3, 26, 26_000, 780)).toEqual({ from: 3, to: 3 });
  });
});

test('the strip has one path for each family, the newest always at the right, and says in words what it shows', () => {
  const cells = [{ code: 'missing', partly: false } as const, null, { code: 'captured', partly: false } as const];
  const paths = stripOf(cells, 60);
  expect(paths.map(({ family }) => family)).toEqual(['source', 'quiet']);
  expect(paths.map(({ path }) => path.slice(0, 3))).toEqual(['M57', 'M59']);
  expect(stripWords(cells)).toBe('missing at 1, captured at 1');
});
