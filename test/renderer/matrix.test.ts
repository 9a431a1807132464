import { expect, test } from 'vitest';
import { createCells, deviceCell } from '../../renderer/matrix/cells.ts';
import { columnsOf } from '../../renderer/matrix/columns.ts';
import { rowsOf } from '../../renderer/matrix/rows.ts';
import { allCaptured, capture, groupFacts, groupPulse, stateWith } from './states.ts';

test('devices stand by exporter and area, in the order of their settings within', () => {
  const { columns, outer, inner } = columnsOf(stateWith({}), 'exporter');
  expect(columns.map(({ device }) => device.name)).toEqual(['WFS', 'CAM-1', 'CAM-2']);
  expect(outer).toEqual([{ name: 'laser-1', from: 0, to: 2 }]);
  expect(inner).toEqual([
    { name: 'CM', from: 0, to: 0 },
    { name: 'FE', from: 1, to: 2 },
  ]);
});

test('in a group a device stands with the exporter that has it', () => {
  const { columns } = columnsOf(stateWith({ group: groupFacts() }), 'exporter');
  expect(columns.map(({ device, exporter }) => `${exporter} ${device.name}`)).toEqual(['laser-1 WFS', 'laser-1 CAM-1', 'laser-2 CAM-2']);
});

test('an area without a name, and a device without an exporter, are told as such', () => {
  const setup = { settleMs: 0, devices: [{ name: 'X', area: null, channels: [] }] };
  const { columns } = columnsOf(stateWith({ setup, group: groupFacts() }), 'area');
  expect(columns).toMatchObject([{ area: 'no area', exporter: 'no exporter' }]);
});

test('the newest pulse is the first row, whatever was captured last', () => {
  const captures = [capture(1, allCaptured, { captureId: '9', mode: 'past' }), capture(3, allCaptured), capture(2, allCaptured)];
  expect(rowsOf(stateWith({ captures })).map(({ pulse }) => pulse.pulseId)).toEqual(['1003', '1002', '1001']);
});

test('what an earlier attempt has captured stays captured, and both count', () => {
  const captures = [
    capture(1, { 'CAM-2': 'captured' }, { captureId: '2', attempt: 2 }),
    capture(1, { 'CAM-1': 'captured', 'CAM-2': 'missing' }, { captureId: '1' }),
  ];
  const [row] = rowsOf(stateWith({ captures }));
  expect(row).toMatchObject({ expected: 2, captured: 2 });
  expect(cellNames(stateWith({ captures }))).toMatchObject({ 'CAM-1': 'captured', 'CAM-2': 'captured' });
});

test('a device shows the worst of its channels, and that some of it was captured', () => {
  const captures = [capture(1, { ...allCaptured, 'WFS-COEF': 'late' })];
  const { columns } = columnsOf(stateWith({}), 'exporter');
  const [row] = rowsOf(stateWith({ captures }));
  expect(row && columns[0] && deviceCell(row, columns[0])).toEqual({ code: 'late', partly: true });
});

test('a channel that is not decided is waiting while the capture is in flight, and unknown after it', () => {
  const flying = stateWith({ captures: [capture(1, { 'CAM-1': 'captured' }, { verdict: null, step: 'collecting' })] });
  expect(cellNames(flying)).toEqual({ 'CAM-1': 'captured', WFS: 'waiting', 'CAM-2': 'waiting' });
  expect(cellNames(stateWith({ captures: [capture(1, { 'CAM-1': 'captured' })] }))).toEqual({
    'CAM-1': 'captured',
    WFS: null,
    'CAM-2': null,
  });
});

test('of other exporters the pulse of the group tells: missed, waiting, lost, else captured', () => {
  const captures = [capture(1, { 'CAM-1': 'captured', 'WFS-IMG': 'captured', 'WFS-COEF': 'captured' })];
  const of = (change: Parameters<typeof groupPulse>[1]) =>
    cellNames(stateWith({ group: groupFacts(), captures, pulses: [groupPulse(1, change)] }))['CAM-2'];
  const [own, other] = groupPulse(1).shares;
  if (own === undefined || other === undefined) throw new Error('The fixture has two shares.');
  expect(of({})).toBe('captured');
  expect(of({ missed: [{ channel: 'CAM-2', code: 'stale', exporter: 'laser-2' }] })).toBe('stale');
  expect(of({ verdict: null, shares: [own, { ...other, state: 'taking' }] })).toBe('waiting');
  expect(of({ verdict: null, shares: [own, { ...other, state: 'lost' }] })).toBe('lost');
});

test('a row that has not changed is not worked out again', () => {
  const cellsOf = createCells();
  const state = stateWith({ captures: [capture(1, allCaptured)] });
  const { columns } = columnsOf(state, 'exporter');
  const cells = () => rowsOf(state).map((row) => cellsOf(row, columns))[0];
  expect(cells()).toBe(cells());
});

function cellNames(state: ReturnType<typeof stateWith>): Record<string, string | null> {
  const { columns } = columnsOf(state, 'exporter');
  const [row] = rowsOf(state);
  return Object.fromEntries(columns.map((column) => [column.device.name, (row && deviceCell(row, column)?.code) ?? null]));
}
