import { byName } from './order.ts';

/** Devices by exporter. */
export type Shares = Readonly<Record<string, readonly string[]>>;

/** Who has each device; of two, which no plan should say, the name that sorts later. */
export function ownersOf(shares: Shares): Map<string, string> {
  const owners = new Map<string, string>();
  for (const exporter of Object.keys(shares).sort(byName)) for (const device of shares[exporter] ?? []) owners.set(device, exporter);
  return owners;
}
