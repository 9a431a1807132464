import { execFileSync } from 'node:child_process';
import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { canMount, useMounts } from '../hdf5/mounts.ts';
import { filesBelow, problemsOf } from './kept.ts';
import { type Running, run } from './running.ts';
import { type Simulated, simulate } from './simulated.ts';

const mounts = useMounts();

/** The pulse that was owed is captured as soon as the disk is back, once and whole. */
async function expectTakenAgain({ exporter, next }: Running, facility: Simulated, bringBack: () => void): Promise<void> {
  const again = next('capture/finished', ({ capture }) => capture.verdict === 'complete');
  const well = next('disk/changed', ({ disk }) => disk.state === 'ok');
  bringBack();
  await Promise.all([well, again]);
  await exporter.whenIdle();
  await exporter.stop();
  expect(await problemsOf(facility)).toEqual({ problems: [], pulses: 1, files: 1 });
}

function onDisk(disk: string, more = {}): Simulated {
  const dataFolder = join(disk, 'data');
  return { ...simulate({ dataFolder, ...more }), dataFolder };
}

describe.skipIf(!canMount)('a disk', () => {
  test('that is full in the middle of a file leaves nothing of it, and the pulse is taken again when there is room', async () => {
    const disk = mounts.disk('size=500k');
    const facility = onDisk(disk);
    const running = await run(facility);
    const ballast = join(disk, 'ballast');
    writeFileSync(ballast, new Uint8Array(472_000));
    const owed = running.next('capture/held');
    expect(await running.capture()).toMatchObject({ verdict: 'failed', file: null, failure: { code: 'DISK_FULL' } });
    expect((await owed).failure).toMatchObject({ code: 'DISK_FULL', message: expect.stringContaining(disk) });
    expect(filesBelow(facility.dataFolder)).toEqual([]);
    expect(running.exporter.held()).toBe(1);
    await expectTakenAgain(running, facility, () => rmSync(ballast));
  });

  test('whose folders become read-only takes no capture, and every pulse when they are back', async () => {
    const facility = simulate();
    const running = await run(facility);
    const year = mounts.diskAt(join(facility.dataFolder, String(new Date().getUTCFullYear())), 'size=4m');
    execFileSync('mount', ['-o', 'remount,ro', year]);
    expect(await running.capture()).toMatchObject({ verdict: 'failed', file: null, failure: { code: 'DISK_READ_ONLY' } });
    await expectTakenAgain(running, facility, () => execFileSync('mount', ['-o', 'remount,rw', year]));
  });
});

test('a data folder that vanishes is told, and the pulse is taken when it is back', async () => {
  const facility = simulate();
  const running = await run(facility);
  const away = `${facility.dataFolder}-away`;
  renameSync(facility.dataFolder, away);
  const told = running.next('disk/changed', ({ disk }) => disk.state === 'unwritable');
  const owed = running.next('capture/held');
  const { captureId } = await running.exporter.captureNow({ waitForEnd: true });
  expect((await told).disk.sentence).toContain(facility.dataFolder);
  expect(await owed).toMatchObject({
    captureId,
    failure: { code: 'DISK_UNREACHABLE', message: expect.stringContaining(facility.dataFolder) },
  });
  await expectTakenAgain(running, facility, () => renameSync(away, facility.dataFolder));
});

test('below the limit of free space nothing is begun, and the disk says why', async () => {
  const facility = simulate({ limits: { freeDiskMb: 1e9 } });
  const { exporter, events } = await run(facility);
  await exporter.captureNow({ waitForEnd: true });
  expect(events).toContainEqual(expect.objectContaining({ type: 'disk/changed', disk: expect.objectContaining({ state: 'low' }) }));
  expect(events.some(({ type }) => type === 'capture/started')).toBe(false);
  await exporter.stop();
  expect(filesBelow(facility.dataFolder)).toEqual([]);
});

describe('at its limit of size the data folder', () => {
  test('takes no more, where it is to stop', async () => {
    const facility = simulate({ limits: { freeDiskMb: 0, dataFolderMb: 0.2, whenFull: 'stop' } });
    const { exporter, capture, events } = await run(facility);
    while (!events.some((event) => event.type === 'disk/changed' && event.disk.state === 'low')) await capture();
    const files = filesBelow(facility.dataFolder);
    expect(files.length).toBeGreaterThan(0);
    await exporter.captureNow({ waitForEnd: true });
    expect(exporter.held()).toBe(2);
    await exporter.stop();
    expect(filesBelow(facility.dataFolder)).toEqual(files);
  });

  test('drops its oldest files, and only its own, where it is to do so', async () => {
    const facility = simulate({ limits: { freeDiskMb: 0, dataFolderMb: 0.2, whenFull: 'drop-oldest' } });
    mkdirSync(join(facility.dataFolder, '2020/01/01'), { recursive: true });
    writeFileSync(join(facility.dataFolder, '2020/01/01/notes.h5'), 'of a person');
    const { exporter, capture, events } = await run(facility);
    const kept: (string | null)[] = [];
    for (let n = 0; n < 6; n += 1) kept.push((await capture()).file);
    await exporter.stop();
    const files = filesBelow(facility.dataFolder);
    expect(files).toContain('2020/01/01/notes.h5');
    expect(files).toContain(kept.at(-1));
    expect(files).not.toContain(kept[0]);
    expect(events.some(({ type }) => type === 'capture/held')).toBe(false);
  });
});
