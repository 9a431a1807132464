import { ExporterError } from '../../core/contract/errors.ts';
import type { Expected } from '../../core/report/fate.ts';
import type { GatewayRecord } from '../../core/upload/port.ts';
import { recordIdOf } from '../../core/upload/record-id.ts';
import { pulseAt } from './pulses.ts';

export const expectedOf = (n: number, changes: Partial<Expected> = {}): Expected => ({
  ...{ pulse: pulseAt(n), digits: 0, least: 2, leftOut: [], inDoubt: false, explained: false, lacking: false, removedAt: null },
  ...changes,
});

export const idOf = (n: number) => recordIdOf(BigInt(pulseAt(n).timestampNs), false);

/** Records of two channels by the numbers of their pulses; `away` answers nothing. */
export function gatewayOf({ lacks = [], away = () => false }: { lacks?: readonly number[]; away?: () => boolean } = {}) {
  const asked: string[] = [];
  const pulses = new Map(Array.from({ length: 2000 }, (_, n) => [idOf(n), pulseAt(n)]));
  for (const n of lacks) pulses.delete(idOf(n));
  return {
    asked,
    async record(id: string): Promise<GatewayRecord | null> {
      asked.push(id);
      if (away()) throw new ExporterError('GATEWAY_UNREACHABLE', 'Nobody answers.');
      const pulse = pulses.get(id);
      if (pulse === undefined) return null;
      return { id, shotnum: pulse.pulseId, timestamp: null, activeArea: null, activeExperiment: null, channels: ['A', 'B'] };
    },
  };
}
