import type { GatewayFaultBoard } from './faults.ts';
import type { Manifest } from './manifest.ts';

/** What the manifest says while faults of its channels are on. */
export function faulty(manifest: Manifest, faults: Pick<GatewayFaultBoard, 'list' | 'isOn'>): Manifest {
  if (!faults.list().some(({ fault }) => fault === 'gateway-channel-unknown' || fault === 'gateway-channel-type')) return manifest;
  const known = Object.entries(manifest.channels).filter(([name]) => !faults.isOn('gateway-channel-unknown', name));
  const channels = known.map(([name, channel]) => {
    if (!faults.isOn('gateway-channel-type', name)) return [name, channel] as const;
    return [name, { ...channel, type: channel.type === 'scalar' ? 'vector' : 'scalar' }] as const;
  });
  return { ...manifest, channels: Object.fromEntries(channels) };
}
