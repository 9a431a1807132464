import type { CaptureStep } from '../../../core/contract/api.ts';
import type { OwnShare, ShareListener, ShareOrder } from '../../../core/group/own-share.ts';
import type { Report } from '../../../core/group/protocol.ts';
import { pulseKey } from '../../../core/group/pulse-key.ts';
import type { ChannelSettings, Setup } from '../../../core/settings/schema.ts';

export type SimulatedShareStart = {
  name: string;
  /** Milliseconds from the order to its report, at random between the two; null: nothing is reported. */
  takes(order: ShareOrder): readonly [from: number, to: number] | null;
  onTake(order: ShareOrder): void;
  listener: ShareListener;
};

/** As often as a real capture tells how far it is. */
const steps: readonly CaptureStep[] = ['collecting', 'collecting', 'writing', 'verifying', 'naming'];

/** Of the standard load, so that the leader's plan weighs a device as it does in reality. */
const bytesOf = { image: 4_200_000, float_image: 4_200_000, waveform: 16_000, vector: 1_000, scalar: 100 } as const satisfies Record<
  ChannelSettings['type'],
  number
>;

/** Captures nothing and says that it has: an exporter of which only the group is measured. */
export function createSimulatedShare({ name, takes, onTake, listener }: SimulatedShareStart) {
  const working = new Set<ShareOrder>();
  let channels = new Map<string, ChannelSettings[]>();
  let lastReport: Report | null = null;

  function finish(order: ShareOrder): void {
    const { pulse, devices } = order;
    working.delete(order);
    const outcomes = devices.flatMap((device) => (channels.get(device) ?? []).map((channel) => outcomeOf(device, channel)));
    const captureId = crypto.randomUUID();
    lastReport = { pulse, captureId, attempt: 1, file: `2026-11-22/${name}-${pulseKey(pulse)}.h5`, verdict: 'complete', outcomes };
    listener.reported(lastReport);
  }

  const own: OwnShare = {
    take(order) {
      onTake(order);
      const between = takes(order);
      if (between === null) return;
      working.add(order);
      const [from, to] = between;
      const ms = from + Math.random() * (to - from);
      const expected = order.devices.length;
      for (const [at, step] of steps.entries()) {
        const part = at / steps.length;
        setTimeout(() => listener.progressed(order.pulse, step, Math.round(part * expected), expected), ms * part);
      }
      setTimeout(() => finish(order), ms);
    },
    working: () => [...working].map(({ pulse }) => pulse),
    reportsOf: async () => [],
    open: async () => [],
    unanswered: async () => [],
    unsettled: async () => [],
    uploadsOf: async () => [],
    counted: () => undefined,
    uncount: () => undefined,
    supersede: () => undefined,
    setOutOfService: () => undefined,
    async use(setup: Setup) {
      channels = new Map(setup.devices.map((device) => [device.name, device.channels]));
      return null;
    },
  };
  return { own, lastReport: () => lastReport };
}

function outcomeOf(device: string, { name, type }: ChannelSettings): Report['outcomes'][number] {
  const bytes = bytesOf[type];
  return { channel: name, device, code: 'captured', bytes, tookMs: 0.1 + bytes / 1e6 };
}
