import type { AnnouncementLog } from '../../../core/group/log/port.ts';
import { type Entry, entrySchema, protocolVersion } from '../../../core/group/protocol.ts';
import { setupSchema } from '../../../core/settings/schema.ts';
import { channel, sample } from '../../settings/sample.ts';

/** In the batches in which they came. */
export async function batchesSince(log: AnnouncementLog, timeMs: number): Promise<(readonly Entry[])[]> {
  const batches: (readonly Entry[])[] = [];
  for await (const batch of log.since(timeMs, new AbortController().signal)) batches.push(batch);
  return batches;
}

/** When the announcement before the first was made. */
export const firstMs = 1_795_341_600_000;

const at = (seq: number) => new Date(firstMs + seq).toISOString();
const head = (seq: number) => ({ v: protocolVersion, leader: 'north', epoch: 3, seq, at: at(seq) });
const pulseOf = (n: number) => ({
  pulseId: String(18_446_744_073_709_000_000n + BigInt(n)),
  timestampNs: String(BigInt(firstMs + n) * 1_000_000n),
});

export const setupEntry = (seq: number, devices = 1): Entry => {
  const { sources, pulseSource, metadata } = sample();
  const named = Array.from({ length: devices }, (_, n) => ({ name: `Camera ${n} Ä`, channels: [channel(`PM-${n}`)] }));
  const setup = setupSchema.parse({ sources, pulseSource, metadata, devices: named });
  return entrySchema.parse({ ...head(seq), kind: 'setup', setupId: 'first', topic: null, setup });
};

export const planEntry = (seq: number, version = 1): Entry =>
  entrySchema.parse({
    ...head(seq),
    ...{ kind: 'plan', version, setupId: 'first', shares: { north: ['Camera 0 Ä'] }, pins: {}, schedule: { kind: 'manual' } },
    ...{ metadata: { activeArea: 'EA1' }, outOfService: {} },
  });

export const pulseEntry = (seq: number, changes: { leader?: string; epoch?: number; at?: string } = {}): Entry =>
  entrySchema.parse({
    ...head(seq),
    ...{
      kind: 'pulse',
      pulse: pulseOf(seq),
      metadata: { activeArea: 'EA1', activeExperiment: 'Ä "12"' },
      record: { digits: 3, localOnly: 'Ö' },
    },
    ...{ plan: 1, mode: 'live', waitMs: 2000.5, nth: seq },
    ...changes,
  });

export const verdictEntry = (seq: number, of: number): Entry =>
  entrySchema.parse({
    ...head(seq),
    ...{ kind: 'verdict', pulse: pulseOf(of), announced: { leader: 'north', epoch: 3, seq: of, mode: 'live', localOnly: 'Ö' } },
    ...{ verdict: 'partial', expected: 2, captured: 1, counts: { captured: 1, missing: 1 }, shares: [] },
    missed: [{ channel: 'PM-1', code: 'missing', exporter: 'north' }],
    upload: null,
  });
