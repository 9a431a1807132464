import type { OwnShare, ShareOrder } from '../../../core/group/own-share.ts';
import type { Report } from '../../../core/group/protocol.ts';
import { pulseKey } from '../../../core/group/pulse-key.ts';
import type { Setup } from '../../../core/settings/schema.ts';

export type SimulatedShareStart = {
  name: string;
  /** Milliseconds from the order to its report, at random between the two; null: nothing is reported. */
  takes(order: ShareOrder): readonly [from: number, to: number] | null;
  onTake(order: ShareOrder): void;
  reported(report: Report): void;
};

/** Captures nothing and says that it has: an exporter of which only the group is measured. */
export function createSimulatedShare({ name, takes, onTake, reported }: SimulatedShareStart) {
  const working = new Set<ShareOrder>();
  let channels = new Map<string, string[]>();
  let lastReport: Report | null = null;

  function finish(order: ShareOrder, tookMs: number): void {
    const { pulse, devices } = order;
    working.delete(order);
    const outcomes = devices.flatMap((device) =>
      (channels.get(device) ?? []).map((channel) => ({ channel, device, code: 'captured' as const, bytes: 12_345, tookMs })),
    );
    const captureId = crypto.randomUUID();
    lastReport = { pulse, captureId, attempt: 1, file: `2026-11-22/${name}-${pulseKey(pulse)}.h5`, verdict: 'complete', outcomes };
    reported(lastReport);
  }

  const own: OwnShare = {
    take(order) {
      onTake(order);
      const between = takes(order);
      if (between === null) return;
      working.add(order);
      const [from, to] = between;
      const ms = from + Math.random() * (to - from);
      setTimeout(() => finish(order, ms), ms);
    },
    working: () => [...working].map(({ pulse }) => pulse),
    reportsOf: async () => [],
    open: async () => [],
    supersede: () => undefined,
    setOutOfService: () => undefined,
    async use(setup: Setup) {
      channels = new Map(setup.devices.map((device) => [device.name, device.channels.map((channel) => channel.name)]));
      return null;
    },
  };
  return { own, lastReport: () => lastReport };
}
