import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { useFiles, writeOneOfEach } from './files.ts';
import { oneOfEach } from './samples.ts';

const files = useFiles();
const dump = fileURLToPath(new URL('./dump.py', import.meta.url));
const hasH5py = spawnSync('python3', ['-c', 'import h5py']).status === 0;
const hasH5dump = spawnSync('h5dump', ['--version']).status === 0;

afterAll(() => {
  if (!hasH5py) console.warn('Skipped: reading by h5py, because python3 with h5py is not here.');
  if (!hasH5dump) console.warn('Skipped: reading by h5dump, because it is not here (Debian package hdf5-tools).');
});

function run(command: string, ...parameters: string[]): string {
  const { status, stdout, stderr } = spawnSync(command, parameters, { encoding: 'utf8', maxBuffer: 2 ** 26 });
  if (status !== 0) throw new Error(stderr);
  return stdout;
}

describe.skipIf(!hasH5py)('h5py, by which the Gateway reads', () => {
  it.each(['none', 'gzip'] as const)('sees the types the Gateway asks for, with compression %s', async (compression) => {
    const path = join(files.folder(), 'a.h5');
    await writeOneOfEach(files.writer(), path, { hdf5: { compression, level: 1, writers: 1 } });
    const { attributes, groups } = JSON.parse(run('python3', dump, path));
    expect(attributes).toMatchObject({
      ...{ epac_ops_data_version: ['str', '1.2'], timestamp: ['str', '2025-11-24T16:00:00+00:00'], shotnum: ['uint64', '423648000010'] },
      ...{ active_area: ['str', 'ea1'], active_experiment: ['str', '90097341'], verdict: ['str', 'complete'], not_captured: ['str', '{}'] },
      ...{ pulse_timestamp_ns: ['int64', '1764000000123456789'] },
    });
    expect(Object.keys(groups).sort()).toEqual(oneOfEach.map(([{ name }]) => name).sort());
    expect(groups.ENERGY).toMatchObject({
      attributes: {
        channel_dtype: ['str', 'scalar'],
        units: ['str', 'J'],
        alarm_severity: ['str', 'MINOR'],
        offset_ms: ['float64', '1.5'],
      },
      datasets: { data: { shape: [], dtype: 'float64', value: ['float64', '1.25'] } },
    });
    expect(groups.SHUTTER.datasets.data).toMatchObject({ shape: [], dtype: 'object', value: ['bytes', 'öffen ✓'] });
    expect(groups.CAMERA).toMatchObject({
      attributes: { exposure_time_s: ['float64', '0.25'], gain: ['float64', '2.0'], bit_depth: ['int64', '12'] },
      datasets: { data: { shape: [2, 3], dtype: 'uint16', value: ['array of uint16', [1, 2, 3, 4, 5, 4095]] } },
    });
    expect(groups.WAVEFRONT.datasets.data).toMatchObject({ dtype: 'float32', value: ['array of float32', ['0.5', 'nan', '-1.0', '2.0']] });
    expect(groups.SPECTRUM).toMatchObject({
      attributes: { x_units: ['str', 'nm'], y_units: ['str', 'counts'] },
      datasets: { x: { shape: [2], dtype: 'float64' }, y: { shape: [2], dtype: 'float64' } },
    });
    expect(groups.COEFFICIENTS.attributes).toMatchObject({
      labels: ['array of object', ['tilt', 'défocus']],
      source: ['str', 'archiver:WFS:COEF'],
    });
  });
});

describe.skipIf(!hasH5dump)('h5dump', () => {
  it('reads a file to its end, and sees texts of variable length in scalar attributes', async () => {
    const path = join(files.folder(), 'a.h5');
    await writeOneOfEach(files.writer(), path);
    const seen = run('h5dump', '-a', '/CAMERA/channel_dtype', path);
    expect(seen).toContain('STRSIZE H5T_VARIABLE');
    expect(seen).toContain('DATASPACE  SCALAR');
    expect(run('h5dump', path)).toContain('DATASET "data"');
  });
});
