import { describe, expect, it } from 'vitest';
import { ExporterError } from '../../core/contract/errors.ts';
import { factText, readFacts } from '../../core/pulses/facts.ts';

const pulse = { pulseId: 7n, timestampNs: 9n };
const { signal } = new AbortController();
const pv = { kind: 'archiver' as const, pv: 'AREA', maxAgeMs: 1 };

describe('the facts of a pulse', () => {
  it('are fixed, or read at the pulse', async () => {
    const metadata = { activeArea: pv, activeExperiment: { kind: 'fixed' as const, value: 'E1' } };
    const read = await readFacts(metadata, pulse, async (fact, at) => `${fact.kind} ${at.pulseId}`, signal);
    expect(read).toEqual({ activeArea: { ok: true, value: 'archiver 7' }, activeExperiment: { ok: true, value: 'E1' } });
  });

  it('that cannot be read are named, with the cause, and the other fact still counts', async () => {
    const metadata = { activeArea: { kind: 'fixed' as const, value: 'EA1' }, activeExperiment: pv };
    const failing = () => Promise.reject(new ExporterError('PV_UNKNOWN', 'PV AREA is not archived.'));
    const read = await readFacts(metadata, pulse, failing, signal);
    expect(read.activeArea).toEqual({ ok: true, value: 'EA1' });
    expect(read.activeExperiment).toMatchObject({
      ok: false,
      failure: { code: 'PV_UNKNOWN', message: 'The active experiment of pulse 7 could not be read: PV AREA is not archived.' },
    });
  });

  it.each([
    [90_097_341, '90097341'],
    [1e21, '1000000000000000000000'],
    [1.5e-7, '0.00000015'],
    [0.1, '0.1'],
    [-3, '-3'],
    [Number.NaN, 'NaN'],
    [12n, '12'],
  ])('that are numbers are text without an exponent: %d', (value, text) =>
    expect(factText({ kind: 'number', dtype: 'float64', value })).toBe(text),
  );

  it('that are neither text nor number are none', () => expect(factText({ kind: 'texts', values: ['a'] })).toBeNull());
});
