import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readWithH5wasm } from './by-h5wasm.ts';
import { filesIn, start, useFiles, writeAll, writeOneOfEach } from './files.ts';
import { channel, number, numbers, oneOfEach, pulse, reading, root } from './samples.ts';

const files = useFiles();

describe('a file', () => {
  it('holds one group a channel, just as the Gateway wants it', async () => {
    const path = join(files.folder(), '2025/11/24/a.h5');
    await writeOneOfEach(files.writer(), path);
    const { attributes, groups } = await readWithH5wasm(path);
    expect(attributes['epac_ops_data_version']).toEqual({ dtype: 'S', shape: [], value: '1.2' });
    expect(attributes['shotnum']).toEqual({ dtype: '<Q', shape: [], value: pulse.pulseId });
    expect(attributes['timestamp']).toEqual({ dtype: 'S', shape: [], value: '2025-11-24T16:00:00+00:00' });
    expect(Object.keys(groups).sort()).toEqual(oneOfEach.map(([{ name }]) => name).sort());
    expect(groups['ENERGY']?.attributes['channel_dtype']).toEqual({ dtype: 'S', shape: [], value: 'scalar' });
    expect(groups['ENERGY']?.datasets).toEqual({ data: { dtype: '<d', shape: [], value: 1.25, chunks: null } });
    expect(groups['SHUTTER']?.datasets).toEqual({ data: { dtype: 'S', shape: [], value: 'öffen ✓', chunks: null } });
    expect(groups['CAMERA']?.datasets).toEqual({ data: { dtype: '<H', shape: [2, 3], value: [1, 2, 3, 4, 5, 4095], chunks: null } });
    expect(groups['CAMERA']?.attributes).toMatchObject({
      exposure_time_s: { value: 0.25 },
      gain: { value: 2 },
      bit_depth: { dtype: '<q', value: 12n },
    });
    expect(groups['WAVEFRONT']?.datasets['data']).toMatchObject({ dtype: '<f', shape: [2, 2], value: [0.5, Number.NaN, -1, 2] });
    expect(groups['SPECTRUM']?.datasets).toMatchObject({ x: { dtype: '<d', value: [800, 801] }, y: { dtype: '<d', value: [0.1, 0.2] } });
    expect(groups['COEFFICIENTS']?.attributes['labels']).toEqual({ dtype: 'S', shape: [2], value: ['tilt', 'défocus'] });
  });

  it('compresses an image as one chunk where it is told to, and no small value', async () => {
    const path = join(files.folder(), 'a.h5');
    const file = await files.writer().open(start(path, { hdf5: { compression: 'gzip', level: 1, writers: 1 } }));
    const pixels = Array.from({ length: 256 * 256 }, (_, i) => i % 300);
    await file.write(channel('CAMERA', 'image'), reading({ kind: 'image', data: numbers('uint16', pixels, [256, 256]), attributes: {} }));
    await file.write(channel('ENERGY', 'scalar'), reading(number('float64', 1)));
    expect((await file.seal(root(2))).bytes).toBeLessThan(100_000);
    const { groups } = await readWithH5wasm(path);
    expect(groups['CAMERA']?.datasets['data']).toMatchObject({ chunks: [256, 256], value: pixels });
    expect(groups['ENERGY']?.datasets['data']).toMatchObject({ chunks: null });
  });

  it('takes pixels out of shared memory wherever they lie in it', async () => {
    const path = join(files.folder(), 'a.h5');
    const file = await files.writer().open(start(path));
    const shared = new SharedArrayBuffer(100);
    for (const offset of [0, 3, 8, 13]) {
      const bytes = new Uint8Array(shared, offset, 12);
      bytes.set(numbers('uint16', [offset, 2, 3, 4, 5, 6]).bytes);
      const written = await file.write(
        channel(`CAMERA-${offset}`, 'image'),
        reading({ kind: 'image', data: { dtype: 'uint16', shape: [2, 3], bytes }, attributes: {} }),
      );
      expect(written).toEqual({ ok: true, bytes: 12, tookMs: expect.any(Number) });
      bytes.fill(0);
    }
    await file.seal(root(4));
    const { groups } = await readWithH5wasm(path);
    for (const offset of [0, 3, 8, 13]) expect(groups[`CAMERA-${offset}`]?.datasets['data']?.value).toEqual([offset, 2, 3, 4, 5, 6]);
  });

  it('leaves the bytes of a reading to whoever gave them', async () => {
    const file = await files.writer().open(start(join(files.folder(), 'a.h5')));
    const fetched = numbers('float64', [1, 2, 3, 4]).bytes;
    const data = { dtype: 'float64', shape: [2], bytes: fetched.subarray(8, 24) } as const;
    expect(await file.write(channel('V', 'vector'), reading({ kind: 'array', data }))).toEqual({
      ok: true,
      bytes: 16,
      tookMs: expect.any(Number),
    });
    expect(fetched.byteLength).toBe(32);
    await file.seal(root(1));
  });

  it('may hold empty waveforms, empty texts and attributes beyond 64 kB', async () => {
    const path = join(files.folder(), 'a.h5');
    const file = await files.writer().open(start(path));
    await file.write(channel('TRACE', 'waveform'), reading({ kind: 'array', data: numbers('float64', []) }, { units: '' }));
    await file.write(channel('TEXT', 'scalar'), reading({ kind: 'text', value: '' }));
    await file.write(
      channel('LABELS', 'vector', { labels: ['x'.repeat(100_000)] }),
      reading({ kind: 'array', data: numbers('int8', [1]) }),
    );
    await file.seal(root(3));
    const { groups } = await readWithH5wasm(path);
    expect(groups['TRACE']?.datasets['y']?.shape).toEqual([0]);
    expect(groups['TEXT']?.datasets['data']?.value).toBe('');
    expect(groups['LABELS']?.attributes['labels']?.value).toEqual(['x'.repeat(100_000)]);
  });

  it('is not spoilt by a channel that is refused, nor by one that comes twice', async () => {
    const path = join(files.folder(), 'a.h5');
    const file = await files.writer().open(start(path));
    const refused = await file.write(channel('A', 'image'), reading(number('int8', 1)));
    expect(refused).toMatchObject({ ok: false, code: 'wrong-type', failure: { code: 'VALUE_WRONG_TYPE' } });
    expect(await file.write(channel('B', 'scalar'), reading(number('int8', 1)))).toMatchObject({ ok: true });
    expect(await file.write(channel('B', 'scalar'), reading(number('int8', 1)))).toMatchObject({ ok: false, code: 'refused' });
    await file.seal(root(1));
    expect(Object.keys((await readWithH5wasm(path)).groups)).toEqual(['B']);
  });

  it('has its name only when it is sealed', async () => {
    const folder = files.folder();
    const path = join(folder, 'a.h5');
    const file = await files.writer().open(start(path));
    await writeAll(file);
    expect(filesIn(folder)).toEqual(['a.h5.part']);
    await file.seal(root(oneOfEach.length));
    expect(filesIn(folder)).toEqual(['a.h5']);
  });

  it('leaves nothing behind when it is abandoned, once or twice, and then takes nothing more', async () => {
    const folder = files.folder();
    const file = await files.writer().open(start(join(folder, 'a.h5')));
    await writeAll(file);
    await Promise.all([file.abandon(), file.abandon()]);
    await file.abandon();
    expect(filesIn(folder)).toEqual([]);
    await expect(file.seal(root(1))).rejects.toMatchObject({ code: 'STOPPED' });
  });

  it('replaces what a crash left of it', async () => {
    const path = join(files.folder(), 'a.h5');
    writeFileSync(`${path}.part`, 'half a file');
    await writeOneOfEach(files.writer(), path);
    expect(existsSync(`${path}.part`)).toBe(false);
  });

  it('never overwrites another', async () => {
    const folder = files.folder();
    const path = join(folder, 'a.h5');
    const writer = files.writer();
    const file = await writer.open(start(path));
    await writeAll(file);
    writeFileSync(path, 'of somebody else');
    await expect(file.seal(root(oneOfEach.length))).rejects.toMatchObject({ code: 'FILE_EXISTS', message: expect.stringContaining(path) });
    await expect(file.seal(root(oneOfEach.length))).rejects.toMatchObject({ code: 'FILE_EXISTS' });
    await expect(writer.open(start(path))).rejects.toMatchObject({ code: 'FILE_EXISTS' });
    expect(readFileSync(path, 'utf8')).toBe('of somebody else');
    expect(filesIn(folder)).toEqual(['a.h5']);
  });

  it('is refused before anything is written where the Gateway would round its pulse ID', async () => {
    const folder = files.folder();
    const bad = start(join(folder, 'a.h5'), { pulse: { ...pulse, pulseId: 2n ** 53n + 1n } });
    await expect(files.writer().open(bad)).rejects.toMatchObject({ code: 'PULSE_ID_NOT_EXACT' });
    expect(filesIn(folder)).toEqual([]);
  });
});

describe('a writer', () => {
  it('writes as many files at once as it has workers, and lets others wait', async () => {
    const folder = files.folder();
    const writer = files.writer({ workers: 2 });
    const first = await writer.open(start(join(folder, '1.h5')));
    const second = await writer.open(start(join(folder, '2.h5')));
    let opened = false;
    const third = writer.open(start(join(folder, '3.h5'))).then((file) => {
      opened = true;
      return file;
    });
    await Promise.all([writeAll(first), writeAll(second)]);
    expect(opened).toBe(false);
    await first.abandon();
    await (await third).abandon();
    await second.seal(root(oneOfEach.length));
    expect(filesIn(folder)).toEqual(['2.h5']);
  });

  it('ends all that waits when it is closed, and closes once', async () => {
    const writer = files.writer();
    const file = await writer.open(start(join(files.folder(), 'a.h5')));
    const waiting = writer.open(start(join(files.folder(), 'b.h5')));
    const refused = expect(waiting).rejects.toMatchObject({ code: 'STOPPED' });
    await Promise.all([writer.close(), writer.close()]);
    await refused;
    await expect(file.seal(root(0))).rejects.toMatchObject({ code: 'WRITE_FAILED' });
  });
});
