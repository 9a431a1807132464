import { describe, expect, it } from 'vitest';
import { checksumOf } from '../../core/hdf5/group.ts';
import { pathFor } from '../../core/hdf5/path.ts';
import { rootAttributes } from '../../core/hdf5/root.ts';
import { layOut, refusal } from './laid-out.ts';
import { channel, number, numbers, pulse, root } from './samples.ts';

describe('a channel', () => {
  it('says where its reading came from', () => {
    const { attributes } = layOut(channel('PM-1', 'scalar'), number('int8', 1), {
      alarm: { severity: 'MAJOR', status: 'HIHI', message: '' },
    });
    expect(attributes).toMatchObject({
      ...{ source: 'kafka:a-topic/0@123', sample_timestamp_ns: pulse.timestampNs + 1_500_000n, offset_ms: 1.5, match: 'pulse-id' },
      ...{ alarm_severity: 'MAJOR', alarm_status: 'HIHI', checksum: `crc32 data=${checksumOf(Uint8Array.of(1))}` },
    });
    expect(attributes).not.toHaveProperty('pulse_id');
  });

  it('names the PV of the Archiver', () => {
    const { attributes } = layOut(channel('PM-1', 'scalar'), number('int8', 1), { provenance: { kind: 'archiver', pv: 'LAS:PM1' } });
    expect(attributes['source']).toBe('archiver:LAS:PM1');
  });

  it("tells its own pulse ID where that is another than the file's", () => {
    expect(layOut(channel('PM-1', 'scalar'), number('int8', 1), { pulseId: 7n }).attributes['pulse_id']).toBe('7');
  });

  it('has a checksum for each of its datasets', () => {
    const { attributes } = layOut(channel('S', 'waveform'), { kind: 'array', data: numbers('int8', [1]) });
    expect(attributes['checksum']).toMatch(/^crc32 x=[0-9a-f]{8} y=[0-9a-f]{8}$/);
  });

  it.each(['a.b', 'a/b', '', 'a\0b'])('is refused by the name %j', (name) => {
    expect(refusal('scalar', number('int8', 1), { name })).not.toBe('taken');
  });

  it('keeps the rest of a unit that has a NUL in it', () => {
    expect(layOut(channel('PM-1', 'scalar'), number('int8', 1), { units: 'mm\0' }).attributes['units']).toBe('mm\uFFFD');
  });
});

describe('the root of the file', () => {
  const values = (more = {}) =>
    Object.fromEntries(Object.entries(rootAttributes(pulse, root(3, more))).map(([name, { value }]) => [name, value]));

  it('has the facts of the pulse as the Gateway wants them', () => {
    expect(values()).toMatchObject({
      ...{ epac_ops_data_version: '1.2', timestamp: '2025-11-24T16:00:00+00:00', shotnum: pulse.pulseId },
      ...{ active_area: 'ea1', active_experiment: '90097341' },
    });
  });

  it('has three digits of the second where records are told apart by them, cut off and never rounded', () => {
    const at = (timestampNs: bigint) => rootAttributes({ ...pulse, timestampNs }, root(1, { digits: 3 }))['timestamp']?.value;
    expect(at(pulse.timestampNs)).toBe('2025-11-24T16:00:00.123+00:00');
    expect(at(1_764_000_000_999_999_999n)).toBe('2025-11-24T16:00:00.999+00:00');
    expect(at(1_764_000_000_000_999_999n)).toBe('2025-11-24T16:00:00.000+00:00');
  });

  it('explains itself', () => {
    const missed = [{ channel: 'CAM-3', device: 'CAM-3', code: 'missing', sentence: 'no message' } as const];
    expect(values({ verdict: 'partial', expected: 4, missed })).toMatchObject({
      ...{ exporter: 'laser-1', exporter_version: '0.1.0', attempt: 1n, pulse_timestamp_ns: pulse.timestampNs, verdict: 'partial' },
      ...{ channels_expected: 4n, channels_captured: 3n },
      not_captured: '{"CAM-3":{"device":"CAM-3","code":"missing","sentence":"no message"}}',
    });
  });

  it.each([2n ** 53n + 1n, 2n ** 63n, -1n])('refuses the pulse ID %d, which the Gateway would round', (pulseId) => {
    expect(() => rootAttributes({ ...pulse, pulseId }, root(1))).toThrow(expect.objectContaining({ code: 'PULSE_ID_NOT_EXACT' }));
  });

  it('refuses a time that no calendar of four digits has', () => {
    expect(() => rootAttributes({ ...pulse, timestampNs: 10n ** 21n }, root(1))).toThrow(expect.objectContaining({ code: 'BAD_REQUEST' }));
  });
});

describe('the path of a file', () => {
  it('is a folder a day, and a name with time, pulse, exporter and attempt', () => {
    expect(pathFor(pulse, 'laser-1', 2)).toBe('2025/11/24/160000_423648000010_laser-1_2.h5');
  });
});
