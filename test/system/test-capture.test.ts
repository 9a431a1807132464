import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { TestRequest } from '../../core/contract/test-capture.ts';
import { openExporter } from '../../core/open-exporter.ts';
import { loadSettings } from '../../core/settings/load-settings.ts';
import { parseWholeSettings } from '../../core/settings/parse-settings.ts';
import { type SimulatedRequest, simulate } from './simulated.ts';

const meter = 'PM-203-MA-EM-1';
const [ahead, late, healthy] = ['PM-201-FE-CAM-1', 'PM-202-PA-CAM-1', 'PM-203-MA-CAM-1'];
const request: TestRequest = { devices: [], sources: [], pulses: { kind: 'laser' }, until: { pulses: 12 }, upload: false, by: 'Ann' };

async function open(facility: SimulatedRequest) {
  const simulated = simulate({ devices: 24, schedule: { kind: 'manual' }, settleMs: 500, ...facility });
  const exporter = await openExporter(await loadSettings(simulated.file), { version: 'test', env: {} });
  onTestFinished(() => exporter.stop());
  await exporter.begin();
  return { ...simulated, exporter };
}

test('known latencies and clock offsets of a facility are found in the report within 5 %, and become suggestions', {
  timeout: 90_000,
}, async () => {
  const faults = [
    { fault: 'clock-offset', device: ahead },
    { fault: 'clock-offset', device: meter },
    { fault: 'late-camera', device: late },
  ];
  const { exporter, dataFolder } = await open({ faults });
  const { testId } = await exporter.startTest({ ...request, devices: [ahead, late, healthy, meter] });
  await expect.poll(async () => (await exporter.getTest({ testId })).endedAt, { timeout: 60_000, interval: 200 }).not.toBe(null);
  const report = await exporter.getTest({ testId });
  expect(report).toMatchObject({ step: 'done', channels: 4, pulses: 12 });
  const of = (name: string) => report.found.find(({ channel }) => channel === name);
  const usual = of(healthy)?.offset?.p50 ?? Number.NaN;
  expect(Math.abs((of(ahead)?.offset?.p50 ?? 0) - usual - 1500)).toBeLessThan(75);
  const usualLatency = of(healthy)?.latency?.p50 ?? Number.NaN;
  expect(Math.abs((of(late)?.latency?.p50 ?? 0) - usualLatency - 5000)).toBeLessThan(250);
  const correction = of(meter)?.suggestions.find(({ field }) => field === 'clockOffsetMs');
  expect(Math.abs(Number(correction?.value) - 1500)).toBeLessThan(75);
  expect(of(late)?.suggestions).toContainEqual(
    expect.objectContaining({ field: 'settleMs', reason: expect.stringMatching(/waited for 500 ms now/) }),
  );
  expect(of(healthy)).toMatchObject({ captured: { of: 12, captured: 12 }, gaps: { pulses: 0 }, duplicates: 0, suggestions: [] });
  const days = readdirSync(join(dataFolder, report.folder), { recursive: true }).filter((name) => String(name).endsWith('.h5'));
  expect(days).toHaveLength(12);
});

test('of a healthy facility nothing is suggested, and nothing is missing, whether a device sends at each pulse, each second, or on change', {
  timeout: 60_000,
}, async () => {
  const { exporter, channels, file } = await open({ devices: 40 });
  const devices = parseWholeSettings(JSON.parse(readFileSync(file, 'utf8'))).setup.devices.map(({ name }) => name);
  const { testId } = await exporter.startTest({ ...request, devices });
  await expect.poll(async () => (await exporter.getTest({ testId })).endedAt, { timeout: 50_000, interval: 200 }).not.toBe(null);
  const { found } = await exporter.getTest({ testId });
  expect(found.length).toBeGreaterThanOrEqual(channels.length);
  expect(found.filter(({ suggestions, gaps }) => suggestions.length > 0 || gaps.pulses > 0)).toEqual([]);
  expect(found.filter(({ captured }) => captured?.captured !== 12)).toEqual([]);
});

