/** What is captured, as screens show it: devices with their channels, and where each comes from. */
export type ChannelFacts = {
  name: string;
  /** One of the Gateway's types. */
  type: string;
  source: { kind: 'kafka'; topic: string } | { kind: 'archiver'; pv: string };
  match: 'pulse-id' | 'nearest' | 'last';
  /** How far from the pulse `nearest` looks, or how old `last` may be; null for `pulse-id`. */
  reachMs: number | null;
  units: string | null;
  /** How long its late readings are waited for. */
  settleMs: number;
};
export type DeviceFacts = { name: string; area: string | null; channels: ChannelFacts[] };
export type SetupFacts = { devices: DeviceFacts[]; settleMs: number };
