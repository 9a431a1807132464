import type { Weights } from '../../../core/group/plan/weights.ts';

export type Facility = { devices: string[]; exporters: string[]; pins: Record<string, string>; weights: Weights };

/** Up to 160 devices, a few of them cameras, on 2 to 12 exporters; in some, devices are pinned. */
export function facilityOf(random: () => number): Facility {
  const below = (limit: number) => Math.floor(random() * limit);
  const exporters = named('exporter', 2 + below(11));
  const devices = named('device', 1 + below(160));
  const cameras = random() * 0.4;
  const weights = new Map(devices.map((device) => [device, weighing(random() < cameras ? 5 + random() * 30 : 0.5 + random() * 1.5)]));
  const pins: Record<string, string> = {};
  if (random() < 0.4)
    for (let n = below(devices.length / 4); n > 0; n--)
      pins[devices[below(devices.length)] ?? ''] = exporters[below(exporters.length)] ?? '';
  return { devices, exporters, pins, weights };
}

export function named(what: string, count: number): string[] {
  return Array.from({ length: count }, (_, n) => `${what}-${n}`);
}

export function weighing(ms: number) {
  return { channels: 1, bytes: Math.round(ms * 100_000), ms };
}

export function shuffled<T>(all: readonly T[], random: () => number): T[] {
  return all
    .map((one) => ({ one, at: random() }))
    .sort((a, b) => a.at - b.at)
    .map(({ one }) => one);
}
