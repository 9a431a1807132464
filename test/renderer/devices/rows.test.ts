import { expect, test } from 'vitest';
import type { ExporterState } from '../../../core/contract/api.ts';
import type { ChannelStats, DeviceStats } from '../../../core/contract/device-stats.ts';
import type { DeviceValues } from '../../../core/contract/device-values.ts';
import { type DeviceRow, deviceRowsOf } from '../../../renderer/devices/rows.ts';
import { createCells } from '../../../renderer/matrix/cells.ts';
import { columnsOf } from '../../../renderer/matrix/columns.ts';
import { rowsOf } from '../../../renderer/matrix/rows.ts';
import { allCaptured, capture, groupFacts, groupPulse, pulseNo, stateWith } from '../states.ts';

function tableOf(state: ExporterState, stats: DeviceStats | null = null, values: DeviceValues | null = null): Record<string, DeviceRow> {
  const { columns } = columnsOf(state, 'area');
  const pulses = rowsOf(state);
  const cellsOf = createCells();
  const rows = deviceRowsOf(
    columns,
    pulses,
    pulses.map((row) => cellsOf(row, columns)),
    { stats, values },
    state,
  );
  return Object.fromEntries(rows.map((row) => [row.name, row]));
}

const statsOf = (channel: string, change: Partial<ChannelStats> = {}): ChannelStats => ({
  ...{ channel, pulses: 100, captured: 100, latencyMs: { p50: 10, p95: 20 } },
  last: { pulse: pulseNo(2), offsetMs: 0, ageMs: null, bytes: 8 },
  ...change,
});

const twoPulses = [capture(2, { ...allCaptured, 'WFS-COEF': 'missing' }), capture(1, allCaptured)];

test('a device shows the worst of its channels at the newest pulse, and its strip begins with the oldest', () => {
  const { WFS } = tableOf(stateWith({ captures: twoPulses }));
  expect(WFS?.last).toEqual({ code: 'missing', partly: true });
  expect(WFS?.strip.map((cell) => cell?.code)).toEqual(['captured', 'missing']);
});

test('a pulse that is still being collected does not take the place of the last outcome', () => {
  const inFlight = capture(3, {}, { verdict: null, step: 'collecting' });
  const row = tableOf(stateWith({ captures: [inFlight, ...twoPulses] }))['CAM-1'];
  expect(row?.last?.code).toBe('captured');
  expect(row?.freshness.state).toBe('fresh');
});

test('fresh, stale and unknown are kept apart', () => {
  const captures = [
    capture(2, { ...allCaptured, 'CAM-1': 'late', 'CAM-2': 'missing' }),
    capture(1, { ...allCaptured, 'CAM-2': 'missing' }),
  ];
  const rows = tableOf(stateWith({ captures }));
  expect(rows['WFS']?.freshness).toEqual({ state: 'fresh', sinceNs: BigInt(pulseNo(2).timestampNs) });
  expect(rows['CAM-1']?.freshness).toEqual({ state: 'stale', sinceNs: BigInt(pulseNo(1).timestampNs) });
  expect(rows['CAM-2']?.freshness).toEqual({ state: 'unknown', sinceNs: null });
});

test('a device that is not expected is neither stale nor fresh', () => {
  const rows = tableOf(stateWith({ captures: [capture(2, { ...allCaptured, 'CAM-1': 'skipped' }), capture(1, allCaptured)] }));
  expect(rows['CAM-1']?.freshness.state).toBe('quiet');
});

test('age counts from the reading: its offset from the pulse goes into it', () => {
  const last = { pulse: pulseNo(2), offsetMs: -500, ageMs: null, bytes: 8 };
  const rows = tableOf(stateWith({ captures: twoPulses }), { pulses: 2, isMore: false, channels: [statsOf('CAM-1', { last })] });
  expect(rows['CAM-1']?.freshness.sinceNs).toBe(BigInt(pulseNo(2).timestampNs) - 500_000_000n);
});

test('of several channels it shows the slowest, the largest offset, the sum of bytes and the one captured least', () => {
  const channels = [
    statsOf('WFS-IMG', { latencyMs: { p50: 30, p95: 40 }, last: { pulse: pulseNo(2), offsetMs: -7, ageMs: null, bytes: 1000 } }),
    statsOf('WFS-COEF', { captured: 60, last: { pulse: pulseNo(1), offsetMs: 2, ageMs: null, bytes: 24 } }),
  ];
  expect(tableOf(stateWith({ captures: twoPulses }), { pulses: 100, isMore: false, channels })['WFS']).toMatchObject({
    ...{ offsetMs: -7, latencyMs: { p50: 30, p95: 40 }, bytes: 1024, success: { captured: 60, pulses: 100 } },
    freshness: { state: 'stale', sinceNs: BigInt(pulseNo(1).timestampNs) + 2_000_000n },
  });
});

test('the figures of another exporter’s devices are said to be elsewhere; what is seen of them is counted from the pulses', () => {
  const missed = [{ channel: 'CAM-2', code: 'missing' as const, exporter: 'laser-2' }];
  const pulses = [groupPulse(2, { missed }), groupPulse(1)];
  const row = tableOf(stateWith({ group: groupFacts(), pulses }))['CAM-2'];
  expect(row).toMatchObject({ elsewhere: true, exporter: 'laser-2', latencyMs: null, bytes: null, success: { captured: 1, pulses: 2 } });
});

test('the worst finding of the manifest is shown, and nothing is said to agree before it was asked', () => {
  const known = { gateway: 'g', at: null, id: null, channelsKnown: 9, checked: 4, refused: 1, cautions: 1, failure: null };
  const findings = [
    { channel: 'WFS-IMG', answer: 'caution' as const, rule: 'units' as const, sentence: 'Units differ.' },
    { channel: 'WFS-COEF', answer: 'refused' as const, rule: 'type' as const, sentence: 'Another type.' },
  ];
  const judged = tableOf(stateWith({ manifest: { ...known, state: 'current', findings, sentence: 'All but one.' } }));
  expect(judged['WFS']?.manifest).toMatchObject({ answer: 'refused', sentence: 'Units differ. Another type.' });
  expect(judged['CAM-1']?.manifest.answer).toBe('agrees');
  const unasked = tableOf(stateWith({ manifest: { ...known, state: 'unknown', findings: [], sentence: 'Not asked yet.' } }));
  expect(unasked['CAM-1']?.manifest.answer).toBe('none');
});

test('a device has the values of its channels in the order of the settings, and none that nobody has told', () => {
  const value = (channel: string) => ({ channel, pulse: pulseNo(2), captureId: '2', kind: 'text', text: 'open' }) as const;
  const state = stateWith({ captures: twoPulses });
  const channels = tableOf(state)['WFS']?.device.channels.map(({ name }) => name) ?? [];
  const values = { pulses: 1, isMore: false, channels: [...channels].reverse().map(value) };
  expect(channels.length).toBeGreaterThan(1);
  const { WFS, 'CAM-1': camera } = tableOf(state, null, values);
  expect(WFS?.values.map(({ channel }) => channel)).toEqual(channels);
  expect(camera).toMatchObject({ values: [], isReading: false });
});

test('while files are being read, a device without a value may still have one', () => {
  const state = stateWith({ captures: twoPulses });
  expect(tableOf(state)['CAM-1']?.isReading).toBe(true);
  expect(tableOf(state, null, { pulses: 1, isMore: true, channels: [] })['CAM-1']?.isReading).toBe(true);
});
