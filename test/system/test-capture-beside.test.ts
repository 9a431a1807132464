import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { TestReport, TestRequest } from '../../core/contract/test-capture.ts';
import type { RunningExporter } from '../../core/exporter.ts';
import { openExporter } from '../../core/open-exporter.ts';
import { loadSettings } from '../../core/settings/load-settings.ts';
import { startCli } from './cli-process.ts';
import { type SimulatedRequest, simulate } from './simulated.ts';
import { simulateUploading } from './uploading.ts';

const request: TestRequest = { devices: [], sources: [], pulses: { kind: 'laser' }, until: { pulses: 3 }, upload: false, by: 'Ann' };

async function open(file: string): Promise<RunningExporter> {
  const exporter = await openExporter(await loadSettings(file), { version: 'test', env: {} });
  onTestFinished(() => exporter.stop());
  await exporter.begin();
  return exporter;
}

async function begun(facility: SimulatedRequest & { milliseconds?: boolean }) {
  const uploading = await simulateUploading({ devices: 4, settleMs: 500, ...facility });
  return { ...uploading, exporter: await open(uploading.file) };
}

async function ended(exporter: RunningExporter, testId: string): Promise<TestReport> {
  await expect.poll(async () => (await exporter.getTest({ testId })).endedAt, { timeout: 60_000, interval: 200 }).not.toBe(null);
  await exporter.stopTest({ testId }); // its report is written
  return exporter.getTest({ testId });
}

async function tested(exporter: RunningExporter, wanted: TestRequest): Promise<TestReport> {
  return ended(exporter, (await exporter.startTest(wanted)).testId);
}

function filesIn(dataFolder: string): number {
  const folder = join(dataFolder, 'test-captures');
  return existsSync(folder) ? readdirSync(folder, { recursive: true }).filter((name) => String(name).endsWith('.h5')).length : 0;
}

test('its files go to the Gateway only where that is asked for', { timeout: 90_000 }, async () => {
  const { gateway, exporter, channels } = await begun({ schedule: { kind: 'manual' }, milliseconds: true });
  const devices = channels.slice(0, 1);
  await tested(exporter, { ...request, devices });
  await exporter.whenIdle();
  expect(gateway.records()).toEqual([]);
  expect(gateway.answered().filter(({ path }) => path.includes('submit'))).toEqual([]);
  expect(await tested(exporter, { ...request, devices, upload: true })).toMatchObject({ notes: [] });
  expect(gateway.records()).toHaveLength(3);
});

test('real captures go on beside it, and are complete', { timeout: 90_000 }, async () => {
  const { exporter, channels } = await begun({ schedule: { kind: 'seconds', every: 1 } });
  const real: (string | null)[] = [];
  exporter.subscribe((event) => {
    if (event.type === 'capture/finished') real.push(event.capture.verdict);
  });
  const starts = await Promise.allSettled([1, 2].map(() => exporter.startTest({ ...request, devices: channels })));
  expect(starts.map(({ status }) => status)).toEqual(['fulfilled', 'rejected']);
  const [running] = await exporter.listTests({});
  expect(await ended(exporter, running?.testId ?? '')).toMatchObject({ step: 'done', pulses: 3, captured: 3 });
  expect(real.length).toBeGreaterThan(3);
  expect(real.filter((verdict) => verdict !== 'complete')).toEqual([]);
});

test('killed in the middle, it is told as cut off at the next start, and another one runs', { timeout: 90_000 }, async () => {
  const { file, dataFolder, channels } = simulate({ devices: 4, schedule: { kind: 'manual' }, settleMs: 500 });
  const program = startCli(['test-capture', '--settings', file, '--devices', channels[0] ?? '', '--pulses', '10000']);
  await expect.poll(() => filesIn(dataFolder), { timeout: 30_000, interval: 100 }).toBeGreaterThan(1);
  program.kill('SIGKILL');
  await program.end;
  const exporter = await open(file);
  const [cut] = await exporter.listTests({});
  expect(cut).toMatchObject({ step: 'failed', failure: { message: expect.stringContaining('cut off') } });
  expect(await exporter.getTest({ testId: cut?.testId ?? '' })).toMatchObject({ request: { devices: channels.slice(0, 1) } });
  expect(await tested(exporter, { ...request, devices: channels.slice(0, 1) })).toMatchObject({ step: 'done', captured: 3 });
  expect(await exporter.listTests({})).toHaveLength(2);
});