test('duplicates, skipped pulses, lost IDs and garbage are each found and counted', { timeout: 60_000 }, async () => {
  const faults = [
    { fault: 'duplicates', device: ahead },
    { fault: 'no-pulse-id', device: late },
    { fault: 'garbage', device: healthy },
  ];
  const { exporter } = await open({ faults });
  const { testId } = await exporter.startTest({ ...request, devices: [ahead, late, healthy], until: { pulses: 5 } });
  await expect.poll(async () => (await exporter.getTest({ testId })).endedAt, { timeout: 50_000, interval: 200 }).not.toBe(null);
  const { found } = await exporter.getTest({ testId });
  const of = (name: string) => found.find(({ channel }) => channel === name);
  expect(of(ahead)?.duplicates).toBeGreaterThanOrEqual(5);
  expect(of(late)?.pulseIds).toMatchObject({ with: 0, matched: 0 });
  expect(of(healthy)?.decodeErrors).toMatchObject({ count: expect.any(Number), sentence: expect.stringContaining('topic') });
  expect(of(healthy)?.decodeErrors.count).toBeGreaterThanOrEqual(5);
});

test('without the laser, pulses are made by hand; a test is stopped in the middle, kept over a restart, and removed', {
  timeout: 60_000,
}, async () => {
  const { exporter, file, dataFolder } = await open({});
  const topic = exporterTopic(await exporter.searchTopics({ text: '', limit: 5 }));
  const { testId } = await exporter.startTest({
    ...{ ...request, devices: [ahead], sources: [{ kind: 'kafka', topic }] },
    ...{ pulses: { kind: 'clock', everyMs: 400 }, until: { seconds: 600 } },
  });
  await expect(exporter.startTest({ ...request, devices: [ahead] })).rejects.toMatchObject({ code: 'BUSY' });
  await expect(exporter.removeTest({ testId, by: 'Ann' })).rejects.toMatchObject({ code: 'BUSY' });
  await expect.poll(async () => (await exporter.getTest({ testId })).pulses, { timeout: 30_000 }).toBeGreaterThan(2);
  await exporter.stopTest({ testId });
  await exporter.stopTest({ testId });
  const { found, ...stopped } = await exporter.getTest({ testId });
  expect(stopped).toMatchObject({ step: 'stopped' });
  // Its messages carry IDs of the laser, which are of none of these pulses.
  expect(found.find(({ channel }) => channel === ahead)?.captured?.captured).toBeGreaterThan(1);
  expect(found.flatMap(({ suggestions }) => suggestions)).toEqual([]);
  expect((await exporter.testReport({ testId, as: 'html' })).text).toMatch(/^<!doctype html>[\s\S]*PM-201-FE-CAM-1/);
  await exporter.stop();
  const again = await openExporter(await loadSettings(file), { version: 'test', env: {} });
  onTestFinished(() => again.stop());
  expect(await again.listTests({})).toMatchObject([{ testId, step: 'stopped' }]);
  await again.removeTest({ testId, by: 'Ann' });
  expect(await again.listTests({})).toEqual([]);
  expect(existsSync(join(dataFolder, 'test-captures', testId))).toBe(false);
  await expect(again.removeTest({ testId: '../..', by: 'Ann' })).rejects.toMatchObject({ code: 'NOT_FOUND' });
});

test('what the settings do not know, and nothing at all, is refused by its name', async () => {
  const { exporter } = await open({});
  await expect(exporter.startTest({ ...request, devices: ['no such'] })).rejects.toMatchObject({
    code: 'BAD_REQUEST',
    message: expect.stringContaining('no such'),
  });
  await expect(exporter.startTest(request)).rejects.toMatchObject({ code: 'BAD_REQUEST' });
});

function exporterTopic({ topics }: { topics: string[] }): string {
  const [topic] = topics;
  if (topic === undefined) throw new Error('The facility has no topics');
  return topic;
}
