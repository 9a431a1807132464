import { appendFileSync, closeSync, openSync, readFileSync, truncateSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadH5 } from '../../core/hdf5/h5.ts';
import { start, useFiles, writeAll, writeOneOfEach } from './files.ts';
import { oneOfEach, pulse, root } from './samples.ts';

const files = useFiles();
const names = oneOfEach.map(([{ name }]) => name).sort();

describe('inspecting a file after a crash', () => {
  it('tells what a whole one holds', async () => {
    const path = join(files.folder(), 'a.h5');
    const writer = files.writer();
    const file = await writer.open(start(path));
    await writeAll(file);
    const missed = [{ channel: 'CAM-3', device: 'Cameras', code: 'missing', sentence: 'no message of pulse 7' } as const];
    const { bytes } = await file.seal(root(names.length, { attempt: 2, verdict: 'partial', expected: 7, missed }));
    const inspected = await writer.inspect(path);
    expect(inspected).toEqual({ state: 'whole', bytes, pulse, attempt: 2, verdict: 'partial', captured: names, expected: 7, missed });
  });

  it('finds one with milliseconds as whole as one without', async () => {
    const path = join(files.folder(), 'a.h5');
    const writer = files.writer();
    const file = await writer.open(start(path));
    await writeAll(file);
    await file.seal(root(names.length, { digits: 3 }));
    expect(await writer.inspect(path)).toMatchObject({ state: 'whole', pulse });
  });

  it('says that it is not there', async () => {
    expect(await files.writer().inspect(join(files.folder(), 'no/such.h5'))).toEqual({ state: 'absent' });
  });

  it('calls one broken that is no HDF5 file, empty, or a folder', async () => {
    const folder = files.folder();
    const writer = files.writer();
    for (const [name, content] of [
      ['text.h5', 'not at all'],
      ['empty.h5', ''],
    ] as const)
      writeFileSync(join(folder, name), content);
    for (const path of [join(folder, 'text.h5'), join(folder, 'empty.h5'), folder])
      expect(await writer.inspect(path)).toMatchObject({
        state: 'broken',
        failure: { code: 'VERIFY_FAILED', message: expect.stringContaining(path) },
      });
  });

  it('calls one broken that was cut off, wherever', async () => {
    const path = join(files.folder(), 'a.h5');
    const writer = files.writer();
    await writeOneOfEach(writer, path);
    const whole = readFileSync(path);
    for (const length of [10, 100, 2048, whole.length >> 1, whole.length - 1]) {
      writeFileSync(path, whole);
      truncateSync(path, length);
      expect(await writer.inspect(path), `of ${length} bytes`).toMatchObject({ state: 'broken' });
    }
    writeFileSync(path, whole);
    expect(await writer.inspect(path)).toMatchObject({ state: 'whole' });
  });

  it('calls one broken in which a bit of the data has changed', async () => {
    const path = join(files.folder(), 'a.h5');
    const writer = files.writer();
    await writeOneOfEach(writer, path);
    const whole = readFileSync(path);
    const at = whole.indexOf(Buffer.from(Uint16Array.of(1, 2, 3, 4, 5, 4095).buffer));
    expect(at).toBeGreaterThan(0);
    const descriptor = openSync(path, 'r+');
    writeSync(descriptor, Uint8Array.of(9), 0, 1, at);
    closeSync(descriptor);
    expect(await writer.inspect(path)).toMatchObject({ state: 'broken', failure: { message: expect.stringContaining('CAMERA') } });
  });

  it('calls one broken that others have added to', async () => {
    const path = join(files.folder(), 'a.h5');
    const writer = files.writer();
    await writeOneOfEach(writer, path);
    await loadH5();
    const { File } = await import('h5wasm/node');
    const file = new File(path, 'a');
    file.create_group('stranger');
    file.close();
    expect(await writer.inspect(path)).toMatchObject({ state: 'broken', failure: { message: expect.stringContaining('stranger') } });
  });

  it('reads one to which bytes were only appended', async () => {
    const path = join(files.folder(), 'a.h5');
    const writer = files.writer();
    await writeOneOfEach(writer, path);
    appendFileSync(path, 'garbage');
    expect(await writer.inspect(path)).toMatchObject({ state: 'whole' });
  });

  it('calls an HDF5 file of somebody else broken', async () => {
    const path = join(files.folder(), 'a.h5');
    await loadH5();
    const { File } = await import('h5wasm/node');
    const file = new File(path, 'w');
    file.create_dataset({ name: 'data', data: [1, 2, 3] });
    file.create_attribute('shotnum', 'GS0001');
    file.close();
    expect(await files.writer().inspect(path)).toMatchObject({ state: 'broken' });
  });
});
