import { byName } from './order.ts';

/** Devices by exporter. */
export type Shares = Readonly<Record<string, readonly string[]>>;

/** Who has each device. */
export function ownersOf(shares: Shares): Map<string, string> {
  const owners = new Map<string, string>();
  for (const exporter of Object.keys(shares).sort(byName))
    for (const device of shares[exporter] ?? []) if (!owners.has(device)) owners.set(device, exporter);
  return owners;
}
