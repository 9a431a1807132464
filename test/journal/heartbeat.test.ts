import { mkdirSync, readdirSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import type { Failure } from '../../core/contract/errors.ts';
import { lockFolder } from '../../core/journal/folder-lock.ts';
import { tempFolder } from './temp-folder.ts';

const request = { name: 'north', pid: process.pid, host: hostname(), now: 0 };
const beat = () => vi.advanceTimersByTime(5000);

function fakeIntervals(): void {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  onTestFinished(() => void vi.useRealTimers());
}

test('an exporter keeps its lock fresh, so that it is not taken for gone', async () => {
  fakeIntervals();
  const folder = tempFolder();
  const lock = await lockFolder(folder, request);
  const path = join(folder, '.exporter-lock.json');
  utimesSync(path, 0, 0);
  beat();
  await vi.waitFor(() => expect(statSync(path).mtimeMs).toBeGreaterThan(0));
  await lock.release();
});

test('an exporter whose folder was taken over while it stood still is told so, once', async () => {
  fakeIntervals();
  const folder = tempFolder();
  const told: Failure[] = [];
  const lock = await lockFolder(folder, { ...request, onTaken: (failure) => told.push(failure) });
  rmSync(join(folder, '.exporter-lock.json'));
  writeFileSync(join(folder, '.exporter-lock.json'), 'of another');
  beat();
  await vi.waitFor(() => expect(told).toMatchObject([{ code: 'FOLDER_IN_USE' }]));
  beat();
  await lock.release();
  expect(told).toHaveLength(1);
});

test('an exporter whose whole folder vanished locks it again when it is back, and tells nobody', async () => {
  fakeIntervals();
  const folder = join(tempFolder(), 'data');
  const told: Failure[] = [];
  const lock = await lockFolder(folder, { ...request, onTaken: (failure) => told.push(failure) });
  rmSync(folder, { recursive: true });
  beat();
  mkdirSync(folder);
  await vi.waitFor(() => {
    beat();
    expect(readdirSync(folder)).toEqual(['.exporter-lock.json']);
  });
  await expect(lockFolder(folder, { ...request, name: 'south' })).rejects.toMatchObject({
    code: 'FOLDER_IN_USE',
    facts: { name: 'north' },
  });
  await lock.release();
  expect(readdirSync(folder)).toEqual([]);
  expect(told).toEqual([]);
});
