import type { ChannelStats } from '../../core/contract/device-stats.ts';
import type { Cell } from '../matrix/cells.ts';
import type { Row } from '../matrix/rows.ts';

/**
 * `fresh`: captured at the newest pulse that is decided, or there was none since. `stale`: captured, but not at that one. `unknown`: not at any pulse that can be seen from here.
 * `quiet`: not expected. `sinceNs`: when the last captured reading was taken.
 */
export type Freshness = { state: 'fresh' | 'stale'; sinceNs: bigint } | { state: 'unknown' | 'quiet'; sinceNs: null };

const nsPerMs = 1_000_000;

/** `cells` of `pulses`, newest first. */
export function freshnessOf(
  pulses: readonly Row[],
  cells: readonly (Cell | null)[],
  own: readonly ChannelStats[],
  channels: number,
): Freshness {
  const at = cells.findIndex((cell) => cell?.code === 'captured');
  const decided = cells.findIndex((cell) => cell !== null && cell.code !== 'waiting');
  const pulse = at === -1 ? undefined : pulses[at]?.pulse;
  const sinceNs = lastOf(own, channels) ?? (pulse === undefined ? null : BigInt(pulse.timestampNs));
  if (cells[decided]?.code === 'skipped') return { state: 'quiet', sinceNs: null };
  if (sinceNs === null) return { state: 'unknown', sinceNs: null };
  return { state: at === decided ? 'fresh' : 'stale', sinceNs };
}

/** Of several channels the one that was captured longest ago; null where one of them never was. */
function lastOf(own: readonly ChannelStats[], channels: number): bigint | null {
  const times = own.flatMap(({ last }) => (last === null ? [] : [readAt(last)]));
  if (times.length < channels) return null;
  return times.reduce<bigint | null>((oldest, each) => (oldest === null || each < oldest ? each : oldest), null);
}

function readAt({ pulse, offsetMs, ageMs }: NonNullable<ChannelStats['last']>): bigint {
  const offsetNs = Math.round((offsetMs ?? (ageMs === null ? 0 : -ageMs)) * nsPerMs);
  return BigInt(pulse.timestampNs) + BigInt(offsetNs);
}
