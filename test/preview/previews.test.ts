import { expect, onTestFinished, test } from 'vitest';
import type { RunningExporter } from '../../core/exporter.ts';
import { openExporter } from '../../core/open-exporter.ts';
import { loadSettings } from '../../core/settings/load-settings.ts';
import { simulate } from '../system/simulated.ts';

const dead = 'PM-201-FE-CAM-1';
const signal = new AbortController().signal;

async function open(): Promise<{ exporter: RunningExporter; channels: string[] }> {
  const { file, channels } = simulate({
    devices: 24,
    schedule: { kind: 'manual' },
    settleMs: 300,
    faults: [{ fault: 'dead-camera', device: dead }],
  });
  const exporter = await openExporter(await loadSettings(file), { version: 'test', env: {} });
  onTestFinished(() => exporter.stop());
  await exporter.begin();
  return { exporter, channels };
}

async function capture(exporter: RunningExporter) {
  const { captureId } = await exporter.captureNow({ waitForEnd: true });
  return exporter.getCapture({ captureId });
}

async function frameOf(exporter: RunningExporter, path: string, query: Record<string, string | number>) {
  const words = new URLSearchParams(Object.entries(query).map(([name, value]): [string, string] => [name, String(value)]));
  const packed = await exporter.bytes(`${path}?${words}`, signal);
  if (packed === null) throw new Error('no bytes');
  const buffer = packed.slice().buffer;
  const length = new DataView(buffer).getUint32(0, true);
  return { header: JSON.parse(new TextDecoder().decode(new Uint8Array(buffer, 8, length))), buffer, from: 8 + length };
}

test('a pulse is shown with every channel of its file, where each value comes from, and what is missing and why', async () => {
  const { exporter, channels } = await open();
  const { pulse, captureId, file } = await capture(exporter);
  const preview = await exporter.previewPulse(pulse);
  expect(preview.files).toMatchObject([{ file, captureId, exporter: 'sys', attempt: 1 }]);
  expect([...preview.channels.map(({ channel }) => channel), ...preview.missing.map(({ channel }) => channel)].sort()).toEqual(channels);
  expect(preview.missing).toMatchObject([{ channel: dead, code: 'missing', sentence: expect.stringContaining(dead) }]);
  expect(preview.metadata).toMatchObject({ activeArea: 'EA1' });
  const number = preview.channels.find(({ kind }) => kind === 'number');
  expect(number).toMatchObject({ shape: [], device: expect.any(String), sample: { source: expect.stringMatching(/^(kafka|archiver):/) } });
  expect(Number(number?.text)).toBe(number?.number);
  expect(preview.channels.filter(({ kind }) => kind === 'image').every(({ shape }) => shape.length === 2)).toBe(true);
});

test('a thumbnail has the figures of all pixels, as they are computed apart from the whole image', async () => {
  const { exporter } = await open();
  const { pulse, file } = await capture(exporter);
  const { channels } = await exporter.previewPulse(pulse);
  const image = channels.find(({ kind, dtype }) => kind === 'image' && dtype === 'uint16');
  const whole = await frameOf(exporter, '/data/slice', { file: file ?? '', dataset: `/${image?.channel}/data` });
  const pixels = [...new Uint16Array(whole.buffer, whole.from)];
  const { header } = await frameOf(exporter, '/data/thumbnail', { file: file ?? '', channel: image?.channel ?? '', width: 40, height: 30 });
  expect(header).toMatchObject({ rows: image?.shape[0], columns: image?.shape[1] });
  const sum = pixels.reduce((total, each) => total + each, 0);
  expect(header.figures).toMatchObject({ sum, mean: sum / pixels.length, max: Math.max(...pixels), min: Math.min(...pixels) });
  expect(header.percentiles[2]).toBe(pixels.toSorted((left, right) => left - right)[Math.ceil(pixels.length / 2) - 1]);
});

test('pulses know their neighbours, and a trend has a gap with its reason where a value was not captured', async () => {
  const { exporter } = await open();
  const first = await capture(exporter);
  const second = await capture(exporter);
  await exporter.setFault({ fault: 'dead-camera', device: dead, on: false });
  const third = await capture(exporter);
  expect(await exporter.neighbourPulses({ timestampNs: second.pulse.timestampNs })).toEqual({
    ...{ previous: first.pulse, next: third.pulse, newest: third.pulse },
  });
  const span = { fromNs: first.pulse.timestampNs, toNs: third.pulse.timestampNs };
  const request = { channel: dead, quantity: 'sum', ...span, limit: 2 } as const;
  const page = await exporter.trend(request);
  expect(page).toMatchObject({
    captures: 3,
    every: 1,
    points: [{ value: null, why: expect.stringMatching(/^missing: /) }, { value: null }],
  });
  const rest = await exporter.trend({ ...request, after: page.next ?? '' });
  expect(rest).toMatchObject({ next: null, points: [{ pulse: third.pulse, value: expect.any(Number), why: null }] });
});

test('what lies outside the data folder, or is no pulse, is refused by its name', async () => {
  const { exporter } = await open();
  await expect(exporter.bytes('/data/slice?file=../sys.json&dataset=/a', signal)).rejects.toMatchObject({ code: 'NOT_ALLOWED' });
  await expect(exporter.bytes('/data/slice?file=2026/none.h5&dataset=/a', signal)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  await expect(exporter.bytes('/data/thumbnail?file=a&channel=b&width=99999&height=1', signal)).rejects.toMatchObject({
    code: 'BAD_REQUEST',
  });
  await expect(exporter.previewPulse({ pulseId: '1', timestampNs: '1' })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  expect(await exporter.bytes('/data/other', signal)).toBe(null);
});
